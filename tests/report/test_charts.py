"""Charts: what is drawn, on which scale, what is told instead, and what it says in words."""

import re
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_plan, a_row, a_target, cases, compared, fixed, rows
from parcalc.judge.judging import judge
from parcalc.language.language import Language
from parcalc.model.assessment import Result
from parcalc.model.edition import Edition
from parcalc.model.period import Period
from parcalc.model.plan import Bound
from parcalc.report.charts.chart import Chart, charts
from parcalc.report.charts.drawing import WIDTH, svg
from parcalc.report.charts.picture import png
from parcalc.report.charts.scale import Scale, rate_scales, whole_scale

VI, EN = Language("vi"), Language("en")
Months = Mapping[str, tuple[int, int | None]]


def results(months: Months, bound: Bound, **changes: object) -> Sequence[Result]:
    counts = rows(
        *(a_row(month, line, good=good, all=all_) for line, (month, (good, all_)) in enumerate(months.items(), 2))
    )
    return judge(a_plan(a_target(bound, **changes)), counts, Period.parse("2025-06")).results


def drawn(months: Months, bound: Bound, **changes: object) -> Chart:
    return charts(results(months, bound, **changes), VI).drawn[0]


def found(pattern: str, drawing: str) -> str:
    seen = re.search(pattern, drawing)
    assert seen
    return seen[1]


RISING = {"2025-04": (90, 100), "2025-05": (95, 100), "2025-06": (99, 100)}


@pytest.mark.parametrize("code", ["vi", "en"])
def test_the_drawings(code: str, sample: Edition, golden: Callable[[Path, bytes], None]) -> None:
    language = Language(code)  # type: ignore[arg-type]
    seen = charts(sample.assessment.results, language)
    text = "".join(f"<!-- {chart.words} -->\n{svg(chart, language)}\n" for chart in seen.drawn)
    golden(Path(__file__).parent / f"golden/charts.{code}.svg", (text + "\n".join(seen.told) + "\n").encode())


@pytest.mark.parametrize(
    ("months", "words"),
    [
        pytest.param({"2025-05": (5, 5), "2025-06": (7, 7)}, "Tỷ lệ: cả 2 tháng có số liệu đều 100,00%, đạt", id="always-everything"),
        pytest.param({"2025-06": (97, 100)}, "Tỷ lệ: mới có tháng 06/2025: 97,00%, chưa đạt", id="one-month-alone"),
        pytest.param({"2025-05": (0, 0), "2025-06": (0, 0)}, "Tỷ lệ: chưa đủ số liệu, không phát sinh", id="no-case-at-all"),
    ],
)  # fmt: skip
def test_what_has_nothing_to_show_is_told(months: Months, words: str) -> None:
    seen = charts(results(months, fixed("at_least", "98")), VI)
    assert (seen.drawn, seen.told) == ((), (words,))


def test_the_same_rate_judged_otherwise_is_drawn() -> None:
    months = {"2024-05": (6, 10), "2024-06": (4, 10), "2025-05": (5, 10), "2025-06": (5, 10)}
    assert drawn(months, compared("rises_over", "previous_year"))


def test_english_tells_one_month_from_several() -> None:
    assert charts(results({"2025-06": (1, 1)}, fixed("at_least", "98")), EN).told == (
        "Rate: only Jun 2025 so far: 100.00%, met",
    )


def test_the_last_value_and_its_bound_stand_at_their_lines() -> None:
    chart = drawn(RISING, fixed("at_least", "98"))
    assert (chart.last, chart.bound) == ("✓ 99,00%", "≥ 98%")
    assert ">✓ 99,00%</text>" in svg(chart, VI)
    assert ">≥ 98%</text>" in svg(chart, VI)


@pytest.mark.parametrize("good", [0, 900, 979, 980, 981, 1000])
def test_the_two_labels_never_touch_and_keep_their_order(good: int) -> None:
    drawing = svg(drawn({"2025-05": (500, 1000), "2025-06": (good, 1000)}, fixed("at_least", "98")), VI)
    bound, last = (Fraction(found(rf'class="{kind}[^>]* y="([0-9.]+)"', drawing)) for kind in ("at-bound", "at-value"))
    assert abs(bound - last) >= 15
    assert (last < bound) is (good >= 980)


def test_a_long_label_is_kept_inside_the_drawing() -> None:
    months = {"2025-05": (10**9, 10**9), "2025-06": (10**9 - 1, 10**9)}
    drawing = svg(drawn(months, fixed("at_least", "100")), VI)
    assert 'textLength="80"' in drawing
    assert "✗ 99,9999999%" in drawing


def test_a_month_without_a_value_breaks_the_line_and_shows_its_sign() -> None:
    months = {"2025-02": (9, 10), "2025-03": (8, 10), "2025-04": (0, 0), "2025-05": (9, 10), "2025-06": (10, 10)}
    drawing = svg(drawn(months, fixed("at_least", "90")), VI)
    assert found(r'class="value" d="([^"]*)"', drawing).count("M") == 2
    assert len(re.findall(r'class="sign no_cases"[^>]*>–<', drawing)) == 1
    assert len(re.findall(r'class="sign no_data"[^>]*>\?<', drawing)) == 7
    assert len(re.findall(r'<path class="mark missed"', drawing)) == 1


def test_a_plain_count_is_drawn_in_cases_from_none() -> None:
    months = {"2025-05": (1200, None), "2025-06": (1234, None)}
    chart = drawn(months, cases("at_most", 1500), denominator=None)
    assert (chart.scale, chart.last, chart.bound) == (
        Scale(0, 2000, (0, 1000, 2000), percent=False),
        "✓ 1.234",
        "≤ 1.500",
    )


def test_text_is_never_smaller_than_twelve() -> None:
    assert 'font-size="12"' in svg(drawn(RISING, fixed("at_least", "98")), VI)
    assert WIDTH <= 360 - 2 * 12


@pytest.mark.parametrize(
    ("extents", "scales"),
    [
        pytest.param([(97, 100)], [(80, 100)], id="close-together"),
        pytest.param([(80, 100)], [(80, 100)], id="just-within-twenty"),
        pytest.param([(79, 100)], [(50, 100)], id="one-point-more"),
        pytest.param([(97, 100), (55, 91)], [(50, 100), (50, 100)], id="the-widest-decides-for-all"),
        pytest.param([(1, 2)], [(0, 20)], id="a-cap-near-nought"),
        pytest.param([(0, 100)], [(0, 100)], id="all-the-way"),
        pytest.param([(30, 42)], [(25, 45)], id="in-the-middle"),
        pytest.param([(0, 101)], [(0, 200)], id="more-than-one-per-case"),
    ],
)
def test_one_scale_for_all_rates(extents: list[tuple[int, int]], scales: list[tuple[int, int]]) -> None:
    placed = rate_scales([(Fraction(low), Fraction(high)) for low, high in extents])
    assert [(scale.low, scale.high) for scale in placed] == scales


@given(st.lists(st.tuples(st.fractions(0, 400), st.fractions(0, 400)).map(sorted), min_size=1, max_size=5))
def test_every_point_lies_on_its_scale_and_every_scale_is_as_long(pairs: list[list[Fraction]]) -> None:
    extents = [(low, high) for low, high in pairs]
    placed = list(rate_scales(extents))
    assert len({scale.high - scale.low for scale in placed}) == 1
    for scale, (low, high) in zip(placed, extents, strict=True):
        assert 0 <= scale.share(low) <= scale.share(high) <= 1
        assert len({after - before for before, after in pairwise(scale.lines)}) == 1


@pytest.mark.parametrize(
    ("largest", "lines"),
    [(0, (0, 1)), (1, (0, 1)), (2, (0, 1, 2)), (3, (0, 1, 2, 3, 4, 5)), (7, (0, 5, 10)), (21, (0, 10, 20, 30, 40, 50)), (1500, (0, 1000, 2000))],
)  # fmt: skip
def test_a_scale_of_cases(largest: int, lines: tuple[int, ...]) -> None:
    assert whole_scale((Fraction(0), Fraction(largest))).lines == lines


def test_a_picture_has_its_own_figures_and_is_the_same_again() -> None:
    chart = drawn(RISING, fixed("at_least", "98"))
    picture = png(chart, VI)
    assert picture.startswith(b"\x89PNG")
    assert int.from_bytes(picture[16:20]) == 3 * WIDTH
    assert picture == png(chart, VI)
    assert picture != png(drawn({**RISING, "2025-06": (98, 100)}, fixed("at_least", "98")), VI)


def test_the_words_for_those_who_do_not_see_it(sample: Edition) -> None:
    words = charts(sample.assessment.results, VI).drawn[0].words
    assert words.startswith("Hồ sơ TTHC giải quyết trước và đúng hạn (≥ 98%). 07/2024: ")
    assert words.endswith("06/2025: 96,75%, chưa đạt.")


def test_a_chart_is_drawn_once_for_all_reports_that_have_it() -> None:
    months = {"2025-05": (500, 1000), "2025-06": (990, 1000)}
    one, again = (drawn(months, fixed("at_least", "98")) for _ in range(2))
    assert one is not again
    assert svg(one, VI) is svg(again, VI)
    assert png(one, VI) is png(again, VI)
    other = drawn({**months, "2025-06": (991, 1000)}, fixed("at_least", "98"))
    assert svg(other, VI) != svg(one, VI)

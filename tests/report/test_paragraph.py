"""The paragraph: what a chairman reads first, and an officer pastes."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from builders import a_plan, a_row, a_target, cases, compared, fixed, rows
from parcalc.assess.edition import edition
from parcalc.judge.judging import judge
from parcalc.language.language import Language
from parcalc.model.counts import Counts
from parcalc.model.edition import Edition
from parcalc.model.naming import Names
from parcalc.model.period import Period
from parcalc.model.plan import Target
from parcalc.report.missing import missing_lines, missing_months_line
from parcalc.report.paragraph import headline, paragraph
from parcalc.report.rendering import render

VI, EN = Language("vi"), Language("en")
MADE = datetime(2025, 7, 1, tzinfo=UTC)


def an_edition(counts: Counts, *targets: Target, period: str = "2025-06", issuer: str = "UBND xã Bản Mới") -> Edition:
    plan = a_plan(*(targets or (a_target(fixed("at_least", "98")),)))._replace(
        issuer=Names(issuer, "People's Committee of Bản Mới"),
    )
    return edition(judge(plan, counts, Period.parse(period)), counts, MADE, "0.1.0")


def year(**months: int) -> Counts:
    """Return rows such as ``y2025_06=98``: so many of a hundred."""
    return rows(
        *(
            a_row(month[1:].replace("_", "-"), line, good=good, all=100)
            for line, (month, good) in enumerate(months.items(), 2)
        )
    )


@pytest.mark.parametrize("code", ["vi", "en"])
def test_the_samples_paragraph(code: str, sample: Edition, golden: Callable[[Path, bytes], None]) -> None:
    golden(Path(__file__).parent / f"golden/june.{code}.txt", render("text", sample, Language(code)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        pytest.param(year(y2025_06=98), "Tháng 6/2025, xã Bản Mới đạt 1/1 chỉ tiêu.", id="all-met"),
        pytest.param(
            year(y2025_06=97),
            "Tháng 6/2025, xã Bản Mới đạt 0/1 chỉ tiêu; 01 chỉ tiêu chưa đạt: Tỷ lệ (97,00%, yêu cầu từ 98% trở lên, thiếu 1 trường hợp).",
            id="a-miss",
        ),
        pytest.param(rows(a_row("2025-06", good=0, all=0)), "Tháng 6/2025, xã Bản Mới chưa có chỉ tiêu nào đánh giá được; 01 chỉ tiêu không phát sinh.", id="no-cases"),
        pytest.param(rows(a_row("2025-06", good=None, all=9)), "Tháng 6/2025, xã Bản Mới chưa có chỉ tiêu nào đánh giá được; 01 chỉ tiêu chưa đủ số liệu: Tỷ lệ.", id="a-blank"),
    ],
)  # fmt: skip
def test_the_sentence_of_the_period(counts: Counts, words: str) -> None:
    assert headline(an_edition(counts), VI) == words


@pytest.mark.parametrize(
    ("issuer", "who"),
    [
        ("UBND xã Bản Mới", "xã Bản Mới"),
        ("Ủy ban nhân dân phường 7", "phường 7"),
        ("Sở Nội vụ", "Sở Nội vụ"),
        ("", "đơn vị"),
    ],
)
def test_whose_targets_they_are(issuer: str, who: str) -> None:
    assert headline(an_edition(year(y2025_06=98), issuer=issuer), VI).startswith(f"Tháng 6/2025, {who} đạt")
    assert headline(an_edition(year(y2025_06=98)), EN).startswith("June 2025: Bản Mới met 1 of 1 target.")


def test_what_part_of_it_was_asked_for() -> None:
    made = an_edition(year(y2025_06=98))
    part = made._replace(assessment=made.assessment._replace(where={"unit": ("Thôn A", "Thôn B")}))
    assert headline(part, VI).startswith("Tháng 6/2025, xã Bản Mới (Chỉ tính: Thôn A, Thôn B) đạt 1/1")


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        pytest.param(year(y2025_05=98, y2025_06=97), "So với tháng trước, 01 chỉ tiêu chuyển từ đạt sang chưa đạt.", id="newly-missed"),
        pytest.param(year(y2025_05=97, y2025_06=98), "So với tháng trước, 01 chỉ tiêu chuyển từ chưa đạt sang đạt.", id="newly-met"),
        pytest.param(year(y2025_05=99, y2025_06=98), "So với tháng trước, kết quả đạt, chưa đạt của các chỉ tiêu không đổi.", id="unchanged"),
        pytest.param(
            year(y2024_06=90, y2025_05=98, y2025_06=98),
            "So với tháng trước, kết quả đạt, chưa đạt của các chỉ tiêu không đổi; so với cùng kỳ năm trước, 01 chỉ tiêu chuyển từ chưa đạt sang đạt.",
            id="and-last-year",
        ),
    ],
)  # fmt: skip
def test_what_has_turned(counts: Counts, words: str) -> None:
    assert words in paragraph(an_edition(counts), VI)


def test_half_a_year_is_held_against_that_of_last_year_alone() -> None:
    months = {f"y{one}_{number:02}": 99 for one in (2024, 2025) for number in range(1, 13)}
    assert "quý trước" in paragraph(an_edition(year(**months), period="2025-Q2"), VI)
    for period in ("2025-H1", "2025-9M", "2025"):
        told = paragraph(an_edition(year(**months), period=period), VI)
        assert "trước, " in told
        assert "kỳ năm trước" in told
        assert told.count("so với") + told.count("So với") == 1


def test_a_target_that_was_not_judged_then_has_not_turned() -> None:
    counts = rows(a_row("2025-05", good=0, all=0), a_row("2025-06", 3, good=99, all=100))
    assert "So với" not in paragraph(an_edition(counts), VI)


def test_how_far_a_miss_has_moved() -> None:
    assert "giảm 2,00 điểm % so với tháng trước)" in paragraph(an_edition(year(y2025_05=98, y2025_06=96)), VI)
    assert "tăng 1,00 điểm % so với tháng trước)" in paragraph(an_edition(year(y2025_05=95, y2025_06=96)), VI)
    assert "điểm %" not in paragraph(an_edition(year(y2025_05=96, y2025_06=96)), VI)
    plain = a_target(cases("at_least", 100), denominator=None)
    assert "điểm %" not in paragraph(an_edition(year(y2025_05=95, y2025_06=96), plain), VI)


def test_the_year_to_date_names_its_misses() -> None:
    months = year(y2025_01=90, y2025_02=99, y2025_03=99, y2025_04=99, y2025_05=99, y2025_06=99)
    assert paragraph(an_edition(months), VI).endswith(
        "Lũy kế 6 tháng năm 2025, đạt 0/1 chỉ tiêu; chưa đạt: Tỷ lệ."
    )  # fmt: skip
    assert "Lũy kế" not in paragraph(an_edition(months, period="2025-H1"), VI)


def test_a_forgotten_month_is_named_once() -> None:
    made = an_edition(year(y2025_01=99, y2025_02=99, y2025_04=99, y2025_05=99, y2025_06=99))
    assert (
        missing_months_line(made.assessment, VI) == "Thiếu số liệu tháng 03/2025 nên chưa tính được lũy kế từ đầu năm."
    )
    assert "Thiếu số liệu tháng 03/2025" in paragraph(made, VI)
    assert list(missing_lines(made.assessment, VI)) == []


def test_a_month_that_the_period_itself_lacks() -> None:
    made = an_edition(year(y2025_04=99, y2025_06=99), period="2025-Q2")
    line = missing_months_line(made.assessment, VI)
    assert line == "Thiếu số liệu tháng 01/2025, 02/2025, 03/2025, 05/2025 nên chưa đánh giá được đầy đủ kỳ này."
    assert list(missing_lines(made.assessment, VI)) == []


def test_targets_that_lack_the_same_share_a_line() -> None:
    rises = [a_target(compared("rises_over", "previous_year"), id=one, names=Names(one, one)) for one in ("a", "b")]
    made = an_edition(year(y2025_06=99), *rises)
    assert list(missing_lines(made.assessment, VI)) == [
        "a; b: chưa có số liệu kỳ gốc (Tháng 6 năm 2024) để so sánh; hãy đưa thêm tệp số liệu của kỳ đó"
    ]
    assert "06/2024" not in missing_months_line(made.assessment, VI)


def test_a_baseline_of_which_one_month_is_missing_names_it() -> None:
    base = year(**{f"y2020_{number:02}": 50 for number in range(1, 13) if number != 3}, y2025_06=99)
    (line,) = missing_lines(an_edition(base, a_target(compared("rises_over", 2020))).assessment, VI)
    assert "không có dòng số liệu của tháng 03/2020" in line


def test_all_targets_that_lack_data_are_counted_and_few_are_named() -> None:
    targets = [
        a_target(fixed("at_least", "98"), id=f"t{number}", names=Names(f"T{number}", "T")) for number in range(6)
    ]
    counts = rows(a_row("2025-06", good=None, all=9))
    assert "05 chỉ tiêu chưa đủ số liệu: T0, T1, T2, T3, T4." in headline(an_edition(counts, *targets[:5]), VI)
    assert "06 chỉ tiêu chưa đủ số liệu." in headline(an_edition(counts, *targets), VI)


def test_an_aspiration_that_is_missed_is_marked() -> None:
    made = an_edition(year(y2025_06=97), a_target(fixed("at_least", "98"), binding=False))
    assert "Tỷ lệ, phấn đấu (97,00%" in headline(made, VI)

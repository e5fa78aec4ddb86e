"""Charts: what is drawn, that it is drawn, and what it says in words."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from parcalc.language.language import Language
from parcalc.model.edition import Edition
from parcalc.report.charts import described, png, svg, target_chart

VI = Language("vi")


@pytest.mark.parametrize("code", ["vi", "en"])
def test_the_specification(code: str, sample: Edition, golden: Callable[[Path, bytes], None]) -> None:
    specs = [target_chart(result, Language(code)) for result in sample.assessment.results[:3]]  # type: ignore[arg-type]
    text = json.dumps(specs, ensure_ascii=False, indent=1) + "\n"
    golden(Path(__file__).parent / f"golden/charts.{code}.json", text.encode())


def test_a_month_without_cases_is_a_gap(sample: Edition) -> None:
    values = target_chart(sample.assessment.results[0], VI)["data"]["values"]  # type: ignore[index]
    assert [point["value"] for point in values].count(None) > 5


def test_a_plain_count_is_drawn_in_cases(hostile: Edition) -> None:
    values = target_chart(hostile.assessment.results[2], VI)["data"]["values"]  # type: ignore[index]
    assert [point["value"] for point in values][-1] == 97.0


def test_it_is_drawn(sample: Edition) -> None:
    spec = target_chart(sample.assessment.results[2], VI)
    assert svg(spec, VI).startswith("<svg")
    assert "currentColor" in svg(spec, VI)
    assert png(spec, VI).startswith(b"\x89PNG")


def test_the_words_for_those_who_do_not_see_it(sample: Edition) -> None:
    words = described(sample.assessment.results[2], VI)
    assert words.endswith("06/2025: 96,75%, chưa đạt.")

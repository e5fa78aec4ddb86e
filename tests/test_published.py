"""Published figures through the real program: each comes out as published, or is flagged where it does not add up."""

import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from subprocess import CompletedProcess
from typing import TypedDict

import pytest

Run = Callable[..., "CompletedProcess[bytes]"]


class Parts(TypedDict):
    """A whole that was published beside its parts."""

    id: str
    parts: list[int]
    total: int
    adds_up: bool


CASES = json.loads((Path(__file__).parent / "cases/published.json").read_text(encoding="utf-8"))
RATES = [case for case in CASES if case["measure"] != "parts"]
PARTS = [case for case in CASES if case["measure"] == "parts"]
WRONG = {"T02": "94,28%"}
"""Published rates that do not follow from their counts, and what does."""

PLAN = """
plan: {title: Số liệu đã công bố, issuer: Thử, year: 2025}
counts:
  good: {vi: Đạt, en: Good}
  whole: {vi: Tổng số, en: Whole}
  part1: {vi: Phần 1, en: Part 1}
  part2: {vi: Phần 2, en: Part 2}
  part3: {vi: Phần 3, en: Part 3}
rules: [RULE]
targets:
  - {id: rate, vi: Tỷ lệ, en: Rate, numerator: good, denominator: whole, at_least: 98%}
"""


def judged(run: Run, folder: Path, rule: str, counts: dict[str, int]) -> "CompletedProcess[bytes]":
    (folder / "plan.yaml").write_text(PLAN.replace("RULE", rule), encoding="utf-8")
    lines = [",".join(["month", *counts]), ",".join(["2025-06", *map(str, counts.values())])]
    (folder / "data.csv").write_text("\n".join(lines), encoding="utf-8")
    return run("check", "data.csv", "--targets", "plan.yaml", "--format", "json")


def rounded(percent: str, like: str) -> str:
    """Round a shown percentage half up to the precision of a published one; it has two decimals or more."""
    decimals = len(like.partition(",")[2])
    scaled = int(Fraction(percent) * 10**decimals + Fraction(1, 2))
    whole, rest = divmod(scaled, 10**decimals)
    return f"{whole},{rest:0{decimals}}%" if decimals else f"{whole}%"


@pytest.mark.parametrize("case", RATES, ids=[case["id"] for case in RATES])
def test_published_rates(case: dict[str, object], parcalc: Run, tmp_path: Path) -> None:
    done = judged(parcalc, tmp_path, "good <= whole", {"good": case["numerator"], "whole": case["denominator"]})  # type: ignore[dict-item]
    result = json.loads(done.stdout)["results"][0]
    if case["denominator"] == 0:
        assert (result["verdict"], result["percent"]) == ("no_cases", None)
        return
    published = str(case["published"])
    expected = WRONG.get(str(case["id"]), published)
    assert rounded(result["percent"], expected.removesuffix("%")) == expected
    assert (expected != published) == ("does not follow" in str(case.get("note")))


def test_an_exact_tie_is_rounded_half_up(parcalc: Run, tmp_path: Path) -> None:
    judged(parcalc, tmp_path, "good <= whole", {"good": 351, "whole": 416})
    assert "84,38%" in parcalc("check", "data.csv", "--targets", "plan.yaml").stdout.decode()


def test_one_more_late_dossier_would_have_missed(parcalc: Run, tmp_path: Path) -> None:
    for good, verdict in ((200, "met"), (199, "missed")):
        done = judged(parcalc, tmp_path, "good <= whole", {"good": good, "whole": 204})
        assert json.loads(done.stdout)["results"][0]["verdict"] == verdict


@pytest.mark.parametrize("case", PARTS, ids=[case["id"] for case in PARTS])
def test_published_parts_that_do_not_add_up_are_flagged(case: Parts, parcalc: Run, tmp_path: Path) -> None:
    parts = {f"part{number}": part for number, part in enumerate(case["parts"], 1)}
    counts = {"good": 0, "whole": case["total"], **parts}
    done = judged(parcalc, tmp_path, f"whole = {' + '.join(parts)}", counts)
    problems = json.loads(done.stdout)["problems"]
    assert (done.returncode == 2, bool(problems)) == (not case["adds_up"], not case["adds_up"])
    if problems:
        assert (problems[0]["left_value"], problems[0]["right_value"]) == (case["total"], sum(parts.values()))

"""A small plan that is right, and what parcalc says of one that is not."""

from collections.abc import Callable

import pytest

from parcalc.errors import Problem, Unusable
from parcalc.language.language import Language
from parcalc.read.plan.loader import parse_plan

HEAD = """\
plan:
  title: {vi: Kế hoạch, en: Plan}
  issuer: {vi: Xã A, en: Commune A}
  year: 2025
counts:
  good: {vi: Tốt, en: Good}
  bad: {vi: Xấu, en: Bad}
dimensions:
  field: {vi: Lĩnh vực, en: Field}
"""
TARGET = """\
targets:
  - id: rate
    vi: Tỷ lệ
    en: Rate
    numerator: good
    denominator: good + bad
"""


@pytest.fixture(scope="session")
def small() -> Callable[..., str]:
    """Give the small plan with the rest of its target: the next line is the 16th."""

    def text(rest: str = "    at_least: 98%\n") -> str:
        return HEAD + TARGET + rest

    return text


@pytest.fixture(scope="session")
def problems() -> Callable[[str], tuple[Problem, ...]]:
    """Give the problems of a targets file's text."""

    def found(text: str) -> tuple[Problem, ...]:
        try:
            parse_plan(text, "plan.yaml")
        except Unusable as unusable:
            return unusable.problems
        return ()

    return found


@pytest.fixture(scope="session")
def told(problems: Callable[[str], tuple[Problem, ...]]) -> Callable[..., list[str]]:
    """Give the problems of a targets file's text as its author reads them."""

    def lines(text: str, language: str = "en") -> list[str]:
        speaker = Language("vi" if language == "vi" else "en")
        return [f"{str(problem.place).removeprefix('plan.yaml:')} {speaker.say(problem)}" for problem in problems(text)]

    return lines

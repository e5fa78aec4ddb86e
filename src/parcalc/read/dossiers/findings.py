"""What is wrong in a list: the first of each kind, with its place, and how many there are."""

from collections import defaultdict
from collections.abc import Iterator

from parcalc.errors import Problem

SHOWN_OF_A_KIND = 5
"""A list of a million with one column wrong has a million problems: nobody reads more than some of them."""

MOST_LOOKED_AT = 1000
"""Records among which those that are told are looked for."""

_AND_MORE = {
    "records.short_row": "records.more_short_rows",
    "records.long_row": "records.more_long_rows",
    "records.excel_day": "records.more_excel_days",
    "records.zoned": "records.more_zoned",
    "records.control": "records.more_controls",
    "records.word": "records.more_words",
    "records.not_a_date": "records.more_not_dates",
    "records.not_a_time": "records.more_not_times",
    "records.not_whole": "records.more_not_whole",
    "records.no_key": "records.more_without_key",
    "records.repeated_key": "records.more_repeated_keys",
    "records.rule_broken": "records.more_rules_broken",
    "records.bound_broken": "records.more_rules_broken",
}
"""Every kind, in the order in which it is told."""


class Findings:
    """Problems by kind: those that are told, and the number of all."""

    __slots__ = ("number", "told")

    def __init__(self) -> None:
        """Begin with none."""
        self.told: dict[str, list[Problem]] = defaultdict(list)
        self.number: dict[str, int] = defaultdict(int)

    def add(self, problem: Problem) -> None:
        """Take in one more problem."""
        self.number[problem.code] += 1
        if len(self.told[problem.code]) < SHOWN_OF_A_KIND:
            self.told[problem.code].append(problem)

    def add_untold(self, code: str, number: int) -> None:
        """Take in so many more problems of a kind, of which nothing else is known."""
        self.number[code] += number

    @property
    def problems(self) -> list[Problem]:
        """Every kind's first problems, followed by how many more there are of it."""
        return [problem for code, more in _AND_MORE.items() for problem in self._of(code, more)]

    def _of(self, code: str, more: str) -> Iterator[Problem]:
        yield from self.told.get(code, ())
        rest = self.number.get(code, 0) - SHOWN_OF_A_KIND
        if rest > 0:
            yield Problem(more, None, number=rest)

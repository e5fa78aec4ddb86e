"""How it is told that a row breaks a rule: by the cells that a person will look at."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from parcalc.errors import Fact, Message, Note, Place, Problem
from parcalc.model.naming import Names
from parcalc.model.plan import Plan, Rule, Sum
from parcalc.model.row import Row

_FEWEST_ROWS = 2
"""Rows that must all break a rule before its columns are thought to be exchanged."""
_FEW_TERMS = 2
"""Counts whose labels a sentence bears; a longer sum is told by its cells."""


class Breach(NamedTuple):
    """A rule held against a row: ``other`` is the row that its right side is read from, and what both sides come to."""

    rule: Rule
    row: Row
    other: Row
    left: int
    right: int

    @property
    def holds(self) -> bool:
        """Whether the row keeps the rule."""
        return self.left <= self.right if self.rule.sign == "<=" else self.left == self.right

    @property
    def kind(self) -> type[Problem] | type[Note]:
        """What it is told as: a problem, or a note where the rule only warns."""
        return Note if self.rule.warn else Problem

    @property
    def code(self) -> str:
        """The code of the catalogues."""
        if self.rule.previous_month:
            return "data.not_carried" if self.rule.sign == "=" else "data.exceeds_previous"
        if self.row.place.line is None:  # counted from records: there is no cell to mend
            return "data.counted_not_equal" if self.rule.sign == "=" else "data.counted_exceeds"
        if self.rule.sign == "<=":
            return "data.exceeds"
        return "data.not_equal_suspect" if self._suspect() else "data.not_equal"

    def told(self, plan: Plan) -> Message:
        """Return the message, with the cells that a person will look at."""
        return self.kind(
            self.code, self._cell(self.rule.left.counts[0]), month=self.row.month,
            members="".join(f" · {member}" for member in self.row.members.values()),
            left=_said(self.rule.left, self.row, plan), right=_said(self.rule.right, self.other, plan),
            left_value=self.left, right_value=self.right, gap=abs(self.left - self.right),
            cells=tuple(dict.fromkeys(self._cells())), **self._suspected(plan),
        )  # fmt: skip

    def _suspected(self, plan: Plan) -> Mapping[str, Fact]:
        suspect = self._suspect() if self.code == "data.not_equal_suspect" else None
        if suspect is None:
            return {}
        value = self.row.values[suspect] or 0
        names = plan.counts[suspect].names
        return {"suspect": self._cell(suspect), "suspect_count": names, "suspect_value": value}

    def _cell(self, count: str) -> Place:
        return self.row.cells.get(count, self.row.place)

    def _cells(self) -> Iterable[Place]:
        yield from (self._cell(count) for count in self.rule.left.counts)
        yield from (self.other.cells.get(count, self.other.place) for count in self.rule.right.counts)

    def _suspect(self) -> str | None:
        """Return the count that is the most on the side that is too much, if most of it would have to go."""
        too_much = self.rule.left if self.left > self.right else self.rule.right
        added = [(self.row.values[count] or 0, count) for sign, count in too_much.terms if sign > 0]
        most, count = max(added, default=(0, ""))
        gap = abs(self.left - self.right)
        return count if len(added) > 1 and gap <= most <= 2 * gap else None


def swapped(broken: Sequence[Breach], plan: Plan) -> Message | None:
    """Return the one message about two columns that are the wrong way round, if these are the breaches of every row."""
    if len(broken) < _FEWEST_ROWS:
        return None
    first = broken[0]
    rule, row = first.rule, first.row
    if rule.sign != "<=" or rule.previous_month or len(rule.left.terms) + len(rule.right.terms) > _FEW_TERMS:
        return None
    left, right = (row.cells.get(side.counts[0]) for side in (rule.left, rule.right))
    if left is None or right is None or left.line is None:
        return None
    return first.kind(
        "data.columns_swapped", left, number=len(broken), left=_said(rule.left, row, plan),
        right=_said(rule.right, row, plan), left_column=_letters(left), right_column=_letters(right),
    )  # fmt: skip


def _letters(place: Place) -> str:
    return place.cell.rstrip("0123456789")


def _said(terms: Sum, row: Row, plan: Plan) -> Names | str:
    """Return a sum with its counts' labels, a long one with its cells."""
    if len(terms.terms) > _FEW_TERMS and all(count in row.cells and row.cells[count].line for count in terms.counts):
        return _joined((sign, row.cells[count].cell) for sign, count in terms.terms)
    named = [(sign, plan.counts[count].names) for sign, count in terms.terms]
    return Names(
        _joined((sign, f"“{names.vi}”") for sign, names in named),
        _joined((sign, f"“{names.en}”") for sign, names in named),
    )


def _joined(terms: Iterable[tuple[int, str]]) -> str:
    text = "".join(f" {'+' if sign > 0 else '−'} {name}" for sign, name in terms)
    return text.removeprefix(" + ").strip()

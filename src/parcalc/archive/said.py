"""What a folder said of a month, what the counts of today say, and what differs."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, TypeAlias

from parcalc.archive.known import Change, EarlierReport, Told
from parcalc.model.assessment import Assessment
from parcalc.model.counts import Counts
from parcalc.model.edition import MemberCounts
from parcalc.model.naming import folded
from parcalc.model.period import Month, Period

_Whose: TypeAlias = "tuple[tuple[str, str], ...]"
"""Dimensions with the folded names of their members; empty for the sum over all rows."""

_Key: TypeAlias = "tuple[str, _Whose]"
"""A count's id, or a target's, and whose it is."""

_Value: TypeAlias = "int | str | None"

_EVERYONE: _Whose = ()

_ONCE_ONE = {"no_cases", "not_due"}
"""Version 1 of the JSON called both so."""


class Said(NamedTuple):
    """A month's counts and verdicts by their keys, and each member's names as they are written."""

    period: Period
    counts: Mapping[_Key, _Value]
    verdicts: Mapping[_Key, _Value]
    members: Mapping[_Whose, Mapping[str, str]]

    def against(self, before: "Said") -> Told:
        """Return what differs from what was said before.

        A count or target that was not known then is no change; nor is a member, unless the counts were divided then
        as they are now.
        """
        divided = self._dimensions() == before._dimensions()
        counts = {key: value for key, value in before.counts.items() if divided or key[1] == _EVERYONE}
        added = [key for key in self.counts if divided and key not in counts and (key[0], _EVERYONE) in counts]
        names = {**self.members, **before.members, _EVERYONE: {}}
        return Told(
            self.period,
            tuple(_changes([*counts, *added], counts, self.counts, names)),
            tuple(_changes(self._judged_otherwise(before), before.verdicts, self.verdicts, names)),
        )

    def followed_by(self, later: Iterable[EarlierReport]) -> "Said":
        """Return what was said last, after others told, in the order of time, what had changed.

        What another told counts only where it began with what had been said: a month that was drawn up again since
        speaks for itself.
        """
        counts, verdicts = dict(self.counts), dict(self.verdicts)
        for report in sorted(later, key=lambda one: (one.period.last, len(one.period))):
            for told in report.told:
                if told.period == self.period:
                    _follow(counts, told.counts)
                    _follow(verdicts, told.verdicts)
        return Said(self.period, counts, verdicts, self.members)

    def _judged_otherwise(self, before: "Said") -> list[_Key]:
        known = [key for key in before.verdicts if key in self.verdicts]
        return [key for key in known if {before.verdicts[key], self.verdicts[key]} != _ONCE_ONE]

    def _dimensions(self) -> set[tuple[str, ...]]:
        return {tuple(dimension for dimension, _ in whose) for whose in self.members}


def said_by(report: EarlierReport) -> Said:
    """Return what the report of a month says of it."""
    verdicts = {(result.id, _EVERYONE): str(result.verdict) for result in report.results}
    return _said(report.period, report.totals, report.kept.rows if report.kept else (), verdicts)


def true_now(now: Assessment, counts: Counts) -> Said:
    """Return what a month is by the counts of today."""
    verdicts = {(result.target.id, _EVERYONE): str(result.outcome.verdict) for result in now.results}
    return _said(now.period, now.totals, member_counts(counts, now.period.first), verdicts)


def member_counts(counts: Counts, month: Month) -> Iterator[MemberCounts]:
    """Give the counts of each member in a month; none where the data is not divided."""
    for number in counts.columns.by_month().get(month, ()):
        row = counts.rows[number]
        if row.members:
            yield MemberCounts(row.members, row.values)


def _said(
    period: Period,
    totals: Mapping[Month, Mapping[str, int | None]],
    parts: Iterable[MemberCounts],
    verdicts: Mapping[_Key, _Value],
) -> Said:
    counts: dict[_Key, _Value] = {(count, _EVERYONE): value for count, value in totals.get(period.first, {}).items()}
    members: dict[_Whose, Mapping[str, str]] = {}
    for part in parts:
        whose = _whose(part.members)
        members[whose] = part.members
        counts |= {(count, whose): value for count, value in part.counts.items()}
    return Said(period, counts, verdicts, members)


def _whose(members: Mapping[str, str]) -> _Whose:
    return tuple(sorted((dimension, folded(name)) for dimension, name in members.items()))


def _changes(
    keys: Iterable[_Key],
    before: Mapping[_Key, _Value],
    after: Mapping[_Key, _Value],
    names: Mapping[_Whose, Mapping[str, str]],
) -> Iterator[Change]:
    for key in keys:
        if before.get(key) != after.get(key):
            yield Change(key[0], before.get(key), after.get(key), names[key[1]])


def _follow(said: dict[_Key, _Value], changes: Iterable[Change]) -> None:
    for change in changes:
        key = (change.id, _whose(change.members))
        if said.get(key) == change.before:
            said[key] = change.after

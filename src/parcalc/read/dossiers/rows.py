"""The rows of a counts file from what engines found: a month and member each, spelt one way."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from parcalc.errors import Place
from parcalc.judge.month_grid import Change, Members, month_grid
from parcalc.model.counts import Row
from parcalc.model.naming import folded
from parcalc.model.period import Month, Period
from parcalc.read.dossiers.definition import Definition, Tally

UNNAMED = "(không ghi)"
"""The member of records that name none: beside those of the others their row must not pass for the whole."""


@dataclass(frozen=True, slots=True)
class CountedKind:
    """What was found in the lists of one kind, and a place to name for its figures."""

    definition: Definition
    tally: Tally
    place: Place

    def months(self, wanted: Period | None) -> Period | None:
        """Return the months that the lists reach over, of those that are wanted; ``None`` if there are none."""
        if self.tally.first is None or self.tally.last is None:
            return None
        first, last = Month.at(self.tally.first), Month.at(self.tally.last)
        if wanted is not None:
            first, last = max(first, wanted.first), min(last, wanted.last)
        return Period(first, last) if first <= last else None


def rows_of(kinds: Sequence[CountedKind], dimensions: Sequence[str], wanted: Period | None) -> list[Row]:
    """Return the rows of all kinds, in order; where a kind does not reach to a month its counts are not reported."""
    spelt = _spellings(change for kind in kinds for change in kind.tally.changes)
    counts = {id_: kind.place for kind in kinds for id_ in kind.definition.origins}
    values: dict[tuple[Month, Members], dict[str, int | None]] = {}
    for kind in kinds:
        months = kind.months(wanted)
        changes = (change._replace(members=spelt[change.members]) for change in kind.tally.changes)
        for cell in month_grid(changes, kind.definition.origins, months) if months else ():
            values.setdefault((cell.month, cell.members), dict.fromkeys(counts)).update(cell.values)
    return [
        Row(month, dict(zip(dimensions, members, strict=True)), values[month, members], kinds[0].place, counts)
        for month, members in sorted(values)
    ]


def _spellings(changes: Iterable[Change]) -> dict[Members, Members]:
    """Return each way of writing members with the way to write them: that of the most records, or the first by sign."""
    used: Counter[tuple[int, str]] = Counter()
    written: set[Members] = set()
    for change in changes:
        written.add(change.members)
        used.update({(at, _written(member)): abs(change.number) for at, member in enumerate(change.members)})
    best: dict[tuple[int, str], str] = {}
    for (at, member), _ in sorted(used.items(), key=lambda item: (-item[1], item[0])):
        best.setdefault((at, folded(member)), member)
    return {
        members: tuple(best[at, folded(_written(member))] for at, member in enumerate(members)) for members in written
    }


def _written(member: str) -> str:
    return " ".join(unicodedata.normalize("NFC", member).split()) or UNNAMED

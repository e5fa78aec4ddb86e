"""Every heading that a plan knows, and which column it means."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal, NamedTuple

from parcalc.model.naming import PATH, Names, folded, resembling
from parcalc.model.plan import Count, Dimension, Plan

MONTH_HEADINGS = ("month", "tháng", "kỳ", "kỳ báo cáo", "tháng báo cáo", "tháng/năm", "thời gian", "period")

_LONGEST_COMPARED, _LONGEST_MARKED = 80, 300

Kind = Literal["month", "count", "dimension"]

_WORD = re.compile(r"\w+")
_EMPTY_PARTS = frozenset((
    "trong đó", "trong kỳ", "kỳ này", "kỳ báo cáo", "trong tháng", "tháng này", "tháng báo cáo",
    "gồm", "bao gồm", "chia ra", "chi tiết", "of which", "including",
))  # fmt: skip
_EMPTY_WORDS = frozenset(
    ("số", "lượng", "hồ", "sơ", "hs", "tthc", "đã", "kết", "quả", "tình", "hình", "number", "of", "dossiers")
)
"""Words that a heading over others adds or leaves out without meaning anything else."""
_FOOTNOTES = re.compile(r"(?:\s*(?:\((?:\*+|[0-9]{1,2})\)|\*+|[¹²³⁴⁵⁶⁷⁸⁹]))+$")
_REMARK = re.compile(r"\s*\((?![^()]*%)[^()]+\)$")
"""What a heading says in brackets at its end, if that is no share: "(hồ sơ)"."""


class Column(NamedTuple):
    """What a known column holds: the month, a count, or the members of a dimension."""

    kind: Kind
    id: str


class Headings(NamedTuple):
    """Every heading that the plan knows, folded; one that fits two columns has both. And each column's own label."""

    known: dict[str, tuple[Column, ...]]
    labels: dict[Column, Names]

    @classmethod
    def of(cls, plan: Plan) -> "Headings":
        """Return the headings of a plan: ids, labels in both languages and ``also`` names."""
        known: dict[str, dict[Column, None]] = {}
        month = Column("month", "month")
        labels = {month: Names("Tháng", "Month")}
        for name in MONTH_HEADINGS:
            known.setdefault(folded(name), {})[month] = None
        things: tuple[tuple[Kind, Iterable[Count | Dimension]], ...] = (
            ("count", plan.counts.values()),
            ("dimension", plan.dimensions.values()),
        )
        for kind, thing in ((kind, thing) for kind, some in things for thing in some):
            column = Column(kind, thing.id)
            labels[column] = thing.names
            for name in (thing.id, thing.names.vi, thing.names.en, *thing.also):
                known.setdefault(folded(name), {})[column] = None
        return cls({name: tuple(columns) for name, columns in known.items()}, labels)

    def fit(self, heading: str) -> tuple[Column, ...]:
        """Return the columns that a heading may mean, whatever footnote it bears; one in several rows is a path."""
        name = folded(heading)
        found = self.known.get(name, ()) or self.known.get(_without(_FOOTNOTES, name), ())
        return found or (self._fit_path(heading) if PATH in heading else ())

    def _fit_path(self, path: str) -> tuple[Column, ...]:
        """Return what a path means: "Đang giải quyết › Quá hạn" is not what "Quá hạn" alone would be."""
        bare = (_without(_FOOTNOTES, folded(part)) for part in path.split(PATH))
        parts = [part for part in bare if part not in _EMPTY_PARTS]
        leaf = self.known.get(parts[-1], ()) if parts else ()
        if any(column.kind != "count" for column in leaf):
            return leaf
        words = _telling(" ".join(parts))
        names = self.known.items() if words else ()
        same = [column for name, columns in names if _telling(name) == words for column in columns]
        return tuple(dict.fromkeys(same)) or tuple(column for column in leaf if words <= self._words_of(column))

    def _words_of(self, column: Column) -> frozenset[str]:
        """Return every telling word of a column's names."""
        return frozenset(word for name, columns in self.known.items() if column in columns for word in _telling(name))

    def meant(self, heading: str) -> Column | None:
        """Return the column of which a heading is likely a name misspelt, without its marks or with a remark."""
        if remarked := self.remarked(heading):
            return remarked
        columns = self.known.get(resembling(folded(heading)[:_LONGEST_COMPARED], self.known), ())
        return columns[0] if len(columns) == 1 else None

    def remarked(self, heading: str) -> Column | None:
        """Return the column that a heading names before a remark in brackets: Quá hạn (hồ sơ)."""
        columns = self.known.get(_without(_REMARK, folded(heading)), ())
        return columns[0] if len(columns) == 1 else None

    def knows(self, heading: str) -> bool:
        """Tell whether a cell is a heading of the plan."""
        return bool(self.fit(heading))


def _without(ending: re.Pattern[str], heading: str) -> str:
    """Return a folded heading without what may stand at its end; a cell of prose is no heading."""
    return ending.sub("", heading) if len(heading) <= _LONGEST_MARKED else heading


@lru_cache(maxsize=4096)
def _telling(name: str) -> frozenset[str]:
    """Return the words of a name that tell it from others."""
    return frozenset(_WORD.findall(name)) - _EMPTY_WORDS

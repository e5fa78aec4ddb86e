"""The digest of all figures of a report: equal when two reports of a period show the same."""

import hashlib
import json
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import lru_cache
from itertools import repeat
from operator import itemgetter
from typing import Any, TypeAlias

from parcalc.errors import Message, Place
from parcalc.model.assessment import Assessment, Breakdown, Limit, Outcome
from parcalc.model.edition import Edition
from parcalc.model.naming import Names
from parcalc.model.period import Month, Period
from parcalc.model.plan import Dimension, Plan, Target

_Writer: TypeAlias = Callable[[Any], str]

_TEXTS = (Names, Place, Plan)
_NO_FIGURES = {"files", "notes", "where"}
"""What an assessment, or a reason, says of the data, whose files may be called and laid out otherwise."""


def figures(edition: Edition) -> str:
    """Return the SHA-256 of every figure, bound and verdict of an edition, and of what it is compared with.

    Neither names nor places nor the time go into it: a report is drawn up again for its figures. What is as its type
    has it by default does not either, so that a new kind of figure changes no digest of reports that have none.
    """
    return Digests().figures(edition)


class Digests:
    """The digests of several editions, which share most of their outcomes: each of these is written out once.

    What a digest is made of is JSON without blanks, its keys in order.
    """

    def __init__(self) -> None:
        """Know no outcome yet."""
        self._known: dict[int, tuple[object, str]] = {}
        self._writers: dict[type, _Writer] = {}

    def figures(self, edition: Edition) -> str:
        """Return the digest of an edition, as ``figures`` does."""
        parts = ((name, part) for name, part in edition._asdict().items() if isinstance(part, Assessment))
        told = (f'"{name}":{self._text(part)}' for name, part in sorted(parts, key=itemgetter(0)))
        return hashlib.sha256(f"{{{','.join(told)}}}".encode()).hexdigest()

    def _text(self, value: object) -> str:
        """Return a value as JSON; nothing at all for what is no figure."""
        write = self._writers.get(type(value))
        if write is None:
            write = self._writers[type(value)] = self._writer(type(value))
        return write(value)

    def _writer(self, kind: type) -> _Writer:
        """Return what writes a kind of value."""
        writers: tuple[tuple[tuple[type, ...], _Writer], ...] = (
            (_TEXTS, lambda _: ""),
            ((Outcome, Limit, Period), self._once),
            ((type(None), bool), json.dumps),
            ((int,), str),
            ((Target, Dimension), lambda value: json.dumps(value.id)),
            ((Breakdown,), self._breakdown),
            ((Message,), lambda value: f"[{json.dumps(value.code)},{self._text(value.facts)}]"),
            ((Mapping,), self._pairs),
            ((str, Fraction, Month, date), _words),
        )
        for kinds, write in writers:
            if issubclass(kind, kinds):
                return write
        if hasattr(kind, "_fields"):
            return self._named
        if issubclass(kind, Sequence):
            return self._once if kind is tuple else self._several
        raise TypeError(f"not a figure: {kind.__name__}")

    def _once(self, value: Any) -> str:
        """Return the text of what many members or several editions share; it is kept, so that no other has its id."""
        known = self._known.get(id(value))
        if known is None:
            write = self._named if hasattr(value, "_fields") else self._several if type(value) is tuple else _words
            known = self._known[id(value)] = (value, write(value))
        return known[1]

    def _several(self, values: Sequence[object]) -> str:
        return _array(filter(None, map(self._text, values)))

    def _named(self, value: Any) -> str:
        """Return the text of a named tuple: of all that is not as its type has it by default."""
        told = [
            key + text
            for key, at, default in _fields(type(value))  # type: ignore[arg-type]
            if (part := value[at]) not in default and (text := self._text(part))
        ]
        return f"{{{','.join(told)}}}"

    def _pairs(self, value: Mapping[object, object]) -> str:
        told = ((key, self._text(part)) for key, part in value.items() if key not in _NO_FIGURES)
        return _array(f"[{self._text(key)},{text}]" for key, text in told if text)

    def _breakdown(self, value: Breakdown) -> str:
        """Return the members, each with its results."""
        columns = [
            [
                f'{{"outcome":{self._once(outcome)},"target":{_quoted(target.id)},"to_date":{self._once(so_far)}}}'
                for outcome, so_far in zip(outcomes, to_date, strict=True)
            ]
            for target, outcomes, to_date in value.targets
        ]
        of_each = zip(*columns, strict=True) if columns else repeat(())
        members = _array(
            f'{{"name":{_quoted(name)},"results":{_array(results)}}}'
            for name, results in zip(value.names, of_each, strict=False)
        )
        return f'{{"dimension":{json.dumps(value.dimension.id)},"members":{members}}}'


@lru_cache(maxsize=256)
def _fields(kind: Hashable) -> tuple[tuple[str, int, tuple[object, ...]], ...]:
    """Return each field's key, its place and its default, if it has one, in the order of the alphabet."""
    named: Any = kind
    defaults = named._field_defaults
    places = sorted((name, at) for at, name in enumerate(named._fields) if name not in _NO_FIGURES)
    return tuple((f'"{name}":', at, (defaults[name],) if name in defaults else ()) for name, at in places)


_quoted = lru_cache(maxsize=4096)(json.dumps)
"""Verdicts and members come again and again."""


def _words(value: object) -> str:
    return _quoted(str(value))


def _array(texts: Iterable[str]) -> str:
    return f"[{','.join(texts)}]"

"""The digest of all figures of a report: equal when two reports of a period show the same."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import TypeAlias

from parcalc.errors import Message, Place
from parcalc.model.assessment import Assessment, Breakdown
from parcalc.model.edition import Edition
from parcalc.model.naming import Names
from parcalc.model.period import Month, Period
from parcalc.model.plan import Dimension, Plan, Target

_Plain: TypeAlias = "str | int | list[_Plain] | dict[str, _Plain] | None"

_TEXTS = (Names, Place, Plan)
_NO_FIGURES = {"files", "notes", "where"}
"""What an assessment, or a reason, says of the data, whose files may be called and laid out otherwise."""


def figures(edition: Edition) -> str:
    """Return the SHA-256 of every figure, bound and verdict of an edition, and of what it is compared with.

    Neither names nor places nor the time go into it: a report is drawn up again for its figures. What is as its type
    has it by default does not either, so that a new kind of figure changes no digest of reports that have none.
    """
    plain = {name: _plain(value) for name, value in edition._asdict().items() if isinstance(value, Assessment)}
    return hashlib.sha256(json.dumps(plain, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def _plain(value: object) -> _Plain:  # noqa: PLR0911 - one kind of value a line
    match value:
        case None | int():
            return value
        case Target() | Dimension():
            return value.id
        case Breakdown():
            return {"dimension": value.dimension.id, "members": _plain(value.members)}
        case Message():
            return [value.code, _plain(value.facts)]
        case Mapping():
            return [[_plain(key), _plain(part)] for key, part in value.items() if _counts(key, part)]
        case str() | Fraction() | Month() | Period() | date():
            return str(value)
        case tuple() if hasattr(value, "_asdict") and hasattr(value, "_field_defaults"):
            told = ((name, part) for name, part in value._asdict().items() if _counts(name, part))
            defaults = value._field_defaults
            return {name: _plain(part) for name, part in told if name not in defaults or part != defaults[name]}
        case Sequence():
            return [_plain(part) for part in value if not isinstance(part, _TEXTS)]
        case _:
            raise TypeError(f"not a figure: {value!r}")


def _counts(name: object, value: object) -> bool:
    return name not in _NO_FIGURES and not isinstance(value, _TEXTS)

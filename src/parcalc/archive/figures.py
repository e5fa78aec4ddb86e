"""The digest of all figures of a report: equal when two reports of a period show the same."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, Field, fields
from datetime import date
from fractions import Fraction
from typing import TypeAlias

from parcalc.errors import Message, Place
from parcalc.model.assessment import Assessment
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
    values = ((field.name, getattr(edition, field.name)) for field in fields(edition))
    plain = {name: _plain(value) for name, value in values if isinstance(value, Assessment)}
    return hashlib.sha256(json.dumps(plain, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def _plain(value: object) -> _Plain:  # noqa: PLR0911 - one kind of value a line
    match value:
        case None | int():
            return value
        case Target() | Dimension():
            return value.id
        case Message():
            return [value.code, _plain(value.facts)]
        case Mapping():
            return [[_plain(key), _plain(part)] for key, part in value.items() if _counts(key, part)]
        case str() | Fraction() | Month() | Period() | date():
            return str(value)
        case Sequence():
            return [_plain(part) for part in value if not isinstance(part, _TEXTS)]
        case _:
            told = (field for field in fields(value) if _tells(field, getattr(value, field.name)))  # type: ignore[arg-type]
            return {field.name: _plain(getattr(value, field.name)) for field in told}


def _tells(field: "Field[object]", value: object) -> bool:
    """Tell whether a field says more than its type's default."""
    default = field.default if field.default_factory is MISSING else field.default_factory()
    return _counts(field.name, value) and value != default


def _counts(name: object, value: object) -> bool:
    return name not in _NO_FIGURES and not isinstance(value, _TEXTS)

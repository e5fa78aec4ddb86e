"""The single values of a targets file: texts as written (see ``tree``), and what they are read as."""

import re
from collections.abc import Callable
from datetime import date

from pydantic_core import PydanticCustomError, core_schema

from parcalc.model.period import FIRST_YEAR, LAST_YEAR
from parcalc.read.plan.shape.declaring import Kind, Told, list_of, mapping_of, read_by

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LONGEST = 2000


def _text(value: object) -> object:
    if isinstance(value, bool):
        raise PydanticCustomError("switch_word", "", {"text": str(value).lower()})
    if isinstance(value, str) and not value.strip():
        raise PydanticCustomError("blank", "")
    return value


def _date(value: object) -> date:
    # date.fromisoformat alone also takes weeks (2025-W01-1).
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise PydanticCustomError("date", "", {"text": str(value)})


def _whole(value: object) -> int:
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 15:  # noqa: PLR2004 - 10^15
        return int(value)
    raise PydanticCustomError("whole", "", {"text": str(value)})


def _year(value: object) -> int:
    year = _whole(value) if isinstance(value, str) else 0
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise PydanticCustomError("year", "", {"text": str(value)})
    return year


def _month_end(value: object) -> int | None:
    if value == "last":
        return None
    day = _whole(value) if isinstance(value, str) and value.isdigit() else 0
    if not 1 <= day <= 28:  # noqa: PLR2004 - the last day that every month has
        raise PydanticCustomError("month_end", "", {"text": str(value)})
    return day


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _pair(value: object) -> object:
    if not isinstance(value, list) or len(value) != 2:  # noqa: PLR2004 - opened and closed
        raise PydanticCustomError("pair", "")
    return value


def _ladder(value: object) -> object:
    if not isinstance(value, str | dict):
        raise PydanticCustomError("amount", "")
    return {"": value} if isinstance(value, str) else value


def _read(function: Callable[[object], object], told: Told) -> Kind:
    return Kind(core_schema.no_info_plain_validator_function(function), told)


STRING: Told = {"type": "string"}
WHOLE_NUMBER: Told = {"type": "integer"}
# The same amounts as terms.parse_amount takes, for editors.
_AMOUNT: Told = {
    "anyOf": [
        {"type": "string", "pattern": r"^\s*(0|[1-9][0-9]*)([.,][0-9]+)?\s*(%|pp)?\s*$"},
        {"type": "number", "minimum": 0},
    ],
    "examples": ["98%", "98.5%", "20 pp", 2, 8.5],
}
_YEARS: Told = {
    "type": "object",
    "minProperties": 1,
    "propertyNames": {"pattern": "^([12][0-9]{3}(-[12][0-9]{3})?|each_year|up_to)$"},
    "additionalProperties": _AMOUNT,
    "examples": [{"2025": "50%", "2026": "70%"}, {"2025": "30%", "each_year": "20 pp", "up_to": "100%"}],
}
_STRINGS: Told = {"anyOf": [STRING, {"items": STRING, "type": "array"}]}
_STR = Kind(core_schema.str_schema(), STRING)

TEXT = read_by(
    _text,
    Kind(core_schema.str_schema(max_length=_LONGEST), STRING),
    {"anyOf": [STRING, WHOLE_NUMBER, {"type": "number"}], "maxLength": _LONGEST},
)
DAY = _read(_date, {"type": "string", "format": "date"})
WHOLE = _read(_whole, WHOLE_NUMBER)
YEAR = _read(_year, WHOLE_NUMBER)
MONTH_END = _read(_month_end, {"anyOf": [{"type": "string", "const": "last"}, WHOLE_NUMBER]})
SWITCH = Kind(core_schema.bool_schema(strict=True), {"type": "boolean"})
TEXTS = list_of(TEXT)
TEXT_OR_TEXTS = read_by(_listed, TEXTS, _STRINGS)
MEMBERS = mapping_of(read_by(_listed, list_of(TEXT, least=1), {**_STRINGS, "minItems": 1}))
PAIR = read_by(_pair, TEXTS, list_of(TEXT, least=2, most=2).told)
LADDER = read_by(_ladder, mapping_of(_STR), {"anyOf": [_AMOUNT, _YEARS]})

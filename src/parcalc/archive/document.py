"""The JSON of one report, read back: what it says, what it told, and what it kept for the runs to come."""

import json
import re
from datetime import date

from parcalc.archive.known import Change, EarlierReport, EarlierResult, Told
from parcalc.model.assessment import Verdict
from parcalc.model.edition import Kept, MemberCounts
from parcalc.model.naming import Names
from parcalc.model.period import Month, Period

_VERSIONS = (1, 2)
"""Version 1 had four verdicts: what was not due was among ``no_cases``."""


def parse_report(content: bytes) -> EarlierReport | None:
    """Return the report of a JSON document, ``None`` if it is not one that parcalc writes."""
    try:
        document = json.loads(content)
        if document["format"] != "parcalc.assessment" or document["version"] not in _VERSIONS:
            return None
        return _report(document)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _report(document: dict[str, object]) -> EarlierReport:
    period, folder = _entries(document["period"]), document.get("folder")
    return EarlierReport(
        Period.parse(_text(period["id"])),
        date.fromisoformat(_text(period["first_day"])),
        date.fromisoformat(_text(period["last_day"])),
        tuple(_result(_entries(result)) for result in _list(document["results"])),
        {_month(month): _counts(counts) for month, counts in _entries(document["totals"]).items()},
        tuple(_entries(document["breakdowns"])),
        tuple(_restatement(_entries(entry)) for entry in _list(document["restatements"])),
        None if folder is None else _kept(_entries(folder)),
    )


def _result(result: dict[str, object]) -> EarlierResult:
    percent = result["percent"]
    return EarlierResult(
        _text(result["id"]),
        Names(_text(result["vi"]), _text(result["en"])),
        Verdict(_text(result["verdict"])),
        None if percent is None else _decimal(percent),
    )


def _restatement(entry: dict[str, object]) -> Told:
    return Told(
        Period.parse(_text(entry["period"])),
        tuple(_change(_entries(change)) for change in _list(entry["counts"])),
        tuple(_change(_entries(change)) for change in _list(entry["verdicts"])),
    )


def _change(change: dict[str, object]) -> Change:
    members = _texts(change.get("members", {}))
    return Change(_text(change["id"]), _value(change["before"]), _value(change["after"]), members)


def _kept(folder: dict[str, object]) -> Kept:
    rows = [_entries(row) for row in _list(folder["rows"])]
    return Kept(
        _text(folder["language"]),
        _text(folder["figures"]),
        _text(folder["inputs"]),
        tuple(_month(_text(month)) for month in _list(folder["months"])),
        tuple(MemberCounts(_texts(row["members"]), _counts(row["counts"])) for row in rows),
        _texts(folder["files"]),
        _text(folder.get("template", "")),
    )


def _counts(counts: object) -> dict[str, int | None]:
    return {count: None if value is None else _whole(value) for count, value in _entries(counts).items()}


def _texts(value: object) -> dict[str, str]:
    return {key: _text(text) for key, text in _entries(value).items()}


def _month(text: str) -> Month:
    return Period.parse(text).first


def _entries(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise TypeError
    return value


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _decimal(value: object) -> str:
    text = _text(value)
    if not re.fullmatch(r"[0-9]{1,15}(\.[0-9]{1,40})?", text):
        raise ValueError(text)
    return text


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError
    return value


def _value(value: object) -> int | str | None:
    return value if value is None or isinstance(value, str) else _whole(value)

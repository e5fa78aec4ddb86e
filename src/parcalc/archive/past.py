"""The JSON reports of a folder, read back. Whatever is not one of ours, or is damaged, is named and left alone."""

import json
import re
from datetime import date
from pathlib import Path

from parcalc.archive.known import Earlier, EarlierChange, EarlierReport, EarlierResult
from parcalc.archive.names import file_name, named_after
from parcalc.model.assessment import Verdict
from parcalc.model.naming import Names
from parcalc.model.period import Month, Period
from parcalc.read.limits import LARGEST_DATA
from parcalc.read.regular_file import read_regular

_VERSIONS = (1, 2)
"""Version 1 had four verdicts: what was not due was among ``no_cases``."""


def read_earlier(folder: Path) -> Earlier:
    """Return what lies in a folder of reports; nothing, where there is no such folder yet."""
    names = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
    reports: list[EarlierReport] = []
    unreadable: list[str] = []
    for name in names:
        if not name.endswith(".json"):
            continue
        report = _read(folder / name)
        if report is None:
            unreadable.append(name)
        else:
            reports.append(report)
    files = frozenset(name for name in names if named_after(name) and (folder / name).is_file())
    return Earlier(tuple(reports), tuple(unreadable), files)


def _read(path: Path) -> EarlierReport | None:
    try:
        content = read_regular(path, LARGEST_DATA)
    except OSError:
        return None
    report = parse_report(content) if len(content) <= LARGEST_DATA else None
    # A copy under another name is not the report of that period.
    return report if report and file_name(report.period, "json") == path.name else None


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
    period = _entries(document["period"])
    restated = [_entries(entry) for entry in _list(document["restatements"])]
    own = [entry for entry in restated if entry["period"] == period["id"]]
    return EarlierReport(
        Period.parse(_text(period["id"])),
        date.fromisoformat(_text(period["first_day"])),
        date.fromisoformat(_text(period["last_day"])),
        tuple(_result(_entries(result)) for result in _list(document["results"])),
        {_month(month): _totals(_entries(counts)) for month, counts in _entries(document["totals"]).items()},
        tuple(_change(entry, _entries(change)) for entry in own for change in _list(entry["counts"])),
        tuple(_change(entry, _entries(change)) for entry in own for change in _list(entry["verdicts"])),
    )


def _result(result: dict[str, object]) -> EarlierResult:
    percent = result["percent"]
    return EarlierResult(
        _text(result["id"]),
        Names(_text(result["vi"]), _text(result["en"])),
        Verdict(_text(result["verdict"])),
        None if percent is None else _decimal(percent),
    )


def _change(entry: dict[str, object], change: dict[str, object]) -> EarlierChange:
    return EarlierChange(_text(entry["report"]), _text(change["id"]), _value(change["before"]), _value(change["after"]))


def _totals(counts: dict[str, object]) -> dict[str, int | None]:
    return {count: None if value is None else _whole(value) for count, value in counts.items()}


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

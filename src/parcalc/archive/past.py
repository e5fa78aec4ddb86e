"""What lies in a folder of reports. Whatever is not one of ours, or is damaged, is named and left alone."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from parcalc.archive.document import parse_report
from parcalc.archive.known import Earlier, EarlierReport
from parcalc.archive.names import INDEX, file_name, named_after
from parcalc.language.catalogue import LANGUAGES, Code
from parcalc.read.limits import LARGEST_DATA
from parcalc.read.regular_file import read_regular
from parcalc.report.formats import FORMATS

_HTML = re.compile(rb'<!DOCTYPE html>\s*<html lang="([a-z]+)">')


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
    strangers = frozenset(name for report in reports for name in _strangers(report, folder, files))
    return Earlier(tuple(reports), tuple(unreadable), files, strangers, _language(reports, folder / INDEX))


def _strangers(report: EarlierReport, folder: Path, files: frozenset[str]) -> Iterator[str]:
    """Give the files of a period that are not those that its JSON was written with."""
    if report.kept is None:
        return
    for name in (file_name(report.period, form) for form in FORMATS if form != "json"):
        if name in files and _digest(folder / name) != report.kept.files.get(name):
            yield name


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(read_regular(path, LARGEST_DATA)).hexdigest()
    except OSError:
        return ""


def _language(reports: Sequence[EarlierReport], index: Path) -> Code | None:
    """Return the language that the newest report keeps, or that of an index from before reports kept it."""
    kept = [report.kept.language for report in sorted(reports, key=lambda one: one.period.last) if report.kept]
    spoken = kept[-1] if kept else _language_of(index)
    return next((code for code in LANGUAGES if code == spoken), None)


def _language_of(page: Path) -> str:
    try:
        found = _HTML.match(read_regular(page, LARGEST_DATA))
    except OSError:
        return ""
    return found[1].decode("ascii", "replace") if found else ""


def _read(path: Path) -> EarlierReport | None:
    try:
        content = read_regular(path, LARGEST_DATA)
    except OSError:
        return None
    report = parse_report(content) if len(content) <= LARGEST_DATA else None
    # A copy under another name is not the report of that period.
    return report if report and file_name(report.period, "json") == path.name else None

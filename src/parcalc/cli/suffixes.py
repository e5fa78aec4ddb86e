"""What a file's suffix says of its content: a page in a file called .json would mislead whoever opens it."""

from collections.abc import Mapping
from pathlib import PurePath

from parcalc.errors import Place, Problem, Unusable
from parcalc.report.formats import FORMATS, suffix

REPORTS: Mapping[str, str] = {
    **{f".{suffix(form)}": form for form in FORMATS if form != "text"},
    ".htm": "html",
    ".markdown": "md",
}
"""The format of a report by its file's suffix. Plain text says nothing: the screen is text, too."""

_OTHERS = {".pdf", ".doc", ".rtf", ".odt", ".xls", ".xlsx", ".xlsm", ".xlsb", ".ods", ".png", ".xml"}


def format_for(given: str | None, output: str | None, by_suffix: Mapping[str, str], usual: str) -> str:
    """Return the format asked for, else that of the file's suffix, else the usual one.

    Raises ``Unusable`` where the format and the suffix contradict each other, or nothing is written in files of such a
    name.
    """
    ending = require_suffix(output, *by_suffix)
    said = by_suffix.get(ending)
    if given and said and given != said:
        raise Unusable(Problem("cli.other_suffix", Place(str(output)), given=given, meant=said))
    return given or said or usual


def require_suffix(output: str | None, *possible: str) -> str:
    """Return a file's suffix in small letters. Raises ``Unusable`` for that of a kind of file that is not written."""
    ending = PurePath(output or "").suffix.lower()
    if ending in {*REPORTS, *_OTHERS} and ending not in possible:
        code = "cli.no_pdf" if ending == ".pdf" and ".html" in possible else "cli.unwritten_suffix"
        raise Unusable(Problem(code, Place(str(output)), suffix=ending, known=possible))
    return ending

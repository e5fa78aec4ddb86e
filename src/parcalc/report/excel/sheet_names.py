"""Names that a spreadsheet takes for its sheets, whatever a plan calls its dimensions."""

import re

from parcalc.report.escaping import harmless

_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_LONGEST = 31
_RESERVED = {"history"}


def sheet_name(wanted: str, taken: set[str]) -> str:
    """Return a name for a sheet like the one wanted, and add it to those taken: letter case tells none apart."""
    plain = _FORBIDDEN.sub(" ", harmless(wanted)).strip(" '") or "_"
    for number in range(1, len(taken) + 3):
        ending = "" if number == 1 else f" {number}"
        name = f"{_cut(plain, _LONGEST - len(ending))}{ending}"
        if name.casefold() not in taken | _RESERVED:
            break
    taken.add(name.casefold())
    return name


def _cut(name: str, longest: int) -> str:
    """Return a name that is short enough: its length is counted in UTF-16."""
    return name.encode("utf-16-le")[: 2 * longest].decode("utf-16-le", "ignore").strip(" '") or "_"

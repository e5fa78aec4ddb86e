"""Names in both languages, and when two are one: headings, members and labels are compared folded (design 4)."""

import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Names:
    """One thing's name in both languages of the product."""

    vi: str
    en: str


def folded(name: str) -> str:
    """Return a name after Unicode NFC, case folding and collapsing of blanks: equal for names that are the same."""
    # Folding can undo a composition (İ), so the form is settled after it once more.
    plain = unicodedata.normalize("NFC", name).casefold()
    return " ".join(unicodedata.normalize("NFC", plain).split())

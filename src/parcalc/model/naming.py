"""Names in both languages, and when two are one: headings, members and labels are compared folded (design 4)."""

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

PATH = " › "
"""Between the headings of a column that stand one above the other."""

_ALIKE = 0.8
"""How much of two names must be the same, marks aside: Đất dai is Đất đai, Nông nghiệp is not Lâm nghiệp."""


_OLD_TONES, _NEW_TONES = "òóỏõọùúủũụ", {"a": "àáảãạ", "e": "èéẻẽẹ", "y": "ỳýỷỹỵ"}
_TONE_BEFORE = rf"[{_OLD_TONES[:5]}][ae]|[{_OLD_TONES[5:]}]y"
"""Where older spelling sets the tone on the first of two vowels: hòa, khỏe and thủy are hoà, khoẻ and thuỷ."""


class Names(NamedTuple):
    """One thing's name in both languages of the product."""

    vi: str
    en: str


def folded(name: str) -> str:
    """Return a name after Unicode NFC, case folding and collapsing of blanks: equal for names that are the same.

    Nor does it matter on which of two vowels a tone is set: Hòa Bình is Hoà Bình.
    """
    # Folding can undo a composition (İ), so the form is settled after it once more.
    plain = unicodedata.normalize("NFC", name).casefold()
    plain = " ".join(unicodedata.normalize("NFC", plain).split())
    return plain if plain.isascii() else re.sub(_TONE_BEFORE, _tone_behind, plain)


def _tone_behind(vowels: re.Match[str]) -> str:
    """Return two vowels with the tone of the first on the second."""
    second = vowels[0][1]
    tone = _OLD_TONES.index(vowels[0][0]) % len(_NEW_TONES[second])
    return ("u" if second == "y" else "o") + _NEW_TONES[second][tone]


def resembling(name: str, known: Iterable[str]) -> str:
    """Return the known name of which another is likely a misspelling, or nothing."""
    import difflib

    names = {bare(other): other for other in known}
    return next((names[near] for near in difflib.get_close_matches(bare(name), names, n=1, cutoff=_ALIKE)), "")


def bare(name: str) -> str:
    """Return a name without its marks: dat dai for Đất đai."""
    parts = unicodedata.normalize("NFD", folded(name))
    return "".join(sign for sign in parts if not unicodedata.combining(sign)).replace("đ", "d")

"""The user's own words in messages: cut where they are long, and what was likely meant by them."""

from collections.abc import Iterable
from itertools import islice

LONGEST_QUOTED = 40
_SAME_LENGTH = 3
_MOST_COMPARED = 300  # likeness takes time; nobody mistypes a name among more than these


def quoted(text: str) -> str:
    """Return a text on one line and no longer than a message bears."""
    flat = " ".join(text[: 4 * LONGEST_QUOTED].split())
    return flat if len(flat) <= LONGEST_QUOTED else f"{flat[:LONGEST_QUOTED]}…"


def likely(word: str, known: Iterable[str]) -> str:
    """Return the known word that was most likely meant, or nothing."""
    import difflib

    near = (name for name in known if abs(len(name) - len(word)) <= _SAME_LENGTH)
    return next(iter(difflib.get_close_matches(word, list(islice(near, _MOST_COMPARED)), n=1, cutoff=0.6)), "")

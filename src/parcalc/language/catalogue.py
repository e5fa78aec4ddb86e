"""Messages by key. The part of a key before its first dot names the catalogue that holds it."""

import gettext
from functools import cache
from pathlib import Path
from typing import Literal

Code = Literal["vi", "en"]
LANGUAGES: tuple[Code, ...] = ("vi", "en")
LOCALE = Path(__file__).with_name("locale")


@cache
def catalogue(language: Code, domain: str) -> gettext.NullTranslations:
    """Return a compiled catalogue; read once, and only when something in it is said."""
    return gettext.translation(domain, LOCALE, languages=[language])


def message(language: Code, key: str) -> str:
    """Return the words of a key. A key that no catalogue holds is a bug: ``KeyError``."""
    return _found(key, catalogue(language, key.partition(".")[0]).gettext(key))


def plural_message(language: Code, key: str, number: int) -> str:
    """Return the words of a key in the form that a number of things takes."""
    return _found(key, catalogue(language, key.partition(".")[0]).ngettext(key, key, number))


def _found(key: str, words: str) -> str:
    if words == key:
        raise KeyError(key)
    return words

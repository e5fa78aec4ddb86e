"""Which language to speak (design 2)."""

from collections.abc import Mapping, Sequence

from parcalc.errors import Problem, Unusable
from parcalc.language.catalogue import LANGUAGES
from parcalc.language.language import Language

_SYSTEM = ("LC_ALL", "LC_MESSAGES", "LANG")  # the first that is set decides, as in POSIX


def choose(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """Return the language of ``--lang``, else of ``PARCALC_LANG``, else the system's if Vietnamese, else English.

    The arguments are looked at before they are parsed, because the help and the errors of parsing need it.
    Raises ``Unusable`` for a language that parcalc does not speak.
    """
    asked = _asked(arguments) or environment.get("PARCALC_LANG")
    if asked:
        return _known(asked)
    system = next((environment[name] for name in _SYSTEM if environment.get(name)), "") or _windows()
    return Language("vi" if system.lower().startswith("vi") else "en")


def still_spoken(environment: Mapping[str, str]) -> Language:
    """Return the language in which to refuse a language: the environment's, or the system's if that is the one."""
    try:
        return choose((), environment)
    except Unusable:
        return choose((), {name: value for name, value in environment.items() if name != "PARCALC_LANG"})


def _asked(arguments: Sequence[str]) -> str | None:
    for position, argument in enumerate(arguments):
        if argument == "--":
            return None
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
        if argument == "--lang":
            return next(iter(arguments[position + 1 :]), None)
    return None


def _known(asked: str) -> Language:
    for code in LANGUAGES:
        if asked == code:
            return Language(code)
    import difflib

    meant = next(iter(difflib.get_close_matches(asked.lower(), LANGUAGES, cutoff=0.4)), "vi")
    raise Unusable(Problem("cli.unknown_language", asked=asked, meant=meant))


def _windows() -> str:
    """Return the language of Windows, which sets no such variable."""
    import sys

    if sys.platform != "win32":
        return ""
    import locale

    return locale.getlocale()[0] or ""  # "Vietnamese_Vietnam" or "vi_VN"

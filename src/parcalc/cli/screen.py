"""Writing to the terminal, a pipe or a mail: results to stdout, problems and notes to stderr, all made harmless."""

import codecs
import sys
import unicodedata
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, TextIO

from parcalc.errors import Message, Problem
from parcalc.language.language import Language
from parcalc.report.escaping import harmless

if TYPE_CHECKING:
    from rich.console import Console

_PLAIN = "parcalc.plain"
_TONES = "\u0300\u0301\u0303\u0309\u0323"  # huyền, sắc, ngã, hỏi, nặng
_ASCII = str.maketrans(
    {"đ": "d", "Đ": "D", "✓": "+", "✗": "x", "–": "-", "○": "o", "−": "-", "≥": ">=", "≤": "<=", "·": "|", "…": "..."}
)


def prepare_streams() -> None:
    """Let a stream that cannot encode Vietnamese lose its marks rather than fail."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            codecs.register_error(f"{_PLAIN}.{stream.encoding}", partial(_spelt_out, stream.encoding))
            stream.reconfigure(errors=f"{_PLAIN}.{stream.encoding}")


def _spelt_out(encoding: str, error: UnicodeError) -> tuple[str, int]:
    # The codec itself does not say which one it is: every table of a Windows code page calls itself "charmap".
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(_spelt(sign, encoding) for sign in error.object[error.start : error.end]), error.end


def _spelt(sign: str, encoding: str) -> str:
    """Return a sign with its tone behind it, as Vietnamese Windows (code page 1258) writes it; else without marks."""
    parts = unicodedata.normalize("NFD", sign)
    tone = "".join(part for part in parts if part in _TONES)
    toned = unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES)) + tone
    try:
        toned.encode(encoding)
    except UnicodeEncodeError:
        return _without_marks(sign)
    return toned


def _without_marks(sign: str) -> str:
    parts = unicodedata.normalize("NFD", sign.translate(_ASCII))
    bare = "".join(part for part in parts if not unicodedata.combining(part))
    return bare.encode("ascii", "replace").decode("ascii")


def console(stream: TextIO | None = None, width: int | None = None) -> "Console":
    """Return a console that prints text as it is: no markup, no emoji, no guessed highlights."""
    from rich.console import Console

    return Console(file=stream or sys.stdout, width=width, markup=False, emoji=False, highlight=False)


def write_bytes(content: bytes) -> None:
    """Write a report to stdout as the bytes that it is."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def show_lines(lines: Iterable[str]) -> None:
    """Write plain lines to stdout."""
    sys.stdout.writelines(f"{harmless(line)}\n" for line in lines)


def write_error(text: str) -> None:
    """Write a line to stderr."""
    sys.stderr.write(f"parcalc: {harmless(text)}\n")


def show_problems(problems: Iterable[Problem], language: Language) -> None:
    """Write problems to stderr, a line each, with their places."""
    for problem in problems:
        _show(problem, language.text("cli.problem"), language)


def show_notes(notes: Iterable[Message], language: Language) -> None:
    """Write notes to stderr, a line each."""
    for note in notes:
        _show(note, language.text("cli.note"), language)


def _show(message: Message, label: str, language: Language) -> None:
    place = f"{message.place}: " if message.place else ""
    write_error_line(f"{place}{label}: {language.say(message)}")


def write_error_line(line: str) -> None:
    """Write a line to stderr that begins with the place it is about, as editors expect."""
    sys.stderr.write(f"{harmless(line)}\n")

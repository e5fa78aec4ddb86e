"""Bytes to text. One reading is tried after another, and none guesses: a byte that does not fit is a problem."""

import codecs
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator

from parcalc.errors import Place, Problem, Unusable

_UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}

# Everything below the blank but tab and line ends, and DEL and C1; a Ctrl-Z that DOS editors leave at the end is cut.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
"""What stands in no cell that a person filled."""

_GREEK_QUESTION_MARK = "\u037e"  # the one letter that NFC would turn into a delimiter, a semicolon
_MARK = "\ufeff"
_LINE_MARK = re.compile(f"(?<![^\r\n]){_MARK}")  # a byte order mark before a line, where files were joined


def decode(content: bytes, file: str, sensible: Callable[[str], bool]) -> str:
    """Return the text of a file in NFC: UTF-8, UTF-16 with a BOM, or windows-1258.

    ``sensible`` tells whether a text in windows-1258 has Vietnamese headings that the plan knows: any bytes
    are some text in that encoding, so nothing less proves it. Raises ``Unusable`` with the line of the first byte
    that does not fit.
    """
    text = _LINE_MARK.sub("", _composed(_decoded(content, file, sensible))).removesuffix("\x1a")
    if found := CONTROL.search(text):
        line = len(re.findall(r"\r\n|\r|\n", text[: found.start()])) + 1
        raise _controlled(found, Place(file, line))
    return text


def sound_lines(lines: Iterable[str], file: str) -> Iterator[str]:
    """Give the lines of a text, of which each begins behind the end of another, as ``decode`` gives them.

    Raises ``Unusable`` at the first control character.
    """
    for number, line in enumerate(lines, 1):
        sound = _composed(line.removeprefix(_MARK)).removesuffix("\x1a")
        if found := CONTROL.search(sound):
            raise _controlled(found, Place(file, number))
        yield sound


def _controlled(found: re.Match[str], place: Place) -> Unusable:
    return Unusable(Problem("data.control", place, code=f"U+{ord(found[0]):04X}"))


def _composed(text: str) -> str:
    """Return a text in NFC, in which no letter has become a delimiter."""
    parts = text.split(_GREEK_QUESTION_MARK)
    return _GREEK_QUESTION_MARK.join(unicodedata.normalize("NFC", part) for part in parts)


def _decoded(content: bytes, file: str, sensible: Callable[[str], bool]) -> str:
    for mark, encoding in _UTF16.items():
        if content.startswith(mark):
            return _utf16(content.removeprefix(mark), encoding, file)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        old = _windows_1258(content)
        if old is not None and sensible(old):
            return old
        line = len(re.findall(rb"\r\n|\r|\n", content[: error.start])) + 1
        raise Unusable(Problem("data.not_utf8", Place(file, line))) from error


def _utf16(content: bytes, encoding: str, file: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unusable(Problem("data.not_utf16", Place(file))) from error


def _windows_1258(content: bytes) -> str | None:
    """Return the text in the code page of Vietnamese Windows, whose tone marks stand behind their letters."""
    try:
        return unicodedata.normalize("NFC", content.decode("cp1258"))
    except UnicodeDecodeError:
        return None

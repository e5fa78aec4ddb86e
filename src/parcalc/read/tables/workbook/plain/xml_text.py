"""The bytes of an element to its signs, where these are what they seem."""

import re

from parcalc.read.odd import OddError

_REFUSED = bytes(set(range(ord(" "))) - {*b"\t\n"})
"""Control signs; of these XML knows only the return, and takes it for a line break."""
_NO_SIGNS = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")
_SURROGATES, _PRIVATE, _LAST = 0xD800, 0xE000, 0xFFFE
"""Where numbers begin that are no signs, and are again, up to the last that two bytes hold."""
_NUMBER = re.compile("#[1-9][0-9]{1,4}")
_ENTITIES = {"lt": "<", "gt": ">", "quot": '"', "apos": "'", "amp": "&"}


def xml_text(block: bytes) -> str:
    """Return the text of UTF-8 whose every sign XML allows and leaves as it is. Raises ``ValueError`` for others."""
    whole = len(block.translate(None, _REFUSED)) == len(block)
    if not whole or (not block.isascii() and any(sign in block for sign in _NO_SIGNS)):
        raise OddError
    return block.decode("utf-8")


def unescaped(text: str) -> str:
    """Return a text with the signs that it has by name or number. Raises ``OddError`` for what is none in every XML."""
    first, *parts = text.split("&")
    return first + "".join(map(_with_sign, parts)) if parts else text


def _with_sign(part: str) -> str:
    name, end, text = part.partition(";")
    sign = _ENTITIES.get(name) or _numbered(name)
    if not end or not sign:
        raise OddError
    return sign + text


def _numbered(name: str) -> str:
    """Return the sign of a number such as #7889, nothing for what is no sign of a text."""
    number = int(name[1:]) if _NUMBER.fullmatch(name) else 0
    return chr(number) if ord(" ") <= number < _SURROGATES or _PRIVATE <= number < _LAST else ""

"""The signs of an XML text, where these are what they seem."""

import re

from parcalc.read.odd import OddError

SIGNS = re.compile("[^\x00-\x08\x0b-\x1f\ufffe\uffff]*")
"""Signs that XML allows and leaves as they are: a return would be a line break."""
_SURROGATES, _PRIVATE, _LAST = 0xD800, 0xE000, 0xFFFE
"""Where numbers begin that are no signs, and are again, up to the last that two bytes hold."""
_NUMBER = re.compile("#[1-9][0-9]{1,4}")
_ENTITIES = {"lt": "<", "gt": ">", "quot": '"', "apos": "'", "amp": "&"}


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

"""The XML of a part without the elements that are plain in it, so that a parser sees only the rest."""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import NamedTuple, Protocol

from parcalc.errors import Unusable

_TOP = re.compile(
    rb"(?:\xef\xbb\xbf)?"
    rb"(?:<\?xml version=[\"']1\.0[\"'](?: encoding=[\"'](?i:utf-8)[\"'])?(?: standalone=[\"'](?:yes|no)[\"'])? ?\?>)?"
    rb"\s*<[A-Za-z]"
)
"""How a part begins that is UTF-8, or its parser would refuse it."""
_TAG = re.compile(rb"<[A-Za-z]+(?: [^<>]*[^<>/])?>")
_LONGEST = 1 << 20
"""Bytes of one element: a row of two thousand cells of five hundred."""


class Events(Protocol):
    """What a parser tells; ``begun`` is true once the tag has begun within which plain elements may stand."""

    begun: bool


class Elements(NamedTuple):
    """Plain elements: the tag that they stand in, their own, and what takes the text of some that follow one another.

    That raises ``ValueError`` or ``Unusable`` for texts that are not plain, and then has taken none of them.
    """

    within: bytes
    name: bytes
    take: Callable[[str], None]


def skimmed(chunks: Iterator[bytes], events: Events, elements: Elements) -> Iterator[bytes]:
    """Give a part's bytes without its plain elements, which are taken in their order.

    A parser must have told the events of what it was given before it asks for more: they show that the elements stand
    where they seem to stand, and not in a comment.
    """
    first = next(chunks, b"")
    begin = _begin(first, elements.within)
    yield first[:begin]
    pieces = chain([first[begin:]], chunks)
    if begin and events.begun:
        yield from _Skimmer(elements).rest_of(pieces)
    yield from pieces


def _begin(first: bytes, within: bytes) -> int:
    """Return where the first tag of a name ends, 0 if it is not to be found or says itself that nothing is within."""
    at = first.find(b"<" + within)
    tag = _TAG.match(first, at) if at >= 0 and _TOP.match(first) else None
    return tag.end() if tag else 0


class _Skimmer:
    """Takes elements until nobody can tell where one ends, or none of many is plain."""

    def __init__(self, elements: Elements) -> None:
        self.take, self.end, self.begin = elements.take, b"</%b>" % elements.name, b"<%b" % elements.name
        self.goes_on = True

    def rest_of(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """Give what is left of pieces, up to one after which no more is taken."""
        left = b""
        for piece in pieces:
            left += piece
            end = left.rfind(self.end) + len(self.end)
            if end >= len(self.end):
                yield from self._untaken(left[:end])
                left = left[end:]
            if len(left) > _LONGEST or not self.goes_on:
                break
        yield left

    def _untaken(self, block: bytes) -> Iterator[bytes]:
        """Give what is not plain of some elements: if they cannot be taken together they are one by one."""
        if self._takes(block):
            return
        elements = [element + self.end for element in block.split(self.end)[:-1]]
        odd = 0
        for element in elements:
            if not (self.goes_on and self._takes(element)):
                self.goes_on = self.goes_on and self._is_whole(element)
                odd += 1
                yield element
        self.goes_on = self.goes_on and odd < len(elements)

    def _takes(self, block: bytes) -> bool:
        try:
            self.take(block.decode("utf-8"))
        except (ValueError, Unusable):  # of what is not plain the parser's own way has the last word
            return False
        return True

    def _is_whole(self, element: bytes) -> bool:
        """Tell whether the end of an element's bytes can only be its own: no comment or the like may hide it."""
        filled = re.sub(rb"%b(?: [^<>]*)?/>" % self.begin, b"", element)
        alone = filled.lstrip().startswith(self.begin) and filled.count(self.begin) == 1
        return alone and b"<!" not in element and b"<?" not in element

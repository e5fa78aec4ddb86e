"""The first line of a plain file: a heading that the plan knows over each column."""

from collections.abc import Sequence
from contextlib import suppress
from typing import NamedTuple

from parcalc.read.counts.headings import Column, Headings
from parcalc.read.counts.plain.cells import plain_name
from parcalc.read.odd import OddError
from parcalc.read.tables.records import DELIMITERS

_BOM = b"\xef\xbb\xbf"


class PlainHeader(NamedTuple):
    """What parts the cells, and what stands in each column."""

    delimiter: bytes
    heads: Sequence[Column]


def plain_header(first: bytes, headings: Headings) -> PlainHeader:
    """Return what a header line says: all known, each once, a month and a count among them. Raises ``OddError``."""
    line = first.removeprefix(_BOM).removesuffix(b"\n").removesuffix(b"\r")
    for delimiter in map(str.encode, DELIMITERS):
        with suppress(OddError):
            return PlainHeader(delimiter, _heads(line.split(delimiter), headings))
    raise OddError


def _heads(cells: Sequence[bytes], headings: Headings) -> Sequence[Column]:
    found = [headings.fit(plain_name(cell)) for cell in cells]
    heads = [fits[0] for fits in found if len(fits) == 1]
    if not len(cells) == len(heads) == len(set(heads)) or not {"month", "count"} <= {head.kind for head in heads}:
        raise OddError
    return heads

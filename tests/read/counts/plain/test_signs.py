"""Which bytes have the line ends and delimiters of so many rows: what the engine passes over is seen here."""

import pytest

from parcalc.read.counts.plain.engine import _Signs
from parcalc.read.odd import OddError


@pytest.mark.parametrize(
    ("pieces", "fits"),
    [
        ([b"A,1,2\nB,3,4\n"], True),
        ([b"A,1,2\n", b"B,3,4\n"], True),
        ([b"A,1,2\r\nB,3,4\r\n"], True),
        ([b"A,1,2\r\nB,3,4\n"], False),
        ([b"A,1,2\r\n", b"B,3,4\n"], False),
        ([b"A\r,1,2\nB,3,4\n"], False),
        ([b"A\r,1,2\nB\r,3,4\n"], False),
        ([b"A,1,2\n\nB,3,4\n"], False),
        ([b"A,1,2,\nB,3,4\n"], False),
        ([b"A,1\nB,3,4\n"], False),
        ([b"A,1,2\n"], False),
    ],
    ids=["two rows", "in two pieces", "of Windows", "mixed line ends", "mixed from piece to piece", "one return within", "one in each",
         "a blank line", "a delimiter too many", "one too few", "one row"],
)  # fmt: skip
def test_line_ends_and_delimiters(pieces: list[bytes], fits: bool) -> None:
    signs = _Signs(b",")
    for piece in pieces:
        signs.take(piece)
    assert signs.are_those_of(2, 3) == fits


@pytest.mark.parametrize(
    ("piece", "others"), [(b"12,3\n", 0), ("Xã 1,2\r\n".encode(), 4), (b"A, 5\n", 2), (b"A,\x00\n", 2), (b"A;5\n", 2)]
)
def test_signs_of_names(piece: bytes, others: int) -> None:
    signs = _Signs(b",")
    assert signs.take(piece) is piece
    assert signs.others == others


def test_quotes_are_odd() -> None:
    with pytest.raises(OddError):
        _Signs(b",").take(b'"A",5\n')

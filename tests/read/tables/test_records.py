"""The lines of a text are those that Python's own reading of a file gives, each with its end."""

from io import StringIO
from itertools import product

import pytest

from parcalc.read.tables.records import _lines


@pytest.mark.parametrize("signs", range(7))
def test_lines(signs: int) -> None:
    for text in map("".join, product("a\r\n\u2028", repeat=signs)):
        assert [*_lines(text)] == [*StringIO(text, newline="")]

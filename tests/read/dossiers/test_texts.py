"""What a cell of a code or a text says, to the sign, in Python and in DuckDB."""

import re
import sys
import unicodedata

import duckdb
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from parcalc.model.naming import Names
from parcalc.model.records import Field, Kind
from parcalc.read.dossiers.engines.cells import CONTROL, FOREIGN, INERT, UNPLAIN, Held
from parcalc.read.dossiers.engines.duck.types import SHOWS_PLAIN, value
from parcalc.read.dossiers.texts import BLANKS, said
from parcalc.read.tables import encoding

SIGNS = [chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code <= 0xDFFF]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        pytest.param(" \u00a0\u3000\tH1\u2009\n", "H1", id="blanks-around"),
        pytest.param("Trực\u00a0 \u2003\r\ntuyến", "Trực tuyến", id="blanks-within"),
        pytest.param('="00123"', "00123", id="a-formula-that-keeps-the-zeros"),
        pytest.param('\u00a0=" 00\u00a0 123\t" ', "00 123", id="blanks-around-and-within-a-formula"),
        pytest.param('="a"b"', '="a"b"', id="no-such-formula"),
        pytest.param("= 5", "= 5", id="another-formula"),
        pytest.param('=""', "", id="a-formula-of-nothing"),
        pytest.param("\u3000\u00a0", "", id="nothing-but-blanks"),
        pytest.param(unicodedata.normalize("NFD", "Hồ sơ Đ"), "Hồ sơ Đ", id="signs-in-parts"),
        pytest.param("H1\u200b", "H1\u200b", id="a-sign-without-a-width-stays"),
        pytest.param("\ufeffH1\u2060", "\ufeffH1\u2060", id="a-mark-within-a-row-stays"),
    ],
)
def test_what_a_cell_says(cell: str, expected: str) -> None:
    assert said(cell) == expected
    assert by_duckdb([cell]) == [expected or None]


def by_duckdb(cells: list[str]) -> list[str | None]:
    """Return what cells say in DuckDB."""
    asked = value(Field("x", Names("x", "x"), Kind.TEXT), Held.TEXT).safe
    rows = duckdb.connect().execute(f"select {asked} from (select unnest($cells::varchar[]) as r_x)", {"cells": cells})
    return [row[0] for row in rows.fetchall()]


@settings(max_examples=40)
@given(st.lists(st.text(st.sampled_from([*'Aa1ệ=" -', "\u0302", "\u0323", "\u0338", "\u037e", "\u200b", "\u00ad", *" \t\n\u00a0\u2028\u3000"])), max_size=50))  # fmt: skip
@example(['="', '="="x""', '=" "', "a=\u0338", "\u0302a", "=\u0338\"x\""])  # fmt: skip
def test_duckdb_says_the_same(cells: list[str]) -> None:
    assert by_duckdb(cells) == [said(cell) or None for cell in cells]


def found(signs: str) -> set[str]:
    return {sign for sign in SIGNS if re.search(signs, sign)}


def test_blanks_are_those_of_unicode_and_no_control_signs() -> None:
    control = {sign for sign in SIGNS if encoding.CONTROL.search(sign)}
    assert found(f"[{BLANKS}]") == {sign for sign in SIGNS if sign.isspace()} - control
    assert found(CONTROL) == control


def test_what_is_passed_over_says_what_is_written() -> None:
    """Neither alone nor behind another sign is anything of it composed, blank or control."""
    inert = found(f"[{INERT}]")
    parts = [unicodedata.decomposition(sign).split() for sign in SIGNS]
    later = {chr(int(code, 16)) for part in parts if part and not part[0].startswith("<") for code in part[1:]}
    assert not inert & (later | found(FOREIGN) | found(f"[{BLANKS}]"))
    assert all(said(sign) == sign and not unicodedata.combining(sign) for sign in inert)
    assert found(UNPLAIN) == set(SIGNS) - inert | {" ", "="}


@pytest.mark.parametrize("plain", ["H1", "H 1 2", "QĐ-1", "Xã số 0001 – “Đông”", "a=b", '"a"'])
def test_most_texts_are_plain(plain: str) -> None:
    assert re.search(UNPLAIN, plain) is None


@pytest.mark.parametrize("odd", [" a", "a ", "a  b", '="a"', "a\u00a0b", "a\tb", "a\u0302", "a\u200b"])
def test_what_may_say_something_else_is_looked_at(odd: str) -> None:
    assert re.search(UNPLAIN, odd)


def test_a_code_that_shows_that_it_is_plain_is_plain() -> None:
    cells = [cell for sign in SIGNS for cell in (sign, f"H{sign}1", f"H1{sign}")] + ["", "=H", "H  1", " H", "H "]
    asked = f"select x from (select unnest($cells::varchar[]) as x) where {SHOWS_PLAIN.format('x')}"
    plain = [row[0] for row in duckdb.connect().execute(asked, {"cells": cells}).fetchall()]
    assert {"A", "H/1", "H-1", "H1~"} <= set(plain)
    assert [cell for cell in plain if not cell or re.search(UNPLAIN, cell)] == []

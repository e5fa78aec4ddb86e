"""Foreign text in a cell of a spreadsheet."""

import pytest

from parcalc.report.escaping import sheet_text


@pytest.mark.parametrize("sign", "=+-@＝＋－＠﹦﹢﹣﹫")
@pytest.mark.parametrize("before", ["", " ", "\u3000", "\u00a0"], ids=["at-once", "blank", "wide-blank", "hard-blank"])
def test_what_a_spreadsheet_takes_for_a_formula_is_text(sign: str, before: str) -> None:
    assert sheet_text(f"{before}{sign}SUM(A1)") == f"'{before}{sign}SUM(A1)"


@pytest.mark.parametrize("text", ["", "Xã A", "1-2", "a=b", "–", "'=1"])
def test_any_other_text_stays(text: str) -> None:
    assert sheet_text(text) == text


def test_a_tab_or_line_end_before_a_formula_is_made_visible() -> None:
    assert sheet_text("\t=1") == "\\x09=1"
    assert sheet_text("\r\n=1") == "\\x0d\\x0a=1"

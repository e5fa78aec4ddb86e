"""When two names are one."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcalc.model.naming import folded

SAME = {
    "a-tone-on-either-vowel-of-oa": ("Xã Hòa Bình", "Xã Hoà Bình"),
    "of-oe": ("khỏe mạnh", "khoẻ mạnh"),
    "of-uy": ("Phường Thủy Biều", "Phường Thuỷ Biều"),
    "of-a-syllable-that-goes-on": ("Hòang Hóa", "Hoàng Hoá"),
    "in-capitals": ("SỐ HÓA KẾT QUẢ", "Số hoá kết quả"),
    "where-the-marks-are-signs-of-their-own": (unicodedata.normalize("NFD", "Lũy kế"), "Luỹ kế"),
    "blanks-of-any-kind": (" Hộ \u00a0tịch\n", "hộ tịch"),
}
OTHER = {
    "another-tone": ("Hòa Bình", "Hóa Bình"),
    "no-tone": ("hoa", "hòa"),
    "two-vowels-that-are-no-pair": ("mùa", "muà"),
    "words-beside-each-other": ("xã Ngò a", "xã Ngo à"),
}


@pytest.mark.parametrize(("one", "other"), SAME.values(), ids=SAME)
def test_one_name(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(("one", "other"), OTHER.values(), ids=OTHER)
def test_two_names(one: str, other: str) -> None:
    assert folded(one) != folded(other)


@pytest.mark.parametrize("tone", "\u0300\u0301\u0309\u0303\u0323")
@pytest.mark.parametrize("pair", ["oa", "oe", "uy"])
def test_every_tone_of_every_pair(pair: str, tone: str) -> None:
    assert folded(pair[0] + tone + pair[1]) == unicodedata.normalize("NFC", pair + tone)


@given(st.text(st.sampled_from("hoòaàeèuủyỷ İß\u0300"), max_size=12))
def test_what_is_folded_stays(name: str) -> None:
    assert folded(folded(name)) == folded(name)

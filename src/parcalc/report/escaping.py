"""Making foreign text harmless where it is written: names, headings and file names come from anyone's file."""

import unicodedata

_FORMULA = ("=", "+", "-", "@")
_BIDI = {*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x061C, 0x200E, 0x200F}


def harmless(text: str) -> str:
    """Return text for a terminal, with every control character (C0, C1, bidi, line ends) made visible."""
    return "".join(sign if _is_harmless(sign) else _visible(sign) for sign in text)


def sheet_text(text: str) -> str:
    """Return a text for a cell that no spreadsheet takes for a formula; some read ＝ (U+FF1D) as =."""
    safe = harmless(text)
    first = unicodedata.normalize("NFKC", safe.lstrip()[:1])
    return f"'{safe}" if first.startswith(_FORMULA) else safe


def _is_harmless(sign: str) -> bool:
    return unicodedata.category(sign) not in {"Cc", "Cs", "Zl", "Zp"} and ord(sign) not in _BIDI


def _visible(sign: str) -> str:
    code = ord(sign)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"  # noqa: PLR2004 - the last code of one byte

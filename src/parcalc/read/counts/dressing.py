"""What stands around the rows of a table: what describes its columns above, and signatures and notes below."""

import re
from collections.abc import Iterable

from parcalc.model.naming import folded
from parcalc.model.plan import Plan
from parcalc.read.tables.records import Record

_NUMBERING = re.compile(r"(\(?)([0-9]{1,3})(\)?)(?:\s*=[0-9()+\-\s=]+)?")  # (3), and (3)=(4)+(5)
_LETTER = re.compile(r"\(?[A-Za-z]\)?")
_UNIT_LABELS = ("đvt", "đơn vị tính", "đơn vị", "unit", "units")
_UNIT = re.compile(
    "số lượng|hồ sơ|giao dịch|văn bản|kết quả|thủ tục|tthc|cuộc|lượt|lần|trường hợp|người|cái|bộ|tài liệu"
    "|number|dossiers|payments|documents|results|procedures|inspections|cases"
)
_WORDS = re.compile(r"[^\W\d_]{2,}")
_DATE = re.compile(r"ng[àa]y.*th[áa]ng.*n[ăa]m|[0-9]{1,2}/[0-9]{1,2}(?:/[0-9]{4})?", re.IGNORECASE)
_NO_NUMBER = re.compile(r"(?:không|ko|null|none|nan|n/a|inf)(?:\s.*)?", re.IGNORECASE)


def is_numbering(record: Record, headings: int) -> bool:
    """Tell whether a row numbers the columns, one for each heading: (1) (2) (3), perhaps with A and B before."""
    given = [cell.strip() for cell in record.cells if cell.strip()]
    letters = sum(_LETTER.fullmatch(cell) is not None for cell in given)
    numbers = [int(match[2]) for cell in given[letters:] if (match := _NUMBERING.fullmatch(cell))]
    if len(given) < headings or len(numbers) + letters < len(given) or len(numbers) < 2:  # noqa: PLR2004 - one is no run
        return False
    return numbers == list(range(numbers[0], numbers[0] + len(numbers))) and numbers[0] <= letters + 1


def could_be_counts(record: Record) -> bool:
    """Tell whether a numbering row has nothing that sets it apart from a row of counts: no letter, no bracket."""
    return all(cell.strip().isdigit() for cell in record.cells if cell.strip())


def is_units(counted: Iterable[str], others: Iterable[str], plan: Plan) -> bool:
    """Tell whether a row says in what its columns count: (hồ sơ), (giao dịch)."""
    words = [folded(cell).strip("()[] ") for cell in counted if cell.strip()]
    if any(not _WORDS.search(word) or any(map(str.isdigit, word)) or _NO_NUMBER.fullmatch(word) for word in words):
        return False
    named = any(folded(cell).strip("():. ") in _UNIT_LABELS for cell in others)
    own = {folded(name) for target in plan.targets for name in (target.cases.vi, target.cases.en)}
    return named or all(word in own or _UNIT.fullmatch(word) for word in words)


def is_words(cell: str) -> bool:
    """Tell whether a cell below a table can be no count: a name, an office, a note, a place and date."""
    bare = cell.strip()
    if not _WORDS.search(bare) or not (bare[0].isalpha() or bare[0] in "(*“\"'") or _NO_NUMBER.fullmatch(bare):
        return False
    return _DATE.search(bare) is not None or not any(map(str.isdigit, bare))

"""Tables of several blocks with titles, merged cells, wholes, totals, notes: the right counts, or a refusal, never others.

What is true is drawn first and laid out as offices lay it out; what comes back is compared with it. A second law reads
tables of random cells beside a reader of its own, which knows nothing of the first.
"""

import os
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from parcalc.errors import Note, Unusable
from read.tables_of_counts import read

TABLES = settings(max_examples=int(os.environ.get("PARCALC_TABLES", "150")))
"""By hand: PARCALC_TABLES=20000 pytest tests/read/counts/test_laws_of_tables.py"""

LABELS = {"good": "Tốt", "all": "Tất cả", "docs": "Văn bản", "electronic": "Văn bản điện tử"}
UNITS, FIELDS = ["Xã A", "Xã B", "Bản Mới"], ["Đất đai", "Hộ tịch"]
Key = tuple[str, str, str]  # month, unit, field
Counted = dict[Key, dict[str, int]]


@dataclass
class Laid:
    """A table as text, what is true of it, and whether it may be refused, or must be."""

    text: str
    truth: Counted
    notes: list[int]
    wrong: bool
    unclear: bool


class Layout:
    """Lays out counts as a table of several blocks."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.lines: list[str] = []
        self.truth: Counted = {}
        self.notes: list[int] = []
        self.wrong = self.unclear = False

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def table(self) -> Laid:
        self.units = self.random.sample(UNITS, self.random.randint(1, 3)) if self.chance(0.7) else [""]
        self.fields = FIELDS if self.chance(0.25) else [""]
        months = [f"2025-{number:02}" for number in range(1, self.random.randint(2, 5))]
        if self.chance(0.4):
            months = ["2024-11", "2024-12", *months]
        self.year: str | None = None
        if self.chance(0.5):
            self.lines += ["UBND XÃ ĐỊNH HƯNG", ""]
        parts = self._parts(months)
        self.pages = len(parts) == 1  # else a total might be of the last pages alone, which is refused
        for part in parts:
            self._block(part)
            self._note()
        return Laid("\n".join(self.lines), self.truth, self.notes, self.wrong, self.unclear)

    def _parts(self, months: list[str]) -> list[list[str]]:
        cut = self.random.randint(1, len(months)) if self.chance(0.6) else len(months)
        return [part for part in (months[:cut], months[cut:]) if part]

    def _block(self, months: list[str]) -> None:
        counts = self.random.sample(list(LABELS), self.random.randint(1, 4))
        columns = [
            "month",
            *(["unit"] if self.units != [""] else []),
            *(["field"] if self.fields != [""] else []),
            *counts,
        ]
        self.random.shuffle(columns)
        heads = {"month": "Tháng", "unit": "Đơn vị", "field": "Lĩnh vực", **LABELS}
        header = [self.random.choice([heads[name], heads[name].upper()]) for name in columns]
        short = self.chance(0.4)
        self.year = None
        if short and len({month[:4] for month in months}) == 1:
            self._title(months[0])
        self.lines.append(("\ufeff" if self.chance(0.2) else "") + ";".join(header))
        if self.chance(0.3):
            self.lines.append(";".join(f"({number})" for number in range(1, len(columns) + 1)))
        self._rows(months, columns, counts, header, short=short)

    def _title(self, month: str) -> None:
        if self.year != month[:4]:
            self.year = month[:4]
            self.lines.append(
                self.random.choice(["NĂM {}", "Số liệu năm {}", "BẢNG 2: KẾT QUẢ NĂM {}"]).format(self.year)
            )

    def _rows(
        self, months: list[str], columns: list[str], counts: list[str], header: list[str], *, short: bool
    ) -> None:
        keys = [(month, unit, field) for month in months for unit in self.units for field in self.fields]
        by_unit = self.chance(0.5)
        if by_unit:
            keys.sort(key=lambda key: self.units.index(key[1]))
        if len(keys) > 1 and self.chance(0.2):
            keys.remove(self.random.choice(keys))
        merged = self.units != [""] and self.chance(0.35)
        wholes = not merged and self.units != [""] and self.fields == [""] and not by_unit and self.chance(0.4)
        first, label = self.chance(0.5), self.random.choice(["", "", "Toàn xã", "Tổng cộng"])
        before = ""
        for number, key in enumerate(keys):
            if short:
                self._title(key[0])
            if wholes and first and (number == 0 or keys[number - 1][0] != key[0]):
                at = len(self.lines)
                self.lines.append("")
            self.truth[key] = {count: self.random.choice([0, 1, 2, 3, 5, 1234]) for count in counts}
            unit = "" if merged and key[1] == before else key[1]
            self.unclear |= merged
            self._line(key[0], unit, key[2], self.truth[key], columns, short=short)
            before = key[1]
            last = number + 1 == len(keys) or keys[number + 1][0] != key[0]
            if wholes and last:
                self._whole(key[0], label, columns, counts, short=short, at=at if first else len(self.lines))
            if self.pages and self.chance(0.1):
                self.lines.append(";".join(header))
            if self.chance(0.05):
                self.lines.append("")
        if keys and self.chance(0.4):
            self._total(keys, columns, counts)

    def _whole(self, month: str, label: str, columns: list[str], counts: list[str], *, short: bool, at: int) -> None:
        self.unclear |= not label
        rows = [values for key, values in self.truth.items() if key[0] == month and set(values) == set(counts)]
        sums = {count: sum(values[count] for values in rows) for count in counts}
        self._spoil(sums)
        line = self._laid(month, label, "", sums, columns, short=short)
        if at < len(self.lines):
            self.lines[at] = line
        else:
            self.lines.append(line)

    def _total(self, keys: list[Key], columns: list[str], counts: list[str]) -> None:
        sums = {count: sum(self.truth[key][count] for key in keys) for count in counts}
        self._spoil(sums)
        values = {
            "month": self.random.choice(["Tổng cộng", "Cộng", "TỔNG SỐ:"]),
            **{name: str(one) for name, one in sums.items()},
        }
        self.lines.append(";".join(values.get(name, "") for name in columns))

    def _spoil(self, sums: dict[str, int]) -> None:
        if self.chance(0.15):
            sums[self.random.choice(list(sums))] += 10**9  # more than any other reading of the row comes to
            self.wrong = True

    def _line(self, *given: object, **how: bool) -> None:
        self.lines.append(self._laid(*given, **how))  # type: ignore[arg-type]

    def _laid(
        self, month: str, unit: str, field: str, counts: dict[str, int], columns: list[str], *, short: bool
    ) -> str:
        year, number = month.split("-")
        spelt = (
            f"Tháng {int(number)}"
            if short
            else self.random.choice([month, f"{number}/{year}", f"Tháng {int(number)}/{year}"])
        )
        values = {
            "month": spelt,
            "unit": unit,
            "field": field,
            **{name: f"{one:,}".replace(",", ".") for name, one in counts.items()},
        }
        return ";".join(values[name] for name in columns)

    def _note(self) -> None:
        if self.chance(0.3):
            self.lines.append(
                self.random.choice(
                    ["Người lập biểu;;CHỦ TỊCH", "Định Hưng, ngày 05 tháng 01 năm 2026", ";Ghi chú: đã đối chiếu"]
                )
            )
            self.notes.append(len(self.lines))


@TABLES
@given(st.integers(0, 2**40).map(lambda seed: Layout(Random(seed)).table()))
def test_what_was_laid_out_is_read_or_refused(laid: Laid) -> None:
    try:
        rows, notes = read(laid.text)
    except Unusable:
        assert laid.wrong or laid.unclear, laid.text
        return
    assert not laid.wrong, laid.text
    found: Counted = {}
    for row in rows:
        key = (str(row.month), row.members.get("unit", ""), row.members.get("field", ""))
        found.setdefault(key, {}).update({count: value for count, value in row.values.items() if value is not None})
    assert found == laid.truth, laid.text
    assert set(laid.notes) <= _named(notes), laid.text


def _named(notes: Sequence[Note]) -> set[int]:
    """Return the lines that notes name as passed over."""
    lines = (str(line) for note in notes if note.code.startswith("data.passed_over") for line in note.facts["lines"])  # type: ignore[attr-defined]
    return {int(line.split()[0]) for line in lines}


WHOLE = "Toàn xã"
TOTALS = {WHOLE, "Tổng cộng", "NĂM 2024"}
CELLS = {
    "month": ["2025-05", "2025-06", "05/2025", "", "Tổng cộng", "Tháng 6", "NĂM 2024", "Ghi chú"],
    "unit": ["A", "B", "", WHOLE],
    "count": ["1", "2", "3", "0", "", "", "-", "hai", "(1)"],
}
HEADERS = [
    ("month", "unit", "good", "all"),
    ("month", "unit", "all", "good"),
    ("unit", "month", "good"),
    ("month", "all"),
]


def _cells(name: str, *, odd: bool) -> list[str]:
    """Return what may stand in a column: odd things in few rows, or every table would be refused."""
    cells = CELLS.get(name, CELLS["count"])
    return cells if odd or name == "unit" else cells[: 3 if name == "month" else 5]


@st.composite
def random_tables(draw: st.DrawFn) -> list[list[str]]:
    records: list[list[str]] = []
    for columns in draw(st.lists(st.sampled_from(HEADERS), min_size=1, max_size=3)):
        names = {"month": "Tháng", "unit": "Đơn vị", **LABELS}
        records.append([names[name] for name in columns])
        oddness = draw(st.lists(st.integers(0, 9), min_size=1, max_size=5))
        records += [[draw(st.sampled_from(_cells(name, odd=odd == 0))) for name in columns] for odd in oddness]
    return records


@TABLES
@given(random_tables())
def test_random_cells_are_counted_as_a_plain_reader_counts_them_or_refused(records: list[list[str]]) -> None:
    text = "\n".join(";".join(record) for record in records)
    try:
        rows, notes = read(text)
    except Unusable:
        return
    found: Counter[tuple[str, str]] = Counter()
    for row in rows:
        for count, value in row.values.items():
            found[str(row.month), count] += value or 0
    assert +found == +_plainly(records, notes), text


@dataclass
class Plain:
    """A row as a plain reader takes it: ``above`` is the unit that a blank cell may be of."""

    month: str
    unit: str
    above: str
    counts: dict[str, int]

    @property
    def is_named(self) -> bool:
        return self.unit not in {"", WHOLE}


def _plainly(records: list[list[str]], notes: Sequence[Note]) -> Counter[tuple[str, str]]:
    """Return every count by month: each cell once, but for totals, and for wholes beside rows of units."""
    names = {label: count for count, label in LABELS.items()} | {"Tháng": "month", "Đơn vị": "unit"}
    rows: list[Plain] = []
    columns: list[str] = []
    above = ""
    for line, record in enumerate(records, 1):
        if "Tháng" in record:
            above = above if columns == [names[cell] for cell in record] else ""
            columns = [names[cell] for cell in record]
            continue
        cells = dict(zip(columns, record, strict=True))
        counts = {name: int(cell) for name, cell in cells.items() if name in LABELS and cell.isdigit()}
        month = re.sub(r"(\d\d)/(\d{4})", r"\2-\1", cells["month"])
        if re.fullmatch(r"\d{4}-\d\d", month):
            rows.append(Plain(month, cells.get("unit", ""), above, counts))
            above = rows[-1].unit if rows[-1].is_named else above
        else:
            given = any(cells[name].strip() for name in columns if name in LABELS)
            assert not given or TOTALS & set(record) or line in _named(notes)
    return _added(rows)


def _added(rows: list[Plain]) -> Counter[tuple[str, str]]:
    total: Counter[tuple[str, str]] = Counter()
    for row in rows:
        same = [other for other in rows if other.month == row.month and other is not row]
        parts = [other for other in same if other.is_named]
        if row.unit == WHOLE:
            parts = [other for other in same if other.unit != WHOLE]
        elif row.is_named or (row.above and not any(other.unit == row.above for other in same)):
            parts = []
        for count, value in row.counts.items():
            reported = [other.counts[count] for other in parts if count in other.counts]
            assert sum(reported) <= value or row.unit == WHOLE
            total[row.month, count] += 0 if any(other.counts for other in parts) else value
    return total

"""Official forms as programs export them, laid out cell by cell."""

from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook

from workbooks import saved

Cells = Sequence[object]

HEAD_06A = {
    "A5:A7": "STT", "B5:B7": "Lĩnh vực giải quyết", "C5:F5": "Số lượng hồ sơ tiếp nhận", "G5:J5": "Số lượng hồ sơ đã giải quyết",
    "K5:M5": "Số lượng hồ sơ đang giải quyết", "C6:C7": "Tổng số", "D6:E6": "Trong kỳ", "F6:F7": "Từ kỳ trước", "D7": "Trực tuyến",
    "E7": "Trực tiếp, dịch vụ bưu chính", "G6:G7": "Tổng số", "H6:H7": "Trước hạn", "I6:I7": "Đúng hạn", "J6:J7": "Quá hạn",
    "K6:K7": "Tổng số", "L6:L7": "Trong hạn", "M6:M7": "Quá hạn",
}  # fmt: skip
NUMBERS_06A = [
    "(1)",
    "(2)",
    "(3)=(4)+(5)+(6)",
    "(4)",
    "(5)",
    "(6)",
    "(7)=(8)+(9)+(10)",
    "(8)",
    "(9)",
    "(10)",
    "(11)=(12)+(13)",
    "(12)",
    "(13)",
]
LAND = [1, "Đất đai", 30, 10, 15, 5, 22, 10, 10, 2, 8, 7, 1]
CIVIL = [2, "Hộ tịch", 50, 40, 8, 2, 49, 30, 19, 0, 1, 1, 0]
TOTAL = [None, "Tổng số", 80, 50, 23, 7, 71, 40, 29, 2, 9, 8, 1]
JUNE = "(Từ ngày 01/06/2025 đến ngày 30/06/2025)"
DRESS_06A = {
    "A1": "Biểu số II.06a/VPCP/KSTT",
    "D1": "TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT TTHC TẠI CƠ QUAN, ĐƠN VỊ TRỰC TIẾP GIẢI QUYẾT TTHC",
    "K4": "Đơn vị tính: Số hồ sơ TTHC",
}


def form_06a(
    *rows: Cells,
    period: str | None = JUNE,
    head: dict[str, str] | None = None,
    numbers: Cells = NUMBERS_06A,
    merged: bool = True,
) -> bytes:
    """Return an II.06a workbook; headings are those of the circular but for what ``head`` changes."""
    return _sheet(
        {**DRESS_06A, **({"D3": period} if period else {})},
        {**HEAD_06A, **(head or {})},
        [*([numbers] if numbers else []), *rows],
        merged,
    )


HEAD_2017 = {
    "A5:A7": "STT", "B5:B7": "Lĩnh vực, công việc giải quyết theo cấp", "C5:E5": "Số hồ sơ nhận giải quyết", "F5:K5": "Kết quả giải quyết", "C6:C7": "Tổng số",
    "D6:E6": "Trong đó", "D7": "Số kỳ trước chuyển qua", "E7": "Số mới tiếp nhận", "F6:H6": "Số hồ sơ đã giải quyết", "I6:K6": "Số hồ sơ đang giải quyết",
    "F7": "Tổng số", "G7": "Trả đúng thời hạn", "H7": "Trả quá hạn", "I7": "Tổng số", "J7": "Chưa đến hạn", "K7": "Quá hạn",
}  # fmt: skip
HEAD_2017_PARTED = {
    "A5:A7": "STT", "B5:B7": "Tên đơn vị", "C5:G5": "Số hồ sơ nhận giải quyết", "H5:M5": "Kết quả giải quyết", "C6:C7": "Tổng số", "D6:G6": "Trong đó",
    "D7": "Số mới tiếp nhận trực tuyến", "E7": "Số mới tiếp nhận trực tiếp", "F7": "Số mới tiếp nhận qua BCCI", "G7": "Số kỳ trước chuyển qua",
    "H6:J6": "Số hồ sơ đã giải quyết", "K6:M6": "Số hồ sơ đang giải quyết", "H7": "Tổng số", "I7": "Trả đúng thời hạn", "J7": "Trả quá hạn",
    "K7": "Tổng số", "L7": "Chưa đến hạn", "M7": "Quá hạn",
}  # fmt: skip


def form_2017(*rows: Cells, head: dict[str, str] = HEAD_2017, period: str = JUNE) -> bytes:
    """Return a workbook in the layout of 2017."""
    return _sheet({"A1": "Biểu số 06a/VPCP/KSTT", "D3": period}, head, rows, merged=True)


def _sheet(dress: dict[str, str], head: dict[str, str], rows: Sequence[Cells], merged: bool) -> bytes:
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "Biểu"
    for cells, text in {**dress, **head}.items():
        sheet[cells.partition(":")[0]] = text
        if merged and ":" in cells:
            sheet.merge_cells(cells)
    below = max(int("".join(filter(str.isdigit, cells.partition(":")[2] or cells))) for cells in head) + 1
    for line, row in enumerate(rows, below):
        for column, value in enumerate(row, 1):
            sheet.cell(line, column, value)
    return saved(book)


_LEAVES_766 = (
    "Số mới tiếp nhận trực tuyến", "Số kỳ trước chuyển qua", "Số mới tiếp nhận trực tiếp", "Số mới tiếp nhận qua BCCI", "Tổng số", "HS Đã xử lý đúng hạn",
    "HS Đã xử lý quá hạn", "Tổng số", "HS Đang xử lý đúng hạn", "HS Đang xử lý quá hạn trên Cổng DVC QG", "Tỷ lệ HS Đã xử lý đúng hạn (%)",
    "Tỷ lệ HS Đã xử lý quá hạn (%)", "Tỷ lệ HS Đang xử lý đúng hạn (%)", "Tỷ lệ HS Đang xử lý quá hạn (%)", "Tỷ lệ trực tuyến (%)", "Tỷ lệ trực tiếp (%)",
    "Tỷ lệ nộp BCCI (%)", "HS trực tuyến xử lý đúng hạn (%)", "HS trực tuyến xử lý quá hạn (%)", "Số HS đã TTTT cổng DVC QG", "Tỷ lệ TTTT cổng DVC QG (%)",
    "Tỷ lệ TT trực tiếp (%)",
)  # fmt: skip
_SUMS_766 = {
    5: "'(5) = '(6) + '(7) + '(8)+'(9)",
    10: "'(10) = '(11) + '(12)",
    13: "'(13) = '(14) + '(15)",
    16: "'(16) = '(10) + '(13)",
}


def sheet_766(*rows: Cells, period: str = JUNE) -> bytes:
    """Return the page of 31 columns that a program saves as .xls; a row of two cells is a group."""
    top = _tr(_td("THEO DÕI TIẾN ĐỘ GIẢI QUYẾT - THEO QUYẾT ĐỊNH SỐ 766/QĐ-TTg ngày 23/06/2022", across=31)) + _tr(
        _td(period, across=31)
    )
    first = "".join(
        _td(text, down=3) for text in ("STT", "Mã định danh", "Tên đơn vị", "Tỷ lệ giải quyết của Đơn vị (%)")
    )
    first += (
        _td("Số hồ sơ nhận giải quyết", across=5)
        + _td("Kết quả giải quyết", across=6)
        + _td("TỔNG - Kết quả giải quyết", down=3)
        + _td("Đánh giá tỷ lệ", across=9)
    )
    sent = (
        "Tổng hồ sơ Phải đồng bộ về Cổng DVC QG",
        "Số lượng hồ sơ Đã đồng bộ về cổng DVC QG",
        "Tổng HS có nghĩa vụ tài chính",
    )
    first += "".join(_td(text, down=3) for text in sent) + _td("Thanh toán trực tuyến", down=2, across=3)
    groups = (("Trong đó", 4), ("Số hồ sơ đã giải quyết", 3), ("Số hồ sơ đang giải quyết", 3), ("Tỷ lệ hồ sơ đã giải quyết", 2), ("Tỷ lệ hồ sơ đang giải quyết", 2), ("Tỷ lệ nộp hồ sơ", 3), ("Tỷ lệ xử lý trực tuyến", 2))  # fmt: skip
    second = _td("Tổng số", down=2) + "".join(_td(text, across=width) for text, width in groups)
    numbers = _tr(*(_td(_SUMS_766.get(number, f"'({number})")) for number in range(1, 32)))
    body = "".join(_tr(_td(row[0]), _td(row[1], across=30)) if len(row) == 2 else _tr(*map(_td, row)) for row in rows)
    return f"<table style='display: none'>{top}{_tr(first)}{_tr(second)}{_tr(*map(_td, _LEAVES_766))}{numbers}{body}</table>".encode()


def row_766(item: object, name: str, *counts: int) -> list[object]:
    """Return a row as the program prints it: rates without zeros behind, "" for 0, and its own slip in (18).

    ``counts`` are the columns 6 to 9, 11, 12, 14 and 15.
    """
    online, carried, direct, post, good, late, open_, overdue = counts
    received, done, pending = online + carried + direct + post, good + late, open_ + overdue
    return [
        item, "H56.1", name, _rate(done, received), received, online, carried, direct, post, done, good, late, pending, open_, overdue, done + pending,
        _rate(good, done), _rate(late, received), _rate(open_, pending), _rate(overdue, pending), _rate(online, received), _rate(direct, received), _rate(post, received),
        "", "", received, received, 10, 9, "90%", "10%",
    ]  # fmt: skip


def _rate(part: int, whole: int) -> str:
    if not part or not whole:
        return ""
    hundredths = (20_000 * part + whole) // (2 * whole)
    return f"{hundredths / 100:g}%"


def _tr(*cells: str) -> str:
    return f"<tr>{''.join(cells)}</tr>"


def _td(text: object, down: int = 1, across: int = 1) -> str:
    return f"<td rowspan='{down}' colspan='{across}'><strong>{text}</strong></td>"

"""The officer's way, to the letter of docs/dossiers.md: the list as the one-stop program exports it, to the figures."""

import csv
import html
import io
import unicodedata
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from subprocess import CompletedProcess

import pytest
import xlsxwriter

Run = Callable[..., "CompletedProcess[bytes]"]
Row = Sequence[object]

HEADINGS = ("STT", "Số hồ sơ", "Tên thủ tục hành chính", "Lĩnh vực", "Đơn vị xử lý", "Người nộp", "Điện thoại",
            "Hình thức tiếp nhận", "Ngày tiếp nhận", "Ngày hẹn trả", "Ngày trả kết quả", "Tình trạng")  # fmt: skip
_DATES = (8, 9, 10)


def _dossier(number: int, channel: str, received: str, due: str, returned: str) -> Row:
    days = [datetime.strptime(f"2025 {day}", "%Y %d/%m %H:%M:%S") if day else None for day in (received, due, returned)]  # noqa: DTZ007
    state = "Đã trả kết quả" if returned else "Đang xử lý"
    procedure = "Chứng thực “bản sao”; hộ tịch, quốc tịch"
    return (number, f"H56.24-2506{number:02}-0001", procedure, "Hộ tịch", "Bộ phận một cửa",
            f"Nguyễn Văn {number}", "0912 345 678", channel, *days, state)  # fmt: skip


DOSSIERS: tuple[Row, ...] = (
    _dossier(1, "Trực tuyến", "12/05 08:15:30", "20/05 17:00:00", ""),
    _dossier(2, "Trực tiếp", "26/05 09:00:00", "06/06 17:00:00", "06/06 23:59:59"),
    _dossier(3, "Trực tuyến", "02/06 00:00:01", "05/06 10:00:00", "05/06 16:45:00"),
    _dossier(4, "Bưu chính công ích", "05/06 14:30:00", "12/06 17:00:00", "11/06 08:00:00"),
    _dossier(5, "Trực tiếp", "09/06 07:05:09", "10/06 17:00:00", "11/06 00:00:00"),
    _dossier(6, "Trực tuyến", "30/06 23:59:59", "07/07 17:00:00", ""),
)
JUNE = {
    "Hồ sơ tiếp nhận trực tuyến": 2, "Hồ sơ tiếp nhận trực tiếp, qua bưu chính": 2, "Hồ sơ từ kỳ trước chuyển qua": 2,
    "Hồ sơ giải quyết trước hạn": 1, "Hồ sơ giải quyết đúng hạn": 2, "Hồ sơ giải quyết quá hạn": 1,
    "Hồ sơ đang giải quyết trong hạn": 1, "Hồ sơ đang giải quyết quá hạn": 1, "Kết quả giải quyết TTHC đã trả": 4,
}  # fmt: skip
"""What they come to by hand: with days alone, 2 and 3 are on time."""

Say = Callable[[datetime], str]
AS_EXPORTED: Say = lambda day: f"{day:%d/%m/%Y %H:%M:%S}"  # noqa: E731
DAY: Say = lambda day: f"{day:%d/%m/%Y}"  # noqa: E731


def texts(say: Say = AS_EXPORTED, blank: str = "") -> list[list[str]]:
    """Return the dossiers with every cell written out."""
    return [
        [blank if cell is None else say(cell) if isinstance(cell, datetime) else str(cell) for cell in row]
        for row in DOSSIERS
    ]


def as_csv(
    rows: Sequence[Sequence[str]], encoding: str = "utf-8-sig", delimiter: str = ";", headings: Sequence[str] = HEADINGS
) -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter).writerows([headings, *rows])
    return stream.getvalue().encode(encoding)


def in_windows_1258(text: str) -> bytes:
    """Return a text as Vietnamese Windows keeps it: a letter and its hat in one byte, its tone in the next."""
    tones = set("\u0300\u0301\u0303\u0309\u0323")
    parts = (unicodedata.normalize("NFD", sign) for sign in unicodedata.normalize("NFC", text))
    apart = (
        unicodedata.normalize("NFC", "".join(one for one in part if one not in tones))
        + "".join(one for one in part if one in tones)
        for part in parts
    )
    return "".join(apart).encode("cp1258")


def as_html(encoding: str) -> bytes:
    head = "".join(f"<th>{heading}</th>" for heading in HEADINGS)
    rows = "".join("<tr>" + "".join(f"<td>{html.escape(cell)}&nbsp;</td>" for cell in row) + "</tr>" for row in texts())
    title, total = (
        "<table><tr><td colspan=12>DANH SÁCH HỒ SƠ</td></tr></table>",
        "<tr><td colspan=12>Tổng số: 6 hồ sơ</td></tr>",
    )
    page = (
        f"<html><head><meta charset={encoding}></head><body>{title}<table border=1><tr>{head}</tr>{rows}{total}</table>"
    )
    return page.encode(encoding)


class Book:
    """A workbook as programs and hands leave it."""

    def __init__(self) -> None:
        self.bytes = io.BytesIO()
        self.book = xlsxwriter.Workbook(self.bytes)
        self.sheet = self.book.add_worksheet("Danh sách")
        self.moment = self.book.add_format({"num_format": "dd/mm/yyyy hh:mm:ss"})
        self.row = 0

    def titles(self) -> "Book":
        for left, right in (
            ("UBND XÃ ĐỊNH HƯNG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
            ("BỘ PHẬN MỘT CỬA", "Độc lập - Tự do - Hạnh phúc"),
        ):
            self.sheet.merge_range(self.row, 0, self.row, 4, left)
            self.sheet.merge_range(self.row, 6, self.row, 11, right)
            self.row += 1
        self.sheet.merge_range(self.row, 0, self.row, 11, "DANH SÁCH HỒ SƠ (Từ ngày 01/06/2025 đến ngày 30/06/2025)")
        self.row += 2
        return self

    def header(self) -> "Book":
        self.sheet.write_row(self.row, 0, HEADINGS)
        self.row += 1
        return self

    def header_of_two_rows(self) -> "Book":
        over = {5: ("Chủ hồ sơ", 6), 8: ("Thời gian", 10)}
        for at, (name, last) in over.items():
            self.sheet.merge_range(self.row, at, self.row, last, name)
            self.sheet.write_row(self.row + 1, at, HEADINGS[at : last + 1])
        for at, heading in enumerate(HEADINGS):
            if not any(first <= at <= last for first, (_, last) in over.items()):
                self.sheet.merge_range(self.row, at, self.row + 1, at, heading)
        self.row += 2
        return self

    def numbering(self) -> "Book":
        self.sheet.write_row(self.row, 0, [f"({number})" for number in range(1, 13)])
        self.row += 1
        return self

    def group(self, name: str, column: int) -> "Book":
        self.sheet.write(self.row, 0, "I")
        self.sheet.write(self.row, column, name)
        self.row += 1
        return self

    def dossiers(
        self, blank: str = "", say: Callable[[datetime], object] | None = None, which: slice = slice(None)
    ) -> "Book":
        for row in DOSSIERS[which]:
            for at, cell in enumerate(row):
                if isinstance(cell, datetime):
                    self._moment(at, cell if say is None else say(cell))
                else:
                    self.sheet.write(self.row, at, blank if cell is None else cell)
            self.row += 1
        return self

    def _moment(self, at: int, said: object) -> None:
        if isinstance(said, datetime):
            self.sheet.write_datetime(self.row, at, said, self.moment)
        else:
            self.sheet.write(self.row, at, said)

    def footer(self) -> "Book":
        self.sheet.write(self.row, 0, "Tổng số: 6 hồ sơ")
        self.sheet.write(self.row + 2, 8, "Định Hưng, ngày 01 tháng 7 năm 2025")
        self.sheet.write(self.row + 3, 1, "NGƯỜI LẬP BIỂU")
        self.sheet.write(self.row + 3, 8, "TM. ỦY BAN NHÂN DÂN")
        self.sheet.write(self.row + 7, 1, "Trần Thị Bình")
        return self

    def saved(self) -> bytes:
        self.book.close()
        return self.bytes.getvalue()


def serial(day: datetime) -> float:
    return (day - datetime(1899, 12, 30)).total_seconds() / 86_400  # noqa: DTZ001


HINTED = [
    {1: "Số hồ sơ (*)", 8: "Ngày tiếp nhận\n(dd/mm/yyyy)", 10: "Ngày trả kết quả:"}.get(at, heading)
    for at, heading in enumerate(HEADINGS)
]

EXPORTS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a-bare-workbook": ("ds.xlsx", lambda: Book().header().dossiers().saved()),
    "titles-numbers-and-signatures": ("ds.xlsx", lambda: Book().titles().header().numbering().dossiers().footer().saved()),
    "a-header-of-two-rows": ("ds.xlsx", lambda: Book().titles().header_of_two_rows().numbering().dossiers().footer().saved()),
    "groups-in-the-first-column": ("ds.xlsx", lambda: Book().header().group("Hộ tịch", 0).dossiers().saved()),
    "groups-in-the-column-of-the-code": (
        "ds.xlsx",
        lambda: Book().header().group("Lĩnh vực Hộ tịch", 1).dossiers(which=slice(3)).group("Lĩnh vực Chứng thực", 1).dossiers(which=slice(3, None)).saved(),
    ),
    "groups-in-the-column-of-the-unit": ("ds.xlsx", lambda: Book().header().group("Phòng Tư pháp", 4).dossiers().saved()),
    "days-as-texts-in-a-workbook": ("ds.xlsx", lambda: Book().header().dossiers(say=AS_EXPORTED).saved()),
    "the-time-first-in-a-workbook": ("ds.xlsx", lambda: Book().header().dossiers(say=lambda day: f"{day:%H:%M %d/%m/%Y}").saved()),
    "a-dash-where-nothing-is": ("ds.xlsx", lambda: Book().header().dossiers(blank="-").saved()),
    "not-yet-returned": ("ds.xlsx", lambda: Book().header().dossiers(blank="Chưa trả").saved()),
    "html-called-xls": ("ds.xls", lambda: as_html("utf-8")),
    "html-called-xls-in-utf-16": ("ds.xls", lambda: as_html("utf-16")),
    "csv-utf-8": ("ds.csv", lambda: as_csv(texts())),
    "csv-with-commas": ("ds.csv", lambda: as_csv(texts(), "utf-8", ",")),
    "unicode-text-of-excel": ("ds.txt", lambda: as_csv(texts(), "utf-16", "\t")),
    "windows-1258": ("ds.csv", lambda: in_windows_1258(as_csv(texts(), "utf-8").decode())),
    "sep-line": ("ds.csv", lambda: b"sep=;\r\n" + as_csv(texts(), "utf-8")),
    "days-alone": ("ds.csv", lambda: as_csv(texts(DAY))),
    "the-time-first": ("ds.csv", lambda: as_csv(texts(lambda day: f"{day:%H:%M %d/%m/%Y}"))),
    "in-words": ("ds.csv", lambda: as_csv(texts(lambda day: f"{day.hour} giờ {day:%M} phút, ngày {day:%d/%m/%Y}"))),
    "afternoon-in-vietnamese": ("ds.csv", lambda: as_csv(texts(lambda day: f"{day:%d/%m/%Y %I:%M:%S} {'SA' if day.hour < 12 else 'CH'}"))),
    "iso-to-the-millisecond": ("ds.csv", lambda: as_csv(texts(lambda day: day.isoformat(timespec="milliseconds")))),
    "null-where-nothing-is": ("ds.csv", lambda: as_csv(texts(blank="NULL"))),
    "hints-in-the-header": ("ds.csv", lambda: as_csv(texts(), headings=HINTED)),
}  # fmt: skip


def figures(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=";"))


def ways(name: str) -> tuple[str, ...]:
    """Return the engines to count with: what is no text is read the same way by both."""
    return ("auto",) if name.endswith(("xlsx", "xls")) else ("auto", "duckdb")


@pytest.mark.parametrize(
    ("name", "export", "engine"),
    [
        pytest.param(name, export, engine, id=f"{case}-{engine}")
        for case, (name, export) in EXPORTS.items()
        for engine in ways(name)
    ],
)
def test_an_export_is_counted(
    name: str, export: Callable[[], bytes], engine: str, parcalc: Run, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(export())
    done = parcalc("count", name, "--period", "2025-06", "--out", "so-lieu.csv", "--engine", engine)
    assert (done.returncode, "lỗi" in done.stderr.decode()) == (0, False)
    (row,) = figures(tmp_path / "so-lieu.csv")
    assert (row["Tháng"], row["Đơn vị"]) == ("Tháng 6/2025", "Bộ phận một cửa")
    assert {count: row[count] for count in JUNE} == {count: str(number) for count, number in JUNE.items()}
    for private in ("Nguyễn Văn", "0912"):
        assert private not in done.stderr.decode() + (tmp_path / "so-lieu.csv").read_text(encoding="utf-8-sig")


def test_the_ten_lines_of_the_guide(parcalc: Run, tmp_path: Path) -> None:
    (tmp_path / "ho-so.xlsx").write_bytes(EXPORTS["titles-numbers-and-signatures"][1]())
    judged = parcalc("check", "ho-so.xlsx")
    assert judged.returncode == 1
    assert "Tháng 6 năm 2025" in judged.stdout.decode()
    rest = "số khác của kế hoạch (như Văn bản, tài liệu, Văn bản mật) thì ghi vào tệp số liệu"
    assert judged.stderr.decode().count(rest) == 1
    assert parcalc("count", "ho-so.xlsx", "--out", "so-lieu.csv").returncode == 0
    from_counts = parcalc("check", "so-lieu.csv", "--format", "csv")
    assert from_counts.stdout == parcalc("check", "ho-so.xlsx", "--format", "csv").stdout
    assert parcalc("summary", "so-lieu.csv", "--month", "2025-06", "--out", "bao-cao").returncode == 1
    assert (tmp_path / "bao-cao/2025-06.html").is_file()
    late = parcalc("count", "ho-so.xlsx", "--list", "resolved_late", "--period", "2025-06")
    assert "H56.24-250605-0001" in late.stdout.decode()
    assert late.stdout.decode().rstrip().endswith("1 hồ sơ")


def due(text: str) -> list[list[str]]:
    """Return the dossiers with a text where the third and the fifth are due."""
    return [[text if at == 9 and row[0] in {"3", "5"} else cell for at, cell in enumerate(row)] for row in texts()]


REFUSED: dict[str, tuple[str, Callable[[], bytes], list[str]]] = {
    "days-as-bare-numbers": (
        "ds.xlsx", lambda: Book().header().dossiers(say=serial).saved(),
        ["ds.xlsx:Danh sách!I2: lỗi: ô I2 (cột “Ngày tiếp nhận”) ghi “45789.34409722222”: đây là ngày mà Excel viết thành số; hãy chọn cả cột, đặt kiểu ô là ngày (Ctrl+1, Date) rồi lưu lại"],
    ),
    "a-time-zone": (
        "ds.csv", lambda: as_csv(texts(lambda day: f"{day:%Y-%m-%dT%H:%M:%S}+07:00")),
        ["ds.csv:2:9: lỗi: ô I2 (cột “Ngày tiếp nhận”) ghi “2025-05-12T08:15:30+07:00” kèm múi giờ nên không rõ là ngày giờ nào ở địa phương; hãy xuất giờ địa phương, không kèm múi giờ"],
    ),
    "years-of-two-digits": (
        "ds.csv", lambda: as_csv(texts(lambda day: f"{day:%d/%m/%y}")),
        ["ds.csv:2:9: lỗi: ô I2 (cột “Ngày tiếp nhận”) ghi “12/05/25”: không phải ngày; hãy ghi như 25/06/2025 hoặc 2025-06-25"],
    ),
    "a-remark-in-place-of-a-day": (
        "ds.csv", lambda: as_csv(due("xem ghi chú")),
        ["ds.csv:4:10: lỗi: ô J4 (cột “Ngày hẹn trả”) ghi “xem ghi chú”: không phải ngày hay số; hãy sửa, để trống nếu không có, hoặc nếu phần mềm vẫn ghi thế thì khai báo ở cột này trong kế hoạch: blank: [\"xem ghi chú\"]"],
    ),
    "without-a-due-day": (
        "ds.csv", lambda: as_csv(due("Không hẹn")),
        ["ds.csv: lỗi: 2 hồ sơ không có “Ngày hẹn trả” nên không xét được cho “Hồ sơ giải quyết trước hạn”"],
    ),
    "without-a-way-of-receipt": (
        "ds.csv", lambda: as_csv([[cell if at != 7 or row[0] != "3" else "" for at, cell in enumerate(row)] for row in texts()]),
        [
            "ds.csv: lỗi: 1 hồ sơ để trống “Hình thức tiếp nhận” nên không vào số nào đếm theo cột này; hãy ghi các ô đó",
            "ds.csv: lỗi: tháng 06/2025 · Bộ phận một cửa: “Hồ sơ tiếp nhận trực tuyến” + “Hồ sơ tiếp nhận trực tiếp, qua bưu chính” + “Hồ sơ từ kỳ trước chuyển qua” đếm được 5 nhưng “Hồ sơ giải quyết trước hạn” + “Hồ sơ giải quyết đúng hạn” + “Hồ sơ giải quyết quá hạn” + “Hồ sơ đang giải quyết trong hạn” + “Hồ sơ đang giải quyết quá hạn” là 6, chênh 1; có hồ sơ chưa vào đủ các số này (ô để trống, hoặc ghi nội dung kế hoạch không nhắc tới): hãy sửa các hồ sơ đó; xem từng hồ sơ bằng parcalc count … --list",
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "export", "told", "engine"),
    [
        pytest.param(name, export, told, engine, id=f"{case}-{engine}")
        for case, (name, export, told) in REFUSED.items()
        for engine in ways(name)
    ],
)
def test_what_an_officer_reads(
    name: str, export: Callable[[], bytes], told: list[str], engine: str, parcalc: Run, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(export())
    done = parcalc("count", name, "--out", "so-lieu.csv", "--engine", engine)
    assert (done.returncode, (tmp_path / "so-lieu.csv").exists()) == (2, False)
    assert done.stderr.decode().splitlines()[: len(told)] == told

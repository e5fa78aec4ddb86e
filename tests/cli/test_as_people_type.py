"""The command line as an officer types it, or drops a file on it."""

from pathlib import Path

import pytest

from conftest import Run

TARGETS = """
plan: {number: "1", title: Kế hoạch, issuer: UBND xã, year: 2025}
counts: {payments: Giao dịch, payments_online: Giao dịch trực tuyến}
targets: [{id: online, vi: Thanh toán trực tuyến, numerator: payments_online, denominator: payments, at_least: 90%}]
"""


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "targets.yaml").write_text(TARGETS, encoding="utf-8")
    (tmp_path / "so-lieu.csv").write_text("month,payments,payments_online\n2025-06,10,9\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "arguments",
    [["so-lieu.csv"], ["--lang", "vi", "so-lieu.csv"], ["./so-lieu.csv", "--period", "6/2025"], ["so-lieu.csv", "--ky", "Tháng 6/2025"]],
    ids=["a file", "after an option", "by its path", "with a period"],
)  # fmt: skip
@pytest.mark.usefixtures("desk")
def test_a_file_where_a_command_would_stand_is_checked(parcalc: Run, arguments: list[str]) -> None:
    done = parcalc(*arguments)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "1 đạt" in done.stdout.decode()


@pytest.mark.usefixtures("desk")
def test_a_file_that_is_not_there_is_told_as_a_file(parcalc: Run) -> None:
    done = parcalc("so-lieu.xlsx")
    assert done.returncode == 2
    assert done.stderr.decode().startswith("so-lieu.xlsx: lỗi: không có tệp này")


@pytest.mark.parametrize(
    ("name", "begins"),
    [("kq.html", b"<!DOCTYPE html>"), ("kq.JSON", b"{"), ("kq.docx", b"PK"), ("kq.txt", "Tháng 6 năm 2025".encode())],
)
def test_a_file_is_written_in_the_format_of_its_suffix(desk: Path, parcalc: Run, name: str, begins: bytes) -> None:
    assert parcalc("check", "so-lieu.csv", "--output", name).returncode == 0
    assert (desk / name).read_bytes().startswith(begins)


def test_a_suffix_of_another_format_is_refused(desk: Path, parcalc: Run) -> None:
    done = parcalc("check", "so-lieu.csv", "--format", "json", "--output", "kq.html")
    assert (done.returncode, (desk / "kq.html").exists()) == (2, False)
    assert "--format là json" in done.stderr.decode()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check"], "chưa chỉ tệp số liệu; ví dụ: parcalc check so-lieu.csv"),
        (["summary", "so-lieu.csv"], "thêm --out, ví dụ: --out bao-cao"),
        (["template", "--year", "26"], "năm phải có bốn chữ số, như 2026"),
        (["check", "so-lieu.csv", "--top", "0"], "số nguyên từ 1 trở lên"),
        (["check", "so-lieu.csv", "--format", "pdf"], "mở bằng trình duyệt rồi chọn In"),
        (["check", "so-lieu.csv", "--output", "kq.pdf"], "mở bằng trình duyệt rồi chọn In"),
        (["check", "so-lieu.csv", "--format", "jsno"], "có phải ý là json?"),
        (["chek"], "các lệnh: check, summary"),
    ],
)
@pytest.mark.usefixtures("desk")
def test_what_is_mistyped_is_told_with_what_to_type(parcalc: Run, arguments: list[str], words: str) -> None:
    done = parcalc(*arguments)
    assert done.returncode == 2
    assert words in done.stderr.decode()


@pytest.mark.parametrize(("option", "guess"), [("--xy", ""), ("--perod", "--period")])
@pytest.mark.usefixtures("desk")
def test_only_an_option_that_is_alike_is_guessed(parcalc: Run, option: str, guess: str) -> None:
    told = parcalc("check", "so-lieu.csv", option, "x").stderr.decode()
    assert ("có phải ý là" in told) == bool(guess)
    assert guess in told


@pytest.mark.parametrize(("year", "told"), [("2025", False), ("2026", True)])
def test_the_plan_that_parcalc_ships_with_is_named_where_its_year_does_not_fit(
    tmp_path: Path, parcalc: Run, samples: Path, year: str, told: bool
) -> None:
    text = (samples / "dinh-hung.csv").read_text(encoding="utf-8")
    (tmp_path / "data.csv").write_text(text.replace("\n2025", f"\n{year}"), encoding="utf-8")
    first = parcalc("check", "data.csv", "-q"), parcalc("check", "data.csv")
    assert ("kế hoạch mẫu" in first[1].stderr.decode().partition("\n")[0]) == told
    assert first[0].stderr == b""

"""What a command line means: files without a command, formats by the file's suffix, and words that are nearly right."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from parcalc.cli.main import main
from parcalc.cli.options import one_of
from parcalc.cli.suffixes import REPORTS, format_for
from parcalc.errors import Unusable

Run = Callable[..., "CompletedProcess[bytes]"]
SAMPLE = Path(__file__).parents[2] / "data/samples/dinh-hung.csv"


def test_a_file_dropped_on_the_program_is_judged(parcalc: Run) -> None:
    assert parcalc(SAMPLE).stdout == parcalc("check", SAMPLE).stdout
    assert parcalc("--lang", "en", SAMPLE, "-q").returncode == 1


@pytest.mark.parametrize(
    ("given", "output", "form"),
    [
        pytest.param(None, None, "table", id="the-screen"),
        pytest.param(None, "kq.html", "html", id="a-page"),
        pytest.param(None, "KQ.HTM", "html", id="in-capitals"),
        pytest.param(None, "a.json/kq.docx", "docx", id="a-draft"),
        pytest.param(None, "kq.txt", "table", id="text-is-the-screen"),
        pytest.param(None, "kq", "table", id="no-suffix"),
        pytest.param(None, "/dev/stdout", "table", id="a-device"),
        pytest.param(None, "kq.2025-06", "table", id="a-date-is-no-suffix"),
        pytest.param("json", None, "json", id="asked-for"),
        pytest.param("json", "kq.json", "json", id="asked-for-and-said"),
        pytest.param("json", "kq.txt", "json", id="text-says-nothing"),
        pytest.param("text", "kq.txt", "text", id="a-paragraph"),
        pytest.param("json", "kq.html", None, id="contradicted"),
        pytest.param("table", "kq.csv", None, id="a-screen-is-no-table-of-a-program"),
        pytest.param(None, "kq.pdf", None, id="what-is-not-written"),
        pytest.param("html", "kq.pdf", None, id="nor-when-asked-for"),
        pytest.param(None, "kq.doc", None, id="an-old-draft"),
    ],
)
def test_the_format_is_that_of_the_suffix(given: str | None, output: str | None, form: str | None) -> None:
    if form:
        assert format_for(given, output, REPORTS, "table") == form
    else:
        with pytest.raises(Unusable):
            format_for(given, output, REPORTS, "table")


def test_a_page_is_written_as_a_page(parcalc: Run, tmp_path: Path) -> None:
    for name, start in (("kq.html", b"<!DOCTYPE html>"), ("kq.json", b"{"), ("kq.docx", b"PK"), ("kq.txt", b"Th")):
        assert parcalc("check", SAMPLE, "--output", name).returncode == 1
        assert (tmp_path / name).read_bytes().startswith(start), name
    assert parcalc("targets", "--output", "plan.json").returncode == 0
    assert json.loads((tmp_path / "plan.json").read_bytes())["format"] == "parcalc.plan"


WRONG = {
    "a-file-that-contradicts": (["check", "so.csv", "--format", "json", "--output", "kq.html"], "--format là json"),
    "a-pdf": (["check", "so.csv", "--output", "kq.pdf"], "mở bằng trình duyệt rồi chọn In"),
    "a-pdf-as-format": (["check", "so.csv", "--format", "pdf"], "mở bằng trình duyệt rồi chọn In"),
    "a-plan-as-page": (["targets", "--output", "plan.html"], "đuôi: .json"),
    "a-schema-as-page": (["targets", "--format", "schema", "--output", "plan.html"], "đuôi: .json"),
    "a-blank-page": (["template", "--output", "so-lieu.html"], "đuôi: .xlsx, .csv"),
    "counts-as-workbook": (["count", "so.csv", "--out", "so-lieu.xlsx"], "đuôi: .csv"),
    "a-page-as-json": (["page", "--out", "parcalc.json"], "đuôi: .html, .htm"),
    "word": (["check", "so.csv", "--format", "word"], "có phải ý là docx?"),
    "a-format-misspelt": (["check", "so.csv", "--format", "jsn"], "có phải ý là json?"),
    "a-format-that-is-none": (["check", "so.csv", "--format", "zzz"], "hãy dùng một trong: table, html"),
    "a-command-misspelt": (["sumary", "so.csv"], "các lệnh: check, summary"),
    "a-command-that-is-none": (["zzz"], "các lệnh: check, summary, targets, template, count, page"),
    "an-option-misspelt": (["check", "so.csv", "--perod", "2025"], "có phải ý là --period?"),
    "an-option-that-is-none": (["check", "so.csv", "--zzz"], "có: --targets, --period, --by"),
    "no-data": (["check"], "chưa chỉ tệp số liệu; ví dụ: parcalc check so-lieu.csv"),
    "no-folder": (["summary", "so.csv"], "thêm --out, ví dụ: --out bao-cao"),
    "no-list": (["count"], "ví dụ: parcalc count ho-so.csv"),
    "no-page": (["page"], "ví dụ: --out parcalc.html"),
    "a-short-year": (["template", "--year", "26"], "năm phải có bốn chữ số"),
    "a-year-in-words": (["template", "--nam", "nay"], "năm phải có bốn chữ số"),
    "a-top-of-none": (["check", "so.csv", "--top", "0"], "từ 1 trở lên"),
}


@pytest.mark.parametrize(("arguments", "words"), WRONG.values(), ids=WRONG)
def test_wrong_usage_says_what_to_write(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARCALC_LANG", "vi")
    assert main(arguments) == 2
    said = capsys.readouterr()
    assert (words in said.err, said.out) == (True, ""), said.err


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["check", str(SAMPLE), "--ky", "5/2025", "-q"], id="period"),
        pytest.param(["summary", str(SAMPLE), "--thang", "2025-05", "--out", "bc"], id="month"),
        pytest.param(["template", "--nam", "2026", "--output", "so-lieu.csv"], id="year"),
    ],
)
def test_options_by_their_vietnamese_names(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 0


def test_no_guess_is_made_where_none_is_near() -> None:
    with pytest.raises(Unusable) as refused:
        one_of("--format", "zzz", ("table", "json"))
    assert refused.value.problems[0].code == "cli.unknown_value"

"""``parcalc summary``: which periods, what is written, what is said, and what it never does."""

import json
import re
import shlex
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from docx import Document

from parcalc.archive.folder import LOCK
from parcalc.model.period import Month, periods_closed_by
from parcalc.report.formats import FORMATS

Run = Callable[..., "CompletedProcess[bytes]"]
ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "data/samples/dinh-hung.csv"
EPOCH = "1751300000"  # 30 June 2025


@pytest.mark.parametrize(
    ("month", "periods"),
    [
        (1, ["2025-01"]), (3, ["2025-03", "2025-Q1"]), (5, ["2025-05"]), (6, ["2025-06", "2025-Q2", "2025-H1"]),
        (9, ["2025-09", "2025-Q3", "2025-9M"]), (12, ["2025-12", "2025-Q4", "2025"]),
    ],
)  # fmt: skip
def test_the_periods_that_a_month_closes(month: int, periods: list[str]) -> None:
    assert [str(period) for period in periods_closed_by(Month(2025, month))] == periods


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name != LOCK)


def test_the_month_that_has_ended_is_the_default(parcalc: Run, tmp_path: Path) -> None:
    done = parcalc("summary", SAMPLE, "--out", "bc", "--format", "json", SOURCE_DATE_EPOCH=EPOCH)
    assert names(tmp_path / "bc") == ["2025-05.json", "index.html"]
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().endswith(f"Báo cáo trong thư mục: {tmp_path / 'bc'}\n")


def test_the_screen_is_what_cron_mails(parcalc: Run, golden: Callable[[Path, bytes], None], tmp_path: Path) -> None:
    for language in ("vi", "en"):
        done = parcalc(
            "summary", SAMPLE, "--out", "bc", "--month", "latest", "--lang", language, SOURCE_DATE_EPOCH=EPOCH
        )
        assert done.returncode == 1
        said = done.stdout.replace(str(tmp_path / "bc").encode(), b"/srv/cchc/bc")
        golden(Path(__file__).parent / f"golden/summary.{language}.txt", said)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_mail_of_a_month_that_closes_nothing_tells_the_year_to_date(
    language: str, parcalc: Run, golden: Callable[[Path, bytes], None], tmp_path: Path
) -> None:
    done = parcalc("summary", SAMPLE, "--out", "bc", "--month", "2025-05", "--lang", language)
    said = done.stdout.replace(str(tmp_path / "bc").encode(), b"/srv/cchc/bc")
    golden(Path(__file__).parent / f"golden/summary-of-may.{language}.txt", said)


def test_the_mail_names_each_month_that_is_missing(parcalc: Run, tmp_path: Path) -> None:
    rows = SAMPLE.read_text(encoding="utf-8").splitlines(keepends=True)
    file = tmp_path / "so-lieu.csv"
    file.write_text("".join(row for row in rows if row[:7] not in {"2025-01", "2025-03"}), encoding="utf-8")
    done = parcalc("summary", file, "--out", "bc", "--month", "2025-05")
    assert "01/2025, 03/2025" in done.stdout.decode()


def test_every_format_of_every_period(parcalc: Run, tmp_path: Path) -> None:
    forms = ("html", "md", "json", "csv", "docx")
    parcalc(
        "summary", SAMPLE, "--out", "bc", "--month", "2025-06", *(part for form in forms for part in ("--format", form))
    )
    expected = {f"{period}.{form}" for period in ("2025-06", "2025-Q2", "2025-H1") for form in forms}
    assert set(names(tmp_path / "bc")) == {*expected, "index.html"}


def test_a_month_without_data_writes_nothing(parcalc: Run, tmp_path: Path) -> None:
    done = parcalc("summary", SAMPLE, "--out", "bc", "--month", "2025-07")
    assert (done.returncode, done.stdout) == (3, b"")
    assert "chưa có dòng số liệu nào của tháng 07/2025" in done.stderr.decode()
    assert not (tmp_path / "bc").exists()


@pytest.mark.parametrize("month", ["2025-07", "tháng 7/2025", "latest"])
def test_a_month_that_is_only_prepared_is_not_reported(month: str, parcalc: Run, tmp_path: Path) -> None:
    file = tmp_path / "so-lieu.csv"
    file.write_text("Tháng;payments;payments_online\n" + "".join(f"{number}/2025;;\n" for number in range(1, 13)))
    done = parcalc("summary", file, "--out", "bc", "--month", month)
    assert (done.returncode, done.stdout, (tmp_path / "bc").exists()) == (3, b"", False)


def with_blank_july(folder: Path) -> Path:
    """Return the sample with a row of July that is prepared and not filled in."""
    text = SAMPLE.read_text(encoding="utf-8")
    file = folder / "so-lieu.csv"
    file.write_text(text + "2025-07" + "," * text.partition("\n")[0].count(",") + "\n", encoding="utf-8")
    return file


@pytest.mark.parametrize("month", [("--month", "2025-07"), ()], ids=["asked-for", "the-month-that-has-ended"])
def test_a_month_whose_row_is_blank_writes_nothing(month: tuple[str, ...], parcalc: Run, tmp_path: Path) -> None:
    done = parcalc("summary", with_blank_july(tmp_path), "--out", "bc", *month, SOURCE_DATE_EPOCH="1754100000")
    assert (done.returncode, done.stdout) == (3, b"")
    assert "chưa có dòng số liệu nào của tháng 07/2025, hoặc dòng còn để trống" in done.stderr.decode()
    assert not (tmp_path / "bc").exists()


def test_the_latest_month_is_the_last_that_is_filled_in(parcalc: Run, tmp_path: Path) -> None:
    parcalc("summary", with_blank_july(tmp_path), "--out", "bc", "--month", "latest", "--format", "json")
    assert "2025-06.json" in names(tmp_path / "bc")


@pytest.mark.parametrize("month", ["2025-13", "2025-Q2", "tháng 6"])
def test_a_month_that_is_none(month: str, parcalc: Run, tmp_path: Path) -> None:
    done = parcalc("summary", SAMPLE, "--out", "bc", "--month", month)
    assert (done.returncode, "--month không nhận" in done.stderr.decode()) == (2, True)
    assert names(tmp_path) == []


def test_running_again_gives_the_same_bytes(parcalc: Run, tmp_path: Path) -> None:
    contents = []
    for _ in range(2):
        parcalc(
            "summary",
            SAMPLE,
            "--out",
            "bc",
            "--month",
            "2025-06",
            "--format",
            "docx",
            "--format",
            "html",
            SOURCE_DATE_EPOCH=EPOCH,
        )
        contents.append({path.name: path.read_bytes() for path in (tmp_path / "bc").glob("[!.]*")})
    assert contents[0] == contents[1]
    assert len(contents[0]) == 10


def changed(folder: Path, line: str, other: str) -> Path:
    text = SAMPLE.read_text(encoding="utf-8")
    assert line in text
    file = folder / "so-lieu.csv"
    file.write_text(text.replace(line, other), encoding="utf-8")
    return file


def late_in_may(folder: Path) -> tuple[Path, Path]:
    """Return the sample, and the sample with ten more dossiers late in May: resolved on time, less ten."""
    rows = SAMPLE.read_text(encoding="utf-8").splitlines()
    header = rows[0].split(",")
    may = next(row for row in rows if row.startswith("2025-05")).split(",")
    on_time, late = header.index("resolved_on_time"), header.index("resolved_late")
    other = may[:]
    other[on_time], other[late] = str(int(may[on_time]) - 10), str(int(may[late]) + 10)
    return SAMPLE, changed(folder, ",".join(may), ",".join(other))


def test_what_changed_since_its_report_is_told(parcalc: Run, tmp_path: Path) -> None:
    first, second = late_in_may(tmp_path)
    parcalc("summary", first, "--out", "bc", "--month", "2025-05", SOURCE_DATE_EPOCH=EPOCH)
    before = (tmp_path / "bc/2025-05.json").read_bytes()
    done = parcalc("summary", second, "--out", "bc", "--month", "2025-06", SOURCE_DATE_EPOCH=EPOCH)
    said = [line for line in done.stdout.decode().splitlines() if line.startswith("!")]
    assert len(said) == 4
    assert "“Hồ sơ giải quyết quá hạn” đã báo cáo" in said[1]
    assert "“Hồ sơ TTHC giải quyết trước và đúng hạn” đã báo cáo “đạt”, nay là “chưa đạt”" in said[2]
    assert said[3] == (
        "! Lập lại các báo cáo có số liệu đã thay đổi: "
        f"parcalc summary {second} --out bc --month 2025-06 --since 2025-05"
    )
    assert (tmp_path / "bc/2025-05.json").read_bytes() == before
    restated = json.loads((tmp_path / "bc/2025-06.json").read_text(encoding="utf-8"))["restatements"]
    assert [(entry["period"], entry["report"], [one["id"] for one in entry["counts"]]) for entry in restated] == [
        ("2025-05", "2025-05.json", ["resolved_on_time", "resolved_late"])
    ]


def test_a_restated_month_keeps_saying_so_when_it_is_run_again(parcalc: Run, tmp_path: Path) -> None:
    first, second = late_in_may(tmp_path)
    parcalc("summary", first, "--out", "bc", "--month", "2025-05", SOURCE_DATE_EPOCH=EPOCH)
    contents = []
    for _ in range(2):
        parcalc("summary", second, "--out", "bc", "--month", "2025-05", SOURCE_DATE_EPOCH=EPOCH)
        contents.append((tmp_path / "bc/2025-05.json").read_bytes())
    assert contents[0] == contents[1]
    assert len(json.loads(contents[0])["restatements"][0]["verdicts"]) == 1


FOREIGN = {
    "foreign.json": b'{"hello": 1}',
    "2025-01.json": b'{"format": "parcalc.assessment", "version": 1',
    "2025-02.json": b'{"format": "parcalc.assessment", "version": 99}',
    "2025-03.json": b"[" * 100_000,
    "2025-04.json": b"\xff\xfe",
    "list.json": b"[]",
}


def test_damaged_and_foreign_files_are_named_and_left_alone(parcalc: Run, tmp_path: Path) -> None:
    folder = tmp_path / "bc"
    folder.mkdir()
    for name, content in FOREIGN.items():
        (folder / name).write_bytes(content)
    parcalc("summary", SAMPLE, "--out", "bc", "--month", "2025-05")
    (folder / "copy.json").write_bytes((folder / "2025-05.json").read_bytes())
    done = parcalc("summary", SAMPLE, "--out", "bc", "--month", "2025-06")
    said = done.stdout.decode()
    assert all(f"{name}: không phải báo cáo của parcalc" in said for name in (*FOREIGN, "copy.json"))
    assert {name: (folder / name).read_bytes() for name in FOREIGN} == FOREIGN
    assert done.returncode == 1


def test_each_part_of_a_report_may_be_damaged(parcalc: Run, tmp_path: Path) -> None:
    parcalc("summary", SAMPLE, "--out", "bc", "--month", "2025-05")
    whole = json.loads((tmp_path / "bc/2025-05.json").read_text(encoding="utf-8"))
    for key in ("period", "results", "totals", "restatements"):
        for damage in (
            None,
            5,
            [5],
            {"x": 5},
            [{"id": "a"}],
            {"2025-05": {"payments": "5"}},
            [{**whole["results"][0], "percent": "1e5"}],
        ):
            (tmp_path / "bc/2025-05.json").write_text(json.dumps({**whole, key: damage}), encoding="utf-8")
            done = parcalc("summary", SAMPLE, "--out", "bc", "--month", "2025-04", "--format", "json")
            assert (done.returncode, b"Traceback" in done.stderr) == (0, False), (key, damage)


def test_every_format_that_lies_there_is_drawn_up_again(parcalc: Run, tmp_path: Path) -> None:
    first, second = late_in_may(tmp_path)
    every = [part for form in FORMATS for part in ("--format", form)]
    parcalc("summary", first, "--out", "bc", "--month", "2025-06", *every)
    parcalc("summary", second, "--out", "bc", "--month", "2025-06", SOURCE_DATE_EPOCH=EPOCH)
    parcalc("summary", second, "--out", "afresh", "--month", "2025-06", *every, SOURCE_DATE_EPOCH=EPOCH)
    assert contents(tmp_path / "bc") == contents(tmp_path / "afresh")


def test_a_format_that_lies_there_and_cannot_be_drawn_up_refuses_the_run(parcalc: Run, tmp_path: Path) -> None:
    first, second = late_in_may(tmp_path)
    parcalc("summary", first, "--out", "bc", "--month", "2025-05", "--format", "docx")
    before = contents(tmp_path / "bc")
    done = parcalc("summary", second, "--out", "bc", "--month", "2025-05", "--template", first)
    assert (done.returncode, contents(tmp_path / "bc")) == (2, before)


def test_the_index_is_rebuilt_from_the_folder(parcalc: Run, tmp_path: Path) -> None:
    for month in ("2025-03", "2025-04", "2025-05"):
        parcalc("summary", SAMPLE, "--out", "bc", "--month", month, SOURCE_DATE_EPOCH=EPOCH)
    index = tmp_path / "bc/index.html"
    before = index.read_bytes()
    index.unlink()
    parcalc("summary", SAMPLE, "--out", "bc", "--month", "2025-05", SOURCE_DATE_EPOCH=EPOCH)
    assert index.read_bytes() == before
    links = re.findall(r'href="([^"]+)"', before.decode())
    assert [link for link in links if link.endswith(".html")] == [
        "2025-05.html",  # the newest, on top
        "2025-05.html",
        "2025-04.html",
        "2025-03.html",
        "2025-Q1.html",
    ]
    assert all((tmp_path / "bc" / link).is_file() for link in links)
    assert before.decode().count('<td class="') == 3 * 13


def test_units_are_in_the_reports(parcalc: Run, tmp_path: Path) -> None:
    parcalc("summary", ROOT / "data/samples/dinh-hung-don-vi.csv", "--out", "bc", "--month", "2025-06", "--by", "unit")
    assert "Địa chính - xây dựng" in (tmp_path / "bc/2025-06.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("epoch", ["x", "-1", "1e9", "9" * 40, "32503680000", "99999999999", "1751300000000"])
def test_a_fixed_time_that_is_none(epoch: str, parcalc: Run) -> None:
    assert parcalc("summary", SAMPLE, "--out", "bc", SOURCE_DATE_EPOCH=epoch).returncode == 2


def test_a_folder_that_cannot_be_made(parcalc: Run, tmp_path: Path) -> None:
    (tmp_path / "tep").write_bytes(b"")
    done = parcalc("summary", SAMPLE, "--out", "tep/bc", "--month", "2025-06")
    assert (done.returncode, done.stdout, b"Traceback" in done.stderr) == (2, b"", False)


def test_a_report_of_version_1_is_still_read(parcalc: Run, tmp_path: Path) -> None:
    parcalc("summary", SAMPLE, "--out", "bc", "--format", "json", SOURCE_DATE_EPOCH=EPOCH)
    earlier = tmp_path / "bc/2025-05.json"
    written = json.loads(earlier.read_bytes())
    assert (written.pop("version"), bool(written.pop("folder"))) == (2, True)  # version 1 kept nothing
    del written["verdicts"]["not_due"]
    written["results"][0]["verdict"] = "no_cases"
    earlier.write_text(json.dumps({**written, "version": 1}), encoding="utf-8")
    done = parcalc("summary", SAMPLE, "--out", "bc", "--month", "2025-06", "--format", "json")
    assert "“không phát sinh”, nay là “đạt”" in done.stdout.decode()
    assert "2025-05.json" in (tmp_path / "bc/index.html").read_text(encoding="utf-8")


def test_the_command_that_the_mail_names_mends_the_folder(parcalc: Run, tmp_path: Path) -> None:
    first, second = late_in_may(tmp_path)
    for month in ("2025-04", "2025-05"):
        parcalc("summary", first, "--out", "bc", "--month", month, "--format", "docx")
    told = parcalc("summary", second, "--out", "bc", "--month", "2025-06").stdout.decode()
    command = next(line for line in told.splitlines() if "parcalc summary" in line).partition("parcalc ")[2]
    done = parcalc(*shlex.split(command))
    assert "Đã lập lại vì số liệu thay đổi: Tháng 5 năm 2025\n" in done.stdout.decode()
    assert "!" not in done.stdout.decode()
    parcalc("summary", second, "--out", "afresh", "--month", "2025-05", "--format", "docx", "--format", "html")
    figures = [json.loads((tmp_path / folder / "2025-05.json").read_bytes())["results"] for folder in ("bc", "afresh")]
    assert figures[0] == figures[1]


@pytest.mark.parametrize("options", [("--all",), ("--since", "2025-05"), ("--since=2025-05", "--all")])
def test_earlier_reports_are_drawn_up_again_when_asked(options: tuple[str, ...], parcalc: Run, tmp_path: Path) -> None:
    first, second = late_in_may(tmp_path)
    parcalc("summary", first, "--out", "bc", "--month", "2025-05")
    done = parcalc("summary", second, "--out", "bc", "--month", "2025-06", *options)
    assert "Đã lập lại vì số liệu thay đổi: Tháng 5 năm 2025\n" in done.stdout.decode()


@pytest.mark.parametrize("since", ["2025-13", "2025-Q2", ""])
def test_a_month_since_that_is_none(since: str, parcalc: Run, tmp_path: Path) -> None:
    done = parcalc("summary", SAMPLE, "--out", "bc", "--since", since)
    assert (done.returncode, "--since không nhận" in done.stderr.decode()) == (2, True)
    assert names(tmp_path) == []


def test_a_folder_keeps_its_language(parcalc: Run, tmp_path: Path) -> None:
    parcalc("summary", SAMPLE, "--out", "bc", "--month", "2025-05", SOURCE_DATE_EPOCH=EPOCH)
    told = parcalc("summary", SAMPLE, "--out", "bc", "--month", "2025-06", PARCALC_LANG="", LANG="C").stdout.decode()
    assert told.startswith("Tháng 6")
    asked = parcalc("summary", SAMPLE, "--out", "bc", "--month", "2025-06", "--lang", "en").stdout.decode()
    assert asked.startswith("June 2025")
    assert "The reports in this folder are in Vietnamese and stay so" in asked
    pages = [path.read_text(encoding="utf-8") for path in (tmp_path / "bc").glob("*.html")]
    assert ['lang="vi"' in page for page in pages] == [True] * 5


def test_a_folder_from_before_reports_kept_their_language_has_that_of_its_index(parcalc: Run, tmp_path: Path) -> None:
    parcalc("summary", SAMPLE, "--out", "bc", "--month", "2025-05")
    report = tmp_path / "bc/2025-05.json"
    document = json.loads(report.read_bytes())
    del document["folder"]
    report.write_text(json.dumps(document), encoding="utf-8")
    told = parcalc("summary", SAMPLE, "--out", "bc", "--month", "2025-06", PARCALC_LANG="", LANG="C").stdout.decode()
    assert told.startswith("Tháng 6")


def test_a_report_that_has_lost_its_json_is_named(parcalc: Run, tmp_path: Path) -> None:
    parcalc("summary", SAMPLE, "--out", "bc", "--month", "2025-05")
    (tmp_path / "bc/2025-05.json").unlink()
    told = parcalc("summary", SAMPLE, "--out", "bc", "--month", "2025-06").stdout.decode()
    assert "! Tháng 5 năm 2025: còn báo cáo nhưng mất tệp .json" in told
    assert "hãy lập lại với --month 2025-05" in told
    told = parcalc("summary", SAMPLE, "--out", "bc", "--month", "2025-05").stdout.decode()
    assert "mất tệp .json" not in told


@pytest.mark.parametrize("form", ["html", "csv", "md", "docx"])
def test_a_report_that_someone_has_edited_is_replaced_only_when_asked(form: str, parcalc: Run, tmp_path: Path) -> None:
    command = ("summary", SAMPLE, "--out", "bc", "--month", "2025-05", "--format", form)
    parcalc(*command)
    file = tmp_path / f"bc/2025-05.{form}"
    file.write_bytes(edited := file.read_bytes() + b"x")
    before = contents(tmp_path / "bc")
    done = parcalc("summary", SAMPLE, "--out", "bc", "--month", "2025-05")
    assert (done.returncode, contents(tmp_path / "bc")) == (2, before)
    assert f"2025-05.{form}: lỗi: đã có tệp này, mà không phải đúng bản parcalc đã ghi ra" in done.stderr.decode()
    assert parcalc("summary", SAMPLE, "--out", "bc", "--month", "2025-05", "--overwrite").returncode == 0
    assert file.read_bytes() != edited


def test_a_draft_keeps_the_template_of_the_office(parcalc: Run, tmp_path: Path) -> None:
    own = tmp_path / "mau.docx"
    document = Document()
    document.add_paragraph("Mẫu của xã: {{ told.closing }}")
    document.save(str(own))
    first, second = late_in_may(tmp_path)
    parcalc("summary", first, "--out", "bc", "--month", "2025-05", "--format", "docx", "--template", "mau.docx")
    parcalc("summary", second, "--out", "bc", "--month", "2025-05")
    draft = Document(str(tmp_path / "bc/2025-05.docx")).paragraphs[0].text
    assert draft.startswith("Mẫu của xã: 11 đạt · 1 chưa đạt")
    own.unlink()
    before = contents(tmp_path / "bc")
    done = parcalc("summary", first, "--out", "bc", "--month", "2025-05")
    assert (done.returncode, "mau.docx" in done.stderr.decode()) == (2, True)
    assert contents(tmp_path / "bc") == before

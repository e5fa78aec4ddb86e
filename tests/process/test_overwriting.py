"""What a command may write over, shown with the real program: nothing that it reads, and only what it wrote itself."""

import os
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import IO

import pytest

Run = Callable[..., "CompletedProcess[bytes]"]
ROOT = Path(__file__).parents[2]
SAMPLE = (ROOT / "data/samples/dinh-hung.csv").read_bytes()
PLAN = (ROOT / "data/targets.yaml").read_bytes()
FORMS = ("table", "text", "html", "md", "json", "csv", "docx", "xlsx")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "so-lieu.csv").write_bytes(SAMPLE)
    (tmp_path / "targets.yaml").write_bytes(PLAN)
    return tmp_path / "so-lieu.csv"


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def told(done: "CompletedProcess[bytes]", words: str) -> bool:
    assert b"Traceback" not in done.stderr
    return done.returncode == 2 and words in done.stderr.decode()


INPUTS = [
    pytest.param(["check", "so-lieu.csv"], "so-lieu.csv", id="its-data"),
    pytest.param(["check", "so-lieu.csv"], "./x/../so-lieu.csv", id="its-data-by-another-name"),
    pytest.param(["check", "so-lieu.csv"], "link.csv", id="its-data-over-a-link"),
    pytest.param(["check", "so-lieu.csv"], "hard.csv", id="its-data-by-a-second-name-of-the-file"),
    pytest.param(["check", "so-lieu.csv", "--format", "csv"], "so-lieu.csv", id="its-data-in-another-format"),
    pytest.param(["check", "so-lieu.csv"], "targets.yaml", id="the-plan-that-lies-here"),
    pytest.param(["check", "so-lieu.csv", "--targets", "link.yaml"], "targets.yaml", id="its-plan-over-a-link"),
    pytest.param(["targets"], "targets.yaml", id="the-plan-that-it-shows"),
    pytest.param(["template"], "targets.yaml", id="the-plan-of-a-template"),
]


@pytest.mark.parametrize(("command", "output"), INPUTS)
def test_no_command_writes_over_what_it_reads(
    command: list[str], output: str, parcalc: Run, data: Path, tmp_path: Path
) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "link.csv").symlink_to("so-lieu.csv")
    (tmp_path / "link.yaml").symlink_to("targets.yaml")
    os.link(data, tmp_path / "hard.csv")
    before = contents(tmp_path)
    done = parcalc(*command, "--output", output, "--overwrite")
    assert told(done, "đây là tệp mà lần chạy này đang đọc nên không ghi đè")
    assert contents(tmp_path) == before


def test_nor_over_the_word_template_that_it_reads(parcalc: Run, data: Path, tmp_path: Path) -> None:
    own = tmp_path / "mau.docx"
    own.write_bytes((ROOT / "src/parcalc/report/word/template.docx").read_bytes())
    before = own.read_bytes()
    done = parcalc("check", data, "--format", "docx", "--template", own, "--output", own, "--overwrite")
    assert told(done, "đang đọc")
    assert own.read_bytes() == before


def run_with(tmp_path: Path, stdin: IO[bytes]) -> "CompletedProcess[bytes]":
    environment = {**os.environ, "PARCALC_LANG": "vi", "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, "-m", "parcalc", "check", "-", "--output", "so-lieu.csv", "--overwrite"],
        cwd=tmp_path, env=environment, check=False, stderr=subprocess.PIPE, stdin=stdin,
    )  # fmt: skip


def test_nor_over_the_file_behind_stdin(data: Path, tmp_path: Path) -> None:
    with data.open("rb") as stdin:
        assert told(run_with(tmp_path, stdin=stdin), "đang đọc")
    assert data.read_bytes() == SAMPLE


def test_nor_appends_its_table_to_its_data(data: Path, tmp_path: Path) -> None:
    for form in FORMS:
        with data.open("ab") as stdout:
            done = subprocess.run(
                [sys.executable, "-m", "parcalc", "check", "so-lieu.csv", "--format", form],
                cwd=tmp_path, env={**os.environ, "PARCALC_LANG": "vi"}, stdout=stdout, stderr=subprocess.PIPE, check=False,
            )  # fmt: skip
        assert told(done, "đang đọc")
        assert data.read_bytes() == SAMPLE


@pytest.mark.parametrize("form", FORMS)
def test_a_file_of_someone_else_is_replaced_only_when_asked(
    form: str, parcalc: Run, data: Path, tmp_path: Path
) -> None:
    out = tmp_path / "kq"
    out.write_bytes(SAMPLE)
    command = ("check", data, "--format", form, "--output", out, "-q")
    done = parcalc(*command)
    assert told(done, "không phải đúng bản parcalc đã ghi ra")
    assert "--overwrite" in done.stderr.decode()
    assert out.read_bytes() == SAMPLE
    assert parcalc(*command, "--overwrite").returncode == 1
    assert parcalc(*command, "--lang", "en").returncode == 1  # by now it is its own


@pytest.mark.parametrize("form", [[], ["--format", "json"], ["--format", "schema"], ["--explain"]], ids=str)
def test_what_targets_wrote_it_writes_again(form: list[str], parcalc: Run, tmp_path: Path) -> None:
    for _ in range(2):
        assert parcalc("targets", *form, "--output", "plan.out").returncode == 0
    (tmp_path / "plan.out").write_bytes(b"mine\n")
    assert parcalc("targets", *form, "--output", "plan.out").returncode == 2
    assert (tmp_path / "plan.out").read_bytes() == b"mine\n"


def test_a_draft_that_was_edited_in_word_stays(parcalc: Run, data: Path, tmp_path: Path) -> None:
    from docx import Document

    out = tmp_path / "du-thao.docx"
    assert parcalc("check", data, "--format", "docx", "--output", out).returncode == 1
    edited = Document(str(out))
    edited.add_paragraph("Kính gửi: …")
    edited.core_properties.last_modified_by = "Cán bộ một cửa"
    edited.save(str(out))
    before = out.read_bytes()
    assert told(parcalc("check", data, "--format", "docx", "--output", out), "không ghi đè")
    assert out.read_bytes() == before


def test_an_empty_file_may_be_written(parcalc: Run, data: Path, tmp_path: Path) -> None:
    (tmp_path / "tmp.json").touch()
    assert parcalc("check", data, "--format", "json", "--output", "tmp.json").returncode == 1
    assert (tmp_path / "tmp.json").read_bytes().startswith(b"{")


class TestBlankCounts:
    """A year of work is filled into the file that ``parcalc template`` wrote."""

    @pytest.fixture
    def blank(self, parcalc: Run, tmp_path: Path) -> Path:
        assert parcalc("template", "--year", "2026", "--output", "so-lieu.csv").returncode == 0
        return tmp_path / "so-lieu.csv"

    def test_one_that_nobody_filled_in_is_replaced(self, blank: Path, parcalc: Run) -> None:
        assert parcalc("template", "--year", "2027", "--output", blank).returncode == 0
        assert "Tháng 1/2027" in blank.read_text(encoding="utf-8-sig")

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            pytest.param("Tháng 5/2026;", "Tháng 5/2026;0", id="a-nought"),
            pytest.param("Tháng 5/2026;", "Tháng 5/2026;12", id="a-number"),
            pytest.param("Tháng;", "Tháng;Ghi chú;", id="a-column-of-ones-own"),
            pytest.param("Tháng 12/2026", "Tháng 12/2026\r\nnhớ hỏi chị Lan", id="a-note-below"),
            pytest.param("Tháng 12/2026", "Tháng 12", id="a-month-written-anew"),
        ],
    )
    def test_one_that_was_filled_in_stays(self, old: str, new: str, blank: Path, parcalc: Run) -> None:
        text = blank.read_bytes().decode()
        assert old in text
        blank.write_bytes(text.replace(old, new, 1).encode())
        before = blank.read_bytes()
        assert told(parcalc("template", "--year", "2026", "--output", blank), "không ghi đè")
        assert blank.read_bytes() == before
        assert parcalc("template", "--year", "2026", "--output", blank, "--overwrite").returncode == 0
        assert blank.read_bytes() == text.encode()


class TestWrittenThrough:
    """A pipe, a device and what a link leads to stay what they are."""

    def test_a_pipe_gets_every_byte(self, parcalc: Run, data: Path, tmp_path: Path) -> None:
        fifo = tmp_path / "ong"
        os.mkfifo(fifo)
        got: list[bytes] = []
        reader = threading.Thread(target=lambda: got.append(fifo.read_bytes()))
        reader.start()
        done = parcalc("check", data, "--format", "html", "--output", fifo)
        reader.join(30)
        assert (done.returncode, stat.S_ISFIFO(fifo.stat().st_mode)) == (1, True)
        assert got[0].endswith(b"</html>\n")

    @pytest.mark.parametrize(
        ("device", "code"), [("/dev/null", 1), ("/dev/full", 2)], ids=["the-null-device", "a-full-one"]
    )
    def test_a_device_is_not_replaced(self, device: str, code: int, parcalc: Run, data: Path, tmp_path: Path) -> None:
        link = tmp_path / "thiet-bi"
        link.symlink_to(device)
        done = parcalc("check", data, "--format", "json", "--output", link)
        assert (done.returncode, b"Traceback" in done.stderr) == (code, False)
        assert link.is_symlink()
        assert stat.S_ISCHR(Path(device).stat().st_mode)

    @pytest.mark.parametrize("name", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"])
    def test_stdout_by_its_name(self, name: str, parcalc: Run, data: Path) -> None:
        done = parcalc("check", data, "--format", "json", "--output", name)
        assert (done.returncode, done.stdout[:1], done.stdout[-2:]) == (1, b"{", b"}\n")
        assert Path("/dev/stdout").is_symlink()

    def test_stdout_by_its_name_is_appended_to(self, data: Path, tmp_path: Path) -> None:
        log = tmp_path / "nhat-ky.txt"
        log.write_bytes(b"before\n")
        with log.open("ab") as stdout:
            subprocess.run(
                [sys.executable, "-m", "parcalc", "check", data, "--format", "json", "--output", "/dev/stdout"],
                stdout=stdout, check=False,
            )  # fmt: skip
        assert log.read_bytes().startswith(b"before\n{")

    def test_a_link_stays_and_its_file_is_replaced(self, parcalc: Run, data: Path, tmp_path: Path) -> None:
        (tmp_path / "www").mkdir()
        link = tmp_path / "moi-nhat.json"
        link.symlink_to("www/thang.json")
        for _ in range(2):
            assert parcalc("check", data, "--format", "json", "--output", link).returncode == 1
            assert link.is_symlink()
            assert (tmp_path / "www/thang.json").read_bytes().startswith(b"{")
        assert [path.name for path in (tmp_path / "www").iterdir()] == ["thang.json"]
        (tmp_path / "www/thang.json").write_bytes(b"mine")
        assert told(parcalc("check", data, "--format", "json", "--output", link), "không ghi đè")
        assert (tmp_path / "www/thang.json").read_bytes() == b"mine"


class TestSummary:
    """The folder of reports: what lies there under a report's name and is no report of ours stops the whole run."""

    @pytest.fixture
    def run(self, parcalc: Run, data: Path) -> Callable[..., "CompletedProcess[bytes]"]:
        return lambda *more: parcalc("summary", data, "--out", "bc", "--month", "2025-05", *more)

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            pytest.param("2025-05.json", b'{"format": "parcalc.assessment", "version": 99}', id="of-a-newer-parcalc"),
            pytest.param("2025-05.json", b'{\n "format": "parcalc.assessment",', id="half-a-report"),
            pytest.param("2025-05.html", b"<!DOCTYPE html><title>x</title>", id="a-page-of-ones-own"),
            pytest.param("index.html", b"<!DOCTYPE html><title>x</title>", id="an-index-of-ones-own"),
        ],
    )
    def test_a_foreign_file_stays_and_nothing_is_written(
        self, name: str, content: bytes, run: Run, tmp_path: Path
    ) -> None:
        (tmp_path / "bc").mkdir()
        (tmp_path / "bc" / name).write_bytes(content)
        done = run()
        assert told(done, f"bc/{name}: lỗi: đã có tệp này")
        assert done.stdout == b""
        assert {name: kept for name, kept in contents(tmp_path / "bc").items() if name != ".parcalc.lock"} == {
            name: content
        }
        assert run("--overwrite").returncode == 0
        assert (tmp_path / "bc" / name).read_bytes() != content

    def test_its_own_reports_are_replaced(self, run: Run) -> None:
        forms = [part for form in FORMS[1:] for part in ("--format", form)]
        for _ in range(2):
            assert run(*forms).returncode == 0

    def test_its_data_may_lie_among_them(self, parcalc: Run, tmp_path: Path) -> None:
        (tmp_path / "bc").mkdir()
        data = tmp_path / "bc/2025-05.csv"
        data.write_bytes(SAMPLE)
        command = ("summary", data, "--out", "bc", "--month", "2025-05", "--format", "csv")
        for overwrite in ([], ["--overwrite"]):
            assert told(parcalc(*command, *overwrite), "đang đọc")
            assert data.read_bytes() == SAMPLE

"""The portable folder for Windows, built from a made-up embeddable package: what an office unpacks, and what runs it."""

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
COMMANDS = ("parcalc.cmd", "Kiem-tra.cmd", "Bao-cao-thang.cmd")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    place = tmp_path_factory.mktemp("windows")
    with zipfile.ZipFile(place / "embed.zip", "w") as embeddable:
        for name in ("python.exe", "python313.dll", "python313.zip"):
            embeddable.writestr(name, b"MZ")
        embeddable.writestr("python313._pth", "python313.zip\r\n.\r\n\r\n#import site\r\n")
    command = [sys.executable, "tools/build_windows.py", str(place / "embed.zip"), str(place / "parcalc-windows.zip")]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return zipfile.ZipFile(io.BytesIO((place / "parcalc-windows.zip").read_bytes()))


def test_python_finds_parcalc_beside_itself(folder: zipfile.ZipFile) -> None:
    names = set(folder.namelist())
    assert folder.read("parcalc/python/python313._pth") == b"python313.zip\n.\nlib\n"
    assert {"parcalc/python/python.exe", "parcalc/python/lib/parcalc/__main__.py", "parcalc/targets.yaml"} <= names
    assert "parcalc/python/lib/pydantic_core/_pydantic_core.cp313-win_amd64.pyd" in names
    assert [name for name in names if name.endswith((".so", ".pyc"))] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_read_alike_on_every_code_page(name: str, folder: zipfile.ZipFile) -> None:
    content = folder.read(f"parcalc/{name}")
    assert content.decode("ascii").count("\r\n") == content.count(b"\n") > 5
    assert b'"%~dp0python\\python.exe" -X utf8 -m parcalc' in content
    # A batch file that calls another loses its exit code in some shells.
    assert b"call " not in content.replace(b"rem ", b"")


def test_a_python_that_cannot_start_is_no_missed_target(folder: zipfile.ZipFile) -> None:
    """Both end with 1, and a report of an earlier run may lie there to be opened."""
    lines = folder.read("parcalc/Kiem-tra.cmd").decode("ascii").splitlines()
    starts, judges = (
        next(n for n, line in enumerate(lines) if f"-m parcalc {what}" in line) for what in ("--version", "check")
    )
    assert starts < judges
    assert lines[starts + 1] == 'if not "%errorlevel%"=="0" goto broken'
    assert "start " not in "".join(lines[lines.index(":broken") :])


def test_the_guide_opens_in_the_editor_of_windows_and_names_what_is_there(folder: zipfile.ZipFile) -> None:
    guide = folder.read("parcalc/HUONG-DAN.txt")
    assert guide.startswith(b"\xef\xbb\xbf")
    for name in (*COMMANDS, "targets.yaml"):
        assert name in guide.decode("utf-8-sig")


def test_what_is_no_embeddable_package_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as other:
        other.writestr("python.exe", b"MZ")
    done = subprocess.run([sys.executable, "tools/build_windows.py", str(tmp_path / "x.zip"), str(tmp_path / "y.zip")], cwd=ROOT, check=False, capture_output=True)  # fmt: skip
    assert done.returncode == 1
    assert b"no embeddable package of Python" in done.stderr
    assert not (tmp_path / "y.zip").exists()

"""Build the offline page: parcalc, Python and all that they need in one HTML file that asks for nothing.

    python tools/build_page.py            # writes src/parcalc/page/parcalc.html, which a wheel then carries

What comes from the registries is pinned by hash (tools/page/package-lock.json and requirements.txt). It needs node and
npm, and takes a minute.
"""

import base64
import csv
import hashlib
import io
import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping
from email.parser import HeaderParser
from pathlib import Path

import openpyxl
import polib
import zstandard
from jinja2 import Environment, StrictUndefined

from parcalc import __version__
from parcalc.page.own import BUILT
from parcalc.page.packing import pack_plan
from parcalc.read.plan.loader import load_plan

ROOT = Path(__file__).parents[1]
PINS, SHELL = ROOT / "tools/page", ROOT / "src/parcalc/page/shell"
LOCALE = ROOT / "src/parcalc/language/locale"
BUILD = ROOT / "build/page"
PLAN = "data/targets.yaml"

POLICY = (
    "default-src 'none'; script-src '{digest}' blob: 'wasm-unsafe-eval'; worker-src blob:; style-src 'unsafe-inline'; "
    "img-src data:; connect-src 'none'; form-action 'none'; base-uri 'none'"
)
"""Admits the page's own script, what it makes itself (blob:) and no network at all."""

NOT_IN_A_PAGE = {
    *("_pyio", "_pydatetime", "_pyrepl", "antigravity", "argparse", "bin", "bdb", "cProfile", "cmd"),
    *("code", "configparser", "ctypes", "curses", "dbm", "doctest", "email", "ensurepip", "filecmp"),
    *("fileinput", "ftplib", "getpass", "http", "idlelib", "imaplib", "mailbox", "modulefinder"),
    *("multiprocessing", "netrc", "optparse", "pdb", "pickletools", "plistlib", "poplib", "profile"),
    *("pstats", "pty", "pyclbr", "pydoc", "pydoc_data", "rlcompleter", "sched", "shelve", "smtplib"),
    *("socketserver", "sqlite3", "ssl", "symtable", "tabnanny", "tarfile", "test", "this", "timeit"),
    *("trace", "tracemalloc", "tty", "turtle", "unittest", "venv", "wave", "webbrowser", "wsgiref"),
    *("xmlrpc", "zipapp"),
}
"""Modules for networks, processes, terminals and tests."""

PARTS_NOT_IN_A_PAGE = {("parcalc", "cli"), ("parcalc", "archive"), ("parcalc", "write"), ("parcalc", "data")}
"""What of parcalc a page has no use for: the command line, the folder of reports, the plan that is packed elsewhere."""

_WINDOW = 24
"""The widest window, as a power of two, that is sure to fit a small machine; it spans program and memory image."""


def main() -> None:
    """Fetch, assemble and write the page."""
    for folder in ("sources", "modules", "files"):
        shutil.rmtree(BUILD / folder, ignore_errors=True)
    BUILD.mkdir(parents=True, exist_ok=True)
    modules = _npm()
    pyodide = modules / "pyodide"
    sources = _sources(pyodide)
    _node("compile", pyodide, sources, BUILD / "modules")
    plan = pack_plan(load_plan(PLAN))
    _memory(pyodide, plan)
    parts = dict(_parts(pyodide, plan))
    BUILT.write_text(_page(parts, plan, modules, sources / "site"), encoding="utf-8")
    print(f"{BUILT}: {BUILT.stat().st_size / 1e6:.1f} MB")


def _npm() -> Path:
    """Fetch Pyodide and the unpacker as the lock file pins them, and return the folder of modules."""
    for name in ("package.json", "package-lock.json"):
        shutil.copy(PINS / name, BUILD / name)
    _run("npm", "ci", "--ignore-scripts", "--omit=optional", "--no-audit", "--no-fund", cwd=BUILD)
    return BUILD / "node_modules"


def _sources(pyodide: Path) -> Path:
    """Return a folder with the standard library, and with parcalc and its libraries, without what a page cannot use."""
    sources = BUILD / "sources"
    site = sources / "site"
    pip = (sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-compile", "--target", str(site))
    foreign = ("--only-binary=:all:", "--platform=manylinux2014_x86_64", "--python-version=3.14")
    _run(*pip, str(ROOT))
    _run(*pip, *foreign, "--require-hashes", "-r", str(PINS / "requirements.txt"))
    with zipfile.ZipFile(pyodide / "python_stdlib.zip") as packed:
        packed.extractall(sources / "stdlib")
    for path in sources.rglob("*"):
        if path.is_file() and not _wanted(path.relative_to(sources).parts[1:]):
            path.unlink()
    return sources


def _wanted(path: tuple[str, ...]) -> bool:
    if path[0].removesuffix(".py") in NOT_IN_A_PAGE or path[:2] in PARTS_NOT_IN_A_PAGE:
        return False
    if path[-1].endswith(".so"):
        return "wasm32" in path[-1]
    return not path[-1].endswith((".pyi", ".po", BUILT.name))


def _memory(pyodide: Path, plan: str) -> None:
    """Write the memory of a Python that has run parcalc once, and leave out the modules that it holds."""
    files, modules = BUILD / "files", BUILD / "modules"
    files.mkdir()
    (files / "plan").write_text(plan)
    for name in ("dinh-hung.csv", "dinh-hung-don-vi.csv", "dinh-hung-ho-so.csv"):
        shutil.copy(ROOT / "data/samples" / name, files / name)
    _write_workbook(files / "dinh-hung.csv", files / "dinh-hung.xlsx")
    stdlib = BUILD / "stdlib.zip"
    stdlib.write_bytes(_zip(modules / "stdlib"))
    _node("memory", pyodide, stdlib, modules / "site", PINS / "warm_up.py", files, BUILD)
    for name in json.loads((BUILD / "loaded.json").read_text()):
        path = name.replace(".", "/")
        for file in (f"{path}.pyc", f"{path}/__init__.pyc"):
            for folder in ("site", "stdlib"):
                (modules / folder / file).unlink(missing_ok=True)


def _write_workbook(counts: Path, file: Path) -> None:
    """Write a counts file as the workbook that an officer has."""
    book = openpyxl.Workbook()
    with counts.open(encoding="utf-8") as stream:
        for row in csv.reader(stream):
            book.active.append([int(cell) if cell.isdigit() else cell for cell in row])
    book.save(file)


def _parts(pyodide: Path, plan: str) -> Iterator[tuple[str, bytes]]:
    """Give what the worker unpacks, the program and its memory side by side, for they have much in common."""
    yield "pyodide.asm.wasm", (pyodide / "pyodide.asm.wasm").read_bytes()
    yield "memory", (BUILD / "memory").read_bytes()
    yield "pyodide.asm.mjs", (pyodide / "pyodide.asm.mjs").read_bytes()
    yield "pyodide.mjs", (pyodide / "pyodide.mjs").read_bytes()
    lock = json.loads((pyodide / "pyodide-lock.json").read_text(encoding="utf-8"))
    yield "rehearsal/plan", plan.encode()
    yield "rehearsal/counts", (ROOT / "data/samples/dinh-hung.csv").read_bytes()
    yield "lock.json", json.dumps({**lock, "packages": {}}).encode()
    yield "python_stdlib.zip", _zip(BUILD / "modules/stdlib")
    site = BUILD / "modules/site"
    for path in _files(site):
        if not path.relative_to(site).parts[0].endswith(".dist-info"):
            yield f"site/{path.relative_to(site).as_posix()}", path.read_bytes()


def _zip(folder: Path) -> bytes:
    """Return an archive with nothing compressed in it: the whole is compressed better afterwards."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as stored:
        for path in _files(folder):
            stored.writestr(zipfile.ZipInfo(path.relative_to(folder).as_posix()), path.read_bytes())
    return content.getvalue()


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _page(parts: Mapping[str, bytes], plan: str, modules: Path, site: Path) -> str:
    words = {language: _words(language) for language in ("vi", "en")}
    script = (SHELL / "page.js").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    template = Environment(undefined=StrictUndefined).from_string((SHELL / "page.html").read_text(encoding="utf-8"))  # noqa: S701 - every text is our own
    return template.render(
        policy=POLICY.format(digest=f"sha256-{digest}"),
        version=__version__,
        words=words,
        words_json=_json(words),
        parts_json=_json([[name, len(content)] for name, content in parts.items()]),
        plan=plan,
        inside=_inside(modules, site),
        style=(SHELL / "page.css").read_text(encoding="utf-8"),
        worker=(SHELL / "worker.js").read_text(encoding="utf-8"),
        unpacking=(modules / "zstddec/dist/zstddec-stream.mjs").read_text(encoding="utf-8"),
        engine=_packed(b"".join(parts.values())),
        script=script,
    )


def _words(language: str) -> dict[str, str]:
    return {entry.msgid: entry.msgstr for entry in polib.pofile(str(LOCALE / language / "LC_MESSAGES/browser.po"))}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")


def _packed(content: bytes) -> str:
    settings = zstandard.ZstdCompressionParameters.from_level(22, window_log=_WINDOW, enable_ldm=True)
    return base64.b64encode(zstandard.ZstdCompressor(compression_params=settings).compress(content)).decode()


def _inside(modules: Path, site: Path) -> Iterator[tuple[str, str, str]]:
    """Give the name, version and licence of everything that the page carries."""
    yield "CPython", "3.14", "PSF-2.0"
    for name in ("pyodide", "zstddec"):
        package = json.loads((modules / name / "package.json").read_text(encoding="utf-8"))
        yield name, package["version"], package["license"]
    for path in sorted(site.glob("*.dist-info/METADATA")):
        told = HeaderParser().parsestr(path.read_text(encoding="utf-8"))
        yield told["Name"], told["Version"], told["License-Expression"] or told["License"] or ""


def _node(step: str, *paths: Path) -> None:
    _run("node", str(PINS / f"{step}.mjs"), *map(str, paths))


def _run(*command: str, cwd: Path = ROOT) -> None:
    subprocess.run(command, cwd=cwd, check=True)  # noqa: S603 - the commands are our own


if __name__ == "__main__":
    main()

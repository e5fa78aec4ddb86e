"""What is generated and kept is what its generator makes today: nobody has mended it by hand, or forgotten to run it."""

import importlib.util
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]
TOOLS = ROOT / "tools"


@pytest.fixture
def tools(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the generators find each other, as they do when they are run."""
    monkeypatch.syspath_prepend(str(TOOLS))


def generator(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, TOOLS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.usefixtures("tools")
def test_the_samples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    samples = generator("make_samples")
    monkeypatch.setattr(samples, "SAMPLES", tmp_path)
    samples.main()
    kept = {path.name: path.read_bytes() for path in (ROOT / "data/samples").glob("*.csv")}
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == kept


def test_the_word_template(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    template = generator("make_word_template")
    kept = template.TEMPLATE
    monkeypatch.setattr(template, "TEMPLATE", tmp_path / "template.docx")
    template.main()
    assert parts(tmp_path / "template.docx") == parts(kept)


def parts(file: Path) -> dict[str, bytes]:
    """Return what a Word file is made of; when it was packed says nothing."""
    with zipfile.ZipFile(file) as packed:
        return {name: packed.read(name) for name in packed.namelist() if name != "docProps/core.xml"}


@pytest.mark.parametrize("extra", ["tools/page/requirements.txt", "tools/windows/requirements.txt"])
def test_every_pin_has_its_hash(extra: str) -> None:
    lines = (ROOT / extra).read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    pins = [line for line in lines if line.strip() and not line.startswith("#")]
    assert [pin for pin in pins if "==" not in pin or "--hash=sha256:" not in pin] == []
    assert pins


def test_the_page_is_pinned_to_one_python() -> None:
    """Its Pyodide is named once: a newer one may bring a newer Python, for which the wheels must be chosen."""
    assert '"pyodide": "314.' in (ROOT / "tools/page/package.json").read_text(encoding="utf-8")
    assert "--python-version=3.14" in (TOOLS / "build_page.py").read_text(encoding="utf-8")

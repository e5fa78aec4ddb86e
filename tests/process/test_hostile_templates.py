"""A Word template that came by mail: it can do nothing but show the report's own values, in bounded time and memory."""

import os
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from subprocess import CompletedProcess
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document

Run = Callable[..., "CompletedProcess[bytes]"]
ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "data/samples/dinh-hung.csv"
SHIPPED = ROOT / "src/parcalc/report/word/template.docx"


def a_template(path: Path, *texts: str) -> Path:
    document = Document()
    for text in texts:
        document.add_paragraph(text)
    document.save(str(path))
    return path


@pytest.fixture
def draft(parcalc: Run) -> Callable[..., "CompletedProcess[bytes]"]:
    def draft(template: Path) -> "CompletedProcess[bytes]":
        return parcalc("check", SAMPLE, "--format", "docx", "--template", template, "--output", "kq.docx")

    return draft


def told(done: "CompletedProcess[bytes]", tmp_path: Path) -> str:
    assert (done.returncode, done.stdout, b"Traceback" in done.stderr) == (2, b"", False)
    assert not (tmp_path / "kq.docx").exists()
    assert not (tmp_path / "RAN").exists()
    return done.stderr.decode()


RUNS = [
    pytest.param("{{ cycler.__init__.__globals__.os.popen('touch RAN').read() }}", id="a-function-of-jinja"),
    pytest.param("{{ lipsum.__globals__['os'].system('touch RAN') }}", id="another-one"),
    pytest.param("{{ ''.__class__.__mro__[1].__subclasses__() }}", id="the-class-of-a-text"),
    pytest.param("{{ told['__class__'] }}", id="a-class-by-its-key"),
    pytest.param("{{ told|attr('__class__') }}", id="a-class-by-a-filter"),
    pytest.param("{{ '{0.__class__}'.format(told) }}", id="a-class-by-formatting"),
    pytest.param("{{ '{0.__class__}'.format_map(told) }}", id="a-class-by-formatting-a-mapping"),
    pytest.param("{{ charts[0].picture.tpl.save('RAN') }}", id="the-document-behind-a-picture"),
    pytest.param("{{ charts[0].picture._picture.tpl.save('RAN') }}", id="the-picture-itself"),
    pytest.param("{{ (charts|map(attribute='picture._picture')|list)[0].tpl.save('RAN') }}", id="by-mapping"),
    pytest.param("{{ self._TemplateReference__context }}", id="the-context"),
    pytest.param("{{ letter.office.append('x') }}", id="changing-a-value"),
    pytest.param("{% include '/etc/hostname' %}", id="another-file"),
    pytest.param("{% import 'os' as os %}{{ os.system('touch RAN') }}", id="a-module"),
    pytest.param("{{ range(3) }}", id="a-function"),
    pytest.param("{{ 1/0 }}", id="a-division-by-nought"),
    pytest.param("{{ told.headng }}", id="a-misspelt-name"),
    pytest.param("{{ tolld.heading }}", id="a-misspelt-group"),
    pytest.param("{% for x in 5 %}{% endfor %}", id="a-loop-over-a-number"),
    pytest.param("{{ told.heading", id="a-brace-that-is-not-closed"),
    pytest.param("{{ told.heading | không_có }}", id="a-filter-that-is-none"),
    pytest.param("{{ told.heading + 1 }}", id="a-sum-of-text-and-number"),
    pytest.param("{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}", id="a-macro-without-end"),
]


@pytest.mark.parametrize("text", RUNS)
def test_what_a_template_may_not_do_is_told(text: str, draft: Run, tmp_path: Path) -> None:
    message = told(draft(a_template(tmp_path / "mau.docx", text)), tmp_path)
    assert message.startswith(f"{tmp_path / 'mau.docx'}: lỗi: mẫu Word có chỗ ghi sai giữa {{{{ }}}} hoặc {{% %}} (")


@pytest.mark.parametrize("place", ["header", "footer", "title"])
def test_nor_may_it_elsewhere(place: str, draft: Run, tmp_path: Path) -> None:
    attack = "{{ cycler.__init__.__globals__.os.popen('touch RAN').read() }}"
    document = Document()
    if place == "title":
        document.core_properties.title = attack
    else:
        getattr(document.sections[0], place).paragraphs[0].text = attack
    document.save(str(tmp_path / "mau.docx"))
    assert "có chỗ ghi sai" in told(draft(tmp_path / "mau.docx"), tmp_path)


LOOPS = "".join(f"{{% for x{depth} in told.lines %}}" for depth in range(12))
TOO_MUCH = [
    pytest.param(f"{LOOPS}{'{% endfor %}' * 12}", id="loops-within-loops"),
    pytest.param("{{ 'x' * 10000000000 }}", id="a-long-text"),
    pytest.param("{{ 'x' | center(10000000000) }}", id="a-wide-text"),
    pytest.param("{{ 9 ** (9 ** 9) }}", id="a-tower-of-powers"),
    pytest.param(
        "{% macro f(x, n) %}{% if n %}{{ f(x ~ x, n - 1) }}{% else %}{{ x }}{% endif %}{% endmacro %}{{ f('ab', 40) }}",
        id="a-text-that-doubles",
    ),
]


@pytest.mark.parametrize("text", TOO_MUCH)
def test_a_template_that_takes_too_much_is_stopped(text: str, draft: Run, tmp_path: Path) -> None:
    assert "tốn quá nhiều thời gian hoặc bộ nhớ" in told(draft(a_template(tmp_path / "mau.docx", text)), tmp_path)


def test_a_template_that_unpacks_to_gigabytes_is_refused(draft: Run, tmp_path: Path) -> None:
    with ZipFile(tmp_path / "mau.docx", "w", ZIP_DEFLATED) as bomb, ZipFile(SHIPPED) as sound:
        for name in sound.namelist():
            if name != "word/document.xml":
                bomb.writestr(name, sound.read(name))
        with bomb.open("word/document.xml", "w", force_zip64=True) as part:
            for _ in range(3000):
                part.write(b" " * 2**20)
    assert "lỗi: " in told(draft(tmp_path / "mau.docx"), tmp_path)


def test_what_is_not_there_may_be_asked_about(draft: Run, tmp_path: Path) -> None:
    text = "{% if told.headng %}a{% else %}b{% endif %} {{ told.headng | default('c') }} {{ told.heading }}"
    assert draft(a_template(tmp_path / "mau.docx", text)).returncode == 1
    written = Document(BytesIO((tmp_path / "kq.docx").read_bytes())).paragraphs[0].text
    assert written.startswith("b c Tháng 6 năm 2025")


def test_a_copy_of_the_shipped_template_gives_the_same_draft(parcalc: Run, tmp_path: Path) -> None:
    (tmp_path / "mau.docx").write_bytes(SHIPPED.read_bytes())
    drafts = [
        parcalc("check", SAMPLE, "--format", "docx", *own, SOURCE_DATE_EPOCH="1751300000").stdout
        for own in ([], ["--template", "mau.docx"])
    ]
    assert drafts[0] == drafts[1]
    assert drafts[0].startswith(b"PK")


def test_a_module_that_lies_in_the_folder_is_not_run(tmp_path: Path) -> None:
    for name in ("docxtpl.py", "jinja2.py", "parcalc.py", "pickle.py"):
        (tmp_path / name).write_text("open('RAN', 'w')\n")
    a_template(tmp_path / "mau.docx", "{{ told.heading }}")
    command = ["check", str(SAMPLE), "--format", "docx", "--template", "mau.docx", "--output", "kq.docx"]
    done = subprocess.run(
        [sys.executable, "-P", "-m", "parcalc", *command],
        cwd=tmp_path,
        env=os.environ,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr, (tmp_path / "RAN").exists()) == (1, b"", False)


@pytest.mark.parametrize("epoch", ["0", "4354819200", "32503679999"], ids=["1970", "2108", "2999"])
def test_a_draft_of_any_year(epoch: str, parcalc: Run) -> None:
    done = parcalc("check", SAMPLE, "--format", "docx", SOURCE_DATE_EPOCH=epoch)
    assert (done.returncode, done.stdout[:2]) == (1, b"PK")

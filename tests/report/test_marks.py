"""By what parcalc knows its own files: each form by its own mark, and nothing that someone else wrote or changed."""

from io import BytesIO
from pathlib import Path
from typing import get_args

import pytest
from docx import Document

from parcalc.language.language import Language
from parcalc.model.edition import Edition
from parcalc.read.plan.loader import load_plan
from parcalc.report.blank_counts import blank_counts, is_blank
from parcalc.report.formats import Format
from parcalc.report.marks import Form, made_by_parcalc, marked
from parcalc.report.rendering import render

ROOT = Path(__file__).parents[2]
FORMS: tuple[Format, ...] = get_args(Format)
FOREIGN = {
    "an-empty-text": b"",
    "a-years-work": (ROOT / "data/samples/dinh-hung.csv").read_bytes(),
    "a-page-of-another-program": b'<!DOCTYPE html>\n<html><head><meta name="generator" content="x"></head></html>\n',
    "a-page-that-speaks-of-parcalc": b"<!DOCTYPE html>\n<html><p>"
    + b"x" * 2000
    + b'<meta name="generator" content="parcalc',
    "json-of-another-program": b'{"format": "other", "version": 1}',
    "json-that-is-no-document": b"[1]",
    "json-without-end": b"[" * 100_000,
    "json-of-a-newer-parcalc": b'{"format": "parcalc.assessment", "version": 99}',
    "json-of-no-version": b'{"format": "parcalc.assessment", "version": true}',
    "a-plan-of-a-newer-parcalc": b'{"format": "parcalc.plan", "version": 99}',
    "half-a-report": b'{\n "format": "parcalc.assessment",\n "version": 1,\n "plan": {',
    "a-table-that-begins-alike": b"\xef\xbb\xbfversion,period,first_day\r\n",
    "a-last-line-that-names-parcalc": b"made with parcalc 0.1.0 and care\n",
    "parcalc-in-the-middle": b"parcalc 0.1.0\nmy own line\n",
    "a-broken-archive": b"PK\x03\x04" + b"x" * 100,
    "a-schema-of-something": b'{"$schema": "http://json-schema.org/draft-07/schema#", "title": "x"}',
}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_each_form_is_known_and_is_no_other(language: str, sample: Edition) -> None:
    for form in FORMS:
        content = marked(form, render(form, sample, Language(language)), "0.1.0")  # type: ignore[arg-type]
        lines = {"md", "text"}  # either is known by its last line
        expected = lines if form in lines else {form}
        assert {one for one in get_args(Form) if made_by_parcalc(one, content)} == expected, form


@pytest.mark.parametrize("content", FOREIGN.values(), ids=FOREIGN)
def test_what_someone_else_wrote_is_of_no_form(content: bytes) -> None:
    assert [form for form in get_args(Form) if made_by_parcalc(form, content)] == []


@pytest.mark.parametrize("version", [pytest.param(1, id="the-first"), pytest.param(0, id="none")])
def test_earlier_reports_are_known_too(version: int) -> None:
    assert made_by_parcalc("json", b'{"format": "parcalc.assessment", "version": %d}' % version) == (version == 1)


def test_a_page_from_before_there_was_a_generator() -> None:
    head = (ROOT / "src/parcalc/report/html/templates/base.html").read_text(encoding="utf-8")
    old = head.replace('<meta name="generator" content="parcalc">\n', "")
    assert old != head
    assert made_by_parcalc("html", old.encode())


def test_a_screen_is_known_by_its_last_line() -> None:
    assert made_by_parcalc("text", marked("text", b"Plan\n", "0.1.0.dev3+abc"))
    assert not made_by_parcalc("text", b"Plan\n")


def test_a_draft_that_was_saved_in_word_is_not_ours(sample: Edition) -> None:
    draft = Document(BytesIO(render("docx", sample, Language("vi"))))
    draft.core_properties.last_modified_by = "Cán bộ"
    saved = BytesIO()
    draft.save(saved)
    assert not made_by_parcalc("docx", saved.getvalue())


def test_blank_counts_are_known_for_every_year_and_for_their_own_plan() -> None:
    plan, other = (load_plan(str(ROOT / name)) for name in ("data/targets.yaml", "data/plans/hoi-an-2025.yaml"))
    for year in (1900, 2026, 2999):
        blank = blank_counts(plan, (year,))
        assert (is_blank(blank, plan), is_blank(blank, other), is_blank(blank + b"1", plan)) == (True, False, False)
    assert not is_blank(b"", plan)

"""The catalogues are complete, say the same in both languages, are compiled, and hold nothing that nobody says."""

import re
import string
import unicodedata
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).parents[1]
LOCALE = ROOT / "src/parcalc/language/locale"
DOMAINS = sorted(path.stem for path in LOCALE.glob("vi/LC_MESSAGES/*.po"))
SOURCE = "\n".join(
    path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "src").rglob("*"))
    if path.suffix in {".py", ".html", ".js", ".md"} and path.name != "parcalc.html"  # which is built
)


def entries(language: str, domain: str) -> dict[str, str]:
    catalogue = polib.pofile(str(LOCALE / language / "LC_MESSAGES" / f"{domain}.po"))
    return {entry.msgid: entry.msgstr or "\x00".join(entry.msgstr_plural.values()) for entry in catalogue}


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("domain", DOMAINS)
def test_both_languages_say_the_same_things(domain: str) -> None:
    vietnamese, english = entries("vi", domain), entries("en", domain)
    assert list(vietnamese) == list(english)
    assert all(vietnamese.values())
    assert all(english.values())


@pytest.mark.parametrize("domain", DOMAINS)
def test_a_message_names_no_fact_that_the_other_language_lacks(domain: str) -> None:
    vietnamese, english = entries("vi", domain), entries("en", domain)
    # A language may do without a fact (English says "16 short" of anything), never need one that nobody gives.
    for key, words in vietnamese.items():
        assert placeholders(words) >= placeholders(english[key]) - {"cases"} or placeholders(words) <= placeholders(
            english[key]
        ), key


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("domain", DOMAINS)
def test_what_is_compiled_is_what_is_written(domain: str, language: str) -> None:
    folder = LOCALE / language / "LC_MESSAGES"
    written, compiled = polib.pofile(str(folder / f"{domain}.po")), polib.mofile(str(folder / f"{domain}.mo"))
    assert {(entry.msgid, entry.msgstr, *entry.msgstr_plural.values()) for entry in written} == {
        (entry.msgid, entry.msgstr, *entry.msgstr_plural.values()) for entry in compiled
    }


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("domain", DOMAINS)
def test_words_are_composed(domain: str, language: str) -> None:
    for words in entries(language, domain).values():
        assert unicodedata.is_normalized("NFC", words)


def test_every_code_in_the_source_has_words() -> None:
    domains = "|".join(DOMAINS)
    said = set(re.findall(rf"""["'](({domains})\.[a-z][a-z0-9_]*)["']""", SOURCE))
    known = {key for domain in DOMAINS for key in entries("vi", domain)}
    assert {code for code, _ in said} - known == set()


def test_every_message_is_said_somewhere() -> None:
    # What is put together of parts: the verdicts, bounds, months and kinds of periods, and pydantic's kinds of errors.
    composed = re.compile(
        r"words\.(month_\d+|required_\w+|period_\w+|met|missed|no_cases|no_data|not_due|rises_over|falls_below)"
        r"|page\.(more|fewer|form)_\w+"
        r"|advice\.stands_\w+|paragraph\.before_\w+"
        r"|cli\.(argument|option|command)_heading|cli\.(check|summary|targets|template|count|page)|explain\.\w+|table\.\w+|plan\.(switch_word|blank|date|whole|year|month_end)"
    )
    unsaid = {
        key
        for domain in DOMAINS
        for key in entries("vi", domain)
        if f'"{key}"' not in SOURCE and f"'{key}'" not in SOURCE and not composed.fullmatch(key)
    }
    assert unsaid == set()


def test_composed_keys_are_no_more_than_what_is_composed() -> None:
    for domain in ("table", "explain"):
        for key in entries("vi", domain):
            assert re.search(rf"\b{key.partition('.')[2].removesuffix('_by')}\b", SOURCE), key

"""Only the options that a command line names are declared: each of the others, and its files, would cost every start."""

import inspect

import pytest
import typer

from parcalc.cli import app
from parcalc.cli.check import check
from parcalc.cli.options import Data, Output, Quiet, with_options_of
from parcalc.cli.summary import summary
from parcalc.language.language import Language


@pytest.mark.parametrize(
    ("given", "declared"),
    [
        pytest.param("check so-lieu.csv", ["context"], id="no-option"),
        pytest.param("check -q so-lieu.csv", ["context", "quiet"], id="a-letter"),
        pytest.param("check --output=x.html so-lieu.csv", ["context", "output"], id="with-its-value"),
        pytest.param("check --ky 2025-06 so-lieu.csv --lang vi", ["context", "period", "lang"], id="by-another-name"),
        pytest.param("check so-lieu-q.csv", ["context"], id="a-file-that-ends-like-one"),
    ],
)  # fmt: skip
def test_options_that_are_not_named_are_not_declared(given: str, declared: list[str]) -> None:
    lean = with_options_of(check, given.split())
    assert list(inspect.signature(lean).parameters) == declared


def test_an_option_that_has_to_be_given_is_declared_also_where_it_is_not() -> None:
    assert "out" in inspect.signature(with_options_of(summary, ["summary", "so-lieu.csv"])).parameters


@pytest.mark.parametrize(
    ("given", "files"),
    [
        pytest.param("check a.csv", ["a.csv"], id="alone"),
        pytest.param("check a.csv -q b.csv --output x.html c.csv", ["a.csv", "b.csv", "c.csv"], id="among-options"),
        pytest.param("check -q -- --a.csv -q", ["--a.csv", "-q"], id="behind-two-dashes"),
        pytest.param("check -", ["-"], id="standard-input"),
        pytest.param("check check", ["check"], id="a-file-named-like-a-command"),
        pytest.param("summary a.csv --output check b.csv", ["a.csv", "b.csv"], id="a-folder-named-like-a-command"),
        pytest.param("--lang en count a.csv", ["a.csv"], id="behind-an-option-of-the-program"),
    ],
)  # fmt: skip
def test_what_is_no_option_is_a_file(given: str, files: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []

    def take(context: typer.Context, data: Data, output: Output = None, quiet: Quiet = False) -> int:  # noqa: ARG001
        told.extend(data)
        return 0

    monkeypatch.setattr(app, "_function", lambda _: take)
    assert app.run(given.split(), Language("en")) == 0
    assert told == files

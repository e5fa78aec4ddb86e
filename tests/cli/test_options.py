"""Only the options that a command line names are declared: each of the others would cost every start."""

import inspect

import pytest

from parcalc.cli.check import check
from parcalc.cli.options import with_options_of
from parcalc.cli.summary import summary


@pytest.mark.parametrize(
    ("given", "declared"),
    [
        pytest.param("check so-lieu.csv", ["context", "data"], id="no-option"),
        pytest.param("check -q so-lieu.csv", ["context", "data", "quiet"], id="a-letter"),
        pytest.param("check --output=x.html so-lieu.csv", ["context", "data", "output"], id="with-its-value"),
        pytest.param("check --ky 2025-06 so-lieu.csv --lang vi", ["context", "data", "period", "lang"], id="by-another-name"),
        pytest.param("check so-lieu-q.csv", ["context", "data"], id="a-file-that-ends-like-one"),
    ],
)  # fmt: skip
def test_options_that_are_not_named_are_not_declared(given: str, declared: list[str]) -> None:
    lean = with_options_of(check, given.split())
    assert list(inspect.signature(lean).parameters) == declared


def test_an_option_that_has_to_be_given_is_declared_also_where_it_is_not() -> None:
    assert "out" in inspect.signature(with_options_of(summary, ["summary", "so-lieu.csv"])).parameters

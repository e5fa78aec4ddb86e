"""What is a report's file, by its name alone."""

from typing import get_args

import pytest

from parcalc.archive.names import file_name, named_after
from parcalc.model.period import Period
from parcalc.report.formats import Format


@pytest.mark.parametrize("period", ["2025-06", "2025-Q2", "2025-H1", "2025-H2", "2025-9M", "2025"])
@pytest.mark.parametrize("form", get_args(Format))
def test_every_period_in_every_format_is_known_by_its_name(period: str, form: Format) -> None:
    one = Period.parse(period)
    assert named_after(file_name(one, form)) == (one, form)


@pytest.mark.parametrize(
    "name",
    [
        "index.html", "so-lieu.csv", "2025-13.html", "2025-06.HTML", "2025-06.html.bak", "2025-6.html", "2025-06",
        "2025-Q5.json", "2025-01..2025-05.json", "2025-01..2025-03.json", "bao-cao-2025-06.docx", ".html", "2025-06.pdf", "2025-06.text",
        "٢٠٢٥-06.html",
    ],
)  # fmt: skip
def test_other_names_are_no_reports(name: str) -> None:
    assert named_after(name) is None

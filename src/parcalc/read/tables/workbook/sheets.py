"""The sheets of a workbook, and which of them are read."""

from collections.abc import Sequence
from typing import NamedTuple

from parcalc.errors import Place, Problem, Unusable
from parcalc.model.naming import folded
from parcalc.read.tables.grid import Grid

MOST_SHEETS = 300
"""Sheets of one workbook that are read: a sheet for each commune of a province, or each month of many years."""


class Sheet(NamedTuple):
    """A sheet by its name; its cells if it is read."""

    name: str
    hidden: bool
    grid: Grid | None = None


class Asked(NamedTuple):
    """The sheets that a user asks for by name; none means every sheet that is shown."""

    names: tuple[str, ...] = ()

    def takes(self, sheet: Sheet) -> bool:
        """Tell whether a sheet is read."""
        if self.names:
            return folded(sheet.name) in map(folded, self.names)
        return not sheet.hidden


def few_enough(sheets: Sequence[Sheet], asked: Asked, file: str) -> None:
    """Refuse a workbook with more sheets to read than any office keeps in one file."""
    number = sum(asked.takes(sheet) for sheet in sheets)
    if number > MOST_SHEETS:
        raise Unusable(Problem("data.too_many_sheets", Place(file), number=number, most=MOST_SHEETS))

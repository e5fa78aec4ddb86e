"""One row of counts."""

from collections.abc import Mapping
from typing import NamedTuple

from parcalc.errors import Place
from parcalc.model.period import Month


class Row(NamedTuple):
    """One row: ``values`` holds a count for each column of its file, ``None`` where the cell is blank.

    ``members`` says whose row it is (``{"unit": "Bản Mới"}``); a dimension that the file does not have is absent.
    ``cells`` gives each count's place, for messages.
    """

    month: Month
    members: Mapping[str, str]
    values: Mapping[str, int | None]
    place: Place
    cells: Mapping[str, Place]

    @property
    def reports(self) -> bool:
        """Whether any count is reported: a row whose counts are all blank says nothing of its month."""
        return any(value is not None for value in self.values.values())

"""How the counts stand in a table: under its own headings, across, or in an official form."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from parcalc.errors import Place
from parcalc.model.plan import Plan
from parcalc.read.counts.blocks import Blocks, find_blocks
from parcalc.read.counts.heading_paths import with_paths
from parcalc.read.counts.headings import Headings
from parcalc.read.counts.turned import turned
from parcalc.read.tables.tables import Table

if TYPE_CHECKING:
    from parcalc.model.form import Form
    from parcalc.read.counts.forms.layout import Layout


@dataclass(frozen=True, eq=False)
class LaidOut:
    """A table with its headings understood; neither blocks nor a form if none are known."""

    table: Table
    blocks: Blocks | None
    form: "Layout | None" = None

    @property
    def holds_counts(self) -> bool:
        """Whether there are counts to read."""
        return self.blocks is not None or self.form is not None

    @property
    def place(self) -> Place:
        """Where its headings stand."""
        if self.form:
            return self.table.place_of(self.form.header)
        return self.table.place_of(self.blocks.blocks[0].header.record) if self.blocks else self.table.place()

    @cached_property
    def names_months(self) -> bool:
        """Whether the rows say of which months they are."""
        return self.form is None and self.blocks is not None and _has_months(self.blocks)


def laid_out(table: Table, plan: Plan, headings: Headings) -> LaidOut:
    """Return how the counts stand in a table.

    Raises ``Unusable`` for a form of the plan's own that cannot be used.
    """
    read = table._replace(records=with_paths(table.records, headings))
    read = turned(read, headings) or read
    blocks = find_blocks(read.records, headings)
    if blocks and _has_months(blocks):
        return LaidOut(read, blocks)
    from parcalc.read.counts.forms.layout import find_layout

    return LaidOut(read, blocks, find_layout(table.records, _forms(plan)))


def _forms(plan: Plan) -> "tuple[Form, ...]":
    if plan.forms is not None:
        return plan.forms
    from parcalc.read.counts.forms.definition import known_forms

    return known_forms(plan.file)


def _has_months(blocks: Blocks) -> bool:
    return any(block.header.position("month") is not None for block in blocks.blocks)

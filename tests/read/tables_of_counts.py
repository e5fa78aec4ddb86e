"""Tables as texts for the tests of reading: a plan of few counts, and what is read of a text."""

from builders import a_plan
from parcalc.errors import Note, Problem, Unusable
from parcalc.model.naming import Names
from parcalc.model.plan import Count, Dimension, Plan
from parcalc.model.row import Row
from parcalc.read.counts.careful import read_table
from parcalc.read.counts.headings import Headings
from parcalc.read.rows.checked import checked
from parcalc.read.rows.whole_and_parts import same_spelling

PLAN: Plan = a_plan(
    dimensions=(Dimension("unit", Names("Đơn vị", "Unit")), Dimension("field", Names("Lĩnh vực", "Field")))
)._replace(
    counts={
        **a_plan().counts,
        "docs": Count("docs", Names("Văn bản", "Documents")),
        "electronic": Count("electronic", Names("Văn bản điện tử", "Electronic documents")),
    },
)
HEADINGS = Headings.of(PLAN)


def read(text: str, plan: Plan = PLAN) -> tuple[list[Row], list[Note]]:
    """Return the rows of a text that count, and the notes. Raises ``Unusable``."""
    rows, notes = read_table(text.encode(), "f.csv", plan, HEADINGS)
    kept, noted = checked(same_spelling(rows), plan)
    return kept, [*notes, *noted]


def table(*lines: str) -> str:
    """Return lines as one text."""
    return "\n".join(lines)


def told(text: str) -> list[tuple[str, str]]:
    """Return what is wrong with a text: each problem's code and its place in the file."""
    try:
        read(text)
    except Unusable as unusable:
        return [_placed(problem) for problem in unusable.problems]
    return []


def noted(text: str) -> list[tuple[str, str]]:
    """Return what is noted of a text: each note's code and its place in the file."""
    return [_placed(note) for note in read(text)[1]]


def counted(text: str) -> list[tuple[str, str, dict[str, int | None]]]:
    """Return the rows of a text that count: month, members, values."""
    return [(str(row.month), " · ".join(row.members.values()), dict(row.values)) for row in read(text)[0]]


def _placed(message: Problem | Note) -> tuple[str, str]:
    return message.code, str(message.place).removeprefix("f.csv").removeprefix(":")

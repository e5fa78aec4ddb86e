"""Lists of records from files: each file's tables, by the kind of record that they hold."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from parcalc.errors import Note, Place, Problem, Unusable
from parcalc.model.counts import SourceFile
from parcalc.model.plan import Plan
from parcalc.read.counts.sheets import chosen
from parcalc.read.dossiers.entries import RecordList
from parcalc.read.dossiers.headers import ListHeadings, header_problems, unread_columns
from parcalc.read.rows.checked import raise_any
from parcalc.read.tables.source import STDIN, read_source
from parcalc.read.tables.tables import Table, read_tables

_PATTERN = "*?"


@dataclass(slots=True)
class Lists:
    """What was found in the files: the lists of each kind by its id, the files, and what is worth noting."""

    by_kind: dict[str, list[RecordList]] = field(default_factory=dict)
    files: list[SourceFile] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def take(self, found: "Lists") -> None:
        """Add what was found in one more file."""
        for kind, lists in found.by_kind.items():
            self.by_kind.setdefault(kind, []).extend(lists)
        self.files += found.files
        self.notes += found.notes


def named_files(names: Iterable[str]) -> list[str]:
    """Return the files of names and patterns (``*.csv``), each once; a pattern that fits none is a problem."""
    found: list[str] = []
    for name in names:
        if name == STDIN or Path(name).exists() or not any(sign in name for sign in _PATTERN):
            found.append(name)
            continue
        fitting = sorted(map(str, Path().glob(name)) if not Path(name).is_absolute() else map(str, _absolute(name)))
        if not fitting:
            raise Unusable(Problem("records.no_file_fits", Place(name)))
        found += fitting
    return list(dict.fromkeys(found))


def _absolute(pattern: str) -> Iterable[Path]:
    root = Path(pattern).anchor
    return Path(root).glob(pattern.removeprefix(root))


def is_list(file: str, plan: Plan, sheets: Sequence[str] = ()) -> bool:
    """Tell whether a file can be read and has the header of a list."""
    headings = ListHeadings(plan)
    try:
        content, _ = read_source(file)
        tables = read_tables(content, file, headings.knows, sheets)
    except Unusable:
        return False
    return any(headings.find(table.records) for table in tables)


def find_lists(files: Sequence[str], plan: Plan, sheets: Sequence[str] = ()) -> Lists:
    """Return the lists in files, in workbooks only those of the ``sheets`` if there are any.

    Raises ``Unusable`` with the problems of all of them.
    """
    headings, lists = ListHeadings(plan), Lists()
    problems: list[Problem] = []
    for file in files:
        try:
            content, source = read_source(file)
            tables, notes = chosen(
                read_tables(content, file, headings.knows, sheets), headings.knows, asked=bool(sheets)
            )
            lists.take(_lists(tables, source, headings, plan))
            lists.notes += notes
        except Unusable as unusable:
            problems += unusable.problems
    raise_any(problems)
    return lists


def _lists(tables: Sequence[Table], source: SourceFile, headings: ListHeadings, plan: Plan) -> Lists:
    found = Lists(files=[source])
    for table in tables:
        header = headings.find(table.records)
        if header is None:
            continue
        raise_any(header_problems(header, table))
        found.by_kind.setdefault(header.records.id, []).append(RecordList(table, header))
        found.notes += [*table.notes, *unread_columns(header, table)]
    if not found.by_kind:
        raise Unusable(Problem("records.no_header", Place(source.name), example=_example(plan)))
    return found


def _example(plan: Plan) -> tuple[object, ...]:
    return tuple(column.names for kind in plan.records.values() for column in kind.fields.values())[:3]

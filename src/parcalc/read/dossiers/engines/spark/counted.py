"""Lists on a cluster, counted by it."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from functools import partial

from parcalc.errors import Note, Place, Problem, Unusable
from parcalc.read.dossiers.definition import Definition, Tally
from parcalc.read.dossiers.engines.engine import Survey, find_doubles, survey, tally
from parcalc.read.dossiers.engines.spark.engine import SparkEngine
from parcalc.read.dossiers.engines.spark.lists import ClusterList
from parcalc.read.dossiers.engines.sql import Binder, Writer, column
from parcalc.read.dossiers.entries import Entry
from parcalc.read.dossiers.register import Checks, same_rows


def spark_tally(lists: Sequence[ClusterList], definition: Definition) -> tuple[Tally, list[Note]]:
    """Return what lists on a cluster change in the counts of each month, and notes. Raises ``Unusable``."""
    with closing(SparkEngine(definition, lists)) as engine:
        return _tally(engine, definition)


def looked_through(engine: SparkEngine, definition: Definition) -> tuple[Survey, int]:
    """Return what a look at all records tells, each of which stands once from now on, and how many were doubled.

    Raises ``Unusable`` with the first problems of each sort and their number.
    """
    engine.type_all()
    found = survey(engine, definition)
    doubled = find_doubles(engine, definition, found)
    if found.doubts:
        raise Unusable(*_told(engine, definition, found))
    return found, doubled


def _tally(engine: SparkEngine, definition: Definition) -> tuple[Tally, list[Note]]:
    found, doubled = looked_through(engine, definition)
    made = tally(engine, definition, found, None if doubled else _known_texts(engine, definition))
    return made, [same_rows(doubled)] if doubled else []


def _known_texts(engine: SparkEngine, definition: Definition) -> Mapping[str, Counter[str]] | None:
    """Return the texts by which counts choose, with their number, if they were all seen and say what is written."""
    needed = {name for origin in definition.origins.values() for name in origin.scope.dimensions}
    return engine.texts if needed <= engine.texts.keys() and not engine.unplain else None


def _told(engine: SparkEngine, definition: Definition, found: Survey) -> list[Problem]:
    """Return the first records of each kind in which something is wrong, and their number."""
    checks, key = Checks(definition, lambda _: None), definition.records.key
    asked: list[tuple[str, Mapping[str, object], Callable[[Entry], Problem], int]] = []
    for rule, number in found.doubts.broken.items():
        writer = Writer(definition, {}, Binder(engine.sign))
        asked.append((writer.broken(rule), writer.binder.values, partial(checks.broken, rule), number))
    if key:
        asked.append((f"{column(key.id)} is null", {}, checks.without_key, found.doubts.without_key))
    for condition, values, problem, number in asked:
        shown = [problem(entry) for entry in engine.entries(engine.table, condition, values)] if number else []
        for one in shown:
            checks.findings.add(one)
        if shown:
            checks.findings.add_untold(shown[0].code, number - len(shown))
    for code in found.doubts.repeated:
        place = Place(engine.lists[0].file)
        checks.findings.add(Problem("records.repeated_key", place, code=code, first=place))
    return checks.findings.problems

"""Lists that lie on a cluster: tables and Parquet, by their names there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pyspark.sql import SparkSession
from pyspark.sql import functions as F  # noqa: N812 - as everybody calls it

from parcalc.errors import Place, Problem, Unusable
from parcalc.model.plan import Plan
from parcalc.model.records import Field
from parcalc.read.dossiers.engines.cells import Dialect, Expression, Held, expression
from parcalc.read.dossiers.headers import ListHeader, ListHeadings, header_problems
from parcalc.read.rows.checked import raise_any
from parcalc.read.tables.records import Record

DIALECT = Dialect(
    clock="timestamp_ntz",
    to_the_second=(
        "make_timestamp_ntz(year({0}), month({0}), day({0}), hour({0}), minute({0}), cast(floor(second({0})) as int))"
    ),
    finds="regexp_like({}, '{}')",
    replaced="regexp_replace({}, '{}', '{}')",
    group="$1",
    composed="{}",  # Spark has no name for it: see its engine
)
_HELD = {
    "string": Held.TEXT,
    "date": Held.DAY,
    "timestamp_ntz": Held.CLOCK,
    "timestamp": Held.INSTANT,
    **dict.fromkeys(("tinyint", "smallint", "int", "bigint"), Held.WHOLE),
}
_FRACTIONS = ("decimal", "double", "float")


@dataclass(frozen=True, slots=True)
class ClusterList:
    """A list that lies on a cluster: a table or Parquet, by its name there."""

    file: str
    header: ListHeader
    view: str
    types: Mapping[str, Held]
    session: SparkSession

    @property
    def header_place(self) -> Place:
        """Where the header stands: it has no row."""
        return Place(self.file)


def cluster_lists(names: Sequence[str], plan: Plan, session: SparkSession) -> list[ClusterList]:
    """Return the lists of tables and Parquet paths. Raises ``Unusable`` for one that is no list of the plan."""
    headings = ListHeadings(plan)
    return [_cluster_list(name, f"parcalc_raw_{at}", headings, session) for at, name in enumerate(names)]


def _cluster_list(name: str, view: str, headings: ListHeadings, session: SparkSession) -> ClusterList:
    is_path = "/" in name or name.endswith(".parquet")
    frame = session.read.parquet(name) if is_path else session.table(name)
    header = headings.find([Record(1, tuple(frame.columns))])
    if header is None:
        raise Unusable(Problem("records.no_header", Place(name), example=headings.example))
    raise_any(header_problems(header, Place(name)))
    types = dict(frame.dtypes)
    columns = {field: frame.columns[at] for field, at in header.positions.items()}
    frame.select(
        [F.col(_quoted(column)).alias(f"r_{field}") for field, column in columns.items()]
    ).createOrReplaceTempView(view)
    return ClusterList(name, header, view, {field: _held(types[column]) for field, column in columns.items()}, session)


def _quoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"


def _held(kind: str) -> Held:
    return Held.FRACTION if kind.startswith(_FRACTIONS) else _HELD.get(kind, Held.OTHER)


def value(column: Field, held: Held) -> Expression:
    """Return the value of a column in Spark's SQL."""
    return expression(column, held, DIALECT)

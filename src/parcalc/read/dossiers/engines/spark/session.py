"""A session of Spark: of a server of Spark Connect, of this machine, or of spark-submit's cluster."""

import socket
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from pyspark.errors import PySparkException
from pyspark.sql import SparkSession

from parcalc.errors import Problem, Unusable

REMOTE = "sc://"
_PORT, _SECONDS = 15002, 10
_LONGEST_SAID = 300
_PARTS, _PARTS_OF_A_CORE = "spark.sql.shuffle.partitions", 4


@contextmanager
def opened(address: str) -> Iterator[SparkSession]:
    """Give a session: of a server (``sc://host:port``), or of this machine or of spark-submit's cluster.

    Raises ``Unusable`` where there is no server, and for whatever Spark itself refuses.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # PySpark's own, on the versions of what it uses
        try:
            session = _session(address)
            try:
                yield session
            finally:
                session.stop()
        except PySparkException as error:
            said = str(error).strip().partition("\n")[0]
            raise Unusable(Problem("records.spark_failed", detail=said[:_LONGEST_SAID])) from error


def _session(address: str) -> SparkSession:
    if not address.startswith(REMOTE):
        quiet = SparkSession.builder.appName("parcalc").config("spark.ui.showConsoleProgress", "false")
        return _parted_for_this_machine(quiet.getOrCreate())
    server = urlsplit(address)
    try:
        socket.create_connection((server.hostname or "", server.port or _PORT), _SECONDS).close()
    except (OSError, ValueError) as error:  # a client of Spark Connect tries for ten minutes before it says so
        raise Unusable(Problem("records.no_server", address=address)) from error
    return SparkSession.builder.remote(address).create()


def _parted_for_this_machine(session: SparkSession) -> SparkSession:
    """Return a session that, where it is of this machine alone, parts what it groups among the cores that there are.

    The 200 parts of a cluster take a machine longer to begin than to fill. What its owner has set is left alone.
    """
    context = session.sparkContext
    if str(context.master).startswith("local") and not context.getConf().contains(_PARTS):
        session.conf.set(_PARTS, str(_PARTS_OF_A_CORE * context.defaultParallelism))
    return session

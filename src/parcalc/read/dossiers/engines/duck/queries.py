"""Queries that an interrupt ends."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor, wait
from typing import TypeAlias

import duckdb

Rows: TypeAlias = list[tuple[object, ...]]

_A_MOMENT = 0.1
"""Seconds."""


class Queries:
    """A connection that runs its queries in a thread of its own, one after another.

    Python hears a signal only where its main thread runs Python. Within DuckDB it does so now and then at best: an
    interrupt would be heard when the query is done, and so would the order to end.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Take over a connection."""
        self._connection = connection
        self._thread = ThreadPoolExecutor(1)

    def execute(self, text: str, values: Mapping[str, object] | None = None) -> Rows:
        """Return all rows of a query. Raises what DuckDB does, and ``KeyboardInterrupt`` once the query has ended."""
        running = self._thread.submit(self._rows, text, values)
        try:
            while not wait([running], _A_MOMENT).done:
                pass  # a signal that another thread took in is heard between two waits
        except KeyboardInterrupt:
            while not wait([running], _A_MOMENT).done:
                self._connection.interrupt()
            raise
        return running.result()

    def close(self) -> None:
        """Let go of the connection."""
        self._thread.shutdown()
        self._connection.close()

    def _rows(self, text: str, values: Mapping[str, object] | None) -> Rows:
        return self._connection.execute(text, dict(values or {})).fetchall()

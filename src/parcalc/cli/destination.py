"""Where a result goes: to stdout, or to a file that loses nothing by it."""

import os
import stat
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from parcalc import __version__
from parcalc.cli.screen import console, write_bytes
from parcalc.errors import Problem, Unusable

if TYPE_CHECKING:
    from rich.console import Console

    from parcalc.report.marks import Form
    from parcalc.write.guard import Own

TEXT_WIDTH = 120
"""The columns of a screen that goes to a file."""

_STDOUT = 1


class Destination(NamedTuple):
    """A file (stdout if none), the files that the run reads, and whether a file of someone else's may be replaced."""

    file: str | None
    inputs: tuple[str, ...]
    overwrite: bool

    def reading(self, *names: str) -> "Destination":
        """Return the same for a run that reads more files."""
        return self._replace(inputs=(*self.inputs, *names))

    def put(self, content: bytes, own: "Own | None") -> None:
        """Write a report; ``own`` tells the files that it may replace, none without.

        Raises ``Unusable`` where the file, or stdout, may not be written to or cannot.
        """
        if self.file is None:
            self._require_another_stdout()
            write_bytes(content)
        else:
            self._write(Path(self.file), content, own)

    def put_form(self, content: bytes, form: "Form") -> None:
        """Write what is of a form; a file of the same form that parcalc wrote may be replaced by it."""
        from parcalc.assess.own_files import own

        self.put(content if self.file is None else _marked(form, content), own(form))

    def show(self, show: "Callable[[Console], None]") -> None:
        """Show something on the terminal, or write the same as plain text of 120 columns to the file."""
        if self.file is None:
            self._require_another_stdout()
            show(console())
            return
        lines = StringIO()
        show(console(lines, width=TEXT_WIDTH))
        self.put_form(lines.getvalue().encode("utf-8", "backslashreplace"), "text")

    def _write(self, path: Path, content: bytes, own: "Own | None") -> None:
        """Write the file whole, or into it where it is a pipe or a device."""
        from parcalc.write.guard import Guard
        from parcalc.write.through import is_written_through, write_through
        from parcalc.write.whole import write_whole

        if refused := Guard(self.inputs, self.overwrite).refusal(path, own):
            raise Unusable(refused)
        (write_through if is_written_through(path) else write_whole)(path, content)

    def _require_another_stdout(self) -> None:
        """Refuse ``parcalc check so-lieu.csv >> so-lieu.csv``."""
        try:
            found = os.fstat(_STDOUT)
        except OSError:
            return
        if not stat.S_ISREG(found.st_mode):
            return
        from parcalc.write.guard import Guard

        if Guard(self.inputs).is_read(found):
            raise Unusable(Problem("write.over_input"))


def _marked(form: "Form", content: bytes) -> bytes:
    from parcalc.report.marks import marked

    return marked(form, content, __version__)

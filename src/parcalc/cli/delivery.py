"""How an assessment is delivered: as a table or as a report, on stdout or in a file."""

import os
from pathlib import Path
from typing import NamedTuple, cast

from parcalc import __version__
from parcalc.assess.clock import now
from parcalc.assess.edition import edition
from parcalc.cli.destination import Destination
from parcalc.cli.options import TABLE
from parcalc.cli.progress import told_at_work
from parcalc.cli.screen import show_notes
from parcalc.errors import Problem
from parcalc.language.language import Language
from parcalc.model.assessment import Assessment
from parcalc.model.counts import Counts
from parcalc.model.edition import Edition
from parcalc.report.formats import Format
from parcalc.report.rendering import render


class Delivery(NamedTuple):
    """How a user wants an assessment: the format, the file (stdout if none), and how many units of a ranking."""

    form: str
    output: str | None
    overwrite: bool
    top: int
    template: str | None
    quiet: bool

    def deliver(self, assessment: Assessment, counts: Counts, language: Language) -> None:
        """Write the assessment, and what was noticed in the data to stderr."""
        if not self.quiet:
            show_notes(assessment.notes, language)
        if self.quiet and self.output is None:
            return
        with told_at_work(language):
            made = edition(assessment, counts, now(os.environ), __version__)
        if self.form == TABLE:
            self._show(made, language)
            return
        form = cast("Format", self.form)
        template = Path(self.template) if self.template else None
        with told_at_work(language):
            content = render(form, made, language, template)
        self._destination(assessment).put_form(content, form)

    def refuse(self, problems: tuple[Problem, ...], data: tuple[str, ...]) -> None:
        """Give a program that reads JSON a document also when nothing could be judged; a file is left as it is."""
        if self.form == "json" and self.output is None and not self.quiet:
            from parcalc.report.json_report import render_problems

            Destination(None, data, self.overwrite).put_form(render_problems(problems), "json")

    def _show(self, made: Edition, language: Language) -> None:
        from parcalc.report.table import show

        self._destination(made.assessment).show(lambda console: show(made, language, console, self.top))

    def _destination(self, assessment: Assessment) -> Destination:
        read = (*(file.name for file in assessment.files), assessment.plan.file, self.template)
        return Destination(self.output, tuple(filter(None, read)), self.overwrite)

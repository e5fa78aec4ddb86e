"""Where an assessment goes: a table on the screen, a report on stdout, or a file that is written whole."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from parcalc.assess.clock import now
from parcalc.assess.edition import edition
from parcalc.cli.options import TABLE
from parcalc.cli.screen import put, screen_or_text, show_notes
from parcalc.errors import Problem
from parcalc.language.language import Language
from parcalc.model.assessment import Assessment
from parcalc.model.counts import Counts
from parcalc.model.edition import Edition
from parcalc.report.formats import Format, render


@dataclass(frozen=True, slots=True)
class Delivery:
    """How a user wants an assessment: the format, the file (stdout if none), and how many units of a ranking."""

    form: str
    output: str | None
    top: int
    template: str | None
    quiet: bool

    def deliver(self, assessment: Assessment, counts: Counts, language: Language) -> None:
        """Write the assessment, and what was noticed in the data to stderr."""
        from importlib.metadata import version

        if not self.quiet:
            show_notes(assessment.notes, language)
        if self.quiet and self.output is None:
            return
        made = edition(assessment, counts, now(os.environ), version("parcalc"))
        if self.form == TABLE:
            self._show(made, language)
        else:
            template = Path(self.template) if self.template else None
            put(render(cast("Format", self.form), made, language, template), self.output)

    def refuse(self, problems: tuple[Problem, ...]) -> None:
        """Give a program that reads JSON a document also when nothing could be judged; a file is left as it is."""
        if self.form == "json" and self.output is None and not self.quiet:
            from parcalc.report.json_report import render_problems

            put(render_problems(problems), None)

    def _show(self, made: Edition, language: Language) -> None:
        from parcalc.report.table import show

        screen_or_text(lambda console: show(made, language, console, self.top), self.output)

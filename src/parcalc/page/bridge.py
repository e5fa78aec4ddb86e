"""What the page's script calls: plain texts and bytes in and out, because that is all that crosses to a browser."""

import json
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from parcalc.errors import Message
from parcalc.language.catalogue import Code
from parcalc.language.language import Language
from parcalc.page.packing import unpack_plan
from parcalc.page.sitting import Judged, Refused, Sitting
from parcalc.report.escaping import harmless
from parcalc.report.formats import Format
from parcalc.report.words import closing_line

Shown: TypeAlias = "str | bool | list[Shown] | dict[str, Shown]"


class Bridge:
    """A sitting for a script: it asks with texts and is answered with JSON texts and bytes."""

    def __init__(self, plan: str, version: str) -> None:
        """Take the plan that ``parcalc page`` put into the page, and parcalc's version."""
        self._sitting = Sitting(unpack_plan(plan), version)

    def plan(self, lang: Code) -> str:
        """Return the plan's title, number and year."""
        plan, language = self._sitting.plan, Language(lang)
        title, number = harmless(language.name(plan.title)), harmless(plan.number)
        return json.dumps({"title": title, "number": number, "year": str(plan.year)})

    def judge(self, asked: str, lang: Code) -> str:
        """Judge the files of ``{"files": […], "period": …, "by": […]}`` and return what the page shows."""
        wish = json.loads(asked)
        self._sitting.judge(wish["files"], wish["period"], wish["by"])
        return self.show(lang)

    def show(self, lang: Code) -> str:
        """Return what was judged last, in a language."""
        last, language = self._sitting.last, Language(lang)
        return json.dumps(_refused(last, language) if isinstance(last, Refused) else self._judged(last, language))

    def save(self, form: Format, lang: Code) -> bytes:
        """Return a report of what was judged last."""
        return self._sitting.save(form, Language(lang))

    def blank(self) -> bytes:
        """Return the blank counts workbook."""
        return self._sitting.blank()

    def _judged(self, judged: Judged, language: Language) -> "dict[str, Shown]":
        assessment = judged.edition.assessment
        return {
            "period": str(assessment.period),
            "by": assessment.breakdowns[0].dimension.id if assessment.breakdowns else "",
            "heading": language.heading(assessment.period, assessment.plan.calendar),
            "closing": closing_line(assessment, language),
            "periods": [{"id": str(one), "name": language.period(one)} for one in judged.periods],
            "dimensions": [{"id": one.id, "name": harmless(language.name(one.names))} for one in judged.dimensions],
            "report": self.save("html", language.code).decode(),
            "problems": [],
        }


def _refused(refused: Refused, language: Language) -> "dict[str, Shown]":
    return {"problems": list(_told(refused.problems, language))}


def _told(messages: Sequence[Message], language: Language) -> "Iterator[Shown]":
    for message in messages:
        yield {"place": harmless(str(message.place or "")), "text": harmless(language.say(message))}

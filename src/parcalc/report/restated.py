"""What is no longer what earlier reports said, in words."""

from collections.abc import Iterator

from parcalc.language.language import Language
from parcalc.model.edition import CountChange, Restatement

_MOST_COUNTS = 12
"""Of a month: more of them are a column exchanged or a unit renamed, and are all in the JSON."""


def restated_lines(restated: Restatement, language: Language) -> Iterator[str]:
    """Give a line for each count, up to twelve, and each verdict that is no longer what an earlier report said."""
    yield from (_count_restated(restated, changed, language) for changed in restated.counts[:_MOST_COUNTS])
    if (more := len(restated.counts) - _MOST_COUNTS) > 0:
        yield language.count("page.more_restated", more, period=restated.period)
    for turned in restated.verdicts:
        yield language.text(
            "page.verdict_restated",
            period=restated.period,
            target=turned.target.names,
            before=language.text(f"words.{turned.before}"),
            after=language.text(f"words.{turned.after}"),
        )


def _count_restated(restated: Restatement, changed: CountChange, language: Language) -> str:
    return language.text(
        "page.member_restated" if changed.members else "page.count_restated",
        period=restated.period,
        member=" · ".join(changed.members.values()),
        count=changed.count.names,
        before=_reported(changed.before, language),
        after=_reported(changed.after, language),
    )


def _reported(value: int | None, language: Language) -> str:
    return language.text("page.not_reported") if value is None else language.number(value)

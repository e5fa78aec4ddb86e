"""The plan itself as a report: a table of its targets, a sentence for each, or JSON."""

import json

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from parcalc.language.language import Language
from parcalc.model.plan import Amount, Bound, Ladder, Plan, Sum, Target, Unit
from parcalc.report.escaping import harmless
from parcalc.report.explain import explain, explained_score
from parcalc.report.figures import exact_number, exact_percent
from parcalc.report.marks import PLAN_FORMAT, PLAN_VERSION
from parcalc.report.words import asked_in_short

_COLUMNS = ("id", "clause", "target", "required", "owner")


def show(plan: Plan, language: Language, console: Console) -> None:
    """Print the plan's targets: id, clause, name, bound and whose task it is."""
    _show_heading(plan, language, console)
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1), pad_edge=False)
    for heading in _COLUMNS:
        table.add_column(language.text(f"table.{heading}"), overflow="fold")
    for target in plan.targets:
        table.add_row(*(Text(harmless(cell)) for cell in _row(target, language)))
    console.print(table)


def explained(plan: Plan, language: Language, console: Console) -> None:
    """Print one plain sentence for each target."""
    _show_heading(plan, language, console)
    for target in plan.targets:
        console.print(Text(harmless(f"{target.id} ({target.clause})" if target.clause else target.id), style="bold"))
        console.print(Text(f"  {harmless(explain(target, plan, language))}"))
    for line in explained_score(plan, language):
        console.print(Text(harmless(line)))


def as_json(plan: Plan) -> bytes:
    """Return the plan for programs: every target with its sums and bound, exact and untranslated."""
    document = {
        "format": PLAN_FORMAT,
        "version": PLAN_VERSION,
        "plan": {"number": plan.number, "year": plan.year, "file": plan.file},
        "counts": [
            {"id": count.id, "vi": count.names.vi, "en": count.names.en, "over_period": count.over_period}
            for count in plan.counts.values()
        ],
        "rules": [str(rule) for rule in plan.rules],
        "targets": [_target(target) for target in plan.targets],
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _show_heading(plan: Plan, language: Language, console: Console) -> None:
    console.print(Text(harmless(language.name(plan.title)), style="bold"))
    console.print(Text(harmless(language.text("table.plan_file", file=plan.file)), style="dim"))


def _row(target: Target, language: Language) -> tuple[str, ...]:
    return (
        target.id,
        target.clause,
        language.name(target.names),
        asked_in_short(target, language),
        language.name(target.owner),
    )


def _target(target: Target) -> dict[str, object]:
    return {
        "id": target.id,
        "clause": target.clause,
        "vi": target.names.vi,
        "en": target.names.en,
        "quote": target.quote,
        "owner": target.owner.vi,
        "binding": target.binding,
        "numerator": str(target.numerator),
        "denominator": _sum(target.denominator),
        "bound": _bound(target.bound),
        **_conditions(target),
    }


def _conditions(target: Target) -> dict[str, object]:
    """Return what else a target says, as far as it says it."""
    said = {
        "per": target.per,
        "near": _ladder(target.near) if target.near else None,
        "every": target.every or None,
        "each": None if target.each == "period" else target.each,
        "from": target.starts.isoformat() if target.starts else None,
        "until": target.ends.isoformat() if target.ends else None,
    }
    return {key: value for key, value in said.items() if value is not None}


def _sum(terms: Sum | None) -> str | None:
    return str(terms) if terms else None


def _bound(bound: Bound) -> dict[str, object]:
    amount = _ladder(bound.amount) if bound.amount else None
    baseline = {"baseline": bound.baseline} if bound.baseline is not None else {}
    return {"kind": str(bound.kind), **baseline, **({"amount": amount} if amount else {})}


def _ladder(ladder: Ladder) -> object:
    if None in ladder.steps:
        return _amount(ladder.steps[None])
    steps = {str(year): _amount(amount) for year, amount in ladder.steps.items()}
    growth = {"each_year": ladder.each_year, "up_to": ladder.up_to}
    return {**steps, **{key: _amount(amount) for key, amount in growth.items() if amount}}


def _amount(amount: Amount) -> str:
    """Return an amount as the targets file writes it."""
    if amount.unit is Unit.CASES:
        return str(amount.value)
    if amount.unit is Unit.NUMBER:
        return exact_number(amount.value)
    return f"{exact_percent(amount.value)}{' pp' if amount.unit is Unit.POINTS else '%'}"

"""Make the samples of ``data/samples``: made-up counts of a commune of about 9,000 people, every rule of the plan kept.

The seed is fixed, so that running it again gives the same files. They say the same: the months of the whole commune
with ids as headings, the same as Excel on a Vietnamese Windows saves it, the counts of three units whose sums are those
of the whole, and the dossiers of one unit, of which those counts are made.
"""

import csv
import random
from collections.abc import Mapping, Sequence
from pathlib import Path

from sample_dossiers import HEADINGS, dossiers

from parcalc.model.period import Month
from parcalc.model.plan import Plan
from parcalc.read.plan.loader import load_plan

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "data/samples"
FIRST, MONTHS = Month(2024, 1), 18
UNITS = ("Bộ phận một cửa", "Tư pháp - hộ tịch", "Địa chính - xây dựng")
LATE_IN_JUNE = 9

Counts = dict[str, int]


def main() -> None:
    """Write the files."""
    plan = load_plan(str(ROOT / "data/targets.yaml"))
    units = {unit: _unit(number) for number, unit in enumerate(UNITS)}
    months = [FIRST + ahead for ahead in range(MONTHS)]
    whole = [_added([units[unit][number] for unit in UNITS]) for number in range(MONTHS)]
    ids = list(plan.counts)
    _write(
        "dinh-hung.csv", ["month", *ids], [[str(m), *_cells(row, ids)] for m, row in zip(months, whole, strict=True)]
    )
    _write_excel(plan, months, whole)
    rows = [
        [str(month), unit, *_cells(units[unit][number], ids)] for number, month in enumerate(months) for unit in UNITS
    ]
    _write("dinh-hung-don-vi.csv", ["month", "unit", *ids], rows)
    first = months.index(Month(2025, 1))
    listed = dossiers(UNITS[0], months[first:], units[UNITS[0]][first:])
    _write("dinh-hung-ho-so.csv", HEADINGS, listed, encoding="utf-8-sig", delimiter=";")


def _unit(number: int) -> list[Counts]:
    """Return a unit's months, each opening with what the month before left pending."""
    chance = random.Random(f"parcalc {number}")  # noqa: S311 - made-up figures, the same every time
    months: list[Counts] = []
    pending = 12
    for ahead in range(MONTHS):
        month = _month(chance, number, ahead, pending)
        pending = month["pending_in_time"] + month["pending_late"]
        months.append(month)
    return months


def _month(chance: random.Random, unit: int, ahead: int, carried: int) -> Counts:
    # More comes in online every month; June 2025 is a bad month for lateness, and the year still holds.
    received = chance.randint(70, 110)
    online = received * (55 + 2 * ahead + chance.randint(0, 4)) // 100
    pending = chance.randint(6, 14)
    resolved = received + carried - pending
    late = LATE_IN_JUNE // 3 if ahead == MONTHS - 1 else int(chance.random() < 0.25)  # noqa: PLR2004 - a quarter of the months
    early = (resolved - late) * chance.randint(50, 65) // 100
    dossiers: Counts = {
        "received_online": online,
        "received_direct": received - online,
        "carried_over": carried,
        "resolved_early": early,
        "resolved_on_time": resolved - late - early,
        "resolved_late": late,
        "pending_in_time": pending,
        "pending_late": 0,
    }
    return {**dossiers, **_online(chance, ahead, received, resolved), **_office(chance, unit, ahead)}


def _online(chance: random.Random, ahead: int, received: int, resolved: int) -> Counts:
    payments = resolved * 4 // 10
    offered = payments * 9 // 10
    paid = offered * min(99, 84 + ahead) // 100
    reused = received * (70 + ahead) // 100
    held = received // 3
    return {
        "payments": payments,
        "payments_online": min(payments, paid + (payments - offered) * ahead // 20),
        "payments_offered": offered,
        "payments_offered_online": paid,
        "results_issued": resolved,
        "results_digitised": resolved if ahead > 3 else resolved - 2,  # noqa: PLR2004 - digitising was new in early 2024
        "dossiers_reusing_data": reused,
        "dossiers_with_held_papers": held,
        "dossiers_not_asked_again": held - int(ahead == MONTHS - 1 and chance.random() < 0.5),  # noqa: PLR2004 - about every other unit
    }


def _office(chance: random.Random, unit: int, ahead: int) -> Counts:
    """Return what one unit does for the whole commune: papers, inspections, legal documents, procedures."""
    if unit:
        return dict.fromkeys(_OFFICE, 0)
    documents, secret = chance.randint(120, 180), chance.randint(0, 3)
    inspections = chance.choice([2, 3, 4, 5])
    legal = int(ahead % 5 == 1)  # two or three a year, none in June 2025
    figures = (
        documents, secret, documents - secret, inspections, (inspections * 2 + 2) // 3, legal, legal, 0, 0,
        246, 110 + 2 * ahead, 96, 70 + ahead,
    )  # fmt: skip
    return dict(zip(_OFFICE, figures, strict=True))


_OFFICE = (
    "documents", "documents_secret", "documents_electronic", "inspections", "inspections_digital", "legal_documents",
    "legal_documents_compliant", "legal_faults", "legal_faults_handled", "procedures", "procedures_full_online",
    "procedures_with_fee", "procedures_with_fee_online",
)  # fmt: skip


def _added(parts: Sequence[Counts]) -> Counts:
    return {count: sum(part[count] for part in parts) for count in parts[0]}


def _cells(counts: Mapping[str, int], ids: Sequence[str]) -> list[str]:
    return [str(counts[count]) for count in ids]


def _write_excel(plan: Plan, months: Sequence[Month], rows: Sequence[Counts]) -> None:
    """Write the whole as Excel does: Vietnamese headings, semicolons, a BOM, thousands in groups."""
    header = ["Tháng", *(count.names.vi for count in plan.counts.values())]
    body = [
        [f"Tháng {month.number}/{month.year}", *(f"{row[count]:,}".replace(",", ".") for count in plan.counts)]
        for month, row in zip(months, rows, strict=True)
    ]
    _write("dinh-hung-excel.csv", header, body, encoding="utf-8-sig", delimiter=";", lineterminator="\r\n")


def _write(
    name: str, header: Sequence[str], rows: Sequence[Sequence[str]], encoding: str = "utf-8", **dialect: str
) -> None:
    with (SAMPLES / name).open("w", encoding=encoding, newline="") as stream:
        writer = csv.writer(
            stream, delimiter=dialect.get("delimiter", ","), lineterminator=dialect.get("lineterminator", "\n")
        )
        writer.writerows([header, *rows])


if __name__ == "__main__":
    main()

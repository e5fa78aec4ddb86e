"""The sample of dossiers counts to the sample of counts, figure by figure."""

from pathlib import Path

from parcalc.model.period import Period
from parcalc.read.counts.reader import read_counts
from parcalc.read.dossiers.reader import Wanted, read_dossiers
from parcalc.read.plan.loader import load_plan


def test_the_dossiers_of_a_unit_give_its_counts(samples: Path) -> None:
    plan = load_plan(str(samples.parent / "targets.yaml"))
    wanted = Wanted(period=Period.parse("2025-H1"))
    counted = read_dossiers([str(samples / "dinh-hung-ho-so.csv")], plan, wanted)
    told = read_counts([str(samples / "dinh-hung-don-vi.csv")], plan)
    made = [count.id for count in plan.counts.values() if count.origin]
    assert len(made) == 17
    assert {(row.month, row.members["unit"]): {id_: row.values[id_] for id_ in made} for row in counted.rows} == {
        (row.month, row.members["unit"]): {id_: row.values[id_] for id_ in made}
        for row in told.rows
        if row.month in Period.parse("2025-H1") and row.members["unit"] == "Bộ phận một cửa"
    }

"""Every engine gives the integers of a count by brute force, on records that hurt."""

from pathlib import Path

import pytest

from parcalc.read.dossiers.reader import read_dossiers
from read.dossiers.hostile import ENDS, as_read, brute_force, hostile_plan, hostile_things, reach, write_csv


@pytest.mark.parametrize("ends", ENDS)
def test_plain_python_counts_as_the_oracle_does(ends: str, tmp_path: Path) -> None:
    plan, things = hostile_plan(ends), hostile_things(600)
    doubled = [*things, *things[:7]]
    got = as_read(iter(read_dossiers([str(write_csv(doubled, tmp_path / "things.csv"))], plan).rows))
    wanted = brute_force(things, plan, reach(things, plan))
    assert len(wanted) == len(plan.counts) * 3 * len(reach(things, plan))
    assert {key: (got.get(key), value) for key, value in wanted.items() if got.get(key) != value} == {}
    assert len(got) == len(wanted)

"""The wheel as its user installs it: the documented names, used twice, whatever was loaded before."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

TWICE = """
import parcalc
assert parcalc.__file__.startswith({home!r}), parcalc.__file__
plan = parcalc.load_plan({plan!r})
for _ in range(2):
    counts = parcalc.read_counts([{data!r}], plan)
    assessment = parcalc.judge(plan, counts, parcalc.Period.parse("2025-06"))
    print(assessment.results[2].outcome.verdict.value)
"""
BEFORE = {
    "nothing": "",
    "the-package-of-that-name": "import parcalc.judge",
    "a-module-of-it": "from parcalc.judge.ranking import ranking",
    "the-function-by-name": "from parcalc import judge, load_plan, read_counts, Period; assert callable(judge)",
    "everything": "from parcalc import *; assert judge.__name__ == 'judge'",
}


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder into which the wheel is installed, and nothing else."""
    folder = tmp_path_factory.mktemp("installed")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--no-deps", "--no-build-isolation", "-w", folder, ROOT], check=True)
    (wheel,) = folder.glob("*.whl")
    subprocess.run([*pip, "install", "--no-deps", "--target", folder / "home", wheel], check=True)
    return folder / "home"


@pytest.mark.parametrize("before", BEFORE.values(), ids=BEFORE)
def test_the_public_names_work_twice(before: str, installed: Path, samples: Path) -> None:
    plan = str(installed / "parcalc/data/targets.yaml")
    program = before + TWICE.format(home=str(installed), plan=plan, data=str(samples / "dinh-hung.csv"))
    environment = {"PYTHONPATH": str(installed), "PATH": os.environ["PATH"]}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=installed, env=environment, capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("missed\nmissed\n", "")

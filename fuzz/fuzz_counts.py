"""Fuzz the reader of counts files, guided by coverage: any bytes must give counts or problems, and nothing else.

pip install atheris && python fuzz/fuzz_counts.py -max_total_time=600 -max_len=2000 CORPUS_FOLDER
What it finds is kept as a case in tests/read/counts.
"""

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["parcalc"]):
    from parcalc.errors import Unusable
    from parcalc.read.counts.careful import read_table
    from parcalc.read.counts.headings import Headings
    from parcalc.read.plan.loader import load_plan
    from parcalc.read.rows.checked import checked

PLAN = load_plan(str(Path(__file__).parents[1] / "data/targets.yaml"))
HEADINGS = Headings.of(PLAN)


def read_anything(content: bytes) -> None:
    """Read a file's bytes; a problem is an answer, any other exception is a find."""
    try:
        rows, _ = read_table(content, "f.csv", PLAN, HEADINGS)
        checked(rows, PLAN)
    except Unusable as unusable:
        if not unusable.problems:
            raise


if __name__ == "__main__":
    atheris.Setup(sys.argv, read_anything)
    atheris.Fuzz()

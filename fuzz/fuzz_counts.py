"""Fuzz the readers of counts files, guided by coverage: any bytes must give counts or problems, and nothing else.

The plain ways, in Python and by the engine, must give what the careful way gives, or leave the file to it.

pip install atheris && python fuzz/fuzz_counts.py -max_total_time=600 -max_len=2000 CORPUS_FOLDER
What it finds is kept as a case in tests/read/counts.
"""

import sys
import tempfile
from pathlib import Path

import atheris

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

with atheris.instrument_imports(include=["parcalc"]):
    from plain_counts import WAYS, assert_same, carefully, plainly


def read_anything(file: Path, content: bytes) -> None:
    """Read a file's bytes every way; problems are an answer, any exception is a find."""
    file.write_bytes(content)
    careful = carefully(str(file))
    for way in WAYS:
        if plain := plainly(way, str(file)):
            assert_same(plain, careful)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        atheris.Setup(sys.argv, lambda content: read_anything(Path(folder) / "f.csv", content))
        atheris.Fuzz()

"""The README's commands are run, and show what it says they show."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BLOCK = re.compile(r"```console\n\$ (.*)\n((?:.*\n)*?)```")
SHOWN = [
    pytest.param(name, *shown, id=f"{name}-{number}")
    for name in ("README.md", "README.vi.md")
    for number, shown in enumerate(BLOCK.findall((ROOT / name).read_text(encoding="utf-8")))
]


@pytest.mark.parametrize(("name", "command", "expected"), SHOWN)
def test_a_command_shows_what_the_readme_says(name: str, command: str, expected: str) -> None:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {"PATH": path, "COLUMNS": "80", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}
    environment |= {name: value for name, value in os.environ.items() if name == "PYTHONPATH"}
    done = subprocess.run(command, shell=True, cwd=ROOT, env=environment, capture_output=True, check=False)
    shown = (done.stdout + done.stderr).decode()
    assert [line.rstrip() for line in shown.splitlines()] == expected.splitlines(), f"{name} is not what runs"


def test_each_readme_shows_a_good_run_and_a_refusal() -> None:
    assert len(SHOWN) == 4


def test_the_python_example_runs() -> None:
    example = re.search(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert example
    program = example[1] + "\nprint([result.outcome.verdict.value for result in assessment.results][2])"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=True)
    assert done.stdout.strip() == b"missed"


def test_every_link_leads_somewhere() -> None:
    for page in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("data/*/*.md")):
        for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / link).exists(), f"{page.name} links to {link}"

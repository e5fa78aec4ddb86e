"""parcalc: which targets of the plan were met this month, by how many cases, and what is missing.

The public names are loaded when they are first used, so that ``parcalc --help`` reads neither pydantic nor yaml.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parcalc.judge.judging import judge
    from parcalc.model.period import Period
    from parcalc.read.counts.reader import read_counts
    from parcalc.read.plan.loader import load_plan

__all__ = ["Period", "judge", "load_plan", "read_counts"]

_HOMES = {
    "Period": "parcalc.model.period",
    "judge": "parcalc.judge.judging",
    "load_plan": "parcalc.read.plan.loader",
    "read_counts": "parcalc.read.counts.reader",
}


def __getattr__(name: str) -> object:
    """Return a public name from the module that holds it."""
    if name not in _HOMES:
        raise AttributeError(f"module 'parcalc' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)

"""parcalc: which targets of the plan were met this month, by how many cases, and what is missing.

The public names are loaded when they are first used, so that ``parcalc --help`` reads neither pydantic nor yaml.
"""

import sys
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parcalc.judge.judging import judge
    from parcalc.model.period import Period
    from parcalc.read.counts.reader import read_counts
    from parcalc.read.plan.loader import load_plan

__version__ = "0.1.0"
__all__ = ["Period", "judge", "load_plan", "read_counts"]

_HOMES = {
    "Period": "parcalc.model.period",
    "judge": "parcalc.judge.judging",
    "load_plan": "parcalc.read.plan.loader",
    "read_counts": "parcalc.read.counts.reader",
}


class _Face(ModuleType):
    """A module whose public names stay what they are, whichever of its packages is loaded."""

    def __setattr__(self, name: str, value: object) -> None:
        # Whatever first loads the package parcalc.judge would put it in the place of the function of that name.
        if not (name in _HOMES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Face


def __getattr__(name: str) -> object:
    """Return a public name from the module that holds it."""
    if name not in _HOMES:
        raise AttributeError(f"module 'parcalc' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)

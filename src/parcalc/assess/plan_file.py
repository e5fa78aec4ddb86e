"""Which targets file a run uses (design 2)."""

import os
from collections.abc import Mapping
from pathlib import Path

from parcalc.errors import Problem, Unusable

_HERE = ("targets.yaml", "data/targets.yaml")  # of the current folder; parent folders are never searched


def plan_file(asked: str | None, environment: Mapping[str, str]) -> str:
    """Return the path of ``--targets``, else ``PARCALC_TARGETS``, else one that lies here, else the shipped plan."""
    given = asked or environment.get("PARCALC_TARGETS")
    if given:
        return given
    # Whatever is called so is meant, even if it is no file: that is told when it is read.
    return next((name for name in _HERE if os.path.lexists(name)), None) or str(_shipped())


def is_shipped(file: str) -> bool:
    """Tell whether a targets file is the plan that parcalc ships with: one commune's, in use because none was named."""
    return file == str(_shipped())


def _shipped() -> Path:
    package = Path(__file__).parents[1]
    # A wheel carries the plan inside the package; an editable install has it at the root of the checkout.
    for folder in (package / "data", package.parents[1] / "data"):
        if (folder / "targets.yaml").is_file():
            return folder / "targets.yaml"
    raise Unusable(Problem("cli.no_plan"))

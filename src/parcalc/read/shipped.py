"""What parcalc carries with it: the plan, its samples and the official forms."""

from pathlib import Path


def shipped(name: str) -> Path | None:
    """Return where a file or folder of the package's data lies, ``None`` if it is not there."""
    package = Path(__file__).parents[1]
    # A wheel carries its data inside the package; an editable install has them at the root of the checkout.
    return next(
        (folder / name for folder in (package / "data", package.parents[1] / "data") if (folder / name).exists()), None
    )

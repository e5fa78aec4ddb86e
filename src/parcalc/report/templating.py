"""The templates of a package, which escape whatever is put into them and make control characters visible."""

from functools import cache
from typing import TYPE_CHECKING

from parcalc.report.escaping import harmless

if TYPE_CHECKING:
    from jinja2 import Environment


@cache
def environment(package: str) -> "Environment":
    """Return the templates in the folder ``templates`` of a package. A name that a template lacks is a bug."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_harmless,
    )


def _harmless(value: object) -> object:
    # Markup is our own: the drawings.
    return harmless(value) if type(value) is str else value

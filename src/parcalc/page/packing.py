"""A plan as a text that stands in a page: the page needs no reader of plans, and nobody waits for one."""

import base64
import pickle
from typing import cast

from parcalc.model.plan import Plan


def pack_plan(plan: Plan) -> str:
    """Return a plan with its forms, all of it read and checked, as letters and figures.

    Only a parcalc of the same version reads it back. Raises ``Unusable`` for a form of the plan's own that is unusable.
    """
    from parcalc.read.counts.forms.definition import known_forms

    whole = plan._replace(forms=known_forms(plan.file))
    return base64.b64encode(pickle.dumps(whole)).decode("ascii")


def unpack_plan(packed: str) -> Plan:
    """Return the plan of a page."""
    return cast("Plan", pickle.loads(base64.b64decode(packed)))  # noqa: S301 - part of the page, as its program is

"""How much work something is, counted in calls, which no busy machine changes."""

import sys
from collections.abc import Callable
from itertools import count
from types import FrameType


def calls_of(work: Callable[[], object]) -> int:
    """Return how many functions a piece of work calls, those of Python's own in C included."""
    number = count()

    def profile(_frame: FrameType, event: str, _of: object) -> None:
        if event in {"call", "c_call"}:
            next(number)

    sys.setprofile(profile)
    try:
        work()
    finally:
        sys.setprofile(None)
    return next(number)

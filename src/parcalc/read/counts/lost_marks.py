"""Letters that were lost when a file was saved: a question mark stands where each was."""

import re

LOST = re.compile("[?\ufffd]")
"""What stands where a letter was."""
_WITHIN = r"\ufffd|[^\W\d_]\? ?[^\W\d_]"


def lost_its_marks(name: str) -> bool:
    """Tell whether a name holds question marks where letters were: X? H?, Bản M?i."""
    return LOST.search(name) is not None and re.search(_WITHIN, name) is not None

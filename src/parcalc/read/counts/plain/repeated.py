"""Names that come again in one order: a month in all its rows, the units in each month, or the other way.

Where lines are those that stood some way above, so are their codes: whole stretches are compared, not names.
"""

from parcalc.read.counts.plain.cells import Codes

_SHORTEST = 16
"""Lines that must come again for it to be worth looking further."""


def take_lines(entries: Codes, lines: bytes) -> None:
    """Add names, each with a line end behind it."""
    at = 0
    while at < len(lines):
        again = _again(lines, at)
        end = _end_of_repeat(lines, at, again) if again else again
        repeated = lines.count(b"\n", again, end)
        if repeated < _SHORTEST:
            break
        height = len(entries.column)
        entries.take(lines[at:again].split(b"\n")[:-1])
        block = entries.column[height:]
        entries.column.extend((block * (repeated // len(block) + 1))[:repeated])
        at = end
    entries.take(lines[at:].split(b"\n")[:-1])


def _again(lines: bytes, at: int) -> int:
    """Return where a line comes again, 0 if it does not."""
    return lines.find(b"\n" + lines[at : lines.index(b"\n", at) + 1], at) + 1


def _end_of_repeat(lines: bytes, at: int, again: int) -> int:
    """Return up to where whole lines are those that stand as far above as a line from the same line again."""
    same, step = 0, again - at
    while step:
        if lines[again + same : again + same + step] == lines[at + same : at + same + step]:
            same += step
            step = min(2 * step, len(lines) - again - same)
        else:
            step //= 2
    return lines.rfind(b"\n", 0, again + same) + 1

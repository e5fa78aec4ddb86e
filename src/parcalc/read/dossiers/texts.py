"""What a cell of a code or a text says. This is the rule that every engine keeps, to the sign.

A cell's signs are composed (Unicode NFC). The blanks around it are no part of it, nor is Excel's ``="…"``, and a run of
blanks within it is one blank; a cell of which nothing is left is blank. ``BLANKS`` are blanks: no-break, thin and
ideographic ones, tabs and the ends of lines. A sign without a width is none: it stays, and makes a text another one,
for a program that wrote it meant two things by two texts. Control signs stand in no cell: they are refused.
"""

import unicodedata

from parcalc.read.counts.numbers import unwrapped

BLANKS = "\t\n\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
"""All blanks but control signs, as a class of a pattern."""


def composed(cell: str) -> str:
    """Return a cell with its signs composed."""
    return unicodedata.normalize("NFC", cell)


def one_line(cell: str) -> str:
    """Return what stands in a cell, of which ``unwrapped`` has taken off what is around it."""
    return " ".join(composed(cell).split())


def said(cell: str) -> str:
    """Return what a cell says, empty for a blank one."""
    return one_line(unwrapped(composed(cell)))

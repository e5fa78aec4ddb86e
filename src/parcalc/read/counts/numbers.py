"""A cell to a whole number, exactly as an office writes it, or a problem. Nothing is guessed and nothing is rounded."""

import re
from dataclasses import dataclass, field

from parcalc.errors import Place, Problem
from parcalc.read.limits import FirstMessages
from parcalc.read.wording import quoted

_SPACES = " \u00a0\u202f\u2009"  # blank, no-break, narrow no-break and thin space: one separator to the eye
_FORMULA_TEXT = re.compile(r'="([^"]*)"')
_PLAIN = re.compile(r"[0-9]+")
_GROUPED = re.compile(rf"[1-9][0-9]{{0,2}}(?:([.,{_SPACES}])[0-9]{{3}})(?:\1[0-9]{{3}})*")
_ZERO_FRACTION = re.compile(r"(.*[0-9])([.,])0{1,2}")


def unwrapped(cell: str) -> str:
    """Return what stands in a cell, without surrounding blanks and Excel's ``="…"``."""
    bare = cell.strip()
    if not bare.startswith("="):
        return bare
    match = _FORMULA_TEXT.fullmatch(bare)
    return match[1].strip() if match else bare


@dataclass(slots=True)
class Numbers:
    """Reads the counts of one file: the separators that it uses must be the same throughout."""

    largest: int
    group: tuple[str, Place] | None = None
    decimal: tuple[str, Place] | None = None
    problems: FirstMessages[Problem] = field(default_factory=FirstMessages[Problem])
    known: dict[str, int | None] = field(default_factory=dict)
    told_mixed: bool = False

    def read(self, cell: str, place: Place, **facts: object) -> int | None:
        """Return the whole number of a cell, ``None`` for a blank cell or one that is a problem.

        A cell that was read without one is ``known``: it says the same wherever it stands.
        """
        if cell in self.known:
            return self.known[cell]
        before = len(self.problems)
        number = self._read(cell, place, facts)
        if len(self.problems) == before:
            self.known[cell] = number
        return number

    def _read(self, cell: str, place: Place, facts: dict[str, object]) -> int | None:
        bare = unwrapped(cell)
        if not bare:
            return None
        digits = self._digits(bare, place)
        if digits is None:
            code = "" if self.problems.is_full else _code(bare)
            self.problems.tell(Problem, code, lambda: Problem(code, place, cell=quoted(cell), **facts))
            return None
        return self._bounded(digits, place, quoted(cell), facts)

    def _digits(self, bare: str, place: Place) -> str | None:
        """Return the digits of a number without its groups and its fraction of zeros, ``None`` if it is none."""
        if bare.isascii() and bare.isdigit():
            return bare
        whole = bare
        if (match := _ZERO_FRACTION.fullmatch(bare)) and not _GROUPED.fullmatch(bare):
            whole = match[1]
            self._use_decimal(match[2], place)
        if _PLAIN.fullmatch(whole):
            return whole
        grouped = _GROUPED.fullmatch(whole)
        if grouped is None:
            return None
        self._use_group(" " if grouped[1] in _SPACES else grouped[1], place)
        return re.sub(r"[^0-9]", "", whole)

    def _use_group(self, separator: str, place: Place) -> None:
        if self.group is None:
            self.group = (separator, place)
            self.known.clear()  # what was read before may be written otherwise
        self._refuse_mixture(separator, self.group, place)
        if self.decimal and self.decimal[0] == separator:
            self._mixed(separator, self.decimal[1], place)

    def _use_decimal(self, mark: str, place: Place) -> None:
        if self.decimal is None:
            self.decimal = (mark, place)
            self.known.clear()
        self._refuse_mixture(mark, self.decimal, place)
        if self.group and self.group[0] == mark:
            self._mixed(mark, self.group[1], place)

    def _refuse_mixture(self, sign: str, used: tuple[str, Place], place: Place) -> None:
        if used[0] != sign:
            self._mixed(sign, used[1], place)

    def _mixed(self, sign: str, first: Place, place: Place) -> None:
        """Say once that a file writes numbers in two ways: nobody can tell which cells are meant otherwise."""
        if not (self.told_mixed and self.problems):
            self.problems.append(Problem("data.two_separators", place, sign=sign, first=first, at=place.cell))
            self.told_mixed = True

    def _bounded(self, digits: str, place: Place, cell: str, facts: dict[str, object]) -> int | None:
        significant = digits.lstrip("0") or "0"
        if len(significant) > len(str(self.largest)) or int(significant) > self.largest:
            self.problems.append(Problem("data.too_many", place, cell=cell, largest=self.largest, **facts))
            return None
        return int(significant)


# Compiled when something is wrong: a clean file needs none of them.
_KINDS = (
    (r"=.*", "data.no_stored_value"),
    (r"#.*", "data.sheet_error"),
    (r".*%", "data.percent"),
    (r"[-−–—+]\s*[0-9].*", "data.signed"),
    (r"\([0-9.,\s]+\)", "data.signed"),
    (r"(?i:[-−–—./xX*?]+|n/?a|không|ko|null|none)", "data.placeholder"),
    (r"[0-9.,]+[eE][+-]?[0-9]+", "data.exponent"),
    (r"[0-9]+[.,][0-9]+", "data.fraction"),
    (r"[0-9][0-9.,\s]*", "data.groups"),
)


def _code(bare: str) -> str:
    """Return which kind of mistake a cell is."""
    return next((code for pattern, code in _KINDS if re.fullmatch(pattern, bare)), "data.not_whole")

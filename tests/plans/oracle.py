"""What docs/targets.md says of a verdict, worked out by brute force: nothing of parcalc is used here.

A plan is what its YAML says, as dicts. A row is ``(month, members, counts)``: the month a number (year times twelve, and
on), a blank cell ``None``, a column that is not there no key. Slow, plain, and on purpose written another way than the product.
"""

import calendar
from datetime import date
from fractions import Fraction
from itertools import product
from typing import Any

Json = dict[str, Any]
Row = tuple[int, dict[str, str], dict[str, int | None]]
Limit = tuple[Fraction, bool]
"""How much, and whether exactly that is not enough."""
Verdict = dict[str, Any]
"""``verdict``, and as far as known ``n``, ``d``, ``margin`` and ``near``."""

ORDER = ["missed", "no_data", "not_due", "met", "no_cases"]
UPWARD = {"at_least", "more_than", "rises_over"}
BOUNDS = ["at_least", "more_than", "at_most", "less_than", "rises_over", "falls_below"]
FUTURES = [0, 1, 2, 3, 10**9]


class Missing(Exception):  # noqa: N818 - what the data is, not what went wrong here
    """Something that is needed is not there."""


def judged(plan: Json, target: Json, rows: list[Row], first: int, last: int) -> Verdict:
    """Return the verdict of a target for the months from the first to the last."""
    return Oracle(plan, target, rows).verdict(first, last)


def amount(text: object) -> Fraction:
    """Return 98% as 98/100, 20 pp as 20/100, 5 as 5."""
    written = str(text).replace(",", ".")
    for sign in ("%", " pp"):
        if written.endswith(sign):
            return Fraction(written.removesuffix(sign)) / 100
    return Fraction(written)


class Oracle:
    def __init__(self, plan: Json, target: Json, rows: list[Row], of_one: list[Row] | None = None) -> None:
        """Take all rows of the data; ``of_one`` are those of one member, where each must reach the bound."""
        self.plan, self.target, self.all_rows = plan, target, rows
        self.every = "every" in target and of_one is None
        self.reported = {row[0] for row in rows}
        self.rows = [row for row in rows if self._taken(row)] if of_one is None else of_one
        self.plus, self.minus = self._terms(target.get("numerator") or target["done"])
        self.whole = self._terms(target["denominator"]) if "denominator" in target else None
        self.counts = {name for part in (self.plus, self.minus, *(self.whole or ())) for name in part}
        self.kind = next((kind for kind in BOUNDS if kind in target), "at_least")
        self.per = target.get("per")

    # -- which rows and months

    def _taken(self, row: Row) -> bool:
        where, leave_out = self.target.get("where", {}), self.target.get("except", {})
        inside = all(row[1].get(name) in members for name, members in where.items())
        outside = bool(leave_out) and all(row[1].get(name) in members for name, members in leave_out.items())
        return inside and not outside

    def _terms(self, text: str) -> tuple[list[str], list[str]]:
        parts = text.replace("-", "+ -").split("+")
        names = [part.replace(" ", "") for part in parts if part.strip()]
        return [n for n in names if n[0] != "-"], [n[1:] for n in names if n[0] == "-"]

    def _ends(self, month: int) -> date:
        year, number = divmod(month, 12)
        ends_on = self.plan["plan"].get("month_ends_on", "last")
        day = calendar.monthrange(year, number + 1)[1] if ends_on == "last" else int(ends_on)
        return date(year, number + 1, day)

    def _in_force(self, month: int) -> bool:
        day = self._ends(month).isoformat()
        return str(self.target.get("from", "0")) <= day <= str(self.target.get("until", "9"))

    def _runs(self, first: int, last: int) -> list[list[int]]:
        each = self.target.get("each", "period")
        if each == "period":
            return [list(range(first, last + 1))]
        length = {"quarter": 3, "year": 12}[each]
        starts = sorted({month // length * length for month in range(first, last + 1)})
        return [list(range(start, start + length)) for start in starts]

    # -- the verdict

    def verdict(self, first: int, last: int) -> Verdict:
        if "done" in self.target:
            pairs = [self._time_of_a_task(last)]
        else:
            runs = [[month for month in run if self._in_force(month)] for run in self._runs(first, last)]
            pairs = [([month for month in run if month <= last], run) for run in runs]
        pairs = [(so_far, run) for so_far, run in pairs if so_far]
        if not pairs:
            return {"verdict": "not_due"}
        parts = self._members(pairs[0][0], last) if self.every else []
        if parts:
            return self._worst(
                [Oracle(self.plan, self.target, self.all_rows, part).verdict(first, last) for part in parts]
            )
        return self._worst([self._of(so_far, run, last) for so_far, run in pairs])

    def _time_of_a_task(self, last: int) -> tuple[list[int], list[int]]:
        until = self.target["until"]
        end = next(month for month in range(1900 * 12, 3000 * 12) if self._ends(month).isoformat() >= until)
        start = min(int(self.plan["plan"]["year"]), end // 12) * 12
        if "from" in self.target:
            start = next(
                month for month in range(1900 * 12, 3000 * 12) if self._ends(month).isoformat() >= self.target["from"]
            )
        run = list(range(min(start, end), end + 1))
        return [month for month in run if month <= last], run

    def _members(self, so_far: list[int], last: int) -> list[list[Row]]:
        if self._scope_is_missing():
            return []
        dimension = self.target["every"]
        years = range(so_far[0] // 12 * 12, last // 12 * 12 + 12)
        names = dict.fromkeys(row[1][dimension] for row in self.rows)
        parts = [[row for row in self.rows if row[1][dimension] == name] for name in names]
        return [part for part in parts if any(row[0] in years for row in part)]

    def _worst(self, verdicts: list[Verdict]) -> Verdict:
        return min(verdicts, key=lambda one: (ORDER.index(one["verdict"]), one.get("margin") or 0))

    def _of(self, so_far: list[int], run: list[int], last: int) -> Verdict:
        try:
            self._must_be_there(so_far, so_far)
        except Missing:
            return {"verdict": "no_data"}
        n, d = self._figure(so_far)
        told: Verdict = {"n": n, "d": d}
        if self._contradicts(n, d):
            return {"verdict": "no_data", **told}
        over = so_far[-1] == run[-1]
        if d == 0:
            opens = not over and (self._waits() or any(e for _, e in self._futures()))
            return {"verdict": "not_due" if opens else "no_cases", **told}
        try:
            bound: Limit | None = self._bound(so_far)
        except Missing:
            return {"verdict": "no_data", **told}
        if not over:
            bound = self._settled(n, d, so_far, run)
        if bound is None:
            return {"verdict": "not_due", **told}
        told |= self._decided(n, d, bound, so_far)
        if "done" in self.target and told["verdict"] == "missed":
            told["late"] = any(self._done_in(month) for month in range(run[-1] + 1, last + 1))
        return told

    def _settled(self, n: int, d: int | None, so_far: list[int], run: list[int]) -> Limit | None:
        """Return the bound of the whole run if nothing that may come can turn the verdict."""
        if "done" in self.target:
            return self._bound(run) if n >= 1 else None
        if self._waits() or self._base_is_to_come(run, so_far[-1]):
            return None
        try:
            bound = self._bound(run)
        except Missing:
            return None
        now = self._reaches(n, d, bound)
        ends = [(n + e, None if d is None else d + f) for e, f in self._futures()]
        turned = any((e is not None and e <= 0) or self._reaches(m, e, bound) != now for m, e in ends)
        return None if turned else bound

    def _decided(self, n: int, d: int | None, bound: Limit, so_far: list[int]) -> Verdict:
        met = self._reaches(n, d, bound)
        near = not met and "near" in self.target and self._is_near(n, d, so_far)
        return {"verdict": "met" if met else "missed", "margin": self._margin(n, d, bound), "near": near}

    def _done_in(self, month: int) -> bool:
        try:
            self._must_be_there([month], [month])
        except Missing:
            return False
        return self._figure([month])[0] > 0

    # -- sums

    def _months(self, count: str, months: list[int]) -> list[int]:
        said = self.plan["counts"][count]
        over = said.get("over_period", "sum") if isinstance(said, dict) else "sum"
        return {"sum": months, "first": months[:1], "last": months[-1:]}[over]

    def _total(self, count: str, months: list[int]) -> int:
        wanted = self._months(count, months)
        return sum(row[2][count] or 0 for row in self.rows if row[0] in wanted)

    def _figure(self, months: list[int]) -> tuple[int, int | None]:
        def total(terms: tuple[list[str], list[str]]) -> int:
            return sum(self._total(c, months) for c in terms[0]) - sum(self._total(c, months) for c in terms[1])

        return total((self.plus, self.minus)), total(self.whole) if self.whole else None

    def _contradicts(self, n: int, d: int | None) -> bool:
        return d is not None and (d < 0 or (self.per is None and n > d))

    def _scope_is_missing(self) -> bool:
        dimensions = {
            *self.target.get("where", {}),
            *self.target.get("except", {}),
            *([self.target["every"]] if "every" in self.target else []),
        }
        for name in dimensions:
            if any(name not in row[1] for row in self.all_rows):
                return True
        return any(
            member not in {row[1].get(name) for row in self.all_rows}
            for name, members in self.target.get("where", {}).items()
            for member in members
        )

    def _must_be_there(self, months: list[int], needed: list[int]) -> None:
        if self._scope_is_missing() or any(month not in self.reported for month in needed):
            raise Missing
        strict = [
            n
            for n, said in self.plan.get("dimensions", {}).items()
            if not (isinstance(said, dict) and said.get("every_month") is False)
        ]
        years = {month // 12 for month in needed}

        def whose(row: Row) -> tuple[tuple[str, str], ...]:
            return tuple((name, row[1][name]) for name in strict if name in row[1])

        members = {whose(row) for row in self.rows if row[0] // 12 in years}
        for month in needed:
            here = {whose(row) for row in self.all_rows if row[0] == month}
            if any(member and member not in here for member in members):
                raise Missing
        for count in self.counts:
            for month in self._months(count, months):
                if any(row[2].get(count) is None for row in self.rows if row[0] == month):
                    raise Missing

    # -- the bound

    def _step(self, ladder: object, months: list[int]) -> Fraction:
        if not isinstance(ladder, dict):
            return amount(ladder)
        steps = {self._of_year(ladder, year) for year in range(months[0] // 12, months[-1] // 12 + 1)}
        if None in steps or len(steps) > 1:
            raise Missing
        return next(step for step in steps if step is not None)

    def _of_year(self, ladder: Json, year: int) -> Fraction | None:
        said: dict[int, object] = {}
        for key, value in ladder.items():
            first, _, last = str(key).partition("-")
            if first.isdigit():
                said |= dict.fromkeys(range(int(first), int(last or first) + 1), value)
        if year in said:
            return amount(said[year])
        earlier = [one for one in said if one < year]
        if "each_year" not in ladder or not earlier:
            return None
        value, growth = amount(said[max(earlier)]), str(ladder["each_year"])
        for _ in range(year - max(earlier)):
            value += value * amount(growth) if growth.endswith("%") else amount(growth)
        tops = [amount(ladder["up_to"])] if "up_to" in ladder else [Fraction(1)] if self.whole and not self.per else []
        return min([value, *tops])

    def _bound(self, months: list[int]) -> Limit:
        said = self.target.get(self.kind, 1)
        if self.kind not in {"rises_over", "falls_below"}:
            return self._step(said, months) / (self.per or 1), self.kind in {"more_than", "less_than"}
        by = said.get("by") if isinstance(said, dict) else None
        moved = self._step(by, months) if by is not None else None
        base = self._base(months)
        needed = sorted({month for count in self.counts for month in self._months(count, base)})
        if not base:
            raise Missing
        self._must_be_there(base, needed)
        n, d = self._figure(base)
        if d == 0 or self._contradicts(n, d):
            raise Missing
        value = Fraction(n, 1 if d is None else d)
        if moved is None:
            return value, True
        texts = by.values() if isinstance(by, dict) else [by]
        share = all(str(text).endswith("%") for text in texts)
        points = all(str(text).endswith("pp") for text in texts)
        change = value * moved if share else moved / (1 if points else self.per or 1)
        return value + change if self.kind == "rises_over" else value - change, False

    def _base(self, months: list[int]) -> list[int]:
        said = self.target[self.kind]
        baseline = str(said["baseline"] if isinstance(said, dict) else said)
        if baseline == "previous_period":
            return [month - len(months) for month in months]
        if baseline == "previous_year":
            return [month - 12 for month in months]
        if self.whole is None and any(
            self._months(count, [1, 2, 3]) == [1, 2, 3] for count in (*self.plus, *self.minus)
        ):
            years = {month // 12 for month in months}
            return [] if len(years) > 1 else [int(baseline) * 12 + month % 12 for month in months]
        return list(range(int(baseline) * 12, int(baseline) * 12 + 12))

    def _base_is_to_come(self, run: list[int], now: int) -> bool:
        if self.kind not in {"rises_over", "falls_below"}:
            return False
        base = self._base(run)
        return bool(base) and base[-1] > now

    def _reaches(self, n: int, d: int | None, bound: Limit) -> bool:
        limit, strict = bound
        value = Fraction(n, 1 if d is None else d)
        if self.kind in UPWARD:
            return value > limit if strict else value >= limit
        return value < limit if strict else value <= limit

    def _is_near(self, n: int, d: int | None, months: list[int]) -> bool:
        try:
            return self._reaches(n, d, (self._step(self.target["near"], months) / (self.per or 1), False))
        except Missing:
            return False

    def _margin(self, n: int, d: int | None, bound: Limit) -> int:
        """Count, one by one, the cases that can go wrong before the bound is missed, or that must go right to reach it."""
        worse = -1 if self.kind in UPWARD else 1
        if self._reaches(n, d, bound):
            return next(more for more in range(10**6) if not self._reaches(n + worse * (more + 1), d, bound))
        return -next(more for more in range(1, 10**6) if self._reaches(n - worse * more, d, bound))

    # -- what is to come

    def _waits(self) -> bool:
        return any(self._months(count, [1, 2, 3]) == [3] for count in self.counts)

    def _futures(self) -> list[tuple[int, int]]:
        """Return what months to come may add to both sums: any numbers of each flow that a row may hold."""
        flows = sorted(count for count in self.counts if self._months(count, [1, 2, 3]) == [1, 2, 3])
        whole = self.whole or ([], [])
        found = []
        for numbers in product(FUTURES, repeat=len(flows)):
            more = dict(zip(flows, numbers, strict=True))
            n = sum(more.get(c, 0) for c in self.plus) - sum(more.get(c, 0) for c in self.minus)
            d = sum(more.get(c, 0) for c in whole[0]) - sum(more.get(c, 0) for c in whole[1])
            if self.whole is None or self.per is not None or n <= d:
                found.append((n, d))
        return found

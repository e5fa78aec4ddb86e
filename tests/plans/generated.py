"""Plans over the whole grammar of docs/targets.md, and data for them: small numbers, so that bounds are hit exactly."""

from random import Random
from typing import Any

Json = dict[str, Any]
Row = tuple[int, dict[str, str], dict[str, int | None]]

FLOWS, STOCKS = ["a", "b", "c"], ["s", "o"]
MEMBERS = {"unit": ["Xã A", "Xã B"], "field": ["Đất đai", "Hộ tịch"]}
LEVELS = ["0%", "25%", "50%", "66.6%", "75%", "98%", "100%"]
JANUARY_2024 = 2024 * 12


def plan(random: Random) -> Json:
    """Return a plan with one target."""
    counts: Json = {name: f"Số {name}" for name in FLOWS}
    counts |= {"s": {"vi": "Tồn", "over_period": "last"}, "o": {"vi": "Đầu kỳ", "over_period": "first"}}
    return {
        "plan": {
            "title": "Kế hoạch",
            "issuer": "Xã",
            "year": 2025,
            "month_ends_on": random.choice(["last", "last", "14"]),
        },
        "counts": counts,
        "dimensions": {"unit": "Đơn vị", "field": {"vi": "Lĩnh vực", "every_month": False}},
        "targets": [_target(random)],
    }


def rows(random: Random) -> list[Row]:
    """Return rows of some months from 2023 to 2025, now and then with a gap, a blank or a column missing."""
    first, last = JANUARY_2024 + random.choice([-12, -3, 0, 0]), JANUARY_2024 + random.choice([12, 14, 17, 20, 23])
    dimensions = random.choice([["unit", "field"], ["unit"], ["field"], ["unit", "field"], []])
    whole = random.random() < 0.7
    good = random.choice([1.0, 0.9, 0.5])
    found: list[Row] = []
    for month in range(first, last + 1):
        if not whole and random.random() < 0.05:
            continue
        for members in _combinations(dimensions):
            if members.get("field") == "Hộ tịch" and random.random() < 0.3:
                continue
            if not whole and members.get("unit") and random.random() < 0.02:
                continue
            found.append((month, members, _cells(random, good, whole=whole)))
    absent = random.choice([*FLOWS, *STOCKS]) if not whole and random.random() < 0.1 else ""
    return [(month, members, {k: v for k, v in cells.items() if k != absent}) for month, members, cells in found]


def period(random: Random) -> tuple[int, int]:
    """Return a month, a quarter, half a year, a year or a run over years."""
    last = JANUARY_2024 + random.randint(8, 23)
    length = random.choice([1, 1, 1, 3, 6, 9, 12, random.randint(1, 16)])
    return last - length + 1, last


def _combinations(dimensions: list[str]) -> list[dict[str, str]]:
    found: list[dict[str, str]] = [{}]
    for name in dimensions:
        found = [{**members, name: member} for members in found for member in MEMBERS[name]]
    return found


def _cells(random: Random, good: float, *, whole: bool) -> dict[str, int | None]:
    b = random.choice([0, 0, 1, 2, 4, 10])
    a = sum(random.random() < good for _ in range(b))
    cells: dict[str, int | None] = {
        "a": a,
        "b": b,
        "c": random.choice([0, 0, 1, 3]),
        "s": random.randint(0, 4),
        "o": random.randint(0, 4),
    }
    if not whole and random.random() < 0.02:
        cells[random.choice(list(cells))] = None
    return cells


def _target(random: Random) -> Json:
    target: Json = {"id": "x", "vi": "Chỉ tiêu"}
    if random.random() < 0.1:
        return {
            **target,
            "done": random.choice(["a", "c", "s"]),
            "until": _day(random),
            **_when(random, task=True),
            **_whose(random),
        }
    target |= _figure(random)
    target |= _bound(random, target)
    return {**target, **_when(random, task=False), **_whose(random)}


def _figure(random: Random) -> Json:
    match random.choice(["share", "share", "share", "count", "count", "per"]):
        case "share":
            return random.choice([
                {"numerator": "a", "denominator": "b"}, {"numerator": "a", "denominator": "b"}, {"numerator": "a", "denominator": "a + c"},
                {"numerator": "a - c", "denominator": "b"}, {"numerator": "s", "denominator": "s + o"}, {"numerator": "a", "denominator": "b - c"},
                {"numerator": "a", "denominator": "b + o"}, {"numerator": "o", "denominator": "o + b"}, {"numerator": "o", "denominator": "o"},
            ])  # fmt: skip
        case "count":
            return {
                "numerator": random.choice(["a", "c", "a + c", "a - c", "- c", "s", "o", "a + o", "b - o", "a + s"])
            }
        case _:
            return {
                "numerator": random.choice(["b", "a", "b - a", "s"]),
                "denominator": random.choice(["a", "c", "a + c", "b - c", "o"]),
                "per": random.choice([1, 100, 1000]),
            }


def _bound(random: Random, target: Json) -> Json:
    if random.random() < 0.3:
        return {random.choice(["rises_over", "falls_below"]): _baseline(random, target)}
    kind = random.choice(["at_least", "more_than", "at_most", "less_than"])
    ladder = _ladder(random, target, kind)
    return {kind: ladder, **_near(random, target, kind, ladder)}


def _levels(target: Json, kind: str) -> list[str]:
    if "per" in target:
        return ["0.5", "1", "2", "2.5", "3,75"]
    if "denominator" not in target:
        return ["1", "2", "3", "7"] if kind == "less_than" else ["0", "1", "2", "3", "7"]
    never = {"more_than": "100%", "less_than": "0%"}.get(kind)
    return [level for level in LEVELS if level != never]


def _ladder(random: Random, target: Json, kind: str) -> object:
    levels = _levels(target, kind)
    one, two = random.choice(levels), random.choice(levels)
    if random.random() < 0.7:
        return one
    grows = {"2024": levels[1], "each_year": "20%" if "denominator" in target else "2"}
    if "per" in target:
        grows["each_year"] = "0.5"
    ladders = [{"2024": one, "2025": two}, {"2024-2026": one}, {"2023": one, "2024-2025": two}, {"2025": one}]
    # A share that grows up to 100% is never more than that.
    return random.choice(ladders if kind == "more_than" else [*ladders, grows])


def _near(random: Random, target: Json, kind: str, ladder: object) -> Json:
    levels = [level for level in _levels(target, kind) if level != str(ladder)]
    if isinstance(ladder, dict) or random.random() < 0.5:
        return {}
    value = _number(ladder)
    beyond = [level for level in levels if (_number(level) < value) == (kind in {"at_least", "more_than"})]
    return {"near": random.choice(beyond)} if beyond else {}


def _number(text: object) -> float:
    return float(str(text).replace(",", ".").rstrip("%"))


def _baseline(random: Random, target: Json) -> object:
    baseline = random.choice(["previous_period", "previous_year", "2024", "2023"])
    share = "denominator" in target and "per" not in target
    amounts = ["20%", "50%", *(["10 pp"] if share else ["0.5"] if "per" in target else ["1", "3"])]
    by = random.choice([None, None, random.choice(amounts), {"2024": "10%", "2025": "20%"}])
    return {"baseline": baseline, "by": by} if by else baseline


def _when(random: Random, *, task: bool) -> Json:
    said: Json = {}
    if random.random() < 0.2:
        said["from"] = f"{random.choice([2024, 2025])}-{random.randint(1, 6):02}-{random.choice(['01', '15', '28'])}"
    if task:
        return {key: value for key, value in said.items() if value.startswith("2024")}
    if random.random() < 0.25:
        said["until"] = _day(random)
    if random.random() < 0.4:
        said["each"] = random.choice(["year", "year", "quarter"])
    return said


def _day(random: Random) -> str:
    return f"2025-{random.randint(7, 12):02}-{random.choice(['01', '14', '28', '30'])}"


def _whose(random: Random) -> Json:
    said: Json = {}
    if random.random() < 0.2:
        said["every"] = random.choice(["unit", "field"])
    if random.random() < 0.15:
        said["where"] = {"field": [random.choice([*MEMBERS["field"], "Xây dựng"])]}
    if random.random() < 0.15:
        said["except"] = {"unit": [random.choice([*MEMBERS["unit"], "Quân sự"])]}
    return said

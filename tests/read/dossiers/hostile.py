"""Records that hurt, a plan that counts them in every way, and a count of them by brute force.

The oracle walks every month of every record and asks the plan's own words of the days; it knows nothing of runs of
months, of engines or of SQL. It counts what is meant; what is written is dressed: blanks of many kinds, signs in parts.
"""

import csv
import operator
import random
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from parcalc.model.naming import folded
from parcalc.model.period import Month, Period
from parcalc.model.plan import Plan
from parcalc.model.records import MONTH_END, Comparison, Flow, Origin
from parcalc.model.row import Row
from parcalc.read.plan.loader import parse_plan

ENDS = ("last", "14", "20", "28")
_PLAN = """\
plan: {title: T, issuer: X, year: 2024, month_ends_on: ENDS}
records:
  things:
    code: {is: key, vi: Mã}
    unit: {is: text, vi: Đơn vị}
    channel: {is: text, vi: Kênh}
    got: {is: date, vi: Nhận}
    due: {is: date, vi: Hẹn}
    done: {is: date, vi: Trả}
    begun: {is: time, vi: Bắt đầu}
    ended: {is: time, vi: Kết thúc}
    fee: {is: whole, vi: Phí}
    paid: {is: whole, vi: Đã nộp}
dimensions: {unit: {vi: Đơn vị, en: Unit}}
counts:
"""
_WAYS = {
    "received": "month_of: got",
    "received_online": "month_of: got, where: {channel: trực tuyến}",
    "received_otherwise": 'month_of: got, except: {channel: [Trực Tuyến, "a\\\\nb"]}',
    "received_oddly": 'month_of: got, where: {channel: ["x\'; drop table things; --", "a\\\\nb"]}',
    "received_somewhere": "month_of: got, where: {channel: trực tuyến}, except: {unit: đơn vị á}",
    "due": "month_of: due",
    "early": "month_of: done, if: done < due",
    "on_time": "month_of: done, if: done = due",
    "late": "month_of: done, if: due < done",
    "in_time": "month_of: done, if: done <= due",
    "not_early": "month_of: done, if: done >= due",
    "free": "month_of: got, if: fee = 0",
    "with_fee": "month_of: got, if: fee > 0",
    "paid_up": "month_of: got, if: [fee > 0, paid >= fee]",
    "since": "month_of: got, if: got >= 2024-02-29",
    "begun": "month_of: begun",
    "ended_in_time": "month_of: ended, if: ended <= begun",
    "ended_by_day": "month_of: ended, if: ended <= due",
    "ended_that_day": "month_of: ended, if: ended = due",
    "ended_until": "month_of: ended, if: ended <= 2024-03-14",
    "due_after_month": "month_of: got, if: due > month_end",
    "due_on_last_day": "month_of: got, if: due = month_end",
    "due_by_month_end": "month_of: got, if: month_end >= due",
    "open_before": "open_at_start: [got, done]",
    "open": "open_at_end: [got, done]",
    "open_in_time": "open_at_end: [got, done], if: due >= month_end",
    "open_late": "open_at_end: [got, done], if: due < month_end",
    "open_not_yet_due": "open_at_end: [got, done], if: due > month_end",
    "open_due_now": "open_at_end: [got, done], if: due = month_end",
    "open_due": "open_at_end: [got, done], if: due <= month_end",
    "open_before_in_time": "open_at_start: [got, done], if: due >= month_end",
    "open_online": "open_at_end: [got, done], where: {channel: trực tuyến}, if: [fee > 0, due < month_end]",
    "running": "open_at_end: [begun, ended]",
    "running_late": "open_at_end: [begun, ended], if: ended > month_end",
    "running_before": "open_at_start: [begun, ended], if: begun < got",
}
"""Counts by how they are made: every way of the grammar, every sign on either side."""

CHANNELS = ("trực tuyến", "TRỰC  TUYẾN", unicodedata.normalize("NFD", "Trực tuyến"), "a\\nb", "a\nb",
            "x'; drop table things; --", 'nói "thế"', "", "trực tiếp", "100%", "$p0", ":p0", "?",
            "trực\u200btuyến", "trực tuyến\u200b", "trựctuyến")  # fmt: skip
UNITS = ("Đơn vị Á", "ĐƠN VỊ Á", unicodedata.normalize("NFD", "Đơn vị Á"), "B", "")
HEADINGS = {"code": "Mã", "unit": "Đơn vị", "channel": "Kênh", "got": "Nhận", "due": "Hẹn", "done": "Trả",
            "begun": "Bắt đầu", "ended": "Kết thúc", "fee": "Phí", "paid": "Đã nộp"}  # fmt: skip
_SIGNS: Mapping[str, Callable[[Any, Any], object]] = {
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
    ">=": operator.ge,
    ">": operator.gt,
}

Thing = dict[str, object]


def hostile_plan(ends: str = "last") -> Plan:
    """Return the plan, of which a count may be nothing but what its way says."""
    return parse_plan(hostile_plan_text(ends), "hostile.yaml")


def hostile_plan_text(ends: str) -> str:
    """Return the plan as its file has it."""
    counts = "".join(f"  {id_}: {{vi: {id_}, en: {id_}, from: things, {way}}}\n" for id_, way in _WAYS.items())
    target = "targets: [{id: t, vi: t, en: t, numerator: late, at_most: 0}]\n"
    return _PLAN.replace("ENDS", ends) + counts + target


def hostile_things(number: int, seed: int = 0) -> list[Thing]:
    """Return records around the ends of months and a leap day, with blanks in every column but the code."""
    chance = random.Random(f"hostile {seed}")
    return [_thing(_code(at), chance) for at in range(number)]


def _code(at: int) -> str:
    """Return a code of its own: one in ten is that of the record before, but for a sign that nobody sees."""
    return f"{_code(at - 1)}\u200b" if at % 10 == 9 else f"Mã {at:04} Đ-ế" if at % 2 else f"M-{at:04}"


def dressed(things: list[Thing], seed: int = 0) -> list[Thing]:
    """Return records that mean the same, with their codes and texts as people, programs and Excel write them."""
    chance = random.Random(f"dressed {seed}")
    return [
        thing | {name: _dress(str(thing[name]), chance) for name in ("code", "unit", "channel")} for thing in things
    ]


def _dress(text: str, chance: random.Random) -> str:
    plain = chance.choice([text, text, unicodedata.normalize("NFD", text), unicodedata.normalize("NFC", text)])
    spread = plain.replace(
        " ", chance.choice([" ", "  ", "\u00a0", "\t", "\u2003\u202f", "\u3000", " \u2028", "\u1680\u205f"])
    )
    around = chance.choice(
        ["{}", "{}", " {}", "{}\u00a0", "\t{}\u3000", "\u2009{} ", "{}\n", '="{}"', '\u00a0="\u2007{} "\t']
    )
    return spread if '"' in spread and "=" in around else around.format(spread)


def _thing(code: str, chance: random.Random) -> Thing:
    got, due, begun = _day(chance), _day(chance), _moment(chance)
    # Ties on the due day, and things done before they came, are as common as all else.
    done = chance.choice([None, due, got, _day(chance), _day(chance)])
    ended = chance.choice([None, begun, _moment(chance), _at(due, chance)])
    fees = (None, 0, 0, 1, 50_000, 10**12)
    return {
        "code": code, "unit": chance.choice(UNITS), "channel": chance.choice(CHANNELS), "got": got, "due": due,
        "done": done, "begun": begun, "ended": ended, "fee": chance.choice(fees), "paid": chance.choice(fees),
    }  # fmt: skip


def _day(chance: random.Random) -> date | None:
    if chance.random() < 0.15:
        return None
    month = chance.choice([(2023, 12), (2024, 1), (2024, 2), (2024, 3), (2024, 5)])  # none in April
    day = chance.choice([1, 2, 13, 14, 15, 19, 20, 21, 27, 28, 29, 30, 31])
    return date(*month, min(day, 29 if month[1] == 2 else 31))


def _moment(chance: random.Random) -> datetime | None:
    return _at(_day(chance), chance)


def _at(day: date | None, chance: random.Random) -> datetime | None:
    """Return an hour at which another time zone has another day, more often than not."""
    clock = chance.choice([(0, 0, 0), (0, 1, 0), (23, 59, 0), (23, 59, 59), (12, 0, 0)])
    return None if day is None else datetime(day.year, day.month, day.day, *clock)  # noqa: DTZ001


def write_csv(things: list[Thing], path: Path) -> Path:
    """Write records as a one-stop program does: days first, blanks as nothing, and a private column between."""
    chance = random.Random("written")
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["STT", *HEADINGS.values(), "Họ tên"])
        for number, thing in enumerate(things, 1):
            writer.writerow([number, *(_written(thing[name], chance) for name in HEADINGS), f"Bí mật {number}"])
    return path


def write_parquet(things: list[Thing], path: Path, types: Mapping[str, str]) -> Path:
    """Write records as Parquet, with the columns' types; what is not named there is a text, or null if it is blank."""
    import duckdb

    connection = duckdb.connect()
    columns = ", ".join(f'"{heading}" {types.get(name, "varchar")}' for name, heading in HEADINGS.items())
    connection.execute(f"create table things ({columns}, secret varchar)")
    rows = [
        [*(thing[name] or None if thing[name] == "" else thing[name] for name in HEADINGS), "x"] for thing in things
    ]
    connection.executemany(f"insert into things values ({', '.join('?' * (len(HEADINGS) + 1))})", rows)
    connection.execute(f"copy things to '{path}' (format parquet)")
    return path


def _written(value: object, chance: random.Random) -> str:
    around = chance.choice(["{}", "{}", "\u00a0{}", "{}\t", '="{}"', '\u3000=" {}\u2009"'])
    match value:
        case None:
            return around.format("")
        case datetime():
            in_words = unicodedata.normalize("NFD", f"{value:%H giờ %M phút ngày %d/%m/%Y}")
            return around.format(f"{value:%d/%m/%Y %H:%M:%S}" if value.second or chance.random() < 0.5 else in_words)
        case date():
            return around.format(f"{value:%d/%m/%Y}")
        case int():
            return around.format(f"{value:,}".replace(",", chance.choice(["", "\u00a0", "\u202f", " "])))
        case _:
            return str(value)


Oracle = dict[tuple[str, str, str], int | None]


def brute_force(things: list[Thing], plan: Plan, period: Period) -> Oracle:
    """Return each count of each month and unit, counted one record at a time."""
    counted: Oracle = {}
    units = {folded(str(thing["unit"])) for thing in things}
    for month in period:
        first, last = plan.calendar.days(Period(month, month))
        for count in plan.counts.values():
            assert count.origin
            for unit in units:
                inside = [thing for thing in things if folded(str(thing["unit"])) == unit]
                counted[str(month), unit, count.id] = sum(_counts(count.origin, thing, first, last) for thing in inside)
    return counted


def _counts(origin: Origin, thing: Thing, first: date, last: date) -> bool:
    return (
        _is_in_month(origin, thing, first, last)
        and all(_holds(condition, thing, last) for condition in origin.conditions)
        and _all_are(thing, origin.scope.where)
        and not (origin.scope.leave_out and _all_are(thing, origin.scope.leave_out))
    )


def _is_in_month(origin: Origin, thing: Thing, first: date, last: date) -> bool:
    counted = origin.counted
    if isinstance(counted, Flow):
        day = _as_day(thing[counted.month_of])
        return day is not None and first <= day <= last
    opened, closed = _as_day(thing[counted.opened]), _as_day(thing[counted.closed])
    if opened is None:
        return False
    # At the end of a month what was closed on its last day is closed; at its start so is what was closed before it.
    at = first - timedelta(days=1) if counted.at == "start" else last
    return opened <= at and (closed is None or closed > at)


def _holds(condition: Comparison, thing: Thing, last: date) -> bool:
    left, right = thing[condition.left], condition.right
    other = last if right == MONTH_END else thing[right] if isinstance(right, str) else right
    if left is None or other is None:
        return False
    if isinstance(left, datetime) != isinstance(other, datetime) and isinstance(left, date):
        left, other = _as_day(left), _as_day(other)
    return bool(_SIGNS[condition.sign](left, other))


def _as_day(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    assert value is None or isinstance(value, date)
    return value


def _all_are(thing: Thing, texts: Mapping[str, tuple[str, ...]]) -> bool:
    return all(folded(str(thing[name])) in {folded(text) for text in wanted} for name, wanted in texts.items())


def reach(things: list[Thing], plan: Plan) -> Period:
    """Return the months from the first to the last day on which something was opened or closed."""
    days = [day for thing in things for name in ("got", "done", "begun", "ended") if (day := _as_day(thing[name]))]
    return Period(*(_month(plan, day) for day in (min(days), max(days))))


def _month(plan: Plan, day: date) -> Month:
    around = Period.parse("2023-10..2024-08")
    return next(month for month in around if day <= plan.calendar.last_day(month))


def as_read(rows: Iterator[Row]) -> Oracle:
    """Return rows that were read in the oracle's form."""
    return {
        (str(row.month), "" if (unit := folded(row.members["unit"])) == "(không ghi)" else unit, count): value
        for row in rows
        for count, value in row.values.items()
    }

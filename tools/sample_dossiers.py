"""A made-up list of dossiers, as a one-stop program exports it, that counts to given figures."""

import random
from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from parcalc.model.period import Month

HEADINGS = (
    "STT", "Số hồ sơ", "Thủ tục", "Lĩnh vực", "Đơn vị", "Người nộp", "Điện thoại", "Hình thức nộp", "Ngày tiếp nhận",
    "Ngày hẹn trả", "Ngày trả kết quả", "Phí, lệ phí", "Hình thức thanh toán", "TTHC có thanh toán trực tuyến",
    "Số hóa kết quả", "Sử dụng lại dữ liệu số hóa", "Giấy tờ cơ quan đã có", "Phải nộp lại giấy tờ",
)  # fmt: skip

_PROCEDURES = (
    ("Chứng thực bản sao từ bản chính", "Chứng thực"), ("Đăng ký khai sinh", "Hộ tịch"),
    ("Đăng ký kết hôn", "Hộ tịch"), ("Xác nhận tình trạng hôn nhân", "Hộ tịch"),
    ("Trợ giúp xã hội hằng tháng", "Bảo trợ xã hội"),
)  # fmt: skip
_LAST_DAY_RECEIVED = 20
_SATURDAY = 5


@dataclass(slots=True)
class _Dossier:
    number: int
    received: date
    online: bool
    due: date | None = None
    returned: date | None = None
    fee: int = 0
    payment: str = ""
    offered: bool = False
    digitised: bool = False
    reusing: bool = False
    held: bool = False
    asked_again: bool = False


def dossiers(unit: str, months: Sequence[Month], figures: Sequence[Mapping[str, int]]) -> list[list[str]]:
    """Return the rows of a unit's dossiers, whose counts in these months are the figures."""
    chance = random.Random(f"parcalc {unit}")  # noqa: S311 - made-up dossiers, the same every time
    found = [
        _received(at + 1, _workday(months[0] + -1, chance, first=16), at) for at in range(figures[0]["carried_over"])
    ]
    pending = list(found)
    for month, figure in zip(months, figures, strict=True):
        new = _new(month, figure, len(found), chance)
        found += new
        pending = _resolve([*pending, *new], month, figure, chance)
    for dossier in pending:
        dossier.due = _last(months[-1]) + timedelta(days=chance.randint(0, 9))
    return [_row(dossier, unit, chance) for dossier in found]


def _received(number: int, day: date, rank: int) -> _Dossier:
    return _Dossier(number, day, online=rank % 2 == 0)


def _new(month: Month, figure: Mapping[str, int], before: int, chance: random.Random) -> list[_Dossier]:
    received = figure["received_online"] + figure["received_direct"]
    days = sorted(_workday(month, chance, last=_LAST_DAY_RECEIVED) for _ in range(received))
    new = [_Dossier(before + at + 1, day, online=False) for at, day in enumerate(days)]
    shuffled = chance.sample(new, len(new))
    for rank, dossier in enumerate(shuffled):
        dossier.online = rank < figure["received_online"]
        dossier.reusing = rank < figure["dossiers_reusing_data"]
        dossier.held = rank < figure["dossiers_with_held_papers"]
        dossier.asked_again = dossier.held and rank >= figure["dossiers_not_asked_again"]
    for rank, dossier in enumerate(shuffled[: figure["payments"]]):
        _pay(dossier, rank, figure)
    return new


def _pay(dossier: _Dossier, rank: int, figure: Mapping[str, int]) -> None:
    dossier.fee = 8000
    dossier.offered = rank < figure["payments_offered"]
    # Online are so many of the procedures that offer it, and the rest of the online payments of the others.
    others = figure["payments_online"] - figure["payments_offered_online"]
    of_others = rank - figure["payments_offered"]
    online = rank < figure["payments_offered_online"] or 0 <= of_others < others
    dossier.payment = "Trực tuyến" if online else "Tiền mặt"


def _resolve(
    waiting: Sequence[_Dossier], month: Month, figure: Mapping[str, int], chance: random.Random
) -> list[_Dossier]:
    """Return a month's results, the oldest first, and return what is left pending, which is not late."""
    ways = [way for way in ("early", "on_time", "late") for _ in range(figure[f"resolved_{way}"])]
    resolved = waiting[: len(ways)]
    for rank, (dossier, way) in enumerate(zip(resolved, chance.sample(ways, len(ways)), strict=True)):
        _return(dossier, way, month, chance)
        dossier.digitised = rank < figure["results_digitised"]
    return list(waiting[len(ways) :])


def _return(dossier: _Dossier, way: str, month: Month, chance: random.Random) -> None:
    # What was pending at the end of the month before was not late then.
    earliest = max(dossier.received, _last(month + -1))
    dossier.returned = _workday(month, chance, first=(earliest.day if earliest.month == month.number else 0) + 3)
    ahead = {"early": chance.randint(1, 5), "on_time": 0, "late": -chance.randint(1, 2)}[way]
    dossier.due = max(dossier.returned + timedelta(days=ahead), earliest)


def _workday(month: Month, chance: random.Random, first: int = 1, last: int = 31) -> date:
    days = range(first, min(last, _last(month).day) + 1)
    return chance.choice([day for at in days if (day := date(month.year, month.number, at)).weekday() < _SATURDAY])


def _last(month: Month) -> date:
    return date(month.year, month.number, monthrange(month.year, month.number)[1])


def _row(dossier: _Dossier, unit: str, chance: random.Random) -> list[str]:
    procedure, field = chance.choice(_PROCEDURES)
    return [
        str(dossier.number), f"H56.{dossier.received:%y%m%d}-{dossier.number:04}", procedure, field, unit,
        f"Công dân {dossier.number}", f"0900 000 {dossier.number:03}", "Trực tuyến" if dossier.online else "Trực tiếp",
        *_days(dossier.received, dossier.due, dossier.returned), str(dossier.fee), dossier.payment,
        *map(_said, (dossier.offered, dossier.digitised, dossier.reusing, dossier.held, dossier.asked_again)),
    ]  # fmt: skip


def _days(*days: date | None) -> Iterator[str]:
    return (f"{day:%d/%m/%Y}" if day else "" for day in days)


def _said(is_so: bool) -> str:  # noqa: FBT001 - what is said is just this
    return "Có" if is_so else "Không"

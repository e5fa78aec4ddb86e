"""What an official report says around its figures (Nghị định 30/2020/NĐ-CP, phụ lục I and III).

Whose paper it is stays in Vietnamese whatever language parcalc speaks: it is a Vietnamese office's.
"""

import re
from typing import NamedTuple

from parcalc.language.language import Language
from parcalc.model.assessment import Assessment
from parcalc.model.plan import Plan

_VIETNAMESE = Language("vi")
_COMMITTEE = re.compile(r"(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân) +", re.IGNORECASE)
_LEVEL = re.compile(r"(?:xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tỉnh) +", re.IGNORECASE)
_KINDS = {"KH": "Kế hoạch", "QĐ": "Quyết định", "CTr": "Chương trình", "NQ": "Nghị quyết"}
_UNKNOWN_KIND = "Văn bản"


class Letter(NamedTuple):
    """The letterhead, what the report goes by, what it is about, and who signs."""

    office: tuple[str, ...]
    symbol: str
    place: str
    opening: str
    subject: str
    signed_for: str
    signed_by: str


def letter(assessment: Assessment, language: Language) -> Letter:
    """Return the official words around an assessment; what is not known is left to fill in."""
    issuer = _VIETNAMESE.name(assessment.plan.issuer)
    committee = _COMMITTEE.match(issuer)
    return Letter(
        office=_office(issuer),
        symbol="BC-UBND" if committee else "BC",
        place=_LEVEL.sub("", _COMMITTEE.sub("", issuer, count=1), count=1) if committee else "",
        opening=_opening(assessment, language),
        subject=language.text("word.subject", period=language.in_sentence(language.period(assessment.period))),
        signed_for="TM. ỦY BAN NHÂN DÂN" if committee else "",
        signed_by="CHỦ TỊCH" if committee else "THỦ TRƯỞNG ĐƠN VỊ",
    )


def _office(issuer: str) -> tuple[str, ...]:
    """Return the lines of the issuing office in capitals: a committee's place stands under its name."""
    if committee := _COMMITTEE.match(issuer):
        return ("ỦY BAN NHÂN DÂN", issuer[committee.end() :].upper())
    return (issuer.upper(),) if issuer else ("……",)


def _opening(assessment: Assessment, language: Language) -> str:
    """Return by which plan the report is made, with its number and date, and on which period."""
    plan, period = assessment.plan, assessment.period
    facts = {
        "plan": _basis(plan, language),
        "office": _in_full(language.name(plan.issuer)) or language.text("word.office"),
        "period": language.in_sentence(language.heading(period, plan.calendar)),
    }
    return language.text("word.opening", **facts)


def _basis(plan: Plan, language: Language) -> str:
    """Return the plan by its kind, number, date and title: "Kế hoạch số 01/KH-UBND ngày 03 tháng 01 năm 2025 (…)"."""
    title = language.name(plan.title)
    if not plan.number:
        return title
    marks = re.split(r"[/-]", plan.number)
    kind = next((_KINDS[mark] for mark in marks if mark in _KINDS), _UNKNOWN_KIND)
    numbered = language.text("word.numbered", kind=kind, number=plan.number)
    dated = f"{numbered} {language.long_date(plan.issued)}" if plan.issued else numbered
    return f"{dated} ({title})"


def _in_full(issuer: str) -> str:
    return f"Ủy ban nhân dân {issuer[5:]}" if issuer.startswith("UBND ") else issuer

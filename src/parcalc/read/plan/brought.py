"""Keys that people bring from other tools and papers, and what says the same here."""

from typing import NamedTuple


class Said(NamedTuple):
    """The code of the message that says how to say it, and the key that stands there instead."""

    code: str
    instead: str


_WAYS = {
    Said("plan.say_rank", "at_most"): "rank ranking top position place hang xep_hang thu_hang",
    Said("plan.say_equals", "at_least"): "equals equal is eq exactly bang",
    Said("plan.say_near", "near"): "amber yellow orange warning warn tolerance vang can_dat green red rag xanh do",
    Said(
        "plan.say_at_least", "at_least"
    ): "target bound goal threshold value min minimum required muc chi_tieu muc_tieu",
    Said("plan.say_at_most", "at_most"): "max maximum limit cap ceiling toi_da",
    Said("plan.say_score", ""): "points score weight scoring diem trong_so",
    Said("plan.say_until", "until"): "deadline due due_date before by_date date han thoi_han ngay",
    Said("plan.say_task", "done"): "task todo milestone completed complete nhiem_vu hoan_thanh",
    Said("plan.say_formula", "numerator"): "formula expression ratio rate calculation cong_thuc ty_le tu_so",
    Said("plan.say_denominator", "denominator"): "of total whole out_of base mau_so",
    Said("plan.say_name", "vi"): "name title label text ten noi_dung",
    Said("plan.say_quote", "quote"): "note notes comment description ghi_chu mo_ta",
    Said("plan.say_rises_over", "rises_over"): "baseline compared_to versus change increase growth tang giam so_voi",
    Said("plan.say_part", "where"): "unit field filter only scope group don_vi linh_vuc",
    Said("plan.say_each", "each"): "period frequency quarterly yearly annually every_quarter every_year ky",
}


def brought(key: str) -> Said | None:
    """Return how to say what a key of another making says, ``None`` if it is not one that people bring."""
    return next((said for said, keys in _WAYS.items() if key.lower().replace("-", "_") in keys.split()), None)

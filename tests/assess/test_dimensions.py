"""Dimensions and members as people name them."""

import pytest

from builders import a_plan, a_row, rows
from parcalc.assess.dimensions import dimension_named, require_members
from parcalc.errors import Unusable
from parcalc.model.naming import Names
from parcalc.model.plan import Dimension

UNIT = Dimension("unit", Names("Đơn vị", "Unit"), also=("tên bộ phận",))
PLAN = a_plan(dimensions=(UNIT, Dimension("field", Names("Lĩnh vực", "Field"))))
COUNTS = rows(
    *(a_row("2025-06", line, {"unit": name}, good=1) for line, name in enumerate(["Xã A", "Xã B", "Bản Mới"], 2))
)


@pytest.mark.parametrize("name", ["unit", "Unit", "Đơn vị", "ĐƠN  VỊ", "don vi", "donvi", "tên bộ phận", "ten bo phan"])
def test_a_dimension_is_known_by_all_its_names(name: str) -> None:
    assert dimension_named(PLAN, "--by", name) is UNIT


def test_the_dimensions_that_there_are_are_named() -> None:
    with pytest.raises(Unusable) as refused:
        dimension_named(PLAN, "--by", "màu")
    assert refused.value.problems[0].facts["known"] == (Names("Đơn vị", "Unit"), Names("Lĩnh vực", "Field"))


@pytest.mark.parametrize("members", [("Xã A",), ("xã  a", "BẢN MỚI")])
def test_members_that_rows_name_are_taken(members: tuple[str, ...]) -> None:
    require_members(PLAN, COUNTS, {"unit": members})


UNKNOWN = {
    "one-that-is-misspelt": (("Ban Moi",), [("cli.no_such_member_meant", "Bản Mới")]),
    "one-like-no-other": (("Phường Nam Sơn",), [("cli.no_such_member", "")]),
    "one-beside-one-that-is-known": (("Xã A", "Phường Nam Sơn"), [("cli.no_such_member", "")]),
}


@pytest.mark.parametrize(("members", "told"), UNKNOWN.values(), ids=UNKNOWN.keys())
def test_a_member_that_no_row_names_is_refused_with_those_that_are(members: tuple[str, ...], told: object) -> None:
    with pytest.raises(Unusable) as refused:
        require_members(PLAN, COUNTS, {"unit": members})
    assert [(problem.code, problem.facts["meant"]) for problem in refused.value.problems] == told
    assert refused.value.problems[0].facts["known"] == ("Xã A", "Xã B", "Bản Mới")


def test_of_many_members_the_first_are_named() -> None:
    many = rows(*(a_row("2025-06", line, {"unit": f"Thôn {line}"}, good=1) for line in range(2, 40)))
    with pytest.raises(Unusable) as refused:
        require_members(PLAN, many, {"unit": ("Phường Nam Sơn",)})
    known = refused.value.problems[0].facts["known"]
    assert isinstance(known, tuple)
    assert (len(known), known[-1]) == (13, "…")


def test_data_without_the_column_are_told_as_that() -> None:
    with pytest.raises(Unusable) as refused:
        require_members(PLAN, COUNTS, {"field": ("Đất đai",)})
    assert [problem.code for problem in refused.value.problems] == ["cli.not_divided"]

"""Tables that are not what they are taken for."""

import pytest

from parcalc.model.plan import Count
from parcalc.read.counts.headings import Headings
from parcalc.read.counts.lost_marks import lost_its_marks
from parcalc.read.counts.mistaken import mistaken
from parcalc.read.tables.records import Record
from parcalc.read.tables.tables import Table
from read.tables_of_counts import PLAN

ASKED: dict[str, Count] = {name: count._replace(also=(f"{count.names.vi}?",)) for name, count in PLAN.counts.items()}


def test_headings_that_end_in_a_question_mark_lost_nothing() -> None:
    table = Table("f.csv", (Record(1, ("Tháng", "Tốt?", "Tất cả?", "Văn bản?")),))
    assert mistaken(table, Headings.of(PLAN._replace(counts=ASKED))) == []
    assert [problem.code for problem in mistaken(table, Headings.of(PLAN))] == ["data.lost_marks"]


def test_one_such_heading_may_be_meant() -> None:
    assert mistaken(Table("f.csv", (Record(1, ("Tháng", "T?t", "Tất cả")),)), Headings.of(PLAN)) == []


@pytest.mark.parametrize("name", ["X? H?i", "Bản M?i", "Th?n 1", "X\ufffd A"])
def test_names_that_lost_letters(name: str) -> None:
    assert lost_its_marks(name)


@pytest.mark.parametrize("name", ["Xã A", "Chưa rõ?", "A? 1", "?", "Xã ?"])
def test_names_that_did_not(name: str) -> None:
    assert not lost_its_marks(name)

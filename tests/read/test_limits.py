"""A hundred thousand messages take the room of those that are told, and the number of all is said."""

import pytest

from parcalc.errors import Message, Note, Problem
from parcalc.read.limits import MOST_NOTES, MOST_PROBLEMS, FirstMessages, first_notes, first_problems


def note(at: int, code: str = "data.far_month") -> Note:
    return Note(code, None, at=at)


def problem(at: int) -> Problem:
    return Problem("data.fraction", None, at=at)


def ats(messages: list[Message]) -> list[object]:
    return [message.facts.get("at") for message in messages]


@pytest.mark.parametrize("number", [0, 1, MOST_PROBLEMS - 1, MOST_PROBLEMS, MOST_PROBLEMS + 1, 3 * MOST_PROBLEMS])
def test_the_first_problems_are_told_and_the_rest_counted(number: int) -> None:
    whole = [problem(at) for at in range(number)]
    told = FirstMessages[Problem]()
    told += whole
    assert len(told) == number
    assert ats([*told[:MOST_PROBLEMS]]) == list(range(min(number, MOST_PROBLEMS)))
    first = first_problems(told)
    assert [*first] == [*first_problems(whole)]
    assert len(first) == min(number, MOST_PROBLEMS + 1)


def test_what_is_not_told_is_not_worded_and_takes_no_room() -> None:
    told, worded = FirstMessages[Message](), list[int]()

    def word(at: int) -> Problem:
        worded.append(at)
        return problem(at)

    for at in range(1000):
        told.tell(Problem, "data.fraction", lambda at=at: word(at))  # type: ignore[misc]
    assert worded == list(range(MOST_PROBLEMS))
    assert len({id(message) for message in told}) == MOST_PROBLEMS + 1


@pytest.mark.parametrize(
    ("numbers", "more"),
    [
        ({"a": MOST_NOTES}, {}),
        ({"a": MOST_NOTES + 1}, {"a": 1}),
        ({"a": 3 * MOST_NOTES, "b": 2}, {"a": 2 * MOST_NOTES}),
        ({"a": MOST_NOTES + 5, "b": MOST_NOTES + 7}, {"a": 5, "b": 7}),
    ],
    ids=["as many as are told", "one more", "few of another kind", "many of two kinds"],
)
def test_the_first_notes_of_each_kind_are_told_and_the_rest_counted(
    numbers: dict[str, int], more: dict[str, int]
) -> None:
    whole = [note(at, code) for code, number in numbers.items() for at in range(number)]
    told = FirstMessages[Note]()
    told.extend(whole)
    assert len(told) == len(whole)
    first = [*first_notes(told)]
    assert first == [*first_notes(whole)]
    for code, number in numbers.items():
        of_code = [one for one in first if one.code == code]
        assert ats([*of_code]) == list(range(min(number, MOST_NOTES)))
        if code in more:
            after = first[first.index(of_code[-1]) + 1]
            assert (after.code, after.facts["number"]) == ("data.more_notes", more[code])
    assert sum(one.code == "data.more_notes" for one in first) == len(more)


def test_problems_and_notes_in_one_list_are_counted_apart() -> None:
    told = FirstMessages[Message]()
    for at in range(MOST_PROBLEMS):
        told.append(problem(at))
        told.append(note(at))
    assert ats([one for one in told if isinstance(one, Problem)]) == list(range(MOST_PROBLEMS))
    assert ats([one for one in told if isinstance(one, Note)])[:MOST_NOTES] == list(range(MOST_NOTES))

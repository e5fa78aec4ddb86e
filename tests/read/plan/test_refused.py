"""What is refused in a targets file: each with its place and its exact words, quickly, and all at once."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcalc.errors import Place, Problem, Unusable
from parcalc.language.language import Language
from parcalc.model.plan import Target
from parcalc.read.plan.loader import load_plan, parse_plan

Small = Callable[..., str]
Problems = Callable[[str], tuple[Problem, ...]]
Told = Callable[..., list[str]]

HEAD_LINES = 15
NO_FIGURE = "plan.never_met"

# The rest of the small plan's target, from line 16; and the place and code of everything refused in it.
TARGETS: dict[str, tuple[str, list[str]]] = {
    "a-repeated-key": ("    at_least: 98%\n    at_least: 99%\n", ["17:5 plan.repeated_key"]),
    "an-anchor": ("    at_least: &a 98%\n", ["16:15 plan.alias"]),
    "an-alias": ("    at_least: *a\n", ["16:15 plan.alias"]),
    "a-merge-key": ("    <<: {at_least: 98%}\n", ["16:5 plan.merge_key"]),
    "a-tag": ("    at_least: !!str 98%\n", ["16:15 plan.tag"]),
    "a-tagged-key": ("    !!str at_least: 98%\n", ["16:5 plan.tag"]),
    "a-second-document": ("    at_least: 98%\n---\na: b\n", ["17:1 plan.several_documents"]),
    "a-key-that-is-a-list": ("    ? [a]\n    : b\n", ["16:7 plan.key_not_text"]),
    "not-a-number": ("    at_least: .nan\n", ["16:15 plan.odd_number"]),
    "infinity": ("    at_least: -.inf\n", ["16:15 plan.odd_number"]),
    "an-octal-look": ("    clause: 010\n    at_least: 98%\n", ["16:13 plan.odd_number"]),
    "a-base-60-look": ("    clause: 1:30\n    at_least: 98%\n", ["16:13 plan.odd_number"]),
    "an-exponent": ("    clause: 1e3\n    at_least: 98%\n", ["16:13 plan.odd_number"]),
    "an-underscore": ("    at_least: 1_0\n", ["16:15 plan.odd_number"]),
    "no-as-a-text": ("    quote: no\n    at_least: 98%\n", ["16:12 plan.switch_word"]),
    "off-as-a-switch": ("    at_least: 98%\n    binding: off\n", ["17:14 plan.switch_word"]),
    "a-capital-true": ("    at_least: 98%\n    binding: True\n", ["17:14 plan.switch_word"]),
    "true-as-a-text": ("    at_least: 98%\n    quote: true\n", ["17:12 plan.switch_word"]),
    "on-as-a-key": ("    at_least: 98%\n    on: x\n", ["17:5 plan.switch_word", "17:5 plan.unknown_key_but"]),
    "a-text-as-a-switch": ("    at_least: 98%\n    binding: \"true\"\n", ["17:14 plan.boolean_expected"]),
    "a-bound-over-100": ("    at_least: 100.1%\n", ["16:15 plan.percent_range"]),
    "a-negative-bound": ("    at_least: -1%\n", ["16:15 plan.percent_form"]),
    "a-bare-98": ("    at_least: 98\n", ["16:15 plan.percent_bare"]),
    "a-share": ("    at_least: 0.98\n", ["16:15 plan.percent_bare"]),
    "points-for-a-level": ("    at_least: 98 pp\n", ["16:15 plan.percent_form"]),
    "a-zero-in-front": ("    at_least: 098%\n", ["16:15 plan.percent_form"]),
    "two-percent-signs": ("    at_least: 98%%\n", ["16:15 plan.percent_form"]),
    "two-bounds": ("    at_least: 98%\n    at_most: 99%\n", ["11:5 plan.several_bounds"]),
    "no-bound": ("", ["11:5 plan.no_bound"]),
    "more-than-everything": ("    more_than: 100%\n", [f"16:16 {NO_FIGURE}"]),
    "less-than-nothing": ("    less_than: 0%\n", [f"16:16 {NO_FIGURE}"]),
    "growth-past-everything": ("    more_than: {2025: 50%, each_year: 20 pp}\n", [f"16:16 {NO_FIGURE}"]),
    "a-ladder-without-a-sign": ("    at_least: {2025: 50, 2026: 70%}\n", ["16:22 plan.percent_bare"]),
    "a-ladder-over-100": ("    at_least: {2025: 50%, 2026: 170%}\n", ["16:15 plan.percent_range"]),
    "a-ladder-of-no-years": ("    at_least: {each_year: 20 pp}\n", ["16:15 plan.ladder_without_years"]),
    "a-ladder-with-a-word": ("    at_least: {2025: 50%, sau: 70%}\n", ["16:32 plan.ladder_step"]),
    "a-top-without-growth": ("    at_least: {2025: 50%, up_to: 100%}\n", ["16:34 plan.ladder_up_to"]),
    "a-top-below": ("    at_least: {2025: 50%, each_year: 5%, up_to: 40%}\n", ["16:49 plan.ladder_up_to"]),
    "a-mixed-ladder": ("    rises_over: {baseline: 2024, by: {2025: 5%, 2026: 5 pp}}\n", ["16:38 plan.ladder_units"]),
    "a-list-as-a-bound": ("    at_least: [98%]\n", ["16:15 plan.amount"]),
    "a-rise-over-nothing": ("    rises_over: last_year\n", ["16:17 plan.baseline"]),
    "a-rise-over-a-list": ("    rises_over: [2024]\n", ["16:17 plan.comparison"]),
    "a-rise-by-a-bare-number": ("    rises_over: {baseline: 2024, by: 20}\n", ["16:38 plan.percent_bare"]),
    "a-rise-by-a-word": ("    rises_over: {baseline: 2024, by: nhiều}\n", ["16:38 plan.percent_or_points"]),
    "a-fall-by-more-than-all": ("    falls_below: {baseline: 2024, by: 101%}\n", ["16:39 plan.percent_range"]),
    "a-rise-by-101-points": ("    rises_over: {baseline: 2024, by: 101 pp}\n", ["16:38 plan.percent_range"]),
    "days-that-are-none": (
        "    at_least: 98%\n    from: 2025-02-30\n    until: 2025-W01-1\n", ["17:11 plan.date", "18:12 plan.date"],
    ),
    "until-before-from": ("    at_least: 98%\n    from: 2025-02-02\n    until: 2025-02-01\n", ["18:12 plan.dates_reversed"]),
    "an-id-twice": ("    at_least: 98%\n  - {id: rate, like: rate, at_least: 3%}\n", ["17:10 plan.repeated_id"]),
    "an-id-with-marks": ("    at_least: 98%\n  - {id: Tỷ lệ, like: rate}\n", ["17:10 plan.id_form"]),
    "like-nothing": ("    at_least: 98%\n  - {id: b, like: rats}\n", ["17:19 plan.unknown_like_but"]),
    "like-nothing-known": ("    at_least: 98%\n  - {id: b, like: xyz}\n", ["17:19 plan.unknown_like"]),
    "like-itself": ("    at_least: 98%\n  - {id: b, like: b}\n", ["17:19 plan.like_circle"]),
    "like-one-that-is-like": ("    at_least: 98%\n  - {id: b, like: rate}\n  - {id: c, like: b}\n", []),
    "like-each-other": (
        "    at_least: 98%\n  - {id: b, like: c}\n  - {id: c, like: b}\n", ["17:19 plan.like_circle", "18:19 plan.like_circle"],
    ),
    "like-one-of-a-circle": (
        "    at_least: 98%\n  - {id: b, like: c}\n  - {id: c, like: c}\n", ["17:19 plan.like_circle", "18:19 plan.like_circle"],
    ),
    "like-a-definition-s-beginning": ("    at_least: 98%\n  - {id: b, like: on_time}\n", ["17:19 plan.unknown_like_several"]),
    "a-definition-without-its-counts": (
        "    at_least: 98%\n  - {id: b, like: on_time_d, at_least: 98%}\n", ["17:19 plan.unknown_count"] * 5,
    ),
    "a-mistake-of-the-model": ("    at_least: 98\n  - {id: b, like: rate}\n", ["16:15 plan.percent_bare"]),
    "a-model-s-part-beside-a-mistake": ("    at_least: 98%\n  - {id: b, like: rate, at_most: 1}\n", ["17:34 plan.percent_bare"]),
    "an-unknown-dimension": ("    at_least: 98%\n    where: {feild: A}\n", ["17:12 plan.unknown_dimension_but"]),
    "an-unknown-dimension-like-none": ("    at_least: 98%\n    except: {unit: A}\n", ["17:13 plan.unknown_dimension"]),
    "a-scope-without-members": ("    at_least: 98%\n    where: {field: []}\n", ["17:20 plan.none_given"]),
    "a-scope-that-is-a-text": ("    at_least: 98%\n    where: Đất đai\n", ["17:12 plan.mapping_expected"]),
    "a-quote-that-is-a-list": ("    at_least: 98%\n    quote: [a]\n", ["17:12 plan.text_expected"]),
    "a-quote-too-long": (f"    at_least: 98%\n    quote: {'a' * 2001}\n", ["17:12 plan.text_too_long"]),
    "a-blank-in-quotes": ("    at_least: 98%\n    quote: \" \"\n", ["17:12 plan.blank"]),
    "a-blank-bound": ("    at_least:\n", ["16:14 plan.blank"]),
    "a-null": ("    at_least: 98%\n    quote: ~\n", ["17:12 plan.blank"]),
    "a-null-in-words": ("    at_least: 98%\n    quote: NULL\n", ["17:12 plan.null_word"]),
    "another-word": ("    at_least: 98%\n    each: month\n", ["17:11 plan.one_of"]),
    "an-unknown-key": ("    at_least: 98%\n    xyz: 1\n", ["17:5 plan.unknown_key"]),
    "a-sign-before-the-amount": ("    at_least: '>= 98%'\n", ["16:15 plan.sign_in_amount"]),
    "a-sign-without-quotes": ("    at_least: >= 98%\n", ["16:16 plan.syntax_sign"]),
    "a-percentage-per-something": ("    per: 1\n    at_least: 98%\n", ["17:15 plan.number_amount"]),
    "per-nothing": ("    per: 0\n    at_least: 2\n", ["16:10 plan.per_nothing"]),
    "per-a-word": ("    per: một\n    at_least: 2\n", ["16:10 plan.whole"]),
    "per-without-a-denominator": ("    at_least: 98%\n  - {id: b, vi: B, numerator: good, per: 1, at_least: 2}\n", ["17:42 plan.per_without_denominator"]),
    "near-that-is-met": ("    at_least: 98%\n    near: 98%\n", ["17:11 plan.near_side"]),
    "near-a-cap-that-is-met": ("    at_most: 2%\n    near: 2%\n", ["17:11 plan.near_side"]),
    "near-one-step-of-a-ladder": ("    at_least: {2025: 50%, 2026: 70%}\n    near: 60%\n", ["17:11 plan.near_side"]),
    "near-a-rise": ("    rises_over: 2024\n    near: 1%\n", ["17:11 plan.near_without_level"]),
    "near-a-bare-number": ("    at_least: 98%\n    near: 95\n", ["17:11 plan.percent_bare"]),
    "a-year-with-two-steps": ("    at_least: {2024-2026: 50%, 2025: 70%}\n", ["16:38 plan.ladder_overlap"]),
    "years-backwards": ("    at_least: {2026-2024: 50%}\n", ["16:27 plan.ladder_step"]),
    "every-of-what-is-none": ("    at_least: 98%\n    every: feild\n", ["17:12 plan.unknown_dimension_but"]),
    "a-task-with-a-bound": ("    at_least: 98%\n  - {id: t, vi: T, done: good, at_least: 3, each: year, until: 2025-03-31}\n", ["17:42 plan.not_of_a_task", "17:51 plan.not_of_a_task"]),
    "a-task-without-a-day": ("    at_least: 98%\n  - {id: t, vi: T, done: good}\n", ["17:5 plan.task_without_day"]),
    "a-task-of-an-unknown-count": ("    at_least: 98%\n  - {id: t, vi: T, done: goood, until: 2025-03-31}\n", ["17:26 plan.unknown_count_but"]),
    "a-label-for-an-id": ("    at_least: 98%\n  - {id: t, vi: T, numerator: Tốt, at_least: 1}\n", ["17:31 plan.label_for_id"]),
    "labels-for-ids": ("    at_least: 98%\n  - {id: t, vi: T, numerator: tốt + XẤU, at_least: 1}\n", ["17:31 plan.label_for_id"] * 2),
    "a-misspelt-key": ("    at_leest: 98%\n", ["16:5 plan.unknown_key_but"]),
    "a-key-of-a-name": ("    at_least: 98%\n    owner: {vi: A, en: A, eng: B}\n", ["17:27 plan.unknown_key_but"]),
    "a-rule-without-a-relation": ("    at_least: 98%\nrules: [good < bad]\n", ["17:9 plan.rule_form"]),
    "a-rule-of-a-list": ("    at_least: 98%\nrules: [[good]]\n", ["17:9 plan.mapping_expected"]),
    "rules-that-are-none": ("    at_least: 98%\nrules: good <= bad\n", ["17:8 plan.list_expected"]),
    "a-rule-of-an-unknown-count": ("    at_least: 98%\nrules:\n  - {rule: good <= bda}\n", ["18:12 plan.unknown_count_but"]),
    "a-deadline-without-a-day": ("    at_least: 98%\ndeadlines:\n  - {vi: A, en: A}\n", ["18:5 plan.missing_key"]),
    "a-deadline-in-vietnamese-form": (
        "    at_least: 98%\ndeadlines:\n  - {before: 12/11/2025, vi: A, en: A}\n", ["18:14 plan.date"],
    ),
    "a-colon-within-a-text": ("    quote: a: b\n", ["16:13 plan.syntax_colon"]),
    "a-leading-percent-sign": ("    at_least: %98\n", ["16:15 plan.syntax_character"]),
    "a-tab": ("\tat_least: 98%\n", ["16:1 plan.syntax_character"]),
    "an-open-bracket": ("    at_least: {2025: 50%\n", ["17:1 plan.syntax_bracket"]),
    "an-open-quote": ("    at_least: \"98%\n", ["17:1 plan.syntax_quote"]),
    "a-crooked-indent": ("   at_least: 98%\n", ["16:4 plan.syntax_indent"]),
    "a-key-without-a-colon": ("    at_least 98%\n", ["17:1 plan.syntax_no_colon"]),
    "a-backslash": ("    at_least: \"\\q\"\n", ["16:16 plan.syntax_escape"]),
    "an-unknown-directive-s-handle": ("    at_least: !x!y 98%\n", ["16:15 plan.syntax"]),
    "a-nul": ("    at_least: 98%\x00\n", ["16:18 plan.odd_character"]),
    "an-escape-sequence": ("    at_least: \x1b[31m98%\n", ["16:15 plan.odd_character"]),
}  # fmt: skip


@pytest.mark.parametrize(("rest", "expected"), TARGETS.values(), ids=TARGETS)
def test_a_target_with_a_mistake(rest: str, expected: list[str], small: Small, problems: Problems) -> None:
    assert [
        f"{problem.place}".removeprefix("plan.yaml:") + f" {problem.code}" for problem in problems(small(rest))
    ] == expected


# Changes of the small plan, which is right otherwise.
CHANGES: dict[str, tuple[str, str, list[str]]] = {
    "an-unknown-count": ("good + bad", "goood + bad + xyz", ["15:18 plan.unknown_count_but", "15:18 plan.unknown_count"]),
    "a-count-twice": ("good + bad", "good + good", ["15:18 plan.count_twice"]),
    "two-signs": ("good + bad", "good - - bad", ["15:18 plan.sum_form"]),
    "a-product": ("good + bad", "good * bad", ["15:18 plan.sum_form"]),
    "a-sum-of-nothing": ("good + bad", "+", ["15:18 plan.sum_form"]),
    "a-blank-denominator": ("denominator: good + bad", "denominator:", ["15:17 plan.blank"]),
    "a-percentage-of-a-number": ("    denominator: good + bad\n", "", ["15:15 plan.whole_amount"]),
    "a-misspelt-key-is-not-missing-too": ("numerator:", "numeratr:", ["14:5 plan.unknown_key_but"]),
    "no-numerator": ("    numerator: good\n", "", ["11:5 plan.missing_key"]),
    "a-year-of-two-digits": ("year: 2025", "year: 25", ["4:9 plan.year"]),
    "a-month-end-on-the-31st": ("year: 2025", "year: 2025\n  month_ends_on: 31", ["5:18 plan.month_end"]),
    "a-largest-count-in-words": ("year: 2025", "year: 2025\n  largest_count: 1 tỷ", ["5:18 plan.whole"]),
    "a-count-in-one-language": ("bad: {vi: Xấu, en: Bad}", "bad: {vi: Xấu}", []),
    "a-count-in-the-other-language": ("bad: {vi: Xấu, en: Bad}", "bad: {en: Bad}", []),
    "a-count-that-is-a-text": ("bad: {vi: Xấu, en: Bad}", "bad: Xấu", []),
    "a-dimension-that-is-a-text": ("field: {vi: Lĩnh vực, en: Field}", "field: Lĩnh vực", []),
    "a-target-in-one-language": ("    en: Rate\n", "", []),
    "a-count-without-a-name": ("bad: {vi: Xấu, en: Bad}", "bad: {over_period: last}", ["7:8 plan.missing_key"]),
    "a-count-with-a-name-misspelt": ("bad: {vi: Xấu, en: Bad}", "bad: {vii: Xấu}", ["7:9 plan.unknown_key_but"]),
    "a-title-without-a-name": ("title: {vi: Kế hoạch, en: Plan}", "title: {}", ["2:10 plan.missing_key"]),
    "a-target-without-a-name": ("    vi: Tỷ lệ\n    en: Rate\n", "", ["11:5 plan.missing_key"]),
    "a-target-without-an-id": ("- id: rate\n    vi", "- vi", ["11:5 plan.missing_key"]),
    "a-rise-over-no-baseline": ("    at_least: 98%", "    rises_over: {by: 120 pp}", ["16:17 plan.missing_key", "16:22 plan.percent_range"]),
    "a-numerator-that-is-a-list": ("numerator: good", "numerator: [good]", ["14:16 plan.text_expected"]),
    "a-denominator-that-is-a-list": ("denominator: good + bad", "denominator: [good]", ["15:18 plan.text_expected"]),
    "a-decimal-comma-in-braces": ("at_least: 98%", "at_least: {2025: 97,5%, 2026: 98%}", ["16:25 plan.decimal_comma"]),
    "another-decimal-comma-in-braces": ("at_least: 98%", "rises_over: {baseline: 2024, by: 2,5 pp}", ["16:40 plan.decimal_comma"]),
    "a-decimal-comma-in-braces-and-more": ("at_least: 98%", "at_least: {2025: 97,5%, 2026: 0.98}", ["16:25 plan.decimal_comma", "16:35 plan.percent_bare"]),
    "a-count-id-with-a-capital": ("bad: {vi", "Bad: {vi", ["7:8 plan.id_form", "15:18 plan.label_for_id"]),
    "a-heading-of-two-counts": ("en: Bad", "en: GOOD", ["7:8 plan.shared_label"]),
    "a-dimension-named-as-a-count": ("field: {vi: Lĩnh vực", "field: {vi: ' tốt'", ["9:10 plan.shared_label"]),
    "a-section-that-is-none": ("dimensions:", "dimension:", ["8:1 plan.unknown_key_but"]),
    "no-plan": ("plan:\n  title: {vi: Kế hoạch, en: Plan}\n  issuer: {vi: Xã A, en: Commune A}\n  year: 2025\n", "", ["1:1 plan.missing_key"]),
}  # fmt: skip


@pytest.mark.parametrize(("right", "wrong", "expected"), CHANGES.values(), ids=CHANGES)
def test_a_plan_with_a_mistake(right: str, wrong: str, expected: list[str], small: Small, problems: Problems) -> None:
    assert right in small()
    text = small().replace(right, wrong)
    assert [
        f"{problem.place}".removeprefix("plan.yaml:") + f" {problem.code}" for problem in problems(text)
    ] == expected


@pytest.mark.parametrize("text", ["", "# only a comment\n", "- a\n", "hello", "~", "--- \n...\n"])
def test_a_file_without_a_plan(text: str, told: Told) -> None:
    assert told(text, "vi") == [
        "1:1 tệp kế hoạch trống hoặc không có các mục plan, counts, targets; xem docs/targets.md"
    ]


def test_a_small_plan_is_right(small: Small, problems: Problems) -> None:
    assert problems(small()) == ()


def test_all_problems_at_once_in_the_order_of_the_file(small: Small, told: Told) -> None:
    text = small("    at_least: 98\n  - {id: b, like: rate, at_least: 90%, each: month}\n  - {id: C, like: rate}\n")
    text = text.replace("year: 2025", "year: 25").replace("bad: {vi: Xấu, en: Bad}", "bad: {also: [Xấu]}")
    assert told(text) == [
        "4:9 “25” is no year; write four digits, as 2025",
        "7:8 “vi:” is missing; add it",
        "16:15 “98” has no %; did you mean 98%? Write at_least: 98%",
        "17:46 “each” is one of period, quarter, year",
        "18:10 the id “C” must be a-z, 0-9 and _, and begin with a letter, as on_time",
    ]


SAID = {
    "a-bare-number": (
        "    at_least: 98\n",
        "“98” không có dấu %; có phải ý là 98%? Hãy ghi at_least: 98%",
        "“98” has no %; did you mean 98%? Write at_least: 98%",
    ),
    "a-share": (
        "    at_least: 0,985\n",
        "“0,985” không có dấu %; có phải ý là 98.5%? Hãy ghi at_least: 98.5%",
        "“0,985” has no %; did you mean 98.5%? Write at_least: 98.5%",
    ),
    "a-bare-step": (
        "    at_least: {2025: 50, 2026: 70%}\n",
        "“50” không có dấu %; có phải ý là 50%? Hãy ghi 2025: 50%",
        "“50” has no %; did you mean 50%? Write 2025: 50%",
    ),
    "two-bounds": (
        "    at_least: 98%\n    at_most: 99%\n",
        "chỉ tiêu có nhiều mức yêu cầu (at_least, at_most); hãy giữ đúng một",
        "the target has several bounds (at_least, at_most); keep one",
    ),
    "a-misspelt-count": (
        "    at_least: 98%\nrules: [good <= baad]\n",
        "không có số liệu “baad” trong mục counts; có phải ý là “bad”?",
        "there is no count “baad” under counts; did you mean “bad”?",
    ),
    "a-long-text-is-cut": (
        f"    at_least: {'x' * 500}\n",
        f"“{'x' * 40}…” không phải tỷ lệ; hãy ghi như 98% hoặc 98,5%",
        f"“{'x' * 40}…” is no percentage; write it as 98% or 98.5%",
    ),
}


@pytest.mark.parametrize(("rest", "vi", "en"), SAID.values(), ids=SAID)
def test_the_words(rest: str, vi: str, en: str, small: Small, told: Told) -> None:
    for language, words in (("vi", vi), ("en", en)):
        (line,) = told(small(rest), language)
        assert line.split(" ", 1)[1] == words


def test_no_more_problems_than_a_screen_holds(small: Small, problems: Problems) -> None:
    found = problems(small("    at_least: 98%\n" + "".join(f"    key_{number}: x\n" for number in range(70))))
    assert len(found) == 51
    assert (found[-1].code, dict(found[-1].facts)) == ("data.more_problems", {"number": 20})


# Keys of other makings, each with the code that says how to say it here, and what then stands for them.
BROUGHT = [
    ("rank: 10", "say_rank"), ("equals: 100%", "say_equals"), ("target: 98%", "say_at_least"), ("max: 5%", "say_at_most"),
    ("baseline: 2024", "say_rises_over"), ("at_least: 98%\n    amber: 95%", "say_near"), ("at_least: 98%\n    weight: 5", "say_score"),
    ("at_least: 98%\n    deadline: 2025-03-31", "say_until"), ("at_least: 98%\n    task: x", "say_task"),
    ("at_least: 98%\n    formula: a/b", "say_formula"), ("at_least: 98%\n    of: x", "say_denominator"),
    ("at_least: 98%\n    name: x", "say_name"), ("at_least: 98%\n    note: x", "say_quote"),
    ("at_least: 98%\n    unit: Xã A", "say_part"), ("at_least: 98%\n    frequency: quarterly", "say_each"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "code"), BROUGHT)
def test_a_key_that_people_bring(written: str, code: str, small: Small, problems: Problems) -> None:
    line = 16 + written.count("\n")
    assert [f"{problem.place} {problem.code}" for problem in problems(small(f"    {written}\n"))] == [
        f"plan.yaml:{line}:5 plan.{code}"
    ]


ITEM = "    at_least: 98%\nscore:\n  out_of: 10\n  groups:\n    - {{id: g, vi: G, items: [{{{item}}}]}}\n{more}"
SCORES: dict[str, tuple[str, str, list[str]]] = {
    "one-that-is-right": ("target: rate, points: 10, full_at: 98%, no_cases: full", "", []),
    "steps-that-are-right": ("target: rate, points: 10, steps: {50%: 2.5, '97,5%': 10}", "", []),
    "points-that-do-not-add-up": ("target: rate, points: 9", "", ["18:11 plan.score_sum"]),
    "a-target-misspelt": ("target: rats, points: 10", "", ["20:39 plan.unknown_target_but"]),
    "a-target-that-is-none": ("target: xyz, points: 10", "", ["20:39 plan.unknown_target"]),
    "full-at-and-steps": ("target: rate, points: 10, full_at: 98%, steps: {50%: 10}", "", ["20:78 plan.full_or_steps"]),
    "full-at-nothing": ("target: rate, points: 10, full_at: 0%", "", ["20:66 plan.full_at_nothing"]),
    "full-at-a-bare-number": ("target: rate, points: 10, full_at: 98", "", ["20:66 plan.percent_bare"]),
    "full-at-more-than-everything": ("target: rate, points: 10, full_at: 101%", "", ["20:66 plan.percent_range"]),
    "steps-that-give-less-for-more": ("target: rate, points: 10, steps: {50%: 10, 80%: 5}", "", ["20:64 plan.steps_order"]),
    "steps-of-which-none-gives-all": ("target: rate, points: 10, steps: {50%: 5, 80%: 8}", "", ["20:64 plan.steps_points"]),
    "full-at-without-a-target": ("vi: A, points: 10, full_at: 50%", "", ["20:59 plan.points_without_target"]),
    "an-item-without-a-target-or-a-name": ("points: 10", "", ["20:30 plan.missing_key"]),
    "points-in-words": ("target: rate, points: mười", "", ["20:53 plan.points"]),
    "no-points-to-get": ("target: rate, points: 0", "", ["20:53 plan.points"]),
    "without-points": ("target: rate", "", ["20:30 plan.missing_key"]),
    "points-misspelt": ("target: rate, point: 10", "", ["20:45 plan.unknown_key_but"]),
    "no-cases-otherwise": ("target: rate, points: 10, no_cases: none", "", ["20:67 plan.one_of"]),
    "a-band-twice": ("target: rate, points: 10", "  bands: [{from: 5, vi: A}, {from: 5, vi: B}, {from: 0, vi: C}]\n", ["21:10 plan.bands_twice"]),
    "bands-that-leave-out-nought": ("target: rate, points: 10", "  bands: [{from: 5, vi: A}]\n", ["21:10 plan.bands_from_nought"]),
    "a-band-beyond": ("target: rate, points: 10", "  bands: [{from: 50, vi: A}, {from: 0, vi: C}]\n", ["21:10 plan.bands_beyond"]),
    "a-band-from-nowhere": ("target: rate, points: 10", "  bands: [{vi: A}]\n", ["21:11 plan.missing_key"]),
    "a-band-from-a-word": ("target: rate, points: 10", "  bands: [{from: tốt, vi: A}, {from: 0, vi: B}]\n", ["21:18 plan.points"]),
    "a-group-twice": ("target: rate, points: 10", "    - {id: g, vi: G, items: [{vi: A, points: 1}]}\n", ["18:11 plan.score_sum", "21:12 plan.repeated_id"]),
    "a-group-of-other-points": ("target: rate, points: 6", "    - {id: h, vi: G, points: 3, items: [{vi: A, points: 4}]}\n", ["21:30 plan.score_sum"]),
    "a-group-without-items": ("target: rate, points: 10", "    - {id: h, vi: G}\n", ["21:7 plan.missing_key"]),
}  # fmt: skip


@pytest.mark.parametrize(("item", "more", "expected"), SCORES.values(), ids=SCORES)
def test_a_score_with_a_mistake(item: str, more: str, expected: list[str], small: Small, problems: Problems) -> None:
    found = problems(small(ITEM.format(item=item, more=more)))
    assert [f"{problem.place} {problem.code}".removeprefix("plan.yaml:") for problem in found] == expected


def test_points_do_not_grow_with_what_must_be_less(small: Small, problems: Problems) -> None:
    text = small(ITEM.format(item="target: rate, points: 10, full_at: 2%", more="")).replace(
        "at_least: 98%", "at_most: 2%"
    )
    assert [problem.code for problem in problems(text)] == ["plan.full_at_of_less"]


def test_a_score_without_anything(small: Small, problems: Problems) -> None:
    found = problems(small("    at_least: 98%\nscore: {}\n"))
    assert [(problem.code, problem.facts["key"]) for problem in found] == [
        ("plan.missing_key", "groups"),
        ("plan.missing_key", "out_of"),
    ]


@pytest.mark.parametrize(
    ("rest", "words"),
    [
        ("  - {id: b, like: on_time}\n", "like: không có “on_time”; có on_time_a, on_time_b, on_time_d (xem docs/targets.vi.md)"),
        ("  - {id: b, like: c}\n  - {id: c, like: b}\n", "like vòng tròn: b → c → b; hãy ghi đầy đủ một trong các chỉ tiêu này"),
        ("  - {id: b, vi: B, numerator: Tốt, at_least: 1}\n", "“Tốt” là tên gọi của số liệu; hãy ghi mã của nó: good"),
        ("  - {id: b, like: rate, at_most: '≤ 5%'}\n", "“≤ 5%”: chiều so sánh do tên mục nói, không dùng dấu; hãy ghi at_most: 5%"),
        ("  - {id: b, like: rate, at_least: {2025: 97,5%}}\n", "trong { } dấu phẩy tách các mục nên “97,5%” bị cắt đôi; hãy ghi bằng dấu chấm: 2025: 97.5%"),
    ],
)  # fmt: skip
def test_what_to_write_instead(rest: str, words: str, small: Small, told: Told) -> None:
    assert told(small(f"    at_least: 98%\n{rest}"), "vi")[0].split(" ", 1)[1] == words


@pytest.mark.parametrize("depth", [3, 400])
def test_a_long_line_of_likenesses_is_followed(depth: int, small: Small) -> None:
    targets = "".join(f"  - {{id: t{number}, like: t{number + 1}}}\n" for number in range(depth))
    plan = parse_plan(
        small(f"    at_least: 98%\n{targets}  - {{id: t{depth}, like: rate, clause: '7'}}\n"), "plan.yaml"
    )
    assert {target.clause for target in plan.targets[1:]} == {"7"}
    assert len({target.bound for target in map(_plain_bound, plan.targets)}) == 1


def _plain_bound(target: Target) -> Target:
    return target._replace(bound=str(target.bound))  # type: ignore[arg-type]


def test_a_name_of_one_s_own_replaces_both(small: Small) -> None:
    plan = parse_plan(small("    at_least: 98%\n  - {id: b, like: rate, vi: Đất đai}\n"), "plan.yaml")
    assert (plan.targets[1].names.vi, plan.targets[1].names.en) == ("Đất đai", "Đất đai")


def test_a_bound_of_one_s_own_goes_without_the_near_of_another(small: Small) -> None:
    rest = "    at_least: 98%\n    near: 95%\n  - {id: b, like: rate, at_least: 90%}\n  - {id: c, like: rate}\n"
    plan = parse_plan(small(rest), "plan.yaml")
    assert [target.near is None for target in plan.targets] == [False, True, False]


def test_a_task_is_like_no_figure(small: Small) -> None:
    rest = "    at_least: 98%\n    owner: Văn phòng\n  - {id: b, like: rate, done: good, until: 2025-03-31}\n"
    task = parse_plan(small(rest), "plan.yaml").targets[1]
    assert (task.is_task, task.denominator, task.owner.vi) == (True, None, "Văn phòng")


# Mistakes that have nothing to do with each other: what is right, what is wrong, and the code.
APART = [
    ("year: 2025", "year: 25", "plan.year"),
    ("bad: {vi: Xấu, en: Bad}", "bad: {also: [Tệ]}", "plan.missing_key"),
    ("good: {vi: Tốt, en: Good}", "good: {vi: Tốt, over_period: summ}", "plan.one_of"),
    ("field: {vi: Lĩnh vực, en: Field}", "field: {vi: Lĩnh vực, every_month: maybe}", "plan.boolean_expected"),
    ("    en: Rate\n", "    en: Rate\n    quote: [x]\n", "plan.text_expected"),
    ("    en: Rate\n", "    en: Rate\n    each: month\n", "plan.one_of"),
    ("    en: Rate\n", "    en: Rate\n    clause: no\n", "plan.switch_word"),
    ("    en: Rate\n", "    en: Rate\n    colour: 1\n", "plan.unknown_key"),
    ("    en: Rate\n", "    en: Rate\n    en: Share\n", "plan.repeated_key"),
    ("    en: Rate\n", "    en: Rate\n    from: 2025-02-30\n", "plan.date"),
    ("    en: Rate\n", "    en: Rate\n    where: {fields: A}\n", "plan.unknown_dimension_but"),
    ("    en: Rate\n", "    en: Rate\n    owner: {vi: A, v: B}\n", "plan.unknown_key_but"),
    ("numerator: good", "numerator: goood", "plan.unknown_count_but"),
    ("denominator: good + bad", "denominator: good * bad", "plan.sum_form"),
    ("at_least: 98%", "at_least: 0.98", "plan.percent_bare"),
    ("at_least: 98%", "at_least: {2025: 98,5%}", "plan.decimal_comma"),
    ("at_least: 98%\n", "at_least: 98%\n  - {id: Rate, like: rate}\n", "plan.id_form"),
    ("at_least: 98%\n", "at_least: 98%\n  - {id: late, vi: B, numerator: bad}\n", "plan.no_bound"),
    ("at_least: 98%\n", "at_least: 98%\nrules: [good < bad]\n", "plan.rule_form"),
    ("at_least: 98%\n", "at_least: 98%\ndeadlines: [{vi: A}]\n", "plan.missing_key"),
]


@given(st.sets(st.integers(0, len(APART) - 1), min_size=2, max_size=5))
def test_no_mistake_hides_another(small: Small, problems: Problems, chosen: set[int]) -> None:
    text, codes = small(), []
    for right, wrong, code in (APART[number] for number in sorted(chosen, reverse=True)):
        if right in text:
            text = text.replace(right, wrong, 1)
            codes.append(code)
    assert sorted(problem.code for problem in problems(text)) == sorted(codes)


def _many(lines: int, line: str) -> str:
    return "".join(line.format(number=number) for number in range(lines))


BOMBS: dict[str, Callable[[Small], str]] = {
    "a-billion-laughs": lambda _: "a: &a [x, x]\n" + _many(5000, "b{number}: &b{number} [*a, *a, *a]\n"),
    "a-merge-bomb": lambda _: "a: &a {x: 1}\n" + _many(5000, "b{number}: {{<<: [*a, *a]}}\n"),
    "a-hundred-thousand-brackets": lambda _: "[" * 100_000,
    "a-hundred-thousand-braces": lambda _: "{a: " * 50_000,
    "a-hundred-thousand-dashes": lambda _: "- " * 100_000,
    "twenty-thousand-unknown-keys": lambda small: small("    at_least: 98%\n" + _many(15_000, "    key{number}: x\n")),
    "long-sums": lambda small: small("    at_least: 98%\n" + _many(100, f"  - {{{{id: t{{number}}, vi: a, en: b, at_least: 1, numerator: {'+'.join(['good'] * 400)}}}}}\n")),
    "thousands-of-unknown-counts": lambda small: small("    at_least: 98%\n" + _many(1500, "  - {{id: t{number}, vi: a, en: b, at_least: 1, numerator: aaaaaaaa{number}}}\n")).replace("dimensions:", _many(3500, "  aaaaaaa{number}: {{vi: aaa{number}, en: b{number}}}\n") + "dimensions:"),
    "thousands-like-a-large-one": lambda small: small(f"    at_least: 98%\n    where: {{field: [{'a,' * 60_000}]}}\n" + _many(4000, "  - {{id: t{number}, like: rate}}\n")),
    "a-number-of-two-hundred-thousand-digits": lambda small: small(f"    at_least: {'9' * 200_000}%\n"),
    "two-hundred-thousand-colons": lambda small: small(f"    clause: 1{':1' * 100_000}x\n    at_least: 98%\n"),
}  # fmt: skip


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
def test_a_bomb_costs_no_more_than_some_plans(bomb: Callable[[Small], str], small: Small) -> None:
    text = bomb(small)
    shipped = (Path(__file__).parents[3] / "data/targets.yaml").read_text(encoding="utf-8")
    started = time.process_time()
    for _ in range(3):
        parse_plan(shipped, "targets.yaml")
    plans = time.process_time()
    with pytest.raises(Unusable) as refused:
        parse_plan(text, "plan.yaml")
    # As a ratio within one run: half a second where the shipped plan takes a two-hundredth.
    assert (time.process_time() - plans) / (plans - started) * 3 < 250
    assert 1 <= len(refused.value.problems) <= 51


FILES = {
    "none": (None, "không có tệp kế hoạch này; hãy xem lại tên và thư mục"),
    "over-256-kB": (b"#" * (256 * 1024 + 1), "tệp kế hoạch lớn hơn 256 kB; một kế hoạch không dài như vậy, hãy xem lại"),
    "latin-1": (b"plan:\n  title: K\xea ho\xa1ch\n", "dòng này có chữ không đúng mã UTF-8; hãy lưu tệp kế hoạch kiểu UTF-8"),
    "utf-16": ("plan: x".encode("utf-16"), "dòng này có chữ không đúng mã UTF-8; hãy lưu tệp kế hoạch kiểu UTF-8"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "words"), FILES.values(), ids=FILES)
def test_a_file_that_cannot_be_used(content: bytes | None, words: str, tmp_path: Path) -> None:
    path = tmp_path / "targets.yaml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(Unusable) as refused:
        load_plan(str(path))
    assert [Language("vi").say(problem) for problem in refused.value.problems] == [words]


def test_a_file_of_just_the_size_is_read(tmp_path: Path, small: Small) -> None:
    path = tmp_path / "targets.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + small().encode().ljust(256 * 1024 - 3, b"#"))
    assert load_plan(str(path)).targets[0].id == "rate"


IN_A_FILE = "plan.no_file" if os.name == "nt" else "plan.unreadable"
"""What a system makes of a path through a file: Windows sees nothing there."""


@pytest.mark.parametrize(("name", "code"), [("", "plan.folder"), ("a\x00b", "plan.unreadable"), ("targets.yaml/x", IN_A_FILE)])  # fmt: skip
def test_a_path_that_is_no_file(name: str, code: str, tmp_path: Path) -> None:
    (tmp_path / "targets.yaml").write_bytes(b"")
    with pytest.raises(Unusable) as refused:
        load_plan(str(tmp_path / name))
    assert [problem.code for problem in refused.value.problems] == [code]


def test_windows_refuses_a_folder_and_it_is_named_as_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(Unusable) as refused:
        load_plan(str(tmp_path))
    assert [problem.code for problem in refused.value.problems] == ["plan.folder"]


def test_a_comma_in_braces_is_not_taken_for_a_key(small: Small, problems: Problems) -> None:
    text = small("    at_least: 98%\n").replace("en: Plan}", "en: Plan of commune A, 2025}")
    (problem,) = problems(text)
    assert (problem.code, problem.facts["text"]) == ("plan.comma_in_braces", "Plan of commune A, 2025")
    assert problem.place == Place("plan.yaml", 2, text.splitlines()[1].index("2025}") + 1)

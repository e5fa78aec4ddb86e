"""Whatever runs came one after the other, killed or not: no two files of a folder disagree on a figure."""

import csv
import json
import re
from contextlib import suppress
from datetime import UTC, datetime
from fractions import Fraction
from io import BytesIO, StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias
from zipfile import ZipFile

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from openpyxl import load_workbook

from killing import Killed, killed_after
from parcalc.archive.folder import LOCK
from parcalc.archive.names import INDEX, file_name, named_after
from parcalc.archive.past import read_earlier
from parcalc.assess.summary import ALL, SummaryRequest, summarise
from parcalc.language.catalogue import LANGUAGES, Code
from parcalc.language.language import Language
from parcalc.model.period import Month, Period, periods_closed_by
from parcalc.report.figures import DECIMALS, rounded
from parcalc.report.formats import FORMATS, Format

MONTHS = [Month(2025, number) for number in range(1, 8)]
PERIODS = [period for month in MONTHS for period in periods_closed_by(month)]
CASES = 1000
PLAN = """
plan: {number: "1", title: {vi: Kế hoạch, en: Plan}, issuer: {vi: UBND, en: Committee}, year: 2025}
counts:
  good: {vi: Tốt, en: Good}
  all: {vi: Tất cả, en: All}
targets:
  - {id: rate, vi: Tỷ lệ, en: Rate, numerator: good, denominator: all, at_least: 95%}
"""

Asked: TypeAlias = "tuple[Month, set[Format], str | None, Code]"

REQUESTS = st.tuples(
    st.sampled_from(MONTHS),
    st.sets(st.sampled_from(FORMATS), max_size=3),
    st.sampled_from([None, ALL, "2025-03"]),
    st.sampled_from(LANGUAGES),
)

Truth: TypeAlias = "tuple[int, int]"
"""What a report may tell of a period: good cases and all."""


class Folder(RuleBasedStateMachine):
    """Runs over a folder, and beside it what each period may ever have been told to be."""

    def __init__(self) -> None:
        super().__init__()
        self.place = TemporaryDirectory()
        self.home = Path(self.place.name)
        self.folder = self.home / "bc"
        (self.home / "plan.yaml").write_text(PLAN, encoding="utf-8")
        self.good = {month: 100 + month.number for month in MONTHS}
        self.truths: dict[Period, set[Truth]] = {period: set() for period in PERIODS}
        self.seen: set[str] = set()
        self.report_data()

    def teardown(self) -> None:
        self.place.cleanup()

    def report_data(self) -> None:
        rows = "".join(f"{month},{good},{CASES}\n" for month, good in self.good.items())
        (self.home / "data.csv").write_text(f"month,good,all\n{rows}", encoding="utf-8")
        for period, truths in self.truths.items():
            truths.add((sum(self.good[month] for month in period), CASES * len(period)))

    @rule(month=st.sampled_from(MONTHS), good=st.integers(0, 900))
    def change(self, month: Month, good: int) -> None:
        self.good[month] = good
        self.report_data()

    @rule(asked=REQUESTS)
    def run(self, asked: Asked) -> None:
        self.summarise(asked)
        self.check_what_a_whole_run_leaves(asked[0])

    @rule(asked=REQUESTS, changes=st.integers(0, 50))
    def run_that_is_killed(self, asked: Asked, changes: int) -> None:
        with suppress(Killed), killed_after(self.folder, changes):
            self.summarise(asked)

    @rule(month=st.sampled_from(MONTHS), good=st.integers(0, 900), changes=st.integers(8, 50))
    def change_and_run_that_is_killed(self, month: Month, good: int, changes: int) -> None:
        self.change(month, good)
        self.run_that_is_killed((month, set(), None, "vi"), changes)

    def summarise(self, asked: Asked) -> None:
        month, formats, since, language = asked
        data, plan = (str(self.home / name) for name in ("data.csv", "plan.yaml"))
        request = SummaryRequest((data,), self.folder, plan, str(month), tuple(formats), since=since)
        summarise(request, {}, datetime(2025, 8, 1, tzinfo=UTC), "0", Language(language))

    def check_what_a_whole_run_leaves(self, month: Month) -> None:
        standing = {path.name for path in self.folder.iterdir()}
        assert {name for name in standing if name.startswith(".")} <= {LOCK}
        assert standing >= self.seen
        earlier = read_earlier(self.folder)
        assert (earlier.alone(), earlier.unreadable, earlier.strangers) == ((), (), frozenset())
        for period in periods_closed_by(month):
            now = (sum(self.good[one] for one in period), CASES * len(period))
            assert all(now in told for told in self.told(period).values())
        pages = [path.read_text(encoding="utf-8") for path in self.folder.glob("*.html")]
        assert len({page.partition('lang="')[2][:2] for page in pages}) == 1

    @invariant()
    def no_two_files_disagree(self) -> None:
        if not self.folder.exists():
            return
        self.seen |= {path.name for path in self.folder.iterdir() if not path.name.startswith(".")}
        for period in PERIODS:
            told = self.told(period)
            agreed = set.intersection(self.truths[period], *told.values())
            assert agreed, f"{period}: {told}"

    def told(self, period: Period) -> dict[str, set[Truth]]:
        """Return for each file that stands there what it tells of a period: of all that it may have been."""
        names = [file_name(period, form) for form in FORMATS if (self.folder / file_name(period, form)).exists()]
        told = {name: told_by(self.folder / name, self.truths[period]) for name in names}
        index = self.folder / INDEX
        if names and period.kind == "month" and index.exists() and names[0] in index.read_text(encoding="utf-8"):
            told[INDEX] = told_by(index, self.truths[period])
        return told


def told_by(path: Path, truths: set[Truth]) -> set[Truth]:
    """Return which of the truths a file tells."""
    content = path.read_bytes()
    if path.suffix == ".json":
        result = json.loads(content)["results"][0]
        return truths & {(result["numerator"], result["denominator"])}
    if path.suffix == ".csv":
        row = next(csv.DictReader(StringIO(content.decode("utf-8-sig"))))
        return truths & {(int(row["numerator"]), int(row["denominator"]))}
    if path.suffix == ".xlsx":
        rows = load_workbook(BytesIO(content)).worksheets[0].iter_rows(values_only=True)
        return truths & {(row[3], row[4]) for row in rows}
    named = named_after(path.name)
    only_rates = named is None or named[1] == "text"
    text = words_of(path.suffix, content)
    return {truth for truth in truths if any(is_in(text, shown) for shown in spellings(truth, only_rates))}


def words_of(suffix: str, content: bytes) -> str:
    if suffix != ".docx":
        return content.decode()
    return re.sub("<[^>]+>", "", ZipFile(BytesIO(content)).read("word/document.xml").decode())


def spellings(truth: Truth, only_rates: bool) -> list[str]:
    """Return how pages and drafts write a truth, in both languages."""
    if only_rates:
        return [
            f"{language.decimal(rounded(Fraction(100 * truth[0], truth[1]), DECIMALS))}%"
            for language in map(Language, LANGUAGES)
        ]
    return ["/".join(map(language.number, truth)) for language in map(Language, LANGUAGES)]


def is_in(text: str, shown: str) -> bool:
    return re.search(rf"(?<![\d.,]){re.escape(shown)}(?![\d])", text) is not None


TestFolder = Folder.TestCase
TestFolder.settings = settings(max_examples=25, stateful_step_count=10, deadline=None)

"""Why a file could not be written, and what to do about it."""

from pathlib import Path

import pytest

from parcalc.errors import Unusable
from parcalc.language.language import Language
from parcalc.write.whole import write_whole


def refused_by_windows(winerror: int) -> PermissionError:
    """Return what Windows raises: with a number of its own."""
    error = PermissionError(13, "Access is denied")
    error.winerror = winerror  # type: ignore[attr-defined]
    return error


@pytest.mark.parametrize(
    ("winerror", "code"),
    [
        pytest.param(5, "write.open_elsewhere", id="word-holds-the-report-open"),
        pytest.param(32, "write.open_elsewhere", id="excel-holds-it-for-itself-alone"),
        pytest.param(1, "write.not_allowed", id="another-refusal"),
    ],
)
def test_a_report_that_windows_will_not_replace(
    winerror: int, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = tmp_path / "2025-06.docx"
    report.write_bytes(b"whole")

    def refuse(part: Path, place: Path) -> None:
        assert (part.parent, place) == (tmp_path, report)
        raise refused_by_windows(winerror)

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(Unusable) as refused:
        write_whole(report, b"new")
    assert [problem.code for problem in refused.value.problems] == [code]
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("2025-06.docx", b"whole")]


def test_a_new_file_that_windows_refuses_is_not_open_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise refused_by_windows(5)

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(Unusable) as refused:
        write_whole(tmp_path / "new.docx", b"new")
    assert [problem.code for problem in refused.value.problems] == ["write.not_allowed"]


def test_an_open_report_is_told_to_be_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.docx").write_bytes(b"whole")

    def refuse(*_: object) -> None:
        raise refused_by_windows(32)

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(Unusable) as refused:
        write_whole(tmp_path / "a.docx", b"new")
    words = Language("vi").say(refused.value.problems[0])
    assert words.startswith("tệp này đang mở trong một chương trình khác")
    assert "hãy đóng tệp đó rồi chạy lại" in words

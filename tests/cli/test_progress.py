"""A run that takes long says so on a terminal, and only there."""

import sys
from io import StringIO
from threading import Event

import pytest

from parcalc.cli.progress import told_at_work
from parcalc.language.language import Language

VI = Language("vi")


class Stream(StringIO):
    def __init__(self, *, terminal: bool) -> None:
        super().__init__()
        self.terminal, self.written = terminal, Event()

    def isatty(self) -> bool:
        return self.terminal

    def write(self, text: str) -> int:
        self.written.set()
        return super().write(text)


def stderr(monkeypatch: pytest.MonkeyPatch, *, terminal: bool) -> Stream:
    stream = Stream(terminal=terminal)
    monkeypatch.setattr(sys, "stderr", stream)
    return stream


def test_a_long_run_is_told_and_the_word_taken_back(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = stderr(monkeypatch, terminal=True)
    with told_at_work(VI, after=0):
        assert stream.written.wait(10)
        assert stream.getvalue() == "Đang tính, xin chờ…"
    assert stream.getvalue().endswith(f"\r{' ' * 19}\r")


def test_a_short_run_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = stderr(monkeypatch, terminal=True)
    with told_at_work(VI, after=600):
        pass
    assert stream.getvalue() == ""


def test_a_pipe_is_told_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = stderr(monkeypatch, terminal=False)
    with told_at_work(VI, after=0):
        assert not stream.written.wait(0.05)
    assert stream.getvalue() == ""


def refuse_once_told(stream: Stream) -> None:
    with told_at_work(VI, after=0):
        assert stream.written.wait(10)
        raise ValueError("refused")


def test_the_word_is_taken_back_before_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = stderr(monkeypatch, terminal=True)
    with pytest.raises(ValueError, match="refused"):
        refuse_once_told(stream)
    assert stream.getvalue().endswith("\r")

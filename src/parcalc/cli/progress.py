"""A word on a terminal that a run which takes long is at work; nothing in a pipe, a file or a mail."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer

from parcalc.language.language import Language

AFTER = 1.0
"""Seconds: whoever waits no longer than that needs no word."""


@contextmanager
def told_at_work(language: Language, after: float = AFTER) -> Iterator[None]:
    """Say on a terminal's stderr, once a time has passed, that the run goes on, and take it back at the end."""
    if not sys.stderr.isatty():
        yield
        return
    said: list[str] = []
    timer = Timer(after, _say, [language.text("cli.at_work"), said])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        _write("".join(f"\r{' ' * len(words)}\r" for words in said))


def _say(words: str, said: list[str]) -> None:
    said.append(words)
    _write(words)


def _write(text: str) -> None:
    sys.stderr.write(text)
    sys.stderr.flush()

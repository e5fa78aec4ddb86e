"""Filling in a template of someone else's in a process of its own, which gets little time and little memory.

Run as a program it is that process: it reads what to fill in from stdin and writes the document to stdout.
"""

import os
import pickle
import subprocess
import sys
from contextlib import suppress

from parcalc.report.word.filling import Filling, Refused, fill

_SECONDS = 5
"""Of the processor: a draft takes less than one."""
_PATIENCE = 30
"""Seconds by the clock: a busy machine may be slow, and Windows cannot bound the processor's time."""
_MEMORY = 1024 * 1024 * 1024
_REFUSED, _TOO_MUCH = 10, 11


def fill_apart(template: bytes, filling: Filling) -> bytes:
    """Return a document as ``fill`` does; raise ``Refused`` also for a template that takes too long or too much."""
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module; -P keeps the current folder out of it
            [sys.executable, "-P", "-m", __spec__.name],
            input=pickle.dumps((template, filling)),
            capture_output=True,
            check=False,
            timeout=_PATIENCE,
        )
    except subprocess.TimeoutExpired as error:
        raise Refused("word.template_too_much") from error
    if done.returncode == _REFUSED:
        raise Refused(*pickle.loads(done.stdout))  # noqa: S301 - from our own process, whose template is sandboxed
    if done.returncode == _TOO_MUCH or done.returncode < 0:  # killed by the bounds
        raise Refused("word.template_too_much")
    if done.returncode:
        raise RuntimeError(done.stderr.decode(errors="replace"))
    return done.stdout


def _main() -> int:
    template, filling = pickle.load(sys.stdin.buffer)  # noqa: S301 - from the process that started this one
    _bound()
    try:
        answer, code = fill(template, filling), 0
    except Refused as refused:
        answer, code = pickle.dumps((refused.code, refused.detail)), _REFUSED
    except MemoryError:
        return _TOO_MUCH
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()
    return code


def _bound() -> None:
    if os.name == "nt":
        return
    import resource

    for kind, most in ((resource.RLIMIT_CPU, _SECONDS), (resource.RLIMIT_AS, _MEMORY), (resource.RLIMIT_CORE, 0)):
        with suppress(ValueError, OSError):  # a system without this bound, or with a stricter one
            resource.setrlimit(kind, (most, most))


if __name__ == "__main__":
    sys.exit(_main())

"""Starting a process of our own and killing it without warning."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def started(module: str, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """A process that runs ``python -m module``; it is dead when this ends."""
    process = subprocess.Popen(
        [sys.executable, "-m", module, *arguments], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def wait_until_there(process: subprocess.Popen[str]) -> None:
    """Return once the process has printed ``there``."""
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line == "there\n", f"the process stopped before it got there: {line!r}"


def kill_when_there(module: str, *arguments: str) -> None:
    """Run a module until it prints ``there``, and kill it at that point with SIGKILL."""
    with started(module, *arguments) as process:
        wait_until_there(process)
        process.kill()
        process.wait()

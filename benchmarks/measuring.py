"""How to measure on a machine whose speed drifts: in turn, and by the median of the ratios."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import Engine, event

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Paired:
    """Seconds for ours and the yardstick, and the median of their ratios, taken pair by pair."""

    ours: float
    yardstick: float
    ratio: float


def timed(work: Callable[[], Any]) -> float:
    """Seconds that ``work`` took."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def paired(
    ours: Callable[[], Any], yardstick: Callable[[], Any], rounds: int,
    *, between: Callable[[], Any] = lambda: None,
) -> Paired:
    """Call the two in turn, each first in every other round, after one round that is not counted.

    Only the ratio counts: it compares what ran within the same moment. ``between`` is called
    after every round and not timed.
    """
    ours(), yardstick()
    pairs = []
    for number in range(rounds):
        between()
        if number % 2:
            y = timed(yardstick)
            pairs.append((timed(ours), y))
        else:
            o = timed(ours)
            pairs.append((o, timed(yardstick)))
    return Paired(
        median(o for o, _ in pairs), median(y for _, y in pairs), median(o / y for o, y in pairs)
    )


@dataclass
class Statements:
    """The statements that an engine was sent, without BEGIN, COMMIT and savepoints."""

    texts: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.texts)


@contextmanager
def counted(engine: Engine) -> Iterator[Statements]:
    """Count what is sent while the block runs: the exact measure, the same on any machine."""
    statements = Statements()

    def note(conn: Any, cursor: Any, statement: str, *rest: Any) -> None:
        if not statement.lstrip().upper().startswith(("BEGIN", "SAVEPOINT", "RELEASE", "PRAGMA")):
            statements.texts.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", note)


def peak_mebibytes(module: str, *arguments: str) -> float:
    """Peak memory of ``python -m module``, which prints its own ``ru_maxrss`` last."""
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return int(done.stdout.split()[-1]) / 1024


def milliseconds(seconds: float) -> str:
    """A duration as a short text."""
    return f"{seconds * 1000:.3f} ms" if seconds < 1 else f"{seconds:.2f} s"

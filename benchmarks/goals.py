"""Goals, and the measurements that are held against them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Result:
    """One figure held against one limit; ``met`` is True at or below it."""

    goal: str
    what: str
    ours: str
    yardstick: str
    ratio: float
    limit: float

    @property
    def met(self) -> bool:
        return self.ratio <= self.limit

    def line(self) -> str:
        """Name, our figure, yardstick, ratio, goal, met or not."""
        word = "met" if self.met else "NOT MET"
        return (
            f"{self.goal:<4}{self.what:<58}{self.ours:>16}{self.yardstick:>16}"
            f"{self.ratio:>9.2f}{self.limit:>8.2f}  {word}"
        )


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is measured. ``entries`` is the length of a long chain, ``cases`` of a long list,
    ``nights`` how many cases a night works through."""

    entries: int
    appends: int = 1500
    cases: int = 10_000
    nights: int = 10_000


Measurement = Callable[[Sizes], Iterator[Result]]
HEADING = f"{'':<4}{'goal':<58}{'ours':>16}{'yardstick':>16}{'ratio':>9}{'limit':>8}"
_measurements: dict[str, Measurement] = {}


def measures(goal: str) -> Callable[[Measurement], Measurement]:
    """Register a measurement for a goal, such as A1."""

    def register(measurement: Measurement) -> Measurement:
        _measurements[goal] = measurement
        return measurement

    return register


def list_measurements() -> list[tuple[str, Measurement]]:
    """Every goal and its measurement, by name."""
    return sorted(_measurements.items())

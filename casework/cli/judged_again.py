"""What ``audit rejudge`` says: each past move that gets another answer today, point by point."""

from __future__ import annotations

from collections.abc import Iterable

from casework.services.answers_compared import Difference
from casework.services.judging_again import JudgedAgain

SAME, DIFFERENT = 0, 1
PARTS = {
    "state": "how it stands",
    "reason": "the reason",
    "relied_on": "what it relied on",
    "signatures": "the sign-offs",
    "asked": "whether it is asked",
    "hold": "a hold",
    "condition": "a condition of the move",
    "left open": "what a succession of bodies left open",
}


def say_judged(found: Iterable[JudgedAgain]) -> int:
    """Print every difference, then one line that sums up; 1 if there is any difference."""
    steps = others = 0
    cases = set()
    for again in found:
        steps += 1
        cases.add(again.reference)
        if not again.is_same:
            others += 1
            for line in lines_of(again):
                print(line)
    if not steps:
        print("There is nothing to judge: no move or act was judged yet.")
        return SAME
    told = (
        f"{_many(steps, 'move or act', 'moves and acts')} in "
        f"{_many(len(cases), 'case', 'cases')}"
    )
    if others:
        print(f"{others:,} of {told} could not be judged to the same answer.")
        return DIFFERENT
    print(f"The same answer: {told}.")
    return SAME


def lines_of(again: JudgedAgain) -> list[str]:
    """The lines about one move or act that is not as it was."""
    where = f"{again.reference} at entry {again.position}"
    head = f"{where}, {again.title}" if again.title else where
    if again.refused:
        return [f"NOT AS KEPT: {head}. {again.refused}"]
    return [f"DIFFERENT: {head}", *(f"  {_line(d)}" for d in again.differences)]


def _line(d: Difference) -> str:
    check = f"{d.criterion} ({d.subject})" if d.subject else d.criterion
    part = PARTS.get(d.part, d.part)
    return f"{f'{check}: ' if check else ''}{part}: was {_shown(d.was)}, is {_shown(d.now)}"


def _shown(value: str) -> str:
    return f'"{value}"' if value else "nothing"


def _many(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"

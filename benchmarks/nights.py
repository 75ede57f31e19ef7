"""N1: what a night costs, against a bare read of the same cases.

The cases are taken in turn, a lot at a time: what we do with it and the bare read of it, each
first in every other lot, so that only what ran within the same moment is compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from statistics import median
from typing import Any

from benchmarks.copies import add_copies, make_due
from benchmarks.goals import Result, Sizes, measures
from benchmarks.measuring import milliseconds, timed
from benchmarks.offices import office, worked_on_case
from casework.services.office import Office
from casework.services.recomputing import recompute_due
from casework.services.reminding import make_reminders
from casework.store.facts import current_records
from casework.store.transaction import find_case_row

MODEL, STAGE = "CASE-1", "S1"
LOTS = 20
MOST_TO_RECOMPUTE, MOST_TO_REMIND = 6.0, 4.0


@measures("N1")
def a_night(sizes: Sizes) -> Iterator[Result]:
    """The daily recomputation, and the daily search for reminders, of so many cases."""
    with office() as made:
        worked_on_case(made, STAGE, MODEL)
        make_reminders(made)
        references = add_copies(made, MODEL, sizes.nights)
        recomputed = _in_lots(
            made, references, lambda lot: make_due(made, lot, made.clock.today()),
            lambda lot: _recompute(made, len(lot)),
        )  # fmt: skip
        yield _result(
            f"recomputing {sizes.nights:,} cases that are due / a bare read of them", recomputed,
            MOST_TO_RECOMPUTE,
        )
        make_reminders(made)  # what the copies have due; the night measured makes none
        yield _result(
            f"a night's search for reminders in {sizes.nights:,} cases / a bare read of them",
            _whole(lambda: make_reminders(made), lambda: _read(made, references)),
            MOST_TO_REMIND,
        )


def _recompute(made: Office, expected: int) -> None:
    if recompute_due(made) != expected:
        raise AssertionError("not every case that was due was recomputed")


def _read(made: Office, references: Sequence[str]) -> None:
    """The row and the current records of each case, as facts are made of them."""
    with made.database.reading() as connection:
        for reference in references:
            row = find_case_row(connection, reference)
            current_records(connection, row.id)


def _in_lots(
    made: Office, references: list[str], before: Callable[[Sequence[str]], Any],
    ours: Callable[[Sequence[str]], Any],
) -> list[tuple[float, float]]:
    size, pairs = max(1, len(references) // LOTS), []
    for number, start in enumerate(range(0, len(references), size)):
        lot = references[start : start + size]
        before(lot)
        if number % 2:
            bare = timed(lambda lot=lot: _read(made, lot))  # type: ignore[misc]
            pairs.append((timed(lambda lot=lot: ours(lot)), bare))  # type: ignore[misc]
        else:
            took = timed(lambda lot=lot: ours(lot))  # type: ignore[misc]
            pairs.append((took, timed(lambda lot=lot: _read(made, lot))))  # type: ignore[misc]
    return pairs


def _whole(ours: Callable[[], Any], bare: Callable[[], Any]) -> list[tuple[float, float]]:
    return [(timed(ours), timed(bare)) for _ in range(2)]


def _result(what: str, pairs: list[tuple[float, float]], limit: float) -> Result:
    ours, bare = (sum(each) for each in zip(*pairs, strict=True))
    return Result("N1", what, milliseconds(ours), milliseconds(bare),
                  median(o / b for o, b in pairs), limit)  # fmt: skip

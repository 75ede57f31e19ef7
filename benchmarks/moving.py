"""W1 and W2: what a move through its gates costs, in statements and in time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.chains import add_entries
from benchmarks.goals import Result, Sizes, measures
from benchmarks.long_lived import BACK, PAPERS, THERE, YEARS, long_lived_case
from benchmarks.measuring import Paired, counted, milliseconds, paired
from benchmarks.offices import add_papers, move, office, walked_case
from benchmarks.yardsticks import transition_by_orm
from casework.services.demo.walking import Walker
from tests.postgres import PostgresqlNotFound, throwaway_server

LIGHT, HEAVY = ("S1-S2", "S2-S1"), ("S5-S6", "S6-S5")
LONG_LIVED = f"the public decision, every kind of record, {PAPERS} papers, {YEARS} years of logs"
MOVES, MOVES_OF_TWO = 24, 100
"""Few where only ours grows with every move, and more where both do."""
FEW = 1000


@measures("W1")
def statements(sizes: Sizes) -> Iterator[Result]:
    """Exact counts on both databases: with few and with many papers and entries."""
    yield from _counts("", sizes)
    with ExitStack() as stack:
        try:
            url = stack.enter_context(throwaway_server())
        except PostgresqlNotFound as error:
            print(f"W1  on PostgreSQL not measured: {error}")
            return
        yield from _counts(url, sizes)


def _counts(url: str, sizes: Sizes) -> Iterator[Result]:
    with office(url) as made:
        name = made.database.engine.dialect.name
        walker = walked_case(made, LIGHT[0])
        add_papers(walker, 3)
        few = _count(Moves(walker, *LIGHT))
        yield Result("W1", f"statements of a move, {name}", str(few), "10", few / 10, 1.0)
        add_papers(walker, 300, "more")
        add_entries(made.database, walker.reference, sizes.entries)
        many = _count(Moves(walker, *LIGHT))
        yield Result(
            "W1", f"the same with 303 papers, {sizes.entries:,} entries, {name}",
            str(many), str(few), many / few, 1.0,
        )  # fmt: skip
        full = _count(Moves(long_lived_case(made, "FULL"), THERE, BACK))
        yield Result("W1", f"{LONG_LIVED}, {name}", str(full), "10", full / 10, 1.0)


def _count(moves: Moves) -> int:
    with counted(moves.walker.office.database.engine) as sent:
        moves.there()
    moves.and_back()
    return sent.count


class Moves:
    """Moves of one case, forward and back, without asking in between where it stands."""

    def __init__(self, walker: Walker, forward: str, back: str) -> None:
        self.walker, self.forward, self.back = walker, forward, back
        self.visits = count(walker.view().facts.visit)

    def there(self) -> None:
        """The move through its gates."""
        move(self.walker, self.forward, next(self.visits))

    def and_back(self) -> None:
        """The move back; what each visit to the stage asks anew is signed again."""
        move(self.walker, self.back, next(self.visits), "Taken back.")
        if self.forward == THERE:
            self.walker.satisfy(self.forward)


@measures("W2")
def times(sizes: Sizes) -> Iterator[Result]:
    """Time against transitions and the ORM, and as the chain grows; on SQLite, FULL."""
    for forward, back in (LIGHT, HEAVY):
        with TemporaryDirectory(prefix="casework-bench-") as folder, office() as made:
            moves = Moves(walked_case(made, forward), forward, back)
            plain = transition_by_orm(Path(folder), moves.walker.view().definition, forward, back)
            measured = _paired_forward(moves, plain)
            gates = len(moves.walker.view().definition.gates_blocking(forward))
            yield Result(
                "W2", f"a move through {gates} gates / transitions + ORM without gates",
                milliseconds(measured.ours), milliseconds(measured.yardstick), measured.ratio, 1.0,
            )  # fmt: skip
    with TemporaryDirectory(prefix="casework-bench-") as folder, office() as made:
        moves = Moves(long_lived_case(made, "FULL"), THERE, BACK)
        plain = transition_by_orm(Path(folder), moves.walker.view().definition, THERE, BACK)
        measured = _paired_forward(moves, plain)
    yield Result(
        "W2", f"{LONG_LIVED} / transitions + ORM without gates",
        milliseconds(measured.ours), milliseconds(measured.yardstick), measured.ratio, 1.0,
    )  # fmt: skip
    yield _growth(sizes)


def _paired_forward(moves: Moves, yardstick: Callable[[], None]) -> Paired:
    """Only the moves forward are timed; each is taken back before the next pair."""
    return paired(moves.there, yardstick, MOVES, between=moves.and_back)


def _growth(sizes: Sizes) -> Result:
    with office() as made:
        old = Moves(walked_case(made, LIGHT[0], "OLD"), *LIGHT)
        new = Moves(walked_case(made, LIGHT[0], "NEW"), *LIGHT)
        add_entries(made.database, "OLD", sizes.entries)
        add_entries(made.database, "NEW", FEW)

        def both_back() -> None:
            old.and_back()
            new.and_back()

        measured = paired(old.there, new.there, MOVES_OF_TWO, between=both_back)
    return Result(
        "W2", f"a move after {sizes.entries:,} entries / after {FEW:,}",
        milliseconds(measured.ours), milliseconds(measured.yardstick), measured.ratio, 1.15,
    )  # fmt: skip

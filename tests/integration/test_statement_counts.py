"""What a move costs the database: so many statements, however much the case holds.

BEGIN and COMMIT are not counted; lock, snapshot, projection, audit entry and outbox job are.
"""

from __future__ import annotations

import pytest

from benchmarks.chains import add_entries
from benchmarks.measuring import counted
from benchmarks.offices import add_papers, move, walked_case
from casework.services.demo.people import seed_people
from casework.services.demo.walking import Walker
from casework.services.office import Office
from casework.services.reading import get_case
from casework.store.database import Database
from tests.integration.offices import office_with

MOST = 10
FORWARD, BACK = "S1-S2", "S2-S1"


@pytest.fixture
def walker(database: Database, tmp_path, pathways) -> Walker:  # type: ignore[no-untyped-def]
    """A case whose gates before ``FORWARD`` are all met."""
    from dataclasses import replace

    office: Office = replace(office_with(database, tmp_path), pathways=pathways)
    seed_people(office)
    return walked_case(office, FORWARD)


def statements_of(walker: Walker, edge: str, reason: str = "") -> list[str]:
    """The statements of one move."""
    visit = walker.view().facts.visit
    with counted(walker.office.database.engine) as statements:
        move(walker, edge, visit, reason)
    return statements.texts


def there_and_back(walker: Walker) -> list[str]:
    """The statements of a move forward, after which the case stands where it stood."""
    sent = statements_of(walker, FORWARD)
    statements_of(walker, BACK, "Taken back.")
    return sent


def test_a_move_through_its_gates_takes_ten_statements_at_most(walker: Walker) -> None:
    assert len(statements_of(walker, FORWARD)) <= MOST


def test_a_move_that_gives_a_reason_takes_ten_statements_at_most(walker: Walker) -> None:
    assert len(statements_of(walker, FORWARD, "The board asked for it.")) <= MOST


def test_a_move_costs_the_same_with_three_papers_and_with_three_hundred(walker: Walker) -> None:
    add_papers(walker, 3)
    few = there_and_back(walker)
    add_papers(walker, 300, "more")
    assert there_and_back(walker) == few


def test_a_move_costs_the_same_after_thousands_of_audit_entries(walker: Walker) -> None:
    few = there_and_back(walker)
    add_entries(walker.office.database, walker.reference, 3000)
    assert there_and_back(walker) == few


def test_a_case_page_is_read_in_the_same_statements_however_much_it_holds(walker: Walker) -> None:
    few = _read(walker)
    add_papers(walker, 300)
    add_entries(walker.office.database, walker.reference, 3000)
    assert _read(walker) == few


def _read(walker: Walker) -> list[str]:
    with counted(walker.office.database.engine) as statements:
        get_case(walker.office, walker.viewer("PM"), walker.reference)
    return statements.texts

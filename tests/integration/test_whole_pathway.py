"""A case goes from idea to its close, every gate met through the services by the right people."""

from __future__ import annotations

from pathlib import Path

import pytest

from casework.domain.dates import london_date
from casework.domain.viewer import Viewer
from casework.engine.library import Library
from casework.services.audit import verify_chain
from casework.services.demo.people import ICB, INSIDE, holders, seed_people
from casework.services.demo.walking import Walker
from casework.services.office import Office
from casework.services.opening import Opening, open_case
from casework.services.recomputing import prove_projections
from casework.store.database import Database
from tests.integration.offices import office_with
from tests.integration.story_to_the_end import story, walk_to_the_end


@pytest.fixture
def walker(database: Database, tmp_path: Path, pathways: Library) -> Walker:
    """A case that has just been opened, and everybody who works on it."""
    from dataclasses import replace

    office: Office = replace(office_with(database, tmp_path), pathways=pathways)
    seed_people(office)
    people = holders()
    roles = tuple((key, role) for key, _, role, _ in INSIDE)
    reference = open_case(office, Viewer(people["PM"], ICB), Opening("Stroke", ICB, people=roles))
    start = london_date(office.clock.now())
    return Walker(office, reference, ICB, people, story(start), "nhs-england-region")


def test_a_case_goes_from_idea_to_close_with_nothing_unmet(walker: Walker) -> None:
    walk_to_the_end(walker, london_date(walker.office.clock.now()))
    view = walker.view()
    assert view.facts.stage == "CLOSED"
    assert view.facts.current("departure") == []
    assert prove_projections(walker.office) == []
    assert verify_chain(walker.office.database, walker.reference).intact

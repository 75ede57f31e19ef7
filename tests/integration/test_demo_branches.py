"""The demonstration's other cases: an overdue review, a council that disputes, an older version."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casework.domain.viewer import Viewer
from casework.engine.agenda import EXTENSION
from casework.services.audit import verify_chain
from casework.services.demo.branches import BRANCH_CASES, MINOR, OLDER, URGENT, open_branch_case
from casework.services.demo.people import ICB, seed_people
from casework.services.office import Office
from casework.services.reading import CaseView, get_case
from casework.services.version_moves import try_on_many
from casework.store.database import Database
from tests.integration.offices import office_with

GOV = Viewer("governance-lead", ICB)


@pytest.fixture
def office(database: Database, tmp_path, pathways) -> Office:  # type: ignore[no-untyped-def]
    found: Office = replace(office_with(database, tmp_path), pathways=pathways)
    seed_people(found)
    for reference in BRANCH_CASES:
        open_branch_case(found, reference)
    return found


def view_of(office: Office, reference: str) -> CaseView:
    return get_case(office, GOV, reference)


def barred_by(office: Office, reference: str, move: str) -> set[str]:
    return {r.criterion.ref for r in view_of(office, reference).judge(move).blockers}


def test_an_urgent_change_began_at_once_and_its_first_review_is_overdue(office: Office) -> None:
    view = view_of(office, URGENT)
    assert view.facts.stage == "U3"
    assert [r.payload.act for r in view.facts.current("act")] == ["act_on_safety"]
    assert "GT-U8.before_extending" in barred_by(office, URGENT, EXTENSION)


def test_a_minor_change_waits_because_a_council_holds_that_it_is_substantial(
    office: Office,
) -> None:
    assert view_of(office, MINOR).facts.stage == "M2"
    assert "GT30.minor" in barred_by(office, MINOR, "M2-M3")
    assert not view_of(office, MINOR).judge("M2-UPGRADED").allowed


def test_a_case_is_on_an_older_version_and_may_be_moved(office: Office) -> None:
    (tried,) = try_on_many(office, GOV, "major-service-change", 2).cases
    assert (tried.reference, tried.tried.allowed) == (OLDER, True)


@pytest.mark.parametrize("reference", BRANCH_CASES)
def test_its_record_is_sound(office: Office, reference: str) -> None:
    assert verify_chain(office.database, reference).intact

"""Whoever has the next move is told: a move that is ready, an answer, a draft to be approved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from benchmarks.offices import move, walked_case
from casework.domain.dates import FactDate
from casework.domain.records import get_kind
from casework.domain.roles import ROLES
from casework.domain.text import commit
from casework.domain.viewer import SYSTEM, Viewer
from casework.engine.after_succession import VACANT
from casework.engine.agenda import HELD, required_actions
from casework.engine.library import Library
from casework.services.demo.people import seed_people
from casework.services.demo.walking import Walker
from casework.services.holds import start_hold
from casework.services.office import Office
from casework.services.recomputing import prove_projections
from casework.services.requests import accept_request, answer_request, ask, return_request
from casework.services.verb import case_verb
from casework.services.work import Todo, read_work
from casework.store.database import Database
from casework.store.records import Draft
from tests.integration.offices import office_with

MOVE = "S1-S2"


@pytest.fixture
def walker(database: Database, tmp_path: Path, pathways: Library) -> Walker:
    """A case of which nothing bars the move from its stage."""
    office: Office = replace(office_with(database, tmp_path), pathways=pathways)
    seed_people(office)
    return walked_case(office, MOVE)


def waits(walker: Walker, role: str, part: str) -> list[Todo]:
    """What waits for the holder of a role, in one part of their work."""
    work = read_work(walker.office, walker.viewer(role))
    return [todo for case in getattr(work, part) for todo in case.todos]


def asked(walker: Walker) -> str:
    """The key of a request that the programme manager made of the engagement lead."""
    due = walker.office.clock.today() + timedelta(days=3)
    viewer = walker.viewer("PM")
    person = walker.viewer("ENG").person
    return ask(walker.office, viewer, walker.reference, person, "The plan", due).key


def answered(walker: Walker) -> str:
    """The same, answered."""
    key = asked(walker)
    answer_request(walker.office, walker.viewer("ENG"), walker.reference, key, 1, "Here")
    return key


def draft(walker: Walker, **values: object) -> None:
    """Keep a draft of the letter to a council, of which there is no file."""
    payload = get_kind("document").payload(
        document="D05", subject="east-northshire", state="draft", sha256="0" * 64, **values
    )
    with case_verb(walker.office, walker.viewer("PM"), walker.reference, "document_made") as verb:
        verb.write(Draft("document", "D05:east-northshire", payload))


@pytest.mark.parametrize("role", ["PM", "SRO", "GOV"])
def test_a_move_that_nothing_bars_waits_for_whoever_may_make_it(
    walker: Walker, role: str
) -> None:
    (todo,) = waits(walker, role, "ready")
    assert (todo.asks, todo.key) == ("Start the impact assessment", MOVE)


def test_a_ready_move_waits_for_nobody_else(walker: Walker) -> None:
    assert waits(walker, "ENG", "ready") == []


def test_a_move_once_made_is_not_ready_any_more(walker: Walker) -> None:
    move(walker, MOVE, walker.view().facts.visit, "")
    assert waits(walker, "PM", "ready") == []


def test_a_case_moved_back_is_ready_once_and_not_twice(walker: Walker) -> None:
    visit = walker.view().facts.visit
    move(walker, MOVE, visit, "")
    move(walker, "S2-S1", visit + 1, "Taken back.")
    assert [todo.key for todo in waits(walker, "PM", "ready")] == [MOVE]


def test_stored_stays_computed_over_moves_there_and_back(walker: Walker) -> None:
    visit = walker.view().facts.visit
    for what in (MOVE, "S2-S1", MOVE):
        move(walker, what, visit, "It goes there and back.")
        visit += 1
        assert prove_projections(walker.office) == []


def test_an_answer_waits_for_whoever_asked(walker: Walker) -> None:
    key = answered(walker)
    (todo,) = waits(walker, "PM", "answered")
    assert (todo.asks, todo.key) == ("The plan", key)


def test_an_answer_waits_for_nobody_but_the_asker(walker: Walker) -> None:
    answered(walker)
    assert waits(walker, "GOV", "answered") == waits(walker, "ENG", "asked") == []


@pytest.mark.parametrize("settle", [accept_request, return_request])
def test_an_answer_once_settled_waits_no_more(walker: Walker, settle: object) -> None:
    key = answered(walker)
    settle(walker.office, walker.viewer("PM"), walker.reference, key, 2, "Noted")  # type: ignore[operator]
    assert waits(walker, "PM", "answered") == []


def test_an_answer_to_oneself_waits_for_another_who_keeps_the_people(walker: Walker) -> None:
    viewer = walker.viewer("PM")
    key = ask(walker.office, viewer, walker.reference, viewer.person, "The plan",
              walker.office.clock.today()).key  # fmt: skip
    answer_request(walker.office, viewer, walker.reference, key, 1, "Here")
    assert [todo.key for todo in waits(walker, "GOV", "answered")] == [key]


def test_what_waits_after_an_answer_is_proved(walker: Walker) -> None:
    answered(walker)
    assert prove_projections(walker.office) == []


@pytest.mark.parametrize("role", ["AO", "SRO", "GOV"])
def test_a_draft_without_gaps_waits_for_whoever_approves_documents(
    walker: Walker, role: str
) -> None:
    draft(walker)
    (todo,) = waits(walker, role, "approve")
    assert todo.key == "D05:east-northshire"
    assert todo.subject == "East Northshire Council (fictional)"


def test_a_draft_with_gaps_waits_for_no_approval(walker: Walker) -> None:
    draft(walker, gaps=(commit("salutation"),))
    assert waits(walker, "SRO", "approve") == []


def test_a_draft_waits_for_nobody_who_does_not_approve(walker: Walker) -> None:
    draft(walker)
    assert waits(walker, "PM", "approve") == []


def test_what_waits_after_a_draft_is_proved_over_a_move(walker: Walker) -> None:
    draft(walker)
    move(walker, MOVE, walker.view().facts.visit, "")
    assert prove_projections(walker.office) == []


def begin_a_call_in(walker: Walker) -> None:
    today = FactDate.on(walker.office.clock.today())
    start_hold(walker.office, walker.viewer("GOV"), walker.reference, "CALL_IN_REQUESTED", today)


def leave_a_role_vacant(walker: Walker) -> None:
    facts = walker.view().judged
    vacant = tuple(role for role in ROLES if not facts.holders_of(role))[:1]
    payload = get_kind("succession").payload(
        predecessor="icb", sort="abolition", on=FactDate.on(facts.as_at), vacant=vacant,
    )  # fmt: skip
    with case_verb(walker.office, SYSTEM, walker.reference, "succession_carried_out") as verb:
        verb.write(Draft("succession", "of-the-board", payload))


@pytest.mark.parametrize(
    ("begin", "state"), [(begin_a_call_in, HELD), (leave_a_role_vacant, VACANT)]
)
def test_what_waits_beside_the_gates_is_proved_over_a_move(
    walker: Walker, begin: Callable[[Walker], None], state: str
) -> None:
    begin(walker)
    move(walker, MOVE, walker.view().facts.visit, "")
    view = walker.view()
    assert state in {a.state for a in required_actions(view.definition, view.judged)}
    assert prove_projections(walker.office) == []


def test_a_stranger_is_told_of_no_move(walker: Walker) -> None:
    assert read_work(walker.office, Viewer("nobody")).ready == ()

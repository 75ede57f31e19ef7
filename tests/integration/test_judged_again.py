"""Past moves are judged again on their own facts: the same answer, whatever happened since."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine

from casework.adapters.clock import FixedClock
from casework.domain.answers import no, not_known
from casework.domain.dates import FactDate
from casework.domain.viewer import Viewer
from casework.engine import judgement
from casework.engine.library import Library
from casework.services import snapshots
from casework.services.audit import erase_text
from casework.services.case_people import end_role, give_role
from casework.services.demo.live_case import LIVE_CASE, open_live_case
from casework.services.demo.people import seed_people
from casework.services.judging_again import judge_all_again, judge_case_again
from casework.services.office import Office
from casework.services.recording import withdraw_record
from tests.databases import Databases
from tests.integration.desk import Desk
from tests.integration.moved_in_fact import move_in_fact
from tests.integration.past_moves import (
    body_of_old,
    move_past_the_first_gates,
    others,
    start_pause,
    take_an_irreversible_step,
)
from tests.integration.replays import new_office

GOVERNANCE = Viewer("gov", "icb", frozenset({"governance"}))
YEARS_AHEAD = datetime(2041, 5, 6, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def told(databases: Databases, pathways: Library, tmp_path_factory) -> Iterator[Office]:
    """The demonstration case; no test changes it."""
    with ExitStack() as stack:
        office = new_office(databases, pathways, tmp_path_factory.mktemp("told"), stack)
        seed_people(office)
        open_live_case(office)
        yield office


def test_every_move_of_the_demonstration_case_gets_the_same_answer(told: Office) -> None:
    assert others(told, LIVE_CASE) == []


def test_every_move_gets_the_same_answer_years_later(told: Office) -> None:
    with time_machine.travel(YEARS_AHEAD):
        assert [again for again in judge_all_again(told.database) if not again.is_same] == []


def test_moves_are_judged_without_the_files_of_the_pathways(
    told: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a case is pinned to stands in the store: the files may be gone by then."""
    monkeypatch.setattr(told.pathways, "definitions", {})
    assert others(told, LIVE_CASE) == []


def change_a_fact(desk: Desk) -> None:
    desk.record("responsible_body", key="icb", organisation="icb", capacity="provider",
                duty="s242", version=1)  # fmt: skip


def withdraw_a_fact(desk: Desk) -> None:
    withdraw_record(
        desk.office, desk.viewer("PM"), desk.reference, "affected_authority/east", 1, "An error."
    )


def erase_a_text(desk: Desk) -> None:
    name = desk.view().facts.find("service/stroke")
    assert name is not None
    erase_text(
        desk.office, GOVERNANCE, desk.reference, name.payload.name.commitment, "names a patient"
    )


def change_roles(desk: Desk) -> None:
    keeper = desk.viewer("GOV")
    end_role(desk.office, keeper, desk.reference, "leg", "LEG", FactDate.parse("2026-01-01"))
    give_role(desk.office, keeper, desk.reference, "leg2", "LEG")


def sign_anew(desk: Desk) -> None:
    desk.record("regime", regime="R24", as_at="2026-03-01", reasons="Looked at again.", version=1)
    desk.sign("GT01.determination", "LEG")


def go_back_and_on(desk: Desk) -> None:
    move_in_fact(desk.office, desk.viewer("PM"), desk.reference, "S1-S2", 2)
    move_in_fact(desk.office, desk.viewer("PM"), desk.reference, "S2-S1", 3)


def begin_a_hold(desk: Desk) -> None:
    start_pause(desk, "2026-02-01")


def go_on_years_later(desk: Desk) -> None:
    desk.office = replace(desk.office, clock=FixedClock(YEARS_AHEAD))
    change_a_fact(desk)


@pytest.mark.parametrize(
    "since",
    [change_a_fact, withdraw_a_fact, erase_a_text, change_roles, sign_anew, go_back_and_on,
     begin_a_hold, go_on_years_later],
)  # fmt: skip
def test_a_past_move_gets_the_same_answer_after(since: Callable[[Desk], None], desk: Desk) -> None:
    move_past_the_first_gates(desk)
    since(desk)
    assert others(desk.office, desk.reference) == []


def test_a_move_that_a_hold_barred_is_barred_again(desk: Desk) -> None:
    start_pause(desk, "2026-02-01")
    move_past_the_first_gates(desk)
    assert others(desk.office, desk.reference) == []


def test_an_act_about_one_record_is_judged_about_that_one(desk: Desk) -> None:
    take_an_irreversible_step(desk)
    assert others(desk.office, desk.reference) == []


@pytest.mark.parametrize("story", [move_past_the_first_gates, take_an_irreversible_step])
def test_a_snapshot_from_before_it_held_more_is_judged_all_the_same(
    story: Callable[[Desk], None], desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshots, "snapshot_body", body_of_old)
    story(desk)
    assert others(desk.office, desk.reference) == []


def test_a_new_snapshot_says_what_an_act_was_about(desk: Desk) -> None:
    take_an_irreversible_step(desk)
    with desk.office.database.reading() as connection:
        (body,) = connection.exec_driver_sql("SELECT body FROM gate_snapshot").scalars()
    assert json.loads(body)["subject"] == "ward-closure"


def change_guard(monkeypatch: pytest.MonkeyPatch, name: str, answer: Any) -> None:
    """Let a guard say something else under the name that published pathways use."""
    found = judgement.find_guard
    monkeypatch.setattr(
        judgement, "find_guard",
        lambda asked: (lambda facts, subject: answer) if asked == name else found(asked),
    )


def guard_that_was_met(desk: Desk) -> tuple[str, str]:
    """A check of the past move that was met by a guard, and the guard."""
    d = desk.view().definition
    body = _only_body(desk)
    for ref, _, state, *_ in body["results"]:
        criterion = d.find_criterion(ref)
        if state == "met" and criterion is not None and criterion.guards:
            return ref, criterion.guards[0]
    raise AssertionError("no check was met by a guard")


def _only_body(desk: Desk) -> dict[str, Any]:
    with desk.office.database.reading() as connection:
        (body,) = connection.exec_driver_sql("SELECT body FROM gate_snapshot").scalars()
    read: dict[str, Any] = json.loads(body)
    return read


def test_a_guard_that_changed_under_its_name_is_noticed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    move_past_the_first_gates(desk)
    criterion, guard = guard_that_was_met(desk)
    change_guard(monkeypatch, guard, no("it is stricter now"))
    (again,) = others(desk.office, desk.reference)
    found = {(d.part, d.criterion, d.was, d.now) for d in again.differences}
    assert ("state", criterion, "met", "unmet") in found


def test_a_guard_that_gives_another_reason_under_its_name_is_noticed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    move_past_the_first_gates(desk)
    d = desk.view().definition
    unmet = [(r[0], d.find_criterion(r[0])) for r in _only_body(desk)["results"]
             if r[2] == "not recorded"]  # fmt: skip
    criterion, guard = next((ref, c.guards[0]) for ref, c in unmet if c and c.guards)
    change_guard(monkeypatch, guard, not_known("said in other words"))
    (again,) = others(desk.office, desk.reference)
    assert ("reason", criterion) in {(d.part, d.criterion) for d in again.differences}


def test_a_guard_that_is_gone_is_noticed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    move_past_the_first_gates(desk)
    _, guard = guard_that_was_met(desk)
    found = judgement.find_guard
    monkeypatch.setattr(
        judgement, "find_guard", lambda asked: None if asked == guard else found(asked)
    )
    (again,) = judge_case_again(desk.office.database, desk.reference)
    assert guard in again.refused


def test_a_hold_that_bars_more_than_it_did_is_noticed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    start_pause(desk, "2026-02-01")
    move_past_the_first_gates(desk)
    monkeypatch.setattr(judgement, "freezes_of", lambda *ignored: ())
    (again,) = others(desk.office, desk.reference)
    assert [d.part for d in again.differences] == ["hold"]

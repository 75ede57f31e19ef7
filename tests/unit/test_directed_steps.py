"""What the Secretary of State's procedural steps do to checks, and how far they reach."""

from __future__ import annotations

from pathlib import Path

import pytest

from casework.domain.facts import RecordVersion
from casework.engine.judgement import judge_criterion
from casework.engine.library import Library
from casework.engine.results import State
from tests.factories import make_facts, record

WORKFLOWS = Path(__file__).resolve().parents[2] / "workflows"
PATHWAY = Library.load(WORKFLOWS).version("major-service-change", 2)
DIRECTION = record("call_in_direction", "first", dated="2026-02-01", document="evidence/letter")
CHECKED = record("second_check", "direction_step:step", record="direction_step/step@1",
                 person="somebody-else")  # fmt: skip


def step(**more: object) -> RecordVersion:
    values = {"direction": "call_in_direction/first", "document": "evidence/letter",
              "dated": "2026-02-01", "effect": "removes", "checks": ("GT73",), **more}  # fmt: skip
    return record("direction_step", "step", **values)


def state_of(ref: str, *records: RecordVersion) -> State:
    criterion = PATHWAY.find_criterion(ref)
    assert criterion is not None
    gate = PATHWAY.find_gate(criterion.gate)
    assert gate is not None
    return judge_criterion(PATHWAY, gate, criterion, make_facts(*records), "").state


def test_a_checked_step_removes_the_gate_that_it_names() -> None:
    assert state_of("GT73.review", DIRECTION, step(), CHECKED) is State.SET_ASIDE


def test_an_unchecked_step_waits_for_its_second_person() -> None:
    assert state_of("GT73.review", DIRECTION, step()) is State.TO_CHECK


def test_what_replaces_a_check_has_to_be_done_first() -> None:
    replaced = step(effect="replaces", instead="A hearing in each borough")
    assert state_of("GT73.review", DIRECTION, replaced, CHECKED) is State.NOT_RECORDED


def test_once_what_replaces_it_is_done_the_check_is_set_aside() -> None:
    done = step(effect="replaces", instead="A hearing in each borough", done_on="2026-03-01")
    assert state_of("GT73.review", DIRECTION, done, CHECKED) is State.SET_ASIDE


@pytest.mark.parametrize("records", [
    (step(), CHECKED),
    (record("call_in_direction", "first", state="withdrawn", dated="2026-02-01"), step(), CHECKED),
    (DIRECTION, step(dated="2026-07-01"), CHECKED),
    (DIRECTION, step(checks=("GT75",)), CHECKED),
], ids=["no direction", "direction withdrawn", "step ahead", "another gate"])  # fmt: skip
def test_a_step_without_force_leaves_the_check_as_it_was(
    records: tuple[RecordVersion, ...],
) -> None:
    assert state_of("GT73.review", *records) is state_of("GT73.review")


def test_the_determination_of_the_law_is_out_of_its_reach() -> None:
    named = step(checks=("GT01", "GT01.determination"))
    assert state_of("GT01.determination", DIRECTION, named, CHECKED) is State.NOT_RECORDED


def test_what_common_law_asks_stays_when_its_gate_is_named_whole() -> None:
    whole = step(checks=("GT62",))
    assert state_of("GT62.open_options", DIRECTION, whole, CHECKED) is not State.SET_ASIDE


def test_what_common_law_asks_is_reached_by_its_own_name() -> None:
    named = step(checks=("GT62.open_options",))
    assert state_of("GT62.open_options", DIRECTION, named, CHECKED) is State.SET_ASIDE

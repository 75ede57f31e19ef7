"""What the Secretary of State's procedural steps do to checks, and how far they reach."""

from __future__ import annotations

from pathlib import Path

import pytest

from casework.domain.facts import RecordVersion
from casework.engine.directed import DIRECTABLE, stays_because, steps_naming
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
    (DIRECTION, step(), CHECKED, record("evidence", "letter", state="withdrawn")),
], ids=[
    "no direction", "direction withdrawn", "step ahead", "another gate", "paper withdrawn",
])  # fmt: skip
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


@pytest.mark.parametrize("ref", [
    "GT01.determination", "GT20.screening", "GT20.nine_characteristics", "GT23.screening",
    "GT71.privacy_notice", "GT60.notice", "GT10.plan", "GT02.outcome", "GT62.open_options",
    "GT81.matrix", "GT92.direction", "GT92.position", "GT92.request", "GT102.watch",
    "GT60.authority", "GD03.consulted", "GT112.annual_report",
])  # fmt: skip
def test_no_direction_reaches_a_check_even_by_its_own_name(ref: str) -> None:
    named = step(checks=(ref,))
    assert state_of(ref, DIRECTION, named, CHECKED) is state_of(ref)


@pytest.mark.parametrize("ref", [
    "GT31.letter", "GT32.joint_committee", "GT33.sent", "GT42.letter", "GT72.published",
    "GT83.notified", "GT101.councils", "GT55.note", "GT63.length",
])  # fmt: skip
def test_a_direction_reaches_scrutiny_and_what_has_less_force_than_law(ref: str) -> None:
    criterion = PATHWAY.find_criterion(ref)
    assert criterion is not None
    assert stays_because(criterion) == ""


def test_every_entry_of_law_that_may_be_varied_is_of_scrutiny_or_of_less_force() -> None:
    lower = {"STAT_GUIDANCE", "NHSE_ASSURANCE", "GOOD_PRACTICE", "LOCAL"}
    scrutiny = ("nhs-act-2006-sch-10a-", "si-2013-218-", "si-2024-15-", "si-2024-16-")
    beyond = [law.id for law in PATHWAY.law if law.id.startswith(DIRECTABLE)
              and law.force not in lower and not law.id.startswith(scrutiny)]  # fmt: skip
    assert beyond == []


def test_a_step_dated_before_its_direction_varies_nothing() -> None:
    early = step(dated="2026-01-31")
    assert state_of("GT73.review", DIRECTION, early, CHECKED) is state_of("GT73.review")


@pytest.mark.parametrize(("dated", "why", "set_aside"), [
    ("2026-07-31", "", True), ("2026-08-01", "", False), ("2026-08-01", "The direction", True),
])  # fmt: skip
def test_a_step_after_the_six_months_counts_only_with_its_explanation(
    dated: str, why: str, set_aside: bool
) -> None:
    late = step(dated=dated, late_because=why)
    facts = make_facts(DIRECTION, late, CHECKED, as_at="2026-09-01")
    criterion = PATHWAY.find_criterion("GT73.review")
    assert criterion is not None
    assert bool(steps_naming(criterion, facts)) is set_aside


@pytest.mark.parametrize("began", [
    record("call_in_direction", "zero", dated="2026-01-01", document="evidence/letter"),
    record("hold", "h", hold="CALLED_IN", started_on="2026-01-01", ended_on="2026-01-20"),
], ids=["an earlier direction", "an earlier hold"])  # fmt: skip
def test_the_six_months_begin_with_the_first_direction_or_hold(began: RecordVersion) -> None:
    facts = make_facts(DIRECTION, began, step(dated="2026-07-01"), CHECKED, as_at="2026-09-01")
    criterion = PATHWAY.find_criterion("GT73.review")
    assert criterion is not None
    assert steps_naming(criterion, facts) == []


def test_a_later_direction_does_not_lengthen_or_shorten_the_six_months() -> None:
    later = record("call_in_direction", "later", dated="2026-05-01", document="evidence/letter")
    facts = make_facts(DIRECTION, later, step(dated="2026-07-31"), CHECKED, as_at="2026-09-01")
    criterion = PATHWAY.find_criterion("GT73.review")
    assert criterion is not None
    assert len(steps_naming(criterion, facts)) == 1

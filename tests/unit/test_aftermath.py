"""After a hold that ended with stop, modify or quashed: what waits, and what frees it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from casework.domain.facts import RecordVersion
from casework.engine.definition import Definition
from casework.engine.judgement import freezes_of
from casework.engine.library import Library
from tests.factories import make_facts, record

WORKFLOWS = Path(__file__).resolve().parents[2] / "workflows"
PATHWAY = Library.load(WORKFLOWS).version("major-service-change", 2)
DECIDED = record("decision", "again", purpose="final", outcome="approved", decided_on="2026-04-02")
BEFORE = record("decision", "first", purpose="final", outcome="approved", decided_on="2026-01-15")
VERSION = record("proposal_version", "two", title="As modified", dated="2026-04-01",
                 used_as=("decision",))  # fmt: skip
CONSULTED = record("proposal_version", "two", title="As consulted", dated="2026-04-01",
                   used_as=("consultation",))  # fmt: skip


def ended(way: str, hold: str = "CALLED_IN", on: str = "2026-03-01") -> RecordVersion:
    return record("hold", "h", hold=hold, started_on="2026-02-01", ended_on=on, ended_as=way)


def frozen(move: str, *records: RecordVersion) -> bool:
    return bool(freezes_of(PATHWAY, make_facts(*records, as_at="2026-06-01"), move))


@pytest.mark.parametrize(("move", "records", "barred"), [
    ("S9-S10", (ended("stop"),), True),
    ("S5-S6", (ended("stop"),), True),
    ("S5-S6", (ended("stop"), CONSULTED), False),
    ("S9-S10", (ended("stop"), CONSULTED), True),
    ("S9-WITHDRAWN", (ended("stop"),), False),
    ("S10-S9", (ended("stop"),), False),
    ("S9-S10", (ended("stop"), BEFORE), True),
    ("S9-S10", (ended("stop"), DECIDED), False),
    ("S9-S10", (ended("modify"), DECIDED), True),
    ("S9-S10", (ended("modify"), DECIDED, CONSULTED), True),
    ("S9-S10", (ended("modify"), DECIDED, VERSION), False),
    ("S5-S6", (ended("modify"),), False),
    ("take_irreversible_step", (ended("quashed", "IN_LITIGATION"),), True),
    ("take_irreversible_step", (ended("quashed", "IN_LITIGATION"), DECIDED), False),
    ("S9-S10", (ended("stop", "REFERRED"),), True),
    ("S9-S10", (ended("proceed"),), False),
    ("S9-S10", (ended("consideration_finished"),), False),
    ("S9-S10", (ended("procedural_steps"),), True),
    ("S9-S10", (ended("dismissed", "IN_LITIGATION"),), False),
])  # fmt: skip
def test_what_a_way_out_leaves_barred(
    move: str, records: tuple[RecordVersion, ...], barred: bool
) -> None:
    assert frozen(move, *records) is barred


def test_a_decision_of_an_unknown_day_frees_nothing() -> None:
    unknown = record("decision", "again", purpose="final", outcome="approved",
                     decided_on="unknown")  # fmt: skip
    assert frozen("S9-S10", ended("stop"), unknown)


END = "2026-03-01"
REFUSED = {"outcome": "not_approved"}


def decision(**changes: str) -> RecordVersion:
    """A decision on the proposal taken after the hold ended, but for what is changed."""
    values = {"purpose": "final", "outcome": "approved", "decided_on": "2026-04-02", **changes}
    return record("decision", "again", **values)


def waits(way: str, move: str, *records: RecordVersion) -> bool:
    hold = ended(way, "IN_LITIGATION" if way == "quashed" else "CALLED_IN", END)
    return frozen(move, hold, VERSION, *records)


NEW_DECISIONS = [
    ({}, True),
    ({"outcome": "approved_with_conditions"}, True),
    (REFUSED, True),
    ({"outcome": "deferred"}, False),
    ({"outcome": ""}, False),
    ({"purpose": "to_consult"}, False),
    ({"purpose": "other"}, False),
    ({"decided_on": "2026-02-28"}, False),
    ({"decided_on": END}, False),
    ({"decided_on": "2026-03-02"}, True),
    ({"decided_on": "2026-03"}, False),
    ({"decided_on": "2026-04"}, True),
    ({"decided_on": "2026-06-01"}, True),
    ({"decided_on": "2026-06-02"}, False),
    ({"decided_on": "2026-06"}, False),
    ({"decided_on": "2027-01-01"}, False),
    ({"decided_on": "by 2026-04-02"}, False),
    ({"decided_on": "unknown"}, False),
    (REFUSED | {"decided_on": "2027-01-01"}, False),
    ({"outcome": "deferred", "decided_on": "2026-03-02"}, False),
]


@pytest.mark.parametrize("way", ["stop", "modify", "quashed"])
@pytest.mark.parametrize(("changes", "new"), NEW_DECISIONS, ids=str)
def test_a_new_decision_was_taken_to_approve_or_refuse_by_the_day_judged_and_after_the_end(
    way: str, changes: dict[str, str], new: bool
) -> None:
    assert waits(way, "S9-S10", decision(**changes)) is not new


@pytest.mark.parametrize("way", ["stop", "modify", "quashed"])
@pytest.mark.parametrize(("changes", "carries"), [
    *((changes, new) for changes, new in NEW_DECISIONS if "outcome" not in changes),
    ({"outcome": "approved_with_conditions"}, True), (REFUSED, False),
    ({"outcome": "deferred"}, False),
], ids=str)  # fmt: skip
def test_what_cannot_be_undone_waits_for_a_new_decision_that_approves(
    way: str, changes: dict[str, str], carries: bool
) -> None:
    assert waits(way, "take_irreversible_step", decision(**changes)) is not carries


def test_a_refusal_after_the_end_lets_the_case_close() -> None:
    assert not waits("stop", "S9-CLOSED", decision(**REFUSED))


@pytest.mark.parametrize(("dated", "frees"), [
    (END, True), ("2026-06-01", True), ("2026-06-02", False), ("2026-02-28", False),
    ("unknown", False),
])  # fmt: skip
def test_a_version_of_the_proposal_that_lies_ahead_frees_nothing(dated: str, frees: bool) -> None:
    version = record("proposal_version", "two", title="New", dated=dated, used_as=("decision",))
    assert frozen("S5-S6", ended("stop"), version) is not frees
    assert frozen("S9-S10", ended("modify"), DECIDED, version) is not frees


def test_a_decision_withdrawn_again_is_none() -> None:
    withdrawn = replace(DECIDED, state="withdrawn")
    assert frozen("S9-S10", ended("stop"), withdrawn)


@pytest.mark.parametrize(("move", "says"), [
    ("S9-S10", "not recorded: a new decision)"),
    ("take_irreversible_step", "not recorded: a new decision that approves)"),
])  # fmt: skip
def test_the_reason_says_which_decision_is_wanted(move: str, says: str) -> None:
    (freeze,) = freezes_of(PATHWAY, make_facts(ended("stop"), as_at="2026-06-01"), move)
    assert says in freeze.title


URGENT = Library.load(WORKFLOWS).version("urgent-temporary-change", 1)
URGENT_2 = Library.load(WORKFLOWS).version("urgent-temporary-change", 2)
DIRECTION = record("call_in_direction", "first", dated="2026-02-01", document="evidence/letter")
STEP = record("direction_step", "step", direction="call_in_direction/first", dated="2026-02-10",
              document="evidence/letter", effect="removes", checks=("GT73",))  # fmt: skip
CHECKED = record("second_check", "direction_step:step", record="direction_step/step@1",
                 person="somebody-else")  # fmt: skip
REOPENED = record("temporary_change", "ward", status="urgent", ended_as="reopened",
                  ended_on="2026-03-10")  # fmt: skip
GOES_ON = record("temporary_change", "other-ward", status="urgent")
TEMPORARY = record("decision", "again", purpose="temporary_change", outcome="approved",
                   decided_on="2026-04-02")  # fmt: skip


@pytest.mark.parametrize(("records", "barred"), [
    ((DIRECTION,), True),
    ((DIRECTION, STEP), True),
    ((STEP, CHECKED), True),
    ((DIRECTION, STEP, CHECKED), False),
], ids=["no step", "not checked", "no direction", "checked"])  # fmt: skip
def test_procedural_steps_bar_every_move_forward_until_one_is_on_record_and_checked(
    records: tuple[RecordVersion, ...], barred: bool
) -> None:
    assert frozen("S5-S6", ended("procedural_steps"), *records) is barred


@pytest.mark.parametrize(("done", "barred"), [
    ({}, True), ({"done_on": "2026-07-01"}, True), ({"done_on": "2026-05-01"}, False),
], ids=["not done", "to be done", "done"])  # fmt: skip
def test_a_step_that_only_adds_something_waits_until_that_is_done(
    done: dict[str, str], barred: bool
) -> None:
    adding = record("direction_step", "step", direction="call_in_direction/first", effect="adds",
                    dated="2026-02-10", document="evidence/letter", instead="A hearing",
                    **done)  # fmt: skip
    assert frozen("S5-S6", ended("procedural_steps"), DIRECTION, adding, CHECKED) is barred


def adding(key: str, done_on: str = "", dated: str = "2026-02-10") -> RecordVersion:
    done = {"done_on": done_on} if done_on else {}
    return record("direction_step", key, direction="call_in_direction/first", effect="adds",
                  dated=dated, document="evidence/letter", instead="A hearing", **done)  # fmt: skip


def check_of(key: str) -> RecordVersion:
    return record("second_check", f"direction_step:{key}", record=f"direction_step/{key}@1",
                  person="somebody-else")  # fmt: skip


DONE = "2026-05-01"


@pytest.mark.parametrize(("records", "barred"), [
    ((adding("one", DONE), check_of("one"), adding("two"), check_of("two")), True),
    ((adding("one", DONE), check_of("one"), adding("two", DONE)), True),
    ((adding("one", DONE), check_of("one"), adding("two", DONE), check_of("two")), False),
    ((STEP, CHECKED, adding("two"), check_of("two")), True),
    ((adding("one", DONE), check_of("one"), adding("two", dated="2026-09-01")), False),
], ids=["one not done", "one not checked", "all done", "one beside one that removes",
        "one that does not count yet"])  # fmt: skip
def test_several_steps_that_add_something_wait_until_all_of_it_is_done(
    records: tuple[RecordVersion, ...], barred: bool
) -> None:
    assert frozen("S5-S6", ended("procedural_steps"), DIRECTION, *records) is barred


def test_what_is_left_of_several_steps_is_counted() -> None:
    facts = make_facts(
        ended("procedural_steps"), DIRECTION, adding("one", DONE), check_of("one"), adding("two"),
        as_at="2026-06-01",
    )  # fmt: skip
    assert "1 of 2 is not" in freezes_of(PATHWAY, facts, "S5-S6")[0].title


@pytest.mark.parametrize(("started", "barred"), [
    ("unknown", False), ("2026-02", False), ("2026-02-10", False), ("2026-02-11", True),
])  # fmt: skip
def test_only_a_step_that_is_certainly_from_before_the_call_in_leaves_it_barred(
    started: str, barred: bool
) -> None:
    hold = record("hold", "h", hold="CALLED_IN", started_on=started, ended_on="2026-03-01",
                  ended_as="procedural_steps")  # fmt: skip
    assert frozen("S5-S6", hold, DIRECTION, STEP, CHECKED) is barred


def urgent_frozen(move: str, *records: RecordVersion, pathway: Definition = URGENT) -> bool:
    return bool(freezes_of(pathway, make_facts(*records, as_at="2026-06-01"), move))


@pytest.mark.parametrize("way", ["stop", "quashed"])
@pytest.mark.parametrize(("records", "barred"), [
    ((), True),
    ((DECIDED,), True),
    ((TEMPORARY,), False),
    ((REOPENED,), False),
    ((REOPENED, GOES_ON), True),
], ids=["nothing", "final", "temporary decision", "reopened", "one goes on"])  # fmt: skip
def test_an_urgent_case_closes_by_its_own_decision_or_by_reopening(
    way: str, records: tuple[RecordVersion, ...], barred: bool
) -> None:
    assert urgent_frozen("U4-CLOSED", ended(way), *records) is barred


@pytest.mark.parametrize("way", ["stop", "quashed"])
@pytest.mark.parametrize(("records", "barred"), [
    ((), True), ((REOPENED,), False), ((REOPENED, GOES_ON), True),
], ids=["nothing", "reopened", "one goes on"])  # fmt: skip
def test_an_urgent_case_is_closed_early_after_such_a_hold_once_every_service_is_back(
    way: str, records: tuple[RecordVersion, ...], barred: bool
) -> None:
    assert urgent_frozen("U1-CLOSED", ended(way), *records, pathway=URGENT_2) is barred


def test_a_stopped_temporary_change_goes_to_its_end_once_the_ward_is_back() -> None:
    assert not urgent_frozen("U3-U4", ended("stop"), REOPENED)


def test_reopening_one_ward_does_not_let_a_temporary_change_be_extended() -> None:
    assert urgent_frozen("extend_temporary_change", ended("stop"), REOPENED)

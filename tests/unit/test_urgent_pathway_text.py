"""The urgent pathway: the register for urgent changes is there, and nothing leads past it."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from casework.domain.guards import find_guard
from casework.domain.roles import ROLES
from casework.engine.definition import Definition
from casework.engine.loader import load_definition, load_law

WORKFLOWS = Path(__file__).resolve().parents[2] / "workflows"
# Gate, stage, what it blocks first, a force and the attesters that the register names.
REGISTER = [
    ("GT-U1", "U0", "U0-U1", "STATUTE", "CMO CNO"),
    ("GT-U2", "U0", "U0-U1", "STATUTE", "AO"),
    ("GT-U3", "U0", "U0-U1", "STATUTE", "CNO EDI"),
    ("GT-U4", "U1", "U1-U2", "LOCAL", "GOV"),
    ("GT-U5", "U2", "U2-U3", "STATUTE", "AO"),
    ("GT-U6", "U2", "U2-U3", "STAT_GUIDANCE", "ENG"),
    ("GT-U7", "U2", "U2-U3", "STAT_GUIDANCE", "LEG"),
    ("GT-U8", "U3", "U3-U4", "STAT_GUIDANCE", "system"),
    ("GT-U9", "U3", "U3-U4", "STATUTE", "ENG"),
    ("GT-U10", "U4", "U4-CLOSED", "STAT_GUIDANCE", "CMO CNO"),
    ("GT-U11", "U4", "U4-CLOSED", "STATUTE", "LEG"),
]
GUARDS = {"GD01", "GD02", "GD05", "GD06", "GD07", "GD13", "GD15", "GD18"}
START, EXTEND, ON_SAFETY = "start_temporary_change", "extend_temporary_change", "act_on_safety"


VERSIONS = (1, 2)
EARLY = ("U0-CLOSED", "U1-CLOSED", "U2-CLOSED", "U3-CLOSED")


@cache
def pathway(version: int = 2) -> Definition:
    path = WORKFLOWS / "urgent-temporary-change" / f"v{version}.yaml"
    return load_definition(path, load_law(WORKFLOWS / "law.yaml"))


def criteria() -> list[Any]:
    return [c for number in VERSIONS for gate in pathway(number).gates for c in gate.criteria]


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize(("ref", "stage", "blocks", "force", "signed_by"), REGISTER)
def test_a_gate_stands_where_the_register_puts_it(
    ref: str, stage: str, blocks: str, force: str, signed_by: str, version: int
) -> None:
    gate = pathway(version).find_gate(ref)
    signers = {role for c in gate.criteria for role in (*c.attesters.all_of, *c.attesters.any_of)}
    assert (gate.stage, gate.blocks[0]) == (stage, blocks)
    assert force in {c.force for c in gate.criteria}
    assert signers >= set(signed_by.split()) or signed_by == "system"


def test_every_guard_that_protects_against_a_temporary_change_stands_before_starting_one() -> None:
    assert {g.ref for g in pathway().gates_blocking(START)} >= GUARDS
    assert {g.ref for g in pathway().gates_blocking(EXTEND)} >= GUARDS


NEWER = {
    # Where letters tell the councils, nobody says so again; the day of the decision is since it.
    "temporary_change_has_its_timer": "temporary_change_has_its_timer_and_councils_were_told",
    "people_were_involved_since_the_temporary_change_began":
        "people_were_involved_from_the_day_of_the_decision_on",
}  # fmt: skip


def test_the_guards_ask_what_they_ask_on_the_full_pathway() -> None:
    full = load_definition(
        WORKFLOWS / "major-service-change" / "v2.yaml", load_law(WORKFLOWS / "law.yaml")
    )
    for ref in GUARDS:
        for c in pathway().find_gate(ref).criteria:
            other = full.find_criterion(c.ref)
            anew = tuple(NEWER.get(name, name) for name in other.guards)
            assert (c.guards, c.force, c.law, c.attesters) == (
                anew, other.force, other.law, other.attesters
            )  # fmt: skip


def test_nothing_but_the_safety_ground_stands_before_acting_for_safety() -> None:
    assert [gate.ref for gate in pathway().gates_blocking(ON_SAFETY)] == ["GT05"]
    assert {"U0", "U1", "U2", "U3"} == set(pathway().find_act(ON_SAFETY).stages)


def test_a_council_left_untold_is_never_waived() -> None:
    for version in VERSIONS:
        checks = pathway(version).find_gate("GT-U5").criteria
        assert {c.waivers for c in checks} == {()}
        assert not pathway(version).find_criterion("GT-U5.told").flag


def test_there_is_no_way_to_the_end_past_the_reviews_while_a_change_lasts() -> None:
    reverted = ("every_temporary_change_is_recorded_as_reverted",)
    ways = {e.id: e.when for e in pathway().edges if e.target == "CLOSED"}
    assert ways == {"U4-CLOSED": (), **dict.fromkeys(EARLY, reverted)}
    assert {e.origin for e in pathway().edges if e.target == "U4"} == {"U3"}


def test_a_change_that_never_began_can_be_given_up_at_every_stage_before_its_end() -> None:
    ways = {e.origin: e.when for e in pathway().edges if e.target == "WITHDRAWN"}
    assert ways == dict.fromkeys(("U0", "U1", "U2", "U3"), ("no_temporary_change_has_begun",))


def test_a_day_that_has_passed_is_answered_for_and_bars_nothing() -> None:
    days = ("GT-U1.in_time", "GT-U5.in_time")
    assert [pathway().find_criterion(ref).flag for ref in days] == [True, True]


def test_a_review_that_was_late_or_missed_never_bars_bringing_the_change_to_an_end() -> None:
    barring = {
        name for gate in pathway().gates_blocking("U3-U4")
        for c in gate.criteria if not c.flag and (not c.at or "U3-U4" in c.at) for name in c.guards
    }  # fmt: skip
    assert "people_were_involved_from_the_day_of_the_decision_on" in barring
    assert not {name for name in barring if "review" in name and name != "reviews_rest_on_figures"}


def test_a_review_that_was_late_is_answered_for_in_public() -> None:
    asked = pathway().find_criterion("GT-U8.on_its_days")
    assert (asked.flag, asked.needs) == (True, ())


def test_what_reviews_say_is_signed_only_once_there_is_one() -> None:
    asked = pathway().find_criterion("GT-U8.figures")
    assert asked.when == ("temporary_change_has_been_reviewed",)


def test_closing_early_bars_only_what_can_still_be_done_and_names_the_rest() -> None:
    barring = {
        c.ref for move in EARLY for gate in pathway().gates_blocking(move)
        for c in gate.criteria if not c.flag
    }  # fmt: skip
    assert {ref.partition(".")[0] for ref in barring} == {"GT00", "GT01", "GT-U5", "GT-U10"}
    named = {name for c in pathway().find_gate("GT-U12").criteria for name in c.guards}
    assert named >= {
        "risk_is_evidenced", "lack_of_time_is_accounted_for",
        "urgency_is_proved_or_councils_were_consulted",
        "temporary_change_was_decided_with_authority",
        "temporary_change_was_reviewed_while_it_lasted",
        "people_were_involved_from_the_day_of_the_decision_on",
    }  # fmt: skip


def test_a_call_in_freezes_every_way_of_closing() -> None:
    ways = {e.id for e in pathway().edges if e.target == "CLOSED"}
    assert set(pathway().find_hold("CALLED_IN").freezes) >= ways


def test_going_on_beside_a_call_in_request_is_decided_as_on_the_full_pathway() -> None:
    full = load_definition(
        WORKFLOWS / "major-service-change" / "v3.yaml", load_law(WORKFLOWS / "law.yaml")
    )
    ours, theirs = (d.find_criterion("GD23.decided") for d in (pathway(), full))
    assert (ours.guards, ours.when, ours.force, ours.law) == (
        theirs.guards, theirs.when, theirs.force, theirs.law
    )  # fmt: skip
    assert pathway().find_gate("GD23").blocks == (START, EXTEND)


def test_how_often_it_is_reviewed_is_a_figure_with_its_source_and_how_sure_we_are() -> None:
    figures = {t.id: (t.value, t.law) for t in pathway().thresholds}
    source = ("casework-temporary-change-reviews-go-on",)
    assert figures["board_review_months"] == (3, source)
    assert figures["executive_review_weeks"] == (6, source)
    assert pathway().find_law(source[0]).confidence == "A"


def test_common_law_is_never_waived_in_the_file() -> None:
    assert [c.ref for c in criteria() if c.force == "COMMON_LAW" and c.waivers] == []


@pytest.mark.parametrize("c", criteria(), ids=lambda c: c.ref)
def test_a_criterion_asks_and_says_how_in_a_plain_sentence_and_cites_something(c: Any) -> None:
    for text in (c.asks, c.how):
        assert re.fullmatch(r"[A-Z].{15,170}\.", text), text
    assert c.law and all(find_guard(name) for name in c.guards)


@pytest.mark.parametrize(
    "gate", [g for number in VERSIONS for g in pathway(number).gates], ids=lambda g: g.ref
)
def test_a_gate_explains_itself_without_codes(gate: Any) -> None:
    words = " ".join([gate.title, gate.reason, *gate.good])
    assert len(gate.title) <= 60
    assert 1 <= gate.reason.count(".") <= 4
    assert [word for word in re.findall(r"\w+", words) if word in ROLES] == []

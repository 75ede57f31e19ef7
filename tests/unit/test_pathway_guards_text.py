"""Version 2 of the pathway: version 1 as it was, and the guards before what they protect."""

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
GUARDS = [f"GD{number:02d}" for number in range(1, 21)]
FLAG_ONLY = {"GD15", "GD16", "GD17", "GD20"}
"""Gates of the catalogue that warn: what they raise is answered."""
BESIDE = ["GT05", "GT103"]
DECISION = "S9-S10"
BEFORE_THE_DECISION = {f"GD{n:02d}" for n in (1, 2, 3, 4, 5, 6, 9, 10, 11, 12, 13, 14, 16, 17, 18,
                                              19)}  # fmt: skip
BEFORE_A_TEMPORARY_CHANGE = {"GD01", "GD02", "GD05", "GD06", "GD07", "GD13", "GD15", "GD18"}


@cache
def version(number: int) -> Definition:
    path = WORKFLOWS / "major-service-change" / f"v{number}.yaml"
    return load_definition(path, load_law(WORKFLOWS / "law.yaml"))


def criteria() -> list[Any]:
    return [c for ref in (*GUARDS, *BESIDE) for c in version(2).find_gate(ref).criteria]


def test_every_gate_of_version_1_stands_unchanged_in_version_2() -> None:
    first, second = version(1), version(2)
    assert second.gates[: len(first.gates)] == first.gates


def test_version_2_adds_the_twenty_guards_and_two_gates_beside_them() -> None:
    added = [gate.ref for gate in version(2).gates[len(version(1).gates) :]]
    assert added == [*GUARDS, *BESIDE]


@pytest.mark.parametrize("ref", GUARDS)
def test_a_guard_that_only_warns_bars_nothing_and_any_other_bars_something(ref: str) -> None:
    flags = [c.flag for c in version(2).find_gate(ref).criteria]
    assert all(flags) if ref in FLAG_ONLY else not all(flags)


def test_the_public_decision_meets_every_guard_that_protects_it() -> None:
    asked = {
        gate.ref for gate in version(2).gates_blocking(DECISION)
        if any(not c.at or DECISION in c.at for c in gate.criteria)
    }  # fmt: skip
    assert asked >= BEFORE_THE_DECISION


@pytest.mark.parametrize("act", ["start_temporary_change", "extend_temporary_change"])
def test_a_temporary_change_meets_every_guard_that_protects_against_one(act: str) -> None:
    assert {gate.ref for gate in version(2).gates_blocking(act)} == BEFORE_A_TEMPORARY_CHANGE


def test_nothing_but_the_safety_ground_stands_before_acting_for_safety() -> None:
    assert [gate.ref for gate in version(2).gates_blocking("act_on_safety")] == ["GT05"]


@pytest.mark.parametrize("c", criteria(), ids=lambda c: c.ref)
def test_a_criterion_of_a_guard_asks_and_says_how_in_a_plain_sentence(c: Any) -> None:
    for text in (c.asks, c.how):
        assert re.fullmatch(r"[A-Z].{15,170}\.", text), text


@pytest.mark.parametrize("c", criteria(), ids=lambda c: c.ref)
def test_a_criterion_of_a_guard_names_a_guard_and_cites_something(c: Any) -> None:
    assert c.guards and all(find_guard(name) for name in c.guards)
    assert c.law


@pytest.mark.parametrize("ref", [*GUARDS, *BESIDE])
def test_a_guard_explains_itself_without_codes(ref: str) -> None:
    gate = version(2).find_gate(ref)
    words = " ".join([gate.title, gate.reason, *gate.good])
    assert len(gate.title) <= 60
    assert 1 <= gate.reason.count(".") <= 4
    assert [word for word in re.findall(r"\w+", words) if word in ROLES] == []


def test_common_law_is_never_waived_in_the_file() -> None:
    assert [c.ref for c in criteria() if c.force == "COMMON_LAW" and c.waivers] == []


def test_a_figure_without_a_source_is_compared_with_only_where_it_raises_a_question() -> None:
    """Each default figure is our own, so a guard that reads one stands only behind flags."""
    assert {t.id for t in version(2).thresholds if t.law} == set()
    compared = {
        "councils_were_contacted_once_the_change_was_named",
        "papers_reached_the_council_before_its_meeting",
        "no_authority_with_many_patients_was_left_out",
        "change_since_consultation_is_small", "full_report_came_in_time",
        "people_have_time_enough", "people_had_notice_of_the_temporary_change",
    }  # fmt: skip
    assert {name for c in criteria() for name in c.guards if c.flag} >= compared
    assert not {name for c in criteria() for name in c.guards if not c.flag} & compared


def test_a_figure_that_a_document_sets_bars() -> None:
    barring = {name for c in criteria() for name in c.guards if not c.flag}
    assert barring >= {
        "councils_were_contacted_as_a_document_asks",
        "papers_reached_the_council_as_a_document_asks",
        "no_authority_was_left_out_that_a_document_counts",
        "change_is_as_small_as_a_document_asks",
        "full_report_came_as_a_document_asks",
    }

"""The text of the minor pathway: the gates that the register keeps, and the way to a full case."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from casework.domain.roles import ROLES
from casework.engine.definition import Definition
from casework.engine.loader import load_definition, load_law

WORKFLOWS = Path(__file__).resolve().parents[2] / "workflows"
KEPT = ["GT00", "GT01", "GT02", "GT03", "GT04", "GT10", "GT20", "GT30", "GT61", "GT92", "GT100"]
LEFT_OUT = ["GT31", "GT33", "GT42", "GT54", "GT70", "GT80"]
DECISION = "M3-M4"


@cache
def pathway(name: str, version: int) -> Definition:
    return load_definition(WORKFLOWS / name / f"v{version}.yaml", load_law(WORKFLOWS / "law.yaml"))


def minor() -> Definition:
    return pathway("minor-change", 1)


def criteria() -> list[Any]:
    return [c for gate in minor().gates for c in gate.criteria]


@pytest.mark.parametrize("ref", KEPT)
def test_a_gate_that_the_register_keeps_is_there(ref: str) -> None:
    assert minor().find_gate(ref) is not None


@pytest.mark.parametrize("ref", LEFT_OUT)
def test_no_consultation_and_no_notification_is_asked_for(ref: str) -> None:
    assert minor().find_gate(ref) is None


def test_what_is_kept_has_the_force_and_the_law_that_it_has_on_the_full_pathway() -> None:
    full = pathway("major-service-change", 2)
    shared = [(c, full.find_criterion(c.ref)) for c in criteria() if full.find_criterion(c.ref)]
    assert len(shared) > 20
    for c, other in shared:
        assert (c.force, c.attesters) == (other.force, other.attesters), c.ref


def test_the_decision_waits_for_the_councils_and_for_a_proposal_that_has_not_grown() -> None:
    asked = {c.ref for gate in minor().gates_blocking(DECISION) for c in gate.criteria
             if not c.at or DECISION in c.at}  # fmt: skip
    assert asked >= {"GT30.views", "GT30.minor", "GT30.not_grown", "GD01.proposal", "GD14.power"}


@pytest.mark.parametrize("stage", ["M0", "M1", "M2", "M3"])
def test_every_stage_before_the_decision_leads_to_a_full_case(stage: str) -> None:
    edge = minor().find_edge(stage, "UPGRADED")
    assert edge is not None and edge.when == ("change_goes_on_as_a_full_case",)


@pytest.mark.parametrize("c", criteria(), ids=lambda c: c.ref)
def test_a_criterion_asks_and_says_how_in_a_plain_sentence_and_cites_something(c: Any) -> None:
    for text in (c.asks, c.how):
        assert re.fullmatch(r"[A-Z].{15,170}\.", text), text
    assert c.law


@pytest.mark.parametrize("gate", minor().gates, ids=lambda g: g.ref)
def test_a_gate_explains_itself_without_codes(gate: Any) -> None:
    words = " ".join([gate.title, gate.reason, *gate.good])
    assert [word for word in re.findall(r"\w+", words) if word in ROLES] == []

"""A sign-off is to be confirmed again exactly when something that it relied on changed.

Tried on every check of the newest pathway that people sign, with generated changes to the records
of its case; see decision 4, "A sign-off covers what was there".
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import find, given
from hypothesis import strategies as st

from casework.engine.definition import Criterion
from casework.engine.judgement import judge_criterion
from casework.engine.library import Library
from casework.engine.results import CriterionResult, State
from tests.conftest import ROOT
from tests.generated import tried
from tests.unit.signed_case import CHANGES, SignedCase

NEWEST = Library.load(ROOT / "workflows").newest("major-service-change")
SIGNED = [c for gate in NEWEST.gates for c in gate.criteria if not c.attesters.system]
changes = st.lists(
    st.tuples(st.sampled_from(CHANGES), st.integers(min_value=0, max_value=11)), max_size=6
)


def lived_through(criterion: Criterion, happened: list[tuple[str, int]]) -> SignedCase:
    """A case in which a check was signed, and then all this happened."""
    case = SignedCase(NEWEST, criterion)
    case.begin()
    for what, number in happened:
        case.change(what, number)
    return case


def judged(case: SignedCase) -> CriterionResult:
    """How the check stands by its records and sign-offs alone: guards and conditions say nothing of
    what a sign-off covers."""
    gate = NEWEST.find_gate(case.criterion.gate)
    assert gate is not None
    plain = replace(case.criterion, guards=(), when=())
    return judge_criterion(NEWEST, gate, plain, case.facts(), case.subject)


def expected(case: SignedCase) -> State:
    """How the check must stand where all that it needs is recorded."""
    attesters = case.criterion.attesters
    standing = {role for role in case.roles if case.stands(role)}
    signed = (
        bool(standing & set(attesters.any_of)) if attesters.any_of
        else standing >= set(attesters.all_of)
    )
    return State.MET if signed else State.RECONFIRM


def signed_anew(case: SignedCase) -> CriterionResult:
    """How the check would stand if everybody signed today."""
    for number in range(len(case.roles)):
        case.sign(number)
    return judged(case)


@pytest.mark.parametrize("criterion", SIGNED, ids=lambda c: c.ref)
@tried(12)
@given(happened=changes)
def test_a_sign_off_is_to_be_confirmed_again_exactly_when_what_it_relied_on_changed(
    criterion: Criterion, happened: list[tuple[str, int]]
) -> None:
    case = lived_through(criterion, happened)
    said = {s.role: not s.changed for s in judged(case).signatures}
    assert said == {role: case.stands(role) for role in case.roles}


@pytest.mark.parametrize("criterion", SIGNED, ids=lambda c: c.ref)
@tried(12)
@given(happened=changes)
def test_a_check_waits_for_its_sign_off_again_exactly_when_one_does_not_stand(
    criterion: Criterion, happened: list[tuple[str, int]]
) -> None:
    case = lived_through(criterion, happened)
    state, must = judged(case).state, expected(case)
    anew = signed_anew(case).state
    assert state is (must if anew is State.MET else anew)


@pytest.mark.parametrize("state", [State.MET, State.RECONFIRM, State.NOT_RECORDED, State.UNMET])
def test_what_is_generated_reaches(state: State) -> None:
    found = find(
        st.tuples(st.sampled_from(SIGNED), changes),
        lambda lived: judged(lived_through(*lived)).state is state,
        settings=tried(500),
    )
    assert found

"""Setting criteria aside, each exactly as its force allows."""

from __future__ import annotations

import pytest

from casework.domain.errors import Invalid, NotPermitted
from casework.engine.results import State
from casework.services.case_people import give_role
from casework.services.confirming import confirm_not_applicable
from casework.services.exceptions import (
    SetAside,
    add_privileged_note,
    defer_gate,
    set_aside,
)
from tests.integration.desk import Desk


def aside(desk: Desk, by: str, criterion: str, means: str, **more: object) -> object:
    exception = SetAside(criterion, means, str(more.pop("reason", "A published reason")), **more)
    return set_aside(desk.office, desk.viewer(by), desk.reference, exception)


def substantial(desk: Desk) -> None:
    desk.record("substantiality", outcome="substantial", determined_on="2026-02-01",
                reasons="Many patients")  # fmt: skip


def test_statute_is_never_waived(desk: Desk) -> None:
    with pytest.raises(Invalid, match="force is STATUTE"):
        aside(desk, "AO", "GT01.determination", "waiver")


def test_an_exception_needs_a_published_reason(desk: Desk) -> None:
    with pytest.raises(Invalid, match="needs a reason"):
        aside(desk, "SRO", "GT73.review", "waiver", reason=" ")


def test_good_practice_is_waived_by_the_role_named(desk: Desk) -> None:
    aside(desk, "SRO", "GT73.review", "waiver")
    assert desk.result("GT73.review").state is not State.NOT_RECORDED


def test_good_practice_is_not_waived_by_another(desk: Desk) -> None:
    with pytest.raises(NotPermitted):
        aside(desk, "PM", "GT73.review", "waiver")


def common_law_criterion(desk: Desk) -> str:
    view = desk.view()
    return next(
        c.ref for g in view.definition.gates for c in g.criteria
        if c.force == "COMMON_LAW" and c.gate == "GT40"
    )  # fmt: skip


def test_common_law_risk_is_accepted_only_on_written_advice(desk: Desk) -> None:
    substantial(desk)
    with pytest.raises(Invalid, match="legal advice"):
        aside(desk, "AO", common_law_criterion(desk), "accepted_risk", second_person="leg")


def test_common_law_risk_is_accepted_by_the_accountable_officer_on_written_advice(
    desk: Desk,
) -> None:
    substantial(desk)
    advice = desk.evidence("legal_review_note", by="LEG", classification="privileged")
    ref = common_law_criterion(desk)
    aside(desk, "AO", ref, "accepted_risk", second_person="leg", relied_on=(advice.pin,))
    assert desk.result(ref).state is State.SET_ASIDE


def not_applicable_criterion(desk: Desk) -> tuple[str, str]:
    view = desk.view()
    return next(
        (c.ref, w.by[0]) for g in view.definition.gates for c in g.criteria for w in c.waivers
        if w.means == "not_applicable" and c.per == "case" and c.gate == "GT23"
    )  # fmt: skip


def test_a_determination_waits_for_a_second_person(desk: Desk) -> None:
    ref, role = not_applicable_criterion(desk)
    aside(desk, role, ref, "not_applicable")
    assert desk.result(ref).state is State.TO_SIGN


def test_who_determined_cannot_confirm(desk: Desk) -> None:
    ref, role = not_applicable_criterion(desk)
    aside(desk, role, ref, "not_applicable")
    if role != "GOV":
        give_role(desk.office, desk.viewer("GOV"), desk.reference, role.lower(), "GOV")
    with pytest.raises(NotPermitted, match="You made"):
        confirm_not_applicable(desk.office, desk.viewer(role), desk.reference, ref)


def test_a_confirmed_determination_takes_the_criterion_out_of_the_way(desk: Desk) -> None:
    ref, role = not_applicable_criterion(desk)
    aside(desk, role, ref, "not_applicable")
    confirm_not_applicable(desk.office, desk.viewer("GOV"), desk.reference, ref)
    assert desk.result(ref).state is State.NOT_APPLICABLE


def test_governance_defers_only_what_the_law_lets_wait(desk: Desk) -> None:
    with pytest.raises(Invalid, match="cannot be deferred"):
        defer_gate(desk.office, desk.viewer("GOV"), desk.reference, "GT30", "later")


def test_a_deferred_gate_bars_our_step_no_more_and_the_laws_step_still(desk: Desk) -> None:
    substantial(desk)
    desk.record("affected_authority", organisation="east-council", standing="scrutiny")
    defer_gate(desk.office, desk.viewer("GOV"), desk.reference, "GT31", "meeting in May")
    view = desk.view()
    gate = view.definition.find_gate("GT31")
    assert gate is not None
    ours = {r.criterion.gate for r in view.judge(gate.blocks[0]).blockers}
    latest = {r.criterion.gate for r in view.judge(gate.legal_latest[0]).blockers}
    assert ("GT31" in ours, "GT31" in latest) == (False, True)


def test_a_privileged_note_is_for_those_who_may_read_it(desk: Desk) -> None:
    made = desk.record("service", name="Stroke unit")
    add_privileged_note(
        desk.office, desk.viewer("LEG"), desk.reference, made.reference, "Canary advice"
    )
    assert desk.view(by="PM").facts.current("privileged_note") == []
    assert len(desk.view(by="GOV").facts.current("privileged_note")) == 1


def test_who_may_not_read_privileged_notes_writes_none(desk: Desk) -> None:
    made = desk.record("service", name="Stroke unit")
    with pytest.raises(NotPermitted):
        add_privileged_note(
            desk.office, desk.viewer("PM"), desk.reference, made.reference, "advice"
        )

"""A declared conflict bars whatever passes on the person's word, and takes back a sign-off."""

from __future__ import annotations

import pytest

from casework.domain.errors import Invalid, NotPermitted
from casework.domain.facts import RecordVersion
from casework.engine.results import State
from casework.services.answering import FlagAnswered, answer_flag
from casework.services.confirming import confirm_not_applicable, confirm_set_aside
from casework.services.exceptions import SetAside, defer_gate, set_aside
from casework.services.outside_sign_offs import check_outside_sign_off
from casework.services.recording import withdraw_record
from casework.services.second_person import check_record
from tests.integration.desk import Desk

REGISTER, REVIEW, NOTICE = "GT03.register", "GT73.review", "GT60.notice"
BARRED = "conflict of interests"


def declare(desk: Desk, conflict: str, person: str = "gov", **more: str) -> RecordVersion:
    """Somebody else records what a person declared."""
    values = {"key": person, "seat": f"{person}-1", "person": person, "capacity": "adviser",
              "nothing_to_declare": "no", "interest": "Shares", "conflict": conflict,
              "tie_to_proposer": "no", **more}  # fmt: skip
    return desk.record("interest", **values)


def test_somebody_with_a_declared_conflict_cannot_sign_off(desk: Desk) -> None:
    desk.evidence("interests_register", classification="restricted")
    declare(desk, "yes")
    with pytest.raises(NotPermitted, match="conflict of interests"):
        desk.sign(REGISTER, "GOV")


def test_a_sign_off_is_to_be_confirmed_by_somebody_else_once_a_conflict_is_declared(
    desk: Desk,
) -> None:
    desk.evidence("interests_register", classification="restricted")
    desk.sign(REGISTER, "GOV")
    assert desk.result(REGISTER).state is State.MET
    declare(desk, "yes")
    assert desk.result(REGISTER).state is State.RECONFIRM


def test_a_declaration_without_a_conflict_bars_nothing(desk: Desk) -> None:
    desk.evidence("interests_register", classification="restricted")
    declare(desk, "no")
    desk.sign(REGISTER, "GOV")
    assert desk.result(REGISTER).state is State.MET


def aside(desk: Desk, by: str, criterion: str, means: str, **more: str) -> RecordVersion:
    return set_aside(
        desk.office, desk.viewer(by), desk.reference, SetAside(criterion, means, "r", **more)
    )


def substantial(desk: Desk) -> None:
    desk.record("substantiality", outcome="substantial", determined_on="2026-02-01", reasons="r")


def test_somebody_with_a_declared_conflict_sets_nothing_aside(desk: Desk) -> None:
    declare(desk, "yes", "sro")
    with pytest.raises(NotPermitted, match=BARRED):
        aside(desk, "SRO", REVIEW, "waiver")


def test_an_exception_stands_though_a_conflict_is_declared_later(desk: Desk) -> None:
    aside(desk, "SRO", REVIEW, "waiver")
    before = desk.result(REVIEW).state
    declare(desk, "yes", "sro")
    assert desk.result(REVIEW).state is before


def test_somebody_with_a_declared_conflict_defers_nothing(desk: Desk) -> None:
    gate = next(g for g in desk.view().definition.gates if g.legal_latest)
    substantial(desk)
    declare(desk, "yes")
    with pytest.raises((NotPermitted, Invalid)) as refused:
        defer_gate(desk.office, desk.viewer("GOV"), desk.reference, gate.ref, "r")
    assert BARRED in str(refused.value)


def test_somebody_with_a_declared_conflict_is_no_second_person(desk: Desk) -> None:
    substantial(desk)
    declare(desk, "yes")
    with pytest.raises(Invalid, match=BARRED):
        aside(desk, "AO", NOTICE, "urgent_decision", second_person="gov")


def test_somebody_with_a_declared_conflict_confirms_nothing(desk: Desk) -> None:
    substantial(desk)
    aside(desk, "AO", NOTICE, "urgent_decision", second_person="gov")
    declare(desk, "yes")
    with pytest.raises(NotPermitted, match=BARRED):
        confirm_set_aside(desk.office, desk.viewer("GOV"), desk.reference, NOTICE, 1)


def test_somebody_with_a_declared_conflict_does_not_confirm_that_a_check_does_not_apply(
    desk: Desk,
) -> None:
    ref, by = next(
        (c.ref, w.by[0]) for g in desk.view().definition.gates
        for c in g.criteria for w in c.waivers
        if w.means == "not_applicable" and c.per == "case" and c.gate == "GT23"
    )  # fmt: skip
    found = aside(desk, by, ref, "not_applicable")
    declare(desk, "yes")
    with pytest.raises(NotPermitted, match=BARRED):
        confirm_not_applicable(desk.office, desk.viewer("GOV"), desk.reference, found.key, 1)


def test_somebody_with_a_declared_conflict_answers_no_question(desk: Desk) -> None:
    flag = next(c.ref for g in desk.view().definition.gates for c in g.criteria if c.flag)
    declare(desk, "yes", "pm")
    with pytest.raises(NotPermitted, match=BARRED):
        answer_flag(desk.office, desk.viewer("PM"), desk.reference, FlagAnswered(flag, "So."))


def test_somebody_with_a_declared_conflict_checks_no_record_as_second_person(desk: Desk) -> None:
    view = desk.record("authority_view", organisation="east-council", view="substantial",
                       given_on="2026-02-01")  # fmt: skip
    declare(desk, "yes")
    with pytest.raises(NotPermitted, match=BARRED):
        check_record(desk.office, desk.viewer("GOV"), desk.reference, view.reference, 1)


def test_somebody_with_a_declared_conflict_checks_no_outside_sign_off(desk: Desk) -> None:
    declare(desk, "yes")
    with pytest.raises(NotPermitted, match=BARRED):
        check_outside_sign_off(desk.office, desk.viewer("GOV"), desk.reference, "any", 1)


BOUND = "declares a conflict or a tie"


@pytest.mark.parametrize("stated", [("yes", "no"), ("no", "yes")])
@pytest.mark.parametrize("by", ["AO", "PM"])
def test_only_governance_lifts_a_conflict_or_a_tie(
    desk: Desk, by: str, stated: tuple[str, str]
) -> None:
    conflict, tie = stated
    found = declare(desk, conflict, "ao", tie_to_proposer=tie)
    with pytest.raises(NotPermitted, match=BOUND):
        withdraw_record(desk.office, desk.viewer(by), desk.reference, found.reference, 1, "r")
    with pytest.raises(NotPermitted, match=BOUND):
        desk.record("interest", by=by, key="ao", seat="ao-1", person="ao", capacity="adviser")


def test_governance_lifts_the_conflict_of_somebody_else(desk: Desk) -> None:
    found = declare(desk, "yes", "ao")
    withdraw_record(desk.office, desk.viewer("GOV"), desk.reference, found.reference, 1, "r")
    assert desk.view().facts.current("interest") == []


def test_governance_does_not_lift_its_own_conflict(desk: Desk) -> None:
    found = declare(desk, "yes", "gov")
    with pytest.raises(NotPermitted, match=BOUND):
        withdraw_record(desk.office, desk.viewer("GOV"), desk.reference, found.reference, 1, "r")


def test_a_declaration_that_binds_nobody_is_corrected_by_anybody(desk: Desk) -> None:
    declare(desk, "no", "ao")
    assert declare(desk, "yes", "ao").version == 2

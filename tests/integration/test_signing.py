"""Sign-off by two pairs of eyes, on exactly what was recorded."""

from __future__ import annotations

import pytest

from casework.domain.dates import FactDate
from casework.domain.errors import Conflict, Invalid, NotFound, NotPermitted, RefusedMove
from casework.domain.viewer import SYSTEM
from casework.engine.results import State
from casework.services.case_people import end_role
from casework.services.outside_sign_offs import (
    check_outside_sign_off,
    reject_outside_sign_off,
)
from casework.services.signing import SignOff, sign_off
from tests.integration.desk import Desk

URGENCY = "GT04.screen"
REGIME = "GT01.determination"


def screen(desk: Desk, by: str = "PM") -> None:
    desk.record("urgency_screen", by=by, no_time_to_consult="no", reasons="No risk found",
                screened_on="2026-02-02")  # fmt: skip


def determine_regime(desk: Desk, by: str = "PM") -> None:
    desk.record("particulars", key="case", title="Stroke services", sponsor="icb",
                outside_nhs_in_england="no")  # fmt: skip
    desk.record("regime", by=by, regime="R24", as_at="2026-02-01", case_opened="2026-02-01",
                rule_version="1", reasons="After 31 January 2024")  # fmt: skip


def test_a_sign_off_meets_what_was_recorded_by_another(desk: Desk) -> None:
    screen(desk)
    desk.sign(URGENCY, "CMO")
    assert desk.result(URGENCY).state is State.MET


def test_nothing_can_be_signed_before_it_is_recorded(desk: Desk) -> None:
    with pytest.raises(RefusedMove, match="Not recorded"):
        desk.sign(URGENCY, "CMO")


def test_the_supplier_cannot_sign_what_the_law_asks_for(desk: Desk) -> None:
    screen(desk, by="CMO")
    with pytest.raises(NotPermitted, match="you put in"):
        desk.sign(URGENCY, "CMO")


def test_only_the_named_roles_sign(desk: Desk) -> None:
    screen(desk)
    with pytest.raises(Invalid, match="does not sign off"):
        desk.sign(URGENCY, "CFO")


def test_nobody_signs_in_a_role_they_do_not_hold(desk: Desk) -> None:
    screen(desk)
    with pytest.raises(NotPermitted):
        desk.sign(URGENCY, "CMO", by="CNO")


def test_two_roles_are_two_persons(desk: Desk) -> None:
    determine_regime(desk)
    desk.sign(REGIME, "GOV")
    assert desk.result(REGIME).state is State.TO_SIGN
    desk.sign(REGIME, "LEG")
    assert desk.result(REGIME).state is State.MET


def test_one_person_in_two_roles_cannot_sign_twice(desk: Desk) -> None:
    from casework.services.case_people import give_role

    determine_regime(desk)
    give_role(desk.office, SYSTEM, desk.reference, "gov", "LEG")
    desk.sign(REGIME, "GOV")
    with pytest.raises(NotPermitted, match="two persons"):
        desk.sign(REGIME, "LEG", by="GOV")


def test_a_changed_fact_asks_for_confirmation_of_what_relied_on_it_alone(desk: Desk) -> None:
    screen(desk)
    desk.sign(URGENCY, "CMO")
    determine_regime(desk)
    desk.sign(REGIME, "GOV")
    desk.sign(REGIME, "LEG")
    screen(desk)
    assert desk.result(URGENCY).state is State.RECONFIRM
    assert desk.result(REGIME).state is State.MET


def test_confirming_again_meets_it_again(desk: Desk) -> None:
    screen(desk)
    desk.sign(URGENCY, "CMO")
    screen(desk)
    desk.sign(URGENCY, "CMO")
    assert desk.result(URGENCY).state is State.MET


def test_a_form_that_showed_something_older_is_refused(desk: Desk) -> None:
    screen(desk)
    shown = desk.result(URGENCY).relied_on
    screen(desk)
    with pytest.raises(Conflict):
        desk.sign(URGENCY, "CMO", relied_on=shown)


def test_a_role_that_has_ended_signs_no_more(desk: Desk) -> None:
    screen(desk)
    end_role(desk.office, desk.viewer("GOV"), desk.reference, "cmo", "CMO",
             FactDate.parse("2020-01-01"))  # fmt: skip
    with pytest.raises(NotFound):
        desk.sign(URGENCY, "CMO")


def test_an_inside_role_cannot_be_signed_for_from_outside(desk: Desk) -> None:
    screen(desk)
    with pytest.raises(Invalid, match="signs in person"):
        desk.sign(URGENCY, "CMO", by="GOV", recorded_from="trust")


def outside_letter(desk: Desk) -> str:
    """NHS England's stage 1 letter, put in by the programme manager."""
    desk.record("substantiality", outcome="substantial", determined_on="2026-02-01",
                reasons="Many patients")  # fmt: skip
    desk.record("assurance_letter", purpose="stage_1", outcome="proceed", dated="2026-02-01")
    view = desk.view()
    gate = view.definition.find_gate("GT42")
    assert gate is not None
    return next(c.ref for c in gate.criteria if "NR" in c.attesters.all_of + c.attesters.any_of)


def test_an_outside_letter_waits_for_a_second_person(desk: Desk) -> None:
    ref = outside_letter(desk)
    desk.sign(ref, "NR", by="GOV", recorded_from="region")
    assert desk.result(ref).state is State.TO_SIGN


def test_the_second_person_is_not_the_recorder(desk: Desk) -> None:
    ref = outside_letter(desk)
    made = desk.sign(ref, "NR", by="GOV", recorded_from="region")
    with pytest.raises(NotPermitted, match="You recorded"):
        check_outside_sign_off(desk.office, desk.viewer("GOV"), desk.reference, made.key, 1)


def test_a_checked_outside_letter_meets_its_criterion(desk: Desk) -> None:
    ref = outside_letter(desk)
    made = desk.sign(ref, "NR", by="GOV", recorded_from="region")
    check_outside_sign_off(desk.office, desk.viewer("LEG"), desk.reference, made.key, 1)
    assert desk.result(ref).state is State.MET


def test_an_administrator_is_not_exempt(desk: Desk) -> None:
    from casework.domain.viewer import Viewer

    screen(desk)
    administrator = Viewer("stranger", "icb", frozenset({"administrator"}))
    with pytest.raises(NotFound):
        sign_off(desk.office, administrator, desk.reference, SignOff(URGENCY, "CMO"))


def test_who_recorded_an_earlier_version_does_not_sign_the_later_one(desk: Desk) -> None:
    for by in ("CMO", "PM"):
        desk.record("urgency_screen", by=by, no_time_to_consult="no", reasons="x",
                    screened_on="2026-01-02")  # fmt: skip
    with pytest.raises(NotPermitted, match="you put in some"):
        desk.sign(URGENCY, "CMO")


def test_only_the_body_itself_signs_from_outside(desk: Desk) -> None:
    ref = outside_letter(desk)
    with pytest.raises(Invalid, match="not the NHS England region"):
        desk.sign(ref, "NR", by="GOV", recorded_from="healthwatch")


def test_a_check_that_fails_takes_the_outside_sign_off_back(desk: Desk) -> None:
    ref = outside_letter(desk)
    made = desk.sign(ref, "NR", by="GOV", recorded_from="region")
    reject_outside_sign_off(desk.office, desk.viewer("LEG"), desk.reference, made.key, 1,
                            "The letter says: not yet")  # fmt: skip
    assert desk.result(ref).signatures == ()


def test_a_check_fails_only_with_a_reason(desk: Desk) -> None:
    ref = outside_letter(desk)
    made = desk.sign(ref, "NR", by="GOV", recorded_from="region")
    with pytest.raises(Invalid, match="what is wrong"):
        reject_outside_sign_off(
            desk.office, desk.viewer("LEG"), desk.reference, made.key, 1, " "
        )


def test_a_sign_off_that_is_checked_is_not_taken_back_by_a_check(desk: Desk) -> None:
    ref = outside_letter(desk)
    made = desk.sign(ref, "NR", by="GOV", recorded_from="region")
    checked = check_outside_sign_off(
        desk.office, desk.viewer("LEG"), desk.reference, made.key, 1
    )
    with pytest.raises(Invalid, match="checked already"):
        reject_outside_sign_off(desk.office, desk.viewer("PM"), desk.reference, made.key,
                                checked.version, "r")  # fmt: skip

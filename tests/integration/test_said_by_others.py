"""What another body said counts as that body recorded it, or once a second person checked it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casework.domain.errors import Conflict, Invalid, NotPermitted
from casework.domain.facts import RecordVersion
from casework.domain.second_person import RECORDERS
from casework.domain.viewer import SYSTEM, Viewer
from casework.engine.agenda import required_actions
from casework.engine.judgement import judge_move
from casework.engine.results import State
from casework.services.case_people import give_role
from casework.services.confirming import confirm_set_aside
from casework.services.covering import CoverNamed, name_cover
from casework.services.exceptions import SetAside, defer_gate, set_aside
from casework.services.recording import Statement, record_fact
from casework.services.second_person import check_record
from casework.store.parties import insert_organisation
from casework.store.transaction import system_transaction
from tests.integration.desk import Desk

COMMENTS, EAST = "GT82.comments", "east-council"
VARIED = "GT52.report"


@pytest.fixture(autouse=True)
def substantial(desk: Desk) -> None:
    desk.record("substantiality", outcome="substantial", determined_on="2026-02-01", reasons="r")
    desk.record("urgency_screen", no_time_to_consult="no")
    desk.record("affected_authority", organisation=EAST, standing="scrutiny")


def respond(desk: Desk, by: str = "PM", **values: str) -> RecordVersion:
    given = {"organisation": EAST, "outcome": "no_comment", "received_on": "2026-01-20", **values}
    return desk.record("scrutiny_response", by=by, **given)


def check(desk: Desk, by: str, record: RecordVersion, version: int = 0) -> RecordVersion:
    return check_record(
        desk.office, desk.viewer(by), desk.reference, record.reference, version or record.version
    )


def vary(desk: Desk, **values: object) -> RecordVersion:
    """NHS England's letter that varies the clinical senate's gate."""
    given = {"purpose": "proportionate", "organisation": "region", "outcome": "proceed",
             "dated": "2026-01-10", "varies": ["GT52", "GT110"], **values}  # fmt: skip
    return desk.record("assurance_letter", **given)


def test_a_response_that_the_case_recorded_waits_for_a_second_person(desk: Desk) -> None:
    respond(desk)
    result = desk.result(COMMENTS, EAST)
    assert (result.state, result.roles) == (State.TO_CHECK, RECORDERS)


def test_it_counts_once_somebody_else_has_checked_it(desk: Desk) -> None:
    check(desk, "GOV", respond(desk))
    assert desk.result(COMMENTS, EAST).state is State.MET


def test_whoever_recorded_it_does_not_check_it(desk: Desk) -> None:
    with pytest.raises(NotPermitted, match="You recorded this"):
        check(desk, "PM", respond(desk))


def test_whoever_recorded_an_earlier_version_does_not_check_it(desk: Desk) -> None:
    first = respond(desk, by="GOV")
    second = desk.record(
        "scrutiny_response", by="PM", key=first.key, organisation=EAST, outcome="comments",
        comments="No", received_on="2026-01-20",
    )  # fmt: skip
    with pytest.raises(NotPermitted, match="You recorded this"):
        check(desk, "GOV", second)


def test_a_change_after_the_check_waits_again(desk: Desk) -> None:
    first = respond(desk)
    check(desk, "GOV", first)
    desk.record("scrutiny_response", key=first.key, organisation=EAST, outcome="no_comment",
                received_on="2026-01-21")  # fmt: skip
    assert desk.result(COMMENTS, EAST).state is State.TO_CHECK


def test_what_the_page_showed_and_is_no_more_is_not_checked(desk: Desk) -> None:
    with pytest.raises(Conflict):
        check(desk, "GOV", respond(desk), 7)


def test_nothing_is_checked_twice(desk: Desk) -> None:
    record = respond(desk)
    check(desk, "GOV", record)
    with pytest.raises(Invalid, match="nobody's check"):
        check(desk, "LEG", record)


def test_the_councils_own_clerk_needs_no_second_person(desk: Desk) -> None:
    give_role(desk.office, desk.viewer("GOV"), desk.reference, "east-clerk", "HC")
    respond(desk, by="east-clerk")
    assert desk.result(COMMENTS, EAST).state is State.MET


def test_that_a_council_gave_no_answer_is_ours_to_say(desk: Desk) -> None:
    desk.record("authority_view", organisation=EAST, view="no_answer", asked_on="2026-01-01",
                chased_on="2026-01-08", given_on="2026-01-15")  # fmt: skip
    assert desk.result("GT30.views", EAST).state is State.TO_SIGN


def test_a_letter_that_varies_assurance_counts_once_checked(desk: Desk) -> None:
    letter = vary(desk)
    before = desk.result(VARIED).state
    check(desk, "GOV", letter)
    assert (before, desk.result(VARIED).state) == (State.TO_CHECK, State.SET_ASIDE)


@pytest.mark.parametrize("values", [{"outcome": "not_yet"}, {"dated": "2031-01-01"}, {"dated": ""}])
def test_a_letter_that_does_not_let_the_case_go_on_varies_nothing(
    desk: Desk, values: dict[str, str]
) -> None:
    vary(desk, **values)
    assert desk.result(VARIED).state is State.NOT_RECORDED


def test_a_letter_varies_no_check_whose_rule_leaves_it_to_the_board(desk: Desk) -> None:
    step = desk.record("irreversible_step", step="Close the ward")
    check(desk, "GOV", vary(desk))
    assert desk.result("GT110.safeguard", step.key).state is not State.SET_ASIDE


@pytest.mark.parametrize(
    ("values", "field"),
    [({"organisation": EAST}, "organisation"), ({"organisation": ""}, "organisation"),
     ({"varies": ["GT999"]}, "varies")],
)  # fmt: skip
def test_a_letter_from_nobody_or_about_nothing_is_refused(
    desk: Desk, values: dict[str, object], field: str
) -> None:
    with pytest.raises(Invalid) as raised:
        vary(desk, **values)
    assert raised.value.field == field


def departure(desk: Desk, **more: object) -> SetAside:
    return SetAside("GT11.map", "departure", "A smaller map does", **more)  # type: ignore[arg-type]


def test_a_boards_departure_is_recorded_from_its_minute_and_confirmed(desk: Desk) -> None:
    minute = desk.evidence("board_minute").pin
    aside = departure(desk, relied_on=(minute,), recorded_from="icb")
    set_aside(desk.office, desk.viewer("GOV"), desk.reference, aside)
    before = desk.result("GT11.map").state
    confirm_set_aside(desk.office, desk.viewer("LEG"), desk.reference, "GT11.map", 1)
    assert (before, desk.result("GT11.map").state) == (State.TO_SIGN, State.SET_ASIDE)


def test_whoever_recorded_a_boards_departure_does_not_confirm_it(desk: Desk) -> None:
    minute = desk.evidence("board_minute").pin
    aside = departure(desk, relied_on=(minute,), recorded_from="icb")
    set_aside(desk.office, desk.viewer("GOV"), desk.reference, aside)
    with pytest.raises(NotPermitted):
        confirm_set_aside(desk.office, desk.viewer("GOV"), desk.reference, "GT11.map", 1)


def test_a_boards_departure_needs_its_minute(desk: Desk) -> None:
    with pytest.raises(Invalid, match="minute or letter"):
        set_aside(desk.office, desk.viewer("GOV"), desk.reference,
                  departure(desk, recorded_from="icb"))  # fmt: skip


def test_another_body_does_not_depart_for_the_board(desk: Desk) -> None:
    minute = desk.evidence("board_minute").pin
    aside = departure(desk, relied_on=(minute,), recorded_from="healthwatch")
    with pytest.raises(Invalid, match="not the board"):
        set_aside(desk.office, desk.viewer("GOV"), desk.reference, aside)


def test_a_member_of_the_board_departs_in_person_on_its_minute(desk: Desk) -> None:
    give_role(desk.office, desk.viewer("GOV"), desk.reference, "brd", "BRD")
    minute = desk.evidence("board_minute").pin
    set_aside(desk.office, desk.viewer("BRD"), desk.reference,
              departure(desk, relied_on=(minute,)))  # fmt: skip
    assert desk.result("GT11.map").state is State.SET_ASIDE


@pytest.mark.parametrize(("person", "role"), [("brd", "NR"), ("eng", "HC"), ("east-clerk", "NR")])
def test_nobody_speaks_for_a_body_to_which_they_do_not_belong(
    desk: Desk, person: str, role: str
) -> None:
    with pytest.raises(Invalid, match="of the body itself"):
        give_role(desk.office, desk.viewer("GOV"), desk.reference, person, role)


def notify_later(desk: Desk) -> None:
    defer_gate(desk.office, desk.viewer("GOV"), desk.reference, "GT33", "The form is awaited.")


def consult(desk: Desk) -> None:
    desk.record("letter", purpose="regulation_23", organisation=EAST, direction="sent",
                sent_on="2026-01-20", sender="icb")  # fmt: skip


def states_before(desk: Desk, move: str, gate: str) -> set[State]:
    view = desk.view()
    found = judge_move(view.definition, view.judged, move)
    return {r.state for g in found.gates if g.gate.ref == gate for r in g.results}


def test_a_deferral_of_the_notification_lapses_once_a_council_is_consulted(desk: Desk) -> None:
    notify_later(desk)
    before = states_before(desk, "S3-S4", "GT33")
    consult(desk)
    assert State.DEFERRED in before
    assert State.DEFERRED not in states_before(desk, "S3-S4", "GT33")


def test_the_notification_is_not_deferred_after_a_council_was_consulted(desk: Desk) -> None:
    consult(desk)
    with pytest.raises(Invalid, match="latest point has come"):
        notify_later(desk)


def test_a_clerk_signs_what_their_page_showed_and_nothing_else(desk: Desk) -> None:
    give_role(desk.office, desk.viewer("GOV"), desk.reference, "east-clerk", "HC")
    shown = desk.record("authority_view", organisation=EAST, view="substantial",
                        given_on="2026-01-20")  # fmt: skip
    desk.record("authority_view", key=shown.key, organisation=EAST, view="not_substantial",
                given_on="2026-01-20")  # fmt: skip
    with pytest.raises(Conflict):
        desk.sign("GT30.views", "HC", by="east-clerk", subject=EAST, relied_on=(shown.pin,))


def test_a_clerks_own_sign_off_is_not_recorded_over(desk: Desk) -> None:
    give_role(desk.office, desk.viewer("GOV"), desk.reference, "east-clerk", "HC")
    desk.record("authority_view", organisation=EAST, view="substantial", given_on="2026-01-20")
    desk.sign("GT30.views", "HC", by="east-clerk", subject=EAST)
    letter = desk.evidence("letter_copy").pin
    with pytest.raises(NotPermitted, match="itself has signed"):
        desk.sign("GT30.views", "HC", by="GOV", subject=EAST, recorded_from=EAST, papers=(letter,))


def test_a_former_clerk_of_one_council_speaks_for_no_other(desk: Desk) -> None:
    desk.record("affected_authority", organisation="west-council", standing="scrutiny")
    give_role(desk.office, desk.viewer("GOV"), desk.reference, "east-clerk", "HC")
    give_role(desk.office, SYSTEM, desk.reference, "east-clerk", "PM")
    record_fact(
        desk.office, Viewer("east-clerk", "icb"), desk.reference,
        Statement("scrutiny_response", {"organisation": "west-council", "outcome": "no_comment",
                                        "received_on": "2026-01-20"}),
    )  # fmt: skip
    assert desk.result(COMMENTS, "west-council").state is State.TO_CHECK


def test_an_unchecked_letter_takes_nothing_from_one_that_is_checked(desk: Desk) -> None:
    check(desk, "GOV", vary(desk))
    vary(desk, dated="2026-01-05")
    assert desk.result(VARIED).state is State.SET_ASIDE


def test_another_commissioners_board_does_not_depart(desk: Desk) -> None:
    with system_transaction(desk.office.database, SYSTEM, desk.office.clock.now()) as tx:
        insert_organisation(tx.connection, {"key": "far-icb", "name": "Far ICB", "kind": "icb"})
        tx.record_audit("organisation_added", {"organisation": "far-icb"})
    minute = desk.evidence("board_minute").pin
    with pytest.raises(Invalid, match="not the board"):
        set_aside(desk.office, desk.viewer("GOV"), desk.reference,
                  departure(desk, relied_on=(minute,), recorded_from="far-icb"))  # fmt: skip


@pytest.mark.parametrize(
    "values", [{"organisation": EAST, "purpose": "scrutiny", "held_on": "2026-01-20"},
               {"organisation": "icb", "purpose": "other", "held_on": "2031-01-20"}],
)  # fmt: skip
def test_a_meeting_of_another_body_or_still_to_come_is_no_minute(
    desk: Desk, values: dict[str, str]
) -> None:
    meeting = desk.record("meeting", **values)
    with pytest.raises(Invalid, match="another body's, or still to come"):
        set_aside(desk.office, desk.viewer("GOV"), desk.reference,
                  departure(desk, relied_on=(meeting.pin,), recorded_from="icb"))  # fmt: skip


def test_a_paper_that_one_may_not_read_is_not_named(desk: Desk) -> None:
    advice = desk.evidence("legal_review_note", by="LEG", classification="privileged")
    with pytest.raises(Invalid, match="not there as you name it"):
        set_aside(desk.office, desk.viewer("PM"), desk.reference,
                  departure(desk, relied_on=(advice.pin,), recorded_from="icb"))  # fmt: skip


def test_nobody_is_told_to_check_what_they_recorded(desk: Desk) -> None:
    respond(desk)
    view = desk.view()
    actions = required_actions(view.definition, replace(view.judged, stage="S8"))
    (waiting,) = [a for a in actions if a.criterion == COMMENTS]
    assert "pm" not in waiting.persons and {"gov", "leg"} <= set(waiting.persons)


def test_who_covers_is_not_told_to_check_what_the_person_covered_recorded(desk: Desk) -> None:
    respond(desk)
    day = desk.office.clock.today()
    name_cover(desk.office, SYSTEM, (desk.reference,), CoverNamed("pm", "gov", day, day))
    view = desk.view()
    actions = required_actions(view.definition, replace(view.judged, stage="S8"))
    (waiting,) = [a for a in actions if a.criterion == COMMENTS]
    assert "gov" not in waiting.persons and "leg" in waiting.persons

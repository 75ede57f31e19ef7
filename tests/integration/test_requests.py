"""Asking a named person for something by a date."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from casework.domain.errors import Conflict, Invalid, NotFound, NotPermitted
from casework.domain.facts import RecordVersion
from casework.services.covering import CoverNamed, name_cover
from casework.services.listing import my_work
from casework.services.notices import request_notices
from casework.services.requests import (
    accept_request,
    answer_request,
    ask,
    return_request,
    withdraw_request,
)
from tests.integration.desk import Desk

DUE = date(2026, 3, 20)


def asked(desk: Desk, person: str = "cmo") -> RecordVersion:
    return ask(desk.office, desk.viewer("PM"), desk.reference, person, "The risk assessment", DUE)


def answered(desk: Desk) -> RecordVersion:
    made = asked(desk)
    return answer_request(desk.office, desk.viewer("CMO"), desk.reference, made.key, 1, "Here")


def test_who_is_asked_sees_it_in_their_work(desk: Desk) -> None:
    made = asked(desk)
    assert made.reference in {row.criterion for row in my_work(desk.office, desk.viewer("CMO"))}


def test_nobody_is_asked_for_something_in_the_past(desk: Desk) -> None:
    with pytest.raises(Invalid, match="past"):
        ask(desk.office, desk.viewer("PM"), desk.reference, "cmo", "It", date(2020, 1, 1))


def test_an_unknown_person_cannot_be_asked(desk: Desk) -> None:
    with pytest.raises(Invalid, match="no such person"):
        asked(desk, "nobody")


def test_only_who_was_asked_answers(desk: Desk) -> None:
    made = asked(desk)
    with pytest.raises(NotPermitted):
        answer_request(desk.office, desk.viewer("CNO"), desk.reference, made.key, 1, "Here")


def test_an_outside_person_answers_without_seeing_the_case(desk: Desk) -> None:
    made = asked(desk, "east-clerk")
    clerk = desk.viewer("east-clerk")
    sent = answer_request(desk.office, clerk, desk.reference, made.key, 1, "In June")
    assert sent.payload.state == "sent"
    with pytest.raises(NotFound):
        desk.view(by="east-clerk")


def test_a_stranger_learns_of_no_request(desk: Desk) -> None:
    made = asked(desk)
    with pytest.raises(NotFound):
        answer_request(desk.office, desk.viewer("stranger"), desk.reference, made.key, 1, "x")


def test_what_is_accepted_is_done(desk: Desk) -> None:
    sent = answered(desk)
    accept_request(desk.office, desk.viewer("PM"), desk.reference, sent.key, 2)
    assert my_work(desk.office, desk.viewer("CMO")) == () or all(
        row.criterion != sent.reference for row in my_work(desk.office, desk.viewer("CMO"))
    )


def test_what_is_returned_is_asked_again(desk: Desk) -> None:
    sent = answered(desk)
    return_request(desk.office, desk.viewer("PM"), desk.reference, sent.key, 2, "Not signed")
    assert sent.reference in {row.criterion for row in my_work(desk.office, desk.viewer("CMO"))}


def test_nobody_accepts_their_own_answer(desk: Desk) -> None:
    sent = answered(desk)
    with pytest.raises(NotPermitted):
        accept_request(desk.office, desk.viewer("CMO"), desk.reference, sent.key, 2)


def test_a_stale_acceptance_is_refused(desk: Desk) -> None:
    sent = answered(desk)
    accept_request(desk.office, desk.viewer("PM"), desk.reference, sent.key, 2)
    with pytest.raises(Conflict):
        return_request(desk.office, desk.viewer("PM"), desk.reference, sent.key, 2, "Late")


def test_who_asked_withdraws_it_and_it_waits_no_more(desk: Desk) -> None:
    made = asked(desk)
    withdraw_request(desk.office, desk.viewer("PM"), desk.reference, made.key, 1, "Found it")
    assert made.reference not in {r.criterion for r in my_work(desk.office, desk.viewer("CMO"))}


def test_whoever_keeps_the_people_withdraws_a_request_of_another(desk: Desk) -> None:
    made = asked(desk)
    done = withdraw_request(desk.office, desk.viewer("GOV"), desk.reference, made.key, 1, "Late")
    assert done.payload.state == "withdrawn"


@pytest.mark.parametrize("role", ["CMO", "ENG"])
def test_neither_the_person_asked_nor_a_colleague_withdraws_it(desk: Desk, role: str) -> None:
    made = asked(desk)
    with pytest.raises(NotPermitted, match="cannot withdraw"):
        withdraw_request(desk.office, desk.viewer(role), desk.reference, made.key, 1, "No")


def test_a_withdrawal_gives_its_reason(desk: Desk) -> None:
    made = asked(desk)
    with pytest.raises(Invalid, match="why"):
        withdraw_request(desk.office, desk.viewer("PM"), desk.reference, made.key, 1, " ")


def test_what_is_answered_is_not_withdrawn(desk: Desk) -> None:
    sent = answered(desk)
    with pytest.raises(Conflict):
        withdraw_request(desk.office, desk.viewer("PM"), desk.reference, sent.key, 2, "Late")


def test_what_is_withdrawn_is_not_answered(desk: Desk) -> None:
    made = asked(desk)
    withdraw_request(desk.office, desk.viewer("PM"), desk.reference, made.key, 1, "Found it")
    with pytest.raises(Conflict):
        answer_request(desk.office, desk.viewer("CMO"), desk.reference, made.key, 2, "Here")


def cover_the_medical_officer(desk: Desk) -> None:
    day = desk.office.clock.today()
    named = CoverNamed("cmo", "eng", day, day + timedelta(days=5))
    name_cover(desk.office, desk.viewer("GOV"), (desk.reference,), named)


def test_who_covers_sends_what_the_person_asked_put_in(desk: Desk) -> None:
    made, paper = asked(desk), desk.evidence("iia_report", by="CMO")
    cover_the_medical_officer(desk)
    sent = answer_request(desk.office, desk.viewer("ENG"), desk.reference, made.key, 1, "Here",
                          (paper.pin,))  # fmt: skip
    assert sent.payload.supplied == (paper.pin,)


def test_who_covers_does_not_send_what_somebody_else_put_in(desk: Desk) -> None:
    made, paper = asked(desk), desk.evidence("iia_report", by="LEG")
    cover_the_medical_officer(desk)
    with pytest.raises(Invalid, match="neither you"):
        answer_request(desk.office, desk.viewer("ENG"), desk.reference, made.key, 1, "Here",
                       (paper.pin,))  # fmt: skip


def told(desk: Desk, request: RecordVersion) -> set[str]:
    """To whom a notice of a request goes."""
    found = request_notices(desk.office, desk.reference, request.key)
    return {notice.to.partition("@")[0] for notice in found}


def test_who_is_asked_and_who_covers_for_them_are_told(desk: Desk) -> None:
    made = asked(desk)
    cover_the_medical_officer(desk)
    assert told(desk, made) == {"cmo", "eng"}

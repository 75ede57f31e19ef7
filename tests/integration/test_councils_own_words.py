"""Councils speak for themselves, and who has nothing to do with a case learns nothing of it."""

from __future__ import annotations

import pytest

from casework.domain.dates import FactDate
from casework.domain.errors import NotFound, NotPermitted
from casework.domain.facts import RecordVersion
from casework.services.case_people import end_role, give_role
from casework.services.outside_reading import get_outside_case
from casework.services.recording import Statement, record_absence, record_fact, withdraw_record
from casework.services.requests import answer_request, ask
from casework.services.scrutiny import acknowledge, recommend
from casework.services.signing import SignOff, sign_off
from tests.integration.desk import Desk

COUNCILS = ("east-council", "west-council")


@pytest.fixture(autouse=True)
def councils(desk: Desk) -> None:
    for council in COUNCILS:
        desk.record("affected_authority", organisation=council, standing="scrutiny")
    give_role(desk.office, desk.viewer("GOV"), desk.reference, "east-clerk", "HC")
    desk.record("substantiality", outcome="substantial", determined_on="2026-02-01", reasons="r")
    desk.record("urgency_screen", no_time_to_consult="no", reasons="x", screened_on="2026-01-02")


@pytest.fixture
def recommendation(desk: Desk) -> RecordVersion:
    return recommend(desk.office, desk.viewer("east-clerk"), desk.reference, "east-council",
                     "Keep both", FactDate.parse("2026-01-20"))  # fmt: skip


def view_of(desk: Desk, council: str) -> None:
    desk.record("authority_view", organisation=council, view="not_substantial",
                given_on="2026-01-20")  # fmt: skip


def take_out(desk: Desk, by: str, record: RecordVersion) -> RecordVersion:
    return withdraw_record(desk.office, desk.viewer(by), desk.reference, record.reference, 1, "r")


def test_a_clerk_does_not_sign_for_another_council(desk: Desk) -> None:
    view_of(desk, "west-council")
    with pytest.raises(NotPermitted, match="another council"):
        desk.sign("GT30.views", "HC", by="east-clerk", subject="west-council")


def test_a_clerk_signs_for_their_own_council(desk: Desk) -> None:
    view_of(desk, "east-council")
    made = desk.sign("GT30.views", "HC", by="east-clerk", subject="east-council")
    assert made.payload.person == "east-clerk"


@pytest.mark.parametrize("role", ["PM", "GOV"])
def test_what_a_clerk_recorded_is_not_withdrawn_by_the_nhs(
    desk: Desk, recommendation: RecordVersion, role: str
) -> None:
    with pytest.raises(NotPermitted, match="own clerk"):
        take_out(desk, role, recommendation)


def test_a_clerk_withdraws_what_they_recorded(
    desk: Desk, recommendation: RecordVersion
) -> None:
    assert take_out(desk, "east-clerk", recommendation).state == "withdrawn"


def test_it_stays_the_councils_when_the_clerks_role_ends(
    desk: Desk, recommendation: RecordVersion
) -> None:
    end_role(desk.office, desk.viewer("GOV"), desk.reference, "east-clerk", "HC",
             FactDate.parse("2026-01-31"))  # fmt: skip
    with pytest.raises(NotPermitted, match="own clerk"):
        take_out(desk, "PM", recommendation)


def test_what_a_clerk_recorded_is_not_written_over_by_the_nhs(
    desk: Desk, recommendation: RecordVersion
) -> None:
    with pytest.raises(NotPermitted, match="own clerk"):
        desk.record("recommendation", key=recommendation.key, organisation="east-council",
                    recommendation="Close both", made_on="2026-01-20")  # fmt: skip


def test_what_the_nhs_recorded_of_a_council_it_withdraws(desk: Desk) -> None:
    made = desk.record("recommendation", organisation="east-council", recommendation="Keep both",
                       made_on="2026-01-20")  # fmt: skip
    assert take_out(desk, "GOV", made).state == "withdrawn"


def sign(desk: Desk, by: str) -> object:
    return sign_off(desk.office, desk.viewer(by), desk.reference, SignOff("GT04.screen", "CMO"))


def record(desk: Desk, by: str) -> object:
    statement = Statement("service", {"name": "x"})
    return record_fact(desk.office, desk.viewer(by), desk.reference, statement)


def deny(desk: Desk, by: str) -> object:
    statement = Statement("healthwatch", source="x")
    return record_absence(desk.office, desk.viewer(by), desk.reference, statement)


def withdraw(desk: Desk, by: str) -> object:
    return withdraw_record(desk.office, desk.viewer(by), desk.reference, "urgency_screen/case", 1,
                           "r")  # fmt: skip


def receive(desk: Desk, by: str) -> object:
    return acknowledge(desk.office, desk.viewer(by), desk.reference, "evidence/x@1")


@pytest.mark.parametrize("verb", [sign, record, deny, withdraw, receive])
@pytest.mark.parametrize("person", ["stranger", "west-clerk"])
def test_to_a_stranger_there_is_no_such_case(desk: Desk, verb: object, person: str) -> None:
    with pytest.raises(NotFound):
        verb(desk, person)  # type: ignore[operator]


def test_who_acts_from_outside_is_told_what_is_not_for_them(desk: Desk) -> None:
    with pytest.raises(NotPermitted):
        record(desk, "east-clerk")


def test_who_is_asked_something_answers_without_a_role(desk: Desk) -> None:
    asked = ask(desk.office, desk.viewer("PM"), desk.reference, "west-clerk", "The minutes",
                desk.office.clock.today())  # fmt: skip
    made = answer_request(desk.office, desk.viewer("west-clerk"), desk.reference, asked.key, 1,
                          "They follow")  # fmt: skip
    assert made.payload.state == "sent"


def answer(desk: Desk, to: RecordVersion, **values: str) -> RecordVersion:
    given = {"organisation": "east-council", "recommendation": "Keep both",
             "made_on": "2026-01-20", "agreed": "yes", "our_response": "We keep both"}
    return desk.record("recommendation", key=to.key, **{**given, **values})


def test_the_nhs_answers_a_recommendation_under_the_councils_words(
    desk: Desk, recommendation: RecordVersion
) -> None:
    made = answer(desk, recommendation)
    said = recommendation.payload.recommendation
    assert (made.payload.agreed, made.payload.recommendation.commitment) == (True, said.commitment)


def test_an_answer_that_changes_the_councils_words_is_refused(
    desk: Desk, recommendation: RecordVersion
) -> None:
    with pytest.raises(NotPermitted, match="own clerk"):
        answer(desk, recommendation, recommendation="Keep one")


def test_the_words_stay_the_councils_after_the_nhs_has_answered(
    desk: Desk, recommendation: RecordVersion
) -> None:
    answer(desk, recommendation)
    with pytest.raises(NotPermitted, match="own clerk"):
        answer(desk, recommendation, recommendation="Keep one")


def test_what_the_nhs_recorded_is_not_shown_as_what_the_clerk_said(
    desk: Desk, recommendation: RecordVersion
) -> None:
    desk.record("recommendation", organisation="east-council", recommendation="Ours",
                made_on="2026-01-21")  # fmt: skip
    answer(desk, recommendation)
    case = get_outside_case(desk.office, desk.viewer("east-clerk"), desk.reference)
    shown = {str(s.record.payload.recommendation): s.by_the_body for s in case.said}
    assert shown == {"Keep both": True, "Ours": False}


def test_an_answer_leaves_the_councils_day_body_and_papers_as_they_were(
    desk: Desk, recommendation: RecordVersion
) -> None:
    made = answer(desk, recommendation)
    before = (recommendation.effective_on, recommendation.on_behalf_of, recommendation.cites)
    assert (made.effective_on, made.on_behalf_of, made.cites) == before


def test_papers_that_the_nhs_cites_are_not_named_to_the_council(
    desk: Desk, recommendation: RecordVersion
) -> None:
    advice = desk.evidence("legal_review_note", by="LEG", classification="privileged")
    record_fact(
        desk.office, desk.viewer("LEG"), desk.reference,
        Statement("authority_view", {"organisation": "east-council", "view": "substantial",
                                     "given_on": "2026-01-20"}, cites=(advice.pin,)),
    )  # fmt: skip
    case = get_outside_case(desk.office, desk.viewer("east-clerk"), desk.reference)
    assert [s.files for s in case.said] == [(), ()]

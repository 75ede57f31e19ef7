"""Pause, withdrawal and restart are told of: by which document, to whom, and what waits."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from casework.adapters.clock import FixedClock
from casework.documents.rendering import list_gaps, render
from casework.domain.dates import FactDate
from casework.domain.errors import Invalid
from casework.domain.turn_notices import not_told, turns_of
from casework.engine.agenda import required_actions
from casework.services.case_documents.context import document_context, read_for_printing
from casework.services.case_documents.making import choices, order_document
from casework.services.holds import end_hold, start_hold
from casework.services.linking import Linking, open_linked_case
from casework.services.office import Office
from tests.integration.desk import Desk
from tests.integration.turned_case import TOLD, open_with_bodies, withdrawn_desk
from tests.unit.test_documents_rendering import text_of

DAY = FactDate.parse("2026-05-04")
LETTERS = {"east-council", "west-council", "healthwatch"}
TERMS = {"hold": "hold/p", "cause": "capital", "decided_by": "The board",
         "decided_on": "2026-05-01", "resumes_on": "2026-11-01"}  # fmt: skip


@pytest.fixture
def bodies(office: Office) -> Desk:
    return open_with_bodies(office)


@pytest.fixture
def paused(bodies: Desk) -> Desk:
    """A case whose work is paused, with terms."""
    start_hold(bodies.office, bodies.viewer("SRO"), bodies.reference, "PAUSED", DAY, key="p")
    bodies.record("pause", key="terms", **TERMS)
    return bodies


def offered(desk: Desk) -> set[tuple[str, str]]:
    view = desk.view()
    found = choices(desk.office, view.definition, view.facts)
    return {(c.manifest.id, c.subject) for c in found if c.manifest.turn}


def printed(desk: Desk, document: str, subject: str = "") -> str:
    view = read_for_printing(desk.office, desk.reference)
    context = document_context(desk.office, view, document=document, subject=subject)
    return text_of(render(document, context).docx)


def gaps(desk: Desk, document: str, subject: str = "") -> set[str]:
    view = read_for_printing(desk.office, desk.reference)
    context = document_context(desk.office, view, document=document, subject=subject)
    return {gap.label for gap in list_gaps(document, context)}


def test_a_case_without_a_turn_is_offered_no_notice_of_one(bodies: Desk) -> None:
    assert offered(bodies) == set()


def test_a_notice_of_what_is_not_on_record_is_not_ordered(bodies: Desk) -> None:
    with pytest.raises(Invalid, match="No pause of this case is on record"):
        order_document(bodies.office, bodies.viewer("PM"), bodies.reference, "D33a")


def test_a_pause_is_told_to_the_public_and_to_each_body_by_letter(paused: Desk) -> None:
    assert offered(paused) == {("D33a", ""), *(("D33b", body) for body in LETTERS)}


def test_the_department_is_written_to_once_the_case_knows_its_address(paused: Desk) -> None:
    paused.record("letter", purpose="secretary_of_state_notification", organisation="region",
                  direction="sent", sent_on="2026-03-01")  # fmt: skip
    assert ("D33b", "region") in offered(paused)


def test_the_notice_of_a_pause_says_why_who_when_and_until_when(paused: Desk) -> None:
    text = printed(paused, "D33a")
    assert "Why. Capital." in text and "The board, 1 May 2026" in text
    assert "From: 4 May 2026" in text and "expected to go on. 1 November 2026" in text


def test_dates_that_were_not_published_again_are_called_unconfirmed(paused: Desk) -> None:
    assert "is not confirmed until it is published again" in printed(paused, "D33a")


def test_dates_that_were_published_again_are_given_with_their_day(paused: Desk) -> None:
    paused.record("pause", key="terms", dates_published_on="2026-05-11", **TERMS)
    assert "published again: 11 May 2026" in printed(paused, "D33a")


def test_a_pause_that_has_ended_is_told_as_over(paused: Desk) -> None:
    june = FixedClock(datetime(2026, 6, 1, 9, 0, tzinfo=UTC))
    later = replace(paused, office=replace(paused.office, clock=june))
    end_hold(later.office, later.viewer("SRO"), later.reference, "p",
             FactDate.parse("2026-05-18"), way_out="resumed")  # fmt: skip
    assert "The pause has ended. Work goes on again, 18 May 2026." in printed(later, "D33a")


def test_what_of_a_pause_is_not_recorded_stands_as_a_gap(bodies: Desk) -> None:
    start_hold(bodies.office, bodies.viewer("SRO"), bodies.reference, "PAUSED", DAY, key="p")
    assert {"why work is paused", "who decided the pause",
            "day from which work is expected to go on"} <= gaps(bodies, "D33a")  # fmt: skip


def test_an_open_temporary_change_asks_what_happens_to_it(paused: Desk) -> None:
    paused.record("temporary_change", key="ward", what="Six beds are closed", status="temporary",
                  reason="No staff", starts_on="2026-04-01")  # fmt: skip
    assert "Six beds are closed" in printed(paused, "D33a")
    assert "what happens to open temporary changes" in gaps(paused, "D33a")


def test_a_letter_goes_to_its_addressee_by_name(paused: Desk) -> None:
    text = printed(paused, "D33b", "healthwatch")
    assert "Dear Chief Officer" in text and "We write to tell Healthwatch Northshire" in text


def test_a_withdrawn_case_is_offered_its_notice_after_it_has_ended(office: Office) -> None:
    assert {("D33c", ""), ("D33d", "east-council")} <= offered(withdrawn_desk(office))


def test_the_notice_of_a_withdrawal_says_who_decided_when_and_why(office: Office) -> None:
    text = printed(withdrawn_desk(office), "D33c")
    assert "Decided by Northshire Integrated Care Board, 19 May 2026" in text
    assert "The money for the new building is no longer there." in text
    assert "No day is set on which it would be taken up again" in text


def test_a_withdrawn_case_asks_for_each_notice_that_is_not_on_record(office: Office) -> None:
    view = withdrawn_desk(office).view()
    reasons = [a.reason for a in required_actions(view.definition, view.judged)]
    assert len(reasons) == 4 and all("Withdrawal of the proposal" in r for r in reasons)


def test_a_withdrawn_case_asks_for_nothing_once_everybody_was_told(office: Office) -> None:
    view = withdrawn_desk(office, **TOLD).view()
    assert list(required_actions(view.definition, view.judged)) == []


def restarted(desk: Desk) -> Desk:
    linking = Linking("restarted_as", "Stroke services, begun again", "The money is there")
    opened = open_linked_case(desk.office, desk.viewer("PM"), desk.reference, linking)
    return Desk(desk.office, opened)


def restart_values(**more: Any) -> dict[str, Any]:
    return {"decided_by": "The board", "decided_on": "2026-05-25", "begins_on": "2026-06-01",
            "reasons": "The money is there", **more}  # fmt: skip


def test_a_case_begun_again_tells_which_case_it_takes_the_place_of(office: Office) -> None:
    before = withdrawn_desk(office)
    again = restarted(before)
    again.record("restart", **restart_values())
    text = printed(again, "D33e")
    assert f"Earlier case: {before.reference}" in text and "The board, 25 May 2026" in text


def test_the_notice_of_a_withdrawal_names_the_case_that_takes_it_up_again(office: Office) -> None:
    before = withdrawn_desk(office)
    again = restarted(before)
    assert f"at its first stage: {again.reference}" in printed(before, "D33c")


def test_a_restart_asks_for_its_notices_until_they_are_on_record(office: Office) -> None:
    again = restarted(withdrawn_desk(office))
    before = len(list(not_told(again.view().facts)))
    again.record("restart", **restart_values(**TOLD))
    assert (turns_of(again.view().facts), before) == (("restart",), 4)
    assert list(not_told(again.view().facts)) == []

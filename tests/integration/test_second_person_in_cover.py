"""Pages and documents know of cover what the verbs know: who checks, and both names."""

from __future__ import annotations

from datetime import timedelta

import pytest

from casework.domain.facts import RecordVersion
from casework.domain.records import get_kind
from casework.domain.viewer import SYSTEM
from casework.engine.results import Signature
from casework.services.confirming import confirm_not_applicable
from casework.services.covering import CoverNamed, name_cover
from casework.services.record_reading import get_record
from casework.services.verb import case_verb
from casework.store.records import Draft
from casework.web.cases import events
from casework.web.cases.whose_move import can_check
from tests.integration.aside_case import SCREENING, aside, printed_of
from tests.integration.desk import Desk

JOINT = "GT32.joint_committee"


def cover(desk: Desk, covered: str, covering: str) -> None:
    day = desk.office.clock.today()
    named = CoverNamed(covered, covering, day, day + timedelta(days=5))
    name_cover(desk.office, SYSTEM, (desk.reference,), named)


def offered_the_check_of(desk: Desk, person: str, by: str) -> bool:
    signature = Signature("HC", person, f"attestation/{JOINT}:HC@1", "east-council")
    return can_check(desk.view(by), desk.viewer(by), desk.result(JOINT), signature)


def test_who_covers_is_not_offered_the_check_of_whom_they_cover_for(desk: Desk) -> None:
    cover(desk, "pm", "gov")
    assert not offered_the_check_of(desk, "pm", "GOV")


def test_who_covers_is_offered_the_check_of_a_third_person(desk: Desk) -> None:
    cover(desk, "pm", "gov")
    assert offered_the_check_of(desk, "leg", "GOV")


def test_the_page_of_a_record_knows_that_whom_one_covers_for_recorded_it(desk: Desk) -> None:
    written = desk.record("authority_view", organisation="east-council", view="substantial",
                          given_on="2026-02-01")  # fmt: skip
    cover(desk, "pm", "gov")
    page = get_record(desk.office, desk.viewer("GOV"), desk.reference, written.kind, written.key)
    assert page.view.own == {written.reference}


def recorded_from_a_council(desk: Desk) -> RecordVersion:
    """A council's sign-off that somebody recorded in cover."""
    payload = get_kind("attestation").payload(
        criterion=JOINT, role="HC", person="stranger", acted_for=("pm",),
        recorded_from="east-council", visit=1,
    )  # fmt: skip
    with case_verb(
        desk.office, desk.viewer("stranger"), desk.reference, "criterion_signed_off"
    ) as verb:
        (written,) = verb.write(Draft("attestation", f"{JOINT}:HC", payload))
        return written


def test_the_history_says_both_names_of_what_was_recorded_from_another_body(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    cover(desk, "pm", "stranger")
    written = recorded_from_a_council(desk)
    monkeypatch.setattr(events, "address_of_record", lambda view, record: "")
    (line,) = events.event_lines(desk.view(), [written])
    assert line.who == "Holder of stranger, covering for Holder of pm (programme manager)"


def test_a_document_says_both_names_of_a_second_person_in_cover(desk: Desk) -> None:
    aside(desk, "DPO", SCREENING, "not_applicable")
    cover(desk, "gov", "stranger")
    confirm_not_applicable(desk.office, desk.viewer("stranger"), desk.reference, SCREENING)
    assert printed_of(desk)[SCREENING].second_person == (
        "Governance lead (Holder of stranger, covering for Holder of gov)"
    )

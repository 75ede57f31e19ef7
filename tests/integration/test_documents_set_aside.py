"""What was set aside prints its published reason in every later document and pack, and the
privileged note prints itself nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from casework.domain.facts import RecordVersion
from casework.services.case_documents.approving import FactsHaveChanged, approve_document
from casework.services.case_documents.context import read_for_printing, source_of
from casework.services.case_documents.making import choices
from casework.services.case_documents.pack_order import PackOrder
from casework.services.case_documents.packs import build_and_issue
from casework.services.case_documents.set_aside import (
    NOT_COUNTING,
    SET_ASIDE_ELSEWHERE,
    basis_of,
)
from casework.services.casefiles.export import export_case
from casework.services.exceptions import SetAside, defer_gate, set_aside
from casework.services.recording import withdraw_record
from casework.services.second_person import check_record
from casework.services.taking_back import take_back
from casework.services.trail import export_trail
from casework.store.trail import TrailFilter
from casework.web.trail.export import trail_csv
from tests.integration.aside_case import (
    APPRAISAL,
    NOTICE,
    REASONS,
    REVIEW,
    SCREENING,
    SECRET,
    STATEMENT,
    accept_risk,
    aside,
    every_byte,
    files_in,
    missing_in,
    printed_of,
    set_everything_aside,
    stored,
)
from tests.integration.desk import Desk
from tests.integration.hosc_case import COUNCIL, approve, fill_for_scrutiny, make

FRONT = ("00-cover-letter.docx", "00-index.docx", "manifest.json")


@pytest.fixture
def filled(desk: Desk) -> Desk:
    """A case whose letters lack nothing, with nothing set aside."""
    fill_for_scrutiny(desk)
    return desk


@pytest.fixture
def with_exceptions(filled: Desk) -> Desk:
    """The same case with checks set aside in every way."""
    set_everything_aside(filled)
    return filled


def made_of_everything(desk: Desk) -> dict[str, bytes]:
    """Every document that can be made for the case, made now."""
    records = [
        make(desk, choice.manifest.id, choice.subject)
        for choice in choices(desk.office, desk.view().definition, desk.view().facts)
    ]
    return {r.key: stored(desk, r) for r in records if r is not None}


def issue(desk: Desk) -> RecordVersion:
    pack = build_and_issue(
        desk.office, desk.reference, PackOrder(COUNCIL, "notification"), "pm",
        desk.office.clock.now(), "0" * 64,
    )  # fmt: skip
    assert pack is not None
    return pack


def test_every_document_prints_every_published_reason(with_exceptions: Desk) -> None:
    made = made_of_everything(with_exceptions)
    assert len(made) >= 14
    counted = made.pop("HR1")
    assert b"Checks set aside: " in every_byte(counted)
    assert {key: missing_in(content) for key, content in made.items() if missing_in(content)} == {}


def test_no_document_prints_a_privileged_note_or_paper(with_exceptions: Desk) -> None:
    made = made_of_everything(with_exceptions)
    assert [key for key, content in made.items() if SECRET.encode() in every_byte(content)] == []


def test_no_document_says_that_there_is_legal_advice(with_exceptions: Desk) -> None:
    made = made_of_everything(with_exceptions)
    telling = [k for k, content in made.items() if b"written legal advice" in every_byte(content)]
    assert telling == []


def test_no_document_speaks_of_it_where_nothing_was_set_aside(filled: Desk) -> None:
    made = made_of_everything(filled)
    heading = b"Checks set aside, and why"
    assert [key for key, content in made.items() if heading in every_byte(content)] == []


@pytest.mark.parametrize("name", FRONT)
def test_a_pack_states_every_published_reason(with_exceptions: Desk, name: str) -> None:
    approve(with_exceptions)
    assert missing_in(files_in(with_exceptions, issue(with_exceptions))[name]) == []


def test_no_pack_holds_a_privileged_note_or_paper(with_exceptions: Desk) -> None:
    approve(with_exceptions)
    pack = stored(with_exceptions, issue(with_exceptions))
    assert SECRET.encode() not in every_byte(pack)


def test_a_pack_leaves_an_approved_letter_as_it_was(filled: Desk) -> None:
    letter = approve(filled)
    aside(filled, "SRO", REVIEW, "waiver")
    files = files_in(filled, issue(filled))
    assert stored(filled, letter) in files.values()


@pytest.mark.parametrize("name", FRONT)
def test_a_pack_of_letters_approved_before_states_what_was_set_aside_since(
    filled: Desk, name: str
) -> None:
    approve(filled)
    aside(filled, "SRO", REVIEW, "waiver")
    assert missing_in(files_in(filled, issue(filled))[name], {REVIEW: REASONS[REVIEW]}) == []


def test_no_export_holds_a_privileged_note_or_paper(
    with_exceptions: Desk, tmp_path: Path
) -> None:
    desk = with_exceptions
    exported = export_case(desk.office, desk.viewer("LEG"), desk.reference, tmp_path / "export")
    files = [path.read_bytes() for path in exported.path.parent.iterdir()]
    assert [content for content in files if SECRET.encode() in content] == []


def test_the_audit_trail_as_a_file_holds_no_privileged_note_or_paper(
    with_exceptions: Desk,
) -> None:
    desk = with_exceptions
    page = export_trail(desk.office, desk.viewer("LEG"), desk.reference, TrailFilter())
    assert SECRET not in trail_csv(page.entries, page.actors)


def test_a_checklist_does_not_say_on_what_an_accepted_risk_rests(filled: Desk) -> None:
    accept_risk(filled)
    assert basis_in_print(filled, APPRAISAL) == SET_ASIDE_ELSEWHERE


def test_a_checklist_does_not_say_what_changed_under_an_accepted_risk(filled: Desk) -> None:
    advice = accept_risk(filled)
    withdraw_record(filled.office, filled.viewer("LEG"), filled.reference, advice.reference, 1, "r")
    assert basis_in_print(filled, APPRAISAL) == NOT_COUNTING


def basis_in_print(desk: Desk, criterion: str) -> str:
    """What a document's checklist would say of one check."""
    source = source_of(desk.office, read_for_printing(desk.office, desk.reference))
    return basis_of(source, desk.result(criterion))


def test_a_draft_made_before_is_out_of_date(filled: Desk) -> None:
    draft = make(filled)
    assert draft is not None
    aside(filled, "SRO", REVIEW, "waiver")
    with pytest.raises(FactsHaveChanged):
        approve_document(
            filled.office, filled.viewer("AO"), filled.reference, draft.key, draft.version
        )


def test_a_document_made_again_on_what_was_set_aside_is_no_new_version(
    with_exceptions: Desk,
) -> None:
    make(with_exceptions)
    assert make(with_exceptions) is None


def test_an_entry_says_what_how_by_whom_and_why(with_exceptions: Desk) -> None:
    entry = printed_of(with_exceptions)[NOTICE]
    assert (entry.means, entry.decided_by, entry.second_person, entry.published_reason) == (
        "The urgent-decision rule was used", "Accountable officer", "Governance lead",
        REASONS[NOTICE],
    )  # fmt: skip


def test_an_entry_says_in_plain_words_what_was_asked(with_exceptions: Desk) -> None:
    criterion = with_exceptions.view().definition.find_criterion(REVIEW)
    assert criterion is not None
    assert printed_of(with_exceptions)[REVIEW].check == criterion.asks


def test_an_entry_says_since_when_it_counts(with_exceptions: Desk) -> None:
    assert printed_of(with_exceptions)[REVIEW].on == with_exceptions.office.clock.today()


def test_an_accepted_risk_names_the_legal_adviser_and_no_paper(with_exceptions: Desk) -> None:
    entry = printed_of(with_exceptions)[APPRAISAL]
    assert (entry.means, entry.second_person) == ("The residual risk was accepted", "Legal adviser")


def test_a_determination_names_the_body_that_it_is_about(with_exceptions: Desk) -> None:
    assert printed_of(with_exceptions)[STATEMENT].about == "East Northshire Council"


def test_a_determination_names_the_roles_of_both_persons(with_exceptions: Desk) -> None:
    entry = printed_of(with_exceptions)[STATEMENT]
    assert (entry.decided_by, entry.second_person) == ("Governance lead", "Legal adviser")


def test_an_entry_about_a_record_names_it(filled: Desk) -> None:
    promise = filled.record(
        "promise", promise="The unit reopens by spring", sort="reopen", made_on="2026-01-05"
    )
    advice = filled.evidence("legal_review_note", by="LEG", classification="privileged")
    risk = SetAside(
        "GD05.before_decision", "accepted_risk", "It cannot be kept", subject=promise.key,
        second_person="leg", relied_on=(advice.pin,),
    )  # fmt: skip
    set_aside(filled.office, filled.viewer("AO"), filled.reference, risk)
    assert printed_of(filled)["GD05.before_decision"].about == (
        "Promise or public assurance: The unit reopens by spring"
    )


def test_what_waits_for_its_second_person_is_not_printed(filled: Desk) -> None:
    aside(filled, "AO", NOTICE, "urgent_decision", second_person="gov")
    assert printed_of(filled) == {}


def test_a_determination_that_nobody_confirmed_is_not_printed(filled: Desk) -> None:
    aside(filled, "DPO", SCREENING, "not_applicable")
    assert printed_of(filled) == {}


def test_what_was_taken_back_is_not_printed(filled: Desk) -> None:
    waived = aside(filled, "SRO", REVIEW, "waiver")
    take_back(filled.office, filled.viewer("SRO"), filled.reference, waived.reference, 1, "r")
    assert printed_of(filled) == {}


def test_what_rests_on_a_paper_withdrawn_since_is_not_printed(filled: Desk) -> None:
    advice = accept_risk(filled)
    withdraw_record(filled.office, filled.viewer("LEG"), filled.reference, advice.reference, 1, "r")
    assert printed_of(filled) == {}


def test_a_deferral_is_printed_until_the_law_asks_for_the_gate(filled: Desk) -> None:
    defer_gate(filled.office, filled.viewer("GOV"), filled.reference, "GT33", "The form follows")
    before = printed_of(filled)
    approve(filled)
    issue(filled)
    assert (list(before), list(printed_of(filled))) == (["GT33"], [])


def test_what_nhs_englands_letter_varies_is_printed_once_it_was_checked(filled: Desk) -> None:
    letter = filled.record(
        "assurance_letter", purpose="proportionate", organisation="region", outcome="proceed",
        dated="2026-01-10", varies=["GT52"],
    )  # fmt: skip
    assert printed_of(filled) == {}
    check_record(filled.office, filled.viewer("GOV"), filled.reference, letter.reference, 1)
    assert printed_of(filled)["GT52"].decided_by == "NHS England, the region"

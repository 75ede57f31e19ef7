"""Documents through the services: drafts, gaps, approval, drafts written in Word."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import timedelta

import pytest
from docx import Document

from casework.adapters.clock import FixedClock
from casework.documents.edited_draft import NotAnEditedDraft
from casework.documents.rendering import DocumentHasGaps
from casework.domain.errors import Conflict, Invalid, NotFound, NotPermitted
from casework.domain.facts import RecordVersion
from casework.jobs.worker import run_due
from casework.services.case_documents.approving import (
    FactsHaveChanged,
    approve_document,
    download_document,
    upload_draft,
)
from casework.services.case_documents.making import order_document
from casework.services.case_documents.stages import draft_documents_of_stage
from casework.services.evidence import read_stored
from casework.services.recording import withdraw_record
from casework.store.jobs import failed_jobs
from tests.integration.desk import Desk, open_desk
from tests.integration.hosc_case import (
    COUNCIL,
    approve,
    fill_case_for_change,
    fill_for_scrutiny,
    make,
    order,
    record_letter,
)
from tests.integration.rows import NOW


@pytest.fixture
def filled(desk: Desk) -> Desk:
    """A case whose letters to the councils lack nothing."""
    fill_for_scrutiny(desk)
    return desk


def bytes_of(desk: Desk, record: RecordVersion) -> bytes:
    return read_stored(desk.office, desk.reference, record.payload).content


def words_of(content: bytes) -> str:
    """Every word of a Word file, tables, headers and footers included."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [archive.read(name).decode() for name in archive.namelist()
                 if name.startswith("word/") and name.endswith(".xml")]  # fmt: skip
    return " ".join(parts)


def latest(desk: Desk, key: str = f"D05:{COUNCIL}") -> RecordVersion:
    found = desk.view().facts.find(f"document/{key}")
    assert found is not None
    return found


def written_on(content: bytes, sentence: str = "We will come to your meeting.") -> bytes:
    """The draft as a person leaves it who wrote a sentence into it."""
    document = Document(io.BytesIO(content))
    document.add_paragraph(sentence)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def send(desk: Desk, content: bytes, version: int, by: str = "PM") -> RecordVersion:
    sent = upload_draft(
        desk.office, desk.viewer(by), desk.reference, f"D05:{COUNCIL}", version, "draft.docx",
        content,
    )  # fmt: skip
    return sent.record


def accept(desk: Desk, record: RecordVersion, by: str = "AO") -> RecordVersion:
    return approve_document(
        desk.office, desk.viewer(by), desk.reference, record.key, record.version
    )


def test_an_ordered_draft_is_made_by_the_worker(filled: Desk) -> None:
    order(filled)
    run_due(filled.office)
    assert (latest(filled).payload.state, latest(filled).recorded_by) == ("draft", "pm")


def test_the_same_facts_make_no_second_version(filled: Desk) -> None:
    make(filled)
    assert make(filled) is None


def test_the_same_facts_make_no_second_version_on_another_day(filled: Desk) -> None:
    make(filled)
    later = replace(filled.office, clock=FixedClock(NOW + timedelta(days=3)))
    assert make(Desk(later, filled.reference)) is None


def test_a_new_fact_makes_a_new_version(filled: Desk) -> None:
    make(filled)
    filled.record("service", name="Rehabilitation", change="It would be nearer home.")
    made = make(filled)
    assert made is not None and made.version == 2


def test_what_is_not_recorded_is_counted_as_a_gap(desk: Desk) -> None:
    fill_for_scrutiny(desk)
    letter = desk.view().facts.about("letter", COUNCIL)[0]
    record_letter(desk, key=letter.key, comments_date="")
    made = make(desk)
    assert made is not None
    assert [str(g) for g in latest(desk).payload.gaps] == ["date by which comments are required"]


def test_a_gap_stands_marked_in_the_draft(desk: Desk) -> None:
    fill_for_scrutiny(desk)
    letter = desk.view().facts.about("letter", COUNCIL)[0]
    record_letter(desk, key=letter.key, comments_date="")
    make(desk)
    words = words_of(bytes_of(desk, latest(desk)))
    assert "[Not recorded: date by which comments are required]" in words


def test_gaps_keep_a_draft_from_approval_with_a_list(desk: Desk) -> None:
    fill_for_scrutiny(desk)
    letter = desk.view().facts.about("letter", COUNCIL)[0]
    record_letter(desk, key=letter.key, comments_date="", decision_date="")
    make(desk)
    with pytest.raises(DocumentHasGaps) as raised:
        accept(desk, latest(desk))
    assert [gap.name for gap in raised.value.gaps] == ["decision_on", "comments_due_on"]


def test_a_draft_says_that_it_is_one(filled: Desk) -> None:
    make(filled)
    assert "Draft, not approved for issue" in words_of(bytes_of(filled, latest(filled)))


def test_an_approved_document_says_so_and_by_which_role(filled: Desk) -> None:
    words = words_of(bytes_of(filled, approve(filled)))
    assert "Accountable officer" in words and "not approved for issue" not in words


def test_an_approved_document_names_its_approver(filled: Desk) -> None:
    assert approve(filled).payload.approved_by == "ao"


def test_a_document_states_the_versions_of_its_template_and_of_the_case(filled: Desk) -> None:
    made = make(filled)
    assert made is not None
    words = words_of(bytes_of(filled, made))
    stated = f"template version 3, case version {made.payload.case_version}"
    assert stated in " ".join(words.replace("<", " <").split()) or stated in words


def test_the_programme_manager_does_not_approve(filled: Desk) -> None:
    draft = make(filled)
    assert draft is not None
    with pytest.raises(NotPermitted):
        accept(filled, draft, by="PM")


def test_what_is_approved_is_what_was_read(filled: Desk) -> None:
    draft = make(filled)
    assert draft is not None
    filled.record("service", name="Rehabilitation", change="It would be nearer home.")
    with pytest.raises(FactsHaveChanged):
        accept(filled, draft)


def test_an_older_draft_than_the_latest_is_not_approved(filled: Desk) -> None:
    draft = make(filled)
    assert draft is not None
    send(filled, written_on(bytes_of(filled, draft)), 1)
    with pytest.raises(Conflict):
        accept(filled, draft)


def test_an_approved_version_is_not_approved_again(filled: Desk) -> None:
    approved = approve(filled)
    with pytest.raises(Invalid, match="already"):
        accept(filled, approved)


def test_a_document_ordered_again_after_approval_on_the_same_facts_stays_approved(
    filled: Desk,
) -> None:
    approve(filled)
    make(filled)
    assert latest(filled).payload.state == "approved"


def test_a_draft_written_on_in_word_is_the_next_version(filled: Desk) -> None:
    draft = make(filled)
    assert draft is not None
    sent = send(filled, written_on(bytes_of(filled, draft)), 1)
    assert (sent.version, sent.payload.made_by) == (2, "person")


def test_what_was_written_in_word_is_in_the_approved_document(filled: Desk) -> None:
    draft = make(filled)
    assert draft is not None
    sent = send(filled, written_on(bytes_of(filled, draft)), 1)
    assert "We will come to your meeting." in words_of(bytes_of(filled, accept(filled, sent)))


def test_a_draft_of_another_council_is_refused(filled: Desk) -> None:
    make(filled)
    other = make(filled, subject="west-council")
    assert other is not None
    with pytest.raises(NotAnEditedDraft, match="west-council"):
        send(filled, bytes_of(filled, other), 1)


def test_a_draft_of_another_case_is_refused(filled: Desk) -> None:
    make(filled)
    other = open_desk(filled.office)
    fill_for_scrutiny(other)
    draft = make(other)
    assert draft is not None
    with pytest.raises(NotAnEditedDraft, match=other.reference):
        send(filled, bytes_of(other, draft), 1)


def test_a_word_file_of_somebody_elses_making_is_refused(filled: Desk) -> None:
    make(filled)
    saved = io.BytesIO()
    Document().save(saved)
    with pytest.raises(NotAnEditedDraft):
        send(filled, saved.getvalue(), 1)


def test_an_approved_document_is_no_draft_to_send_back(filled: Desk) -> None:
    approved = approve(filled)
    with pytest.raises(NotAnEditedDraft, match="approved"):
        send(filled, bytes_of(filled, approved), approved.version)


def test_a_draft_written_on_from_an_older_page_is_a_conflict(filled: Desk) -> None:
    draft = make(filled)
    assert draft is not None
    content = written_on(bytes_of(filled, draft))
    send(filled, content, 1)
    with pytest.raises(Conflict):
        send(filled, content, 1)


def test_every_version_can_be_downloaded(filled: Desk) -> None:
    draft = make(filled)
    assert draft is not None
    send(filled, written_on(bytes_of(filled, draft)), 1)
    first = download_document(
        filled.office, filled.viewer("PM"), filled.reference, f"D05:{COUNCIL}", 1
    )
    assert first.sha256 == draft.payload.sha256


def test_a_stranger_downloads_nothing(filled: Desk) -> None:
    make(filled)
    with pytest.raises(NotFound):
        download_document(
            filled.office, filled.viewer("stranger"), filled.reference, f"D05:{COUNCIL}", 1
        )


def test_a_letter_is_made_for_a_council_of_the_case_only(filled: Desk) -> None:
    with pytest.raises(Invalid):
        order(filled, subject="healthwatch")


def test_a_stranger_orders_nothing(filled: Desk) -> None:
    with pytest.raises(NotFound):
        order_document(
            filled.office, filled.viewer("stranger"), filled.reference, "D05", COUNCIL
        )


def test_entering_a_stage_drafts_its_documents(filled: Desk) -> None:
    assert draft_documents_of_stage(filled.office, filled.reference, "S0") == 1
    assert latest(filled, "D01:icb").recorded_by == "casework"


def test_entering_a_stage_leaves_a_draft_written_in_word_alone(filled: Desk) -> None:
    draft = make(filled, "D01", "icb")
    assert draft is not None
    upload_draft(
        filled.office, filled.viewer("PM"), filled.reference, "D01:icb", 1, "d.docx",
        written_on(bytes_of(filled, draft)),
    )  # fmt: skip
    filled.record("service", name="Rehabilitation", change="It would be nearer home.")
    draft_documents_of_stage(filled.office, filled.reference, "S0")
    assert latest(filled, "D01:icb").payload.made_by == "person"


def test_a_document_that_can_no_longer_be_made_is_given_up_with_the_reason(filled: Desk) -> None:
    order(filled)
    broken = replace(filled.office, templates=filled.office.templates / "gone")
    run_due(broken)
    with filled.office.database.reading() as connection:
        (job,) = failed_jobs(connection)
    assert "There is no document D05" in job.last_error


def test_dates_that_councils_were_told_differently_are_printed_for_nobody_in_particular(
    filled: Desk,
) -> None:
    letter = filled.view().facts.about("letter", COUNCIL)[0]
    record_letter(filled, key=letter.key, decision_date="2026-12-01")
    made = make(filled, "D16", "")
    assert made is not None
    assert "proposed decision date" in [str(g) for g in latest(filled, "D16").payload.gaps]


def test_confirmed_dates_replace_those_of_the_first_letter(filled: Desk) -> None:
    record_letter(filled, purpose="regulation_23_dates", decision_date="2026-12-11")
    made = make(filled)
    assert made is not None
    assert "11 December 2026" in words_of(bytes_of(filled, made))


def test_a_letter_names_the_approved_documents_that_go_with_it(filled: Desk) -> None:
    fill_case_for_change(filled)
    approve(filled, "D03", "")
    made = make(filled)
    assert made is not None
    words = words_of(bytes_of(filled, made))
    assert "Case for change" in words and "No enclosed document is recorded" not in words


def test_a_withdrawn_letter_gives_no_dates(filled: Desk) -> None:
    letter = filled.view().facts.about("letter", COUNCIL)[0]
    withdraw_record(
        filled.office, filled.viewer("PM"), filled.reference, letter.reference, 1, "Wrong date."
    )
    make(filled)
    assert latest(filled).payload.gaps

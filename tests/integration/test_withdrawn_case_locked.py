"""A withdrawn case is locked: it takes what belongs to the time after, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from casework.domain.after_withdrawal import DOCUMENTS_LEFT, SECTIONS_LEFT
from casework.domain.dates import FactDate
from casework.domain.errors import Conflict
from casework.services.case_documents.making import make_document, order_document
from casework.services.case_documents.sections import SectionText, section_fields, write_sections
from casework.services.case_people import give_role
from casework.services.exceptions import SetAside, set_aside
from casework.services.holds import end_hold, start_hold
from casework.services.linking import Linking, open_linked_case
from casework.services.office import Office
from casework.services.recording import Statement, record_absence, record_fact, withdraw_record
from casework.services.requests import ask
from casework.services.staging import stage_file
from tests.integration.desk import Desk
from tests.integration.turned_case import withdrawn_desk

ON = FactDate.parse("2026-03-01")


@pytest.fixture
def withdrawn(office: Office) -> Desk:
    return withdrawn_desk(office)


def hold(desk: Desk, code: str, by: str = "GOV") -> None:
    start_hold(desk.office, desk.viewer(by), desk.reference, code, ON, key="h")


def withdraw(desk: Desk, record: str) -> None:
    """Withdraw a record, or the first one of a kind."""
    facts = desk.view().facts
    found = facts.find(record) or facts.current(record)[0]
    withdraw_record(desk.office, desk.viewer("PM"), desk.reference, found.reference, found.version,
                    "Not so")  # fmt: skip


def letter_since(desk: Desk) -> str:
    """A letter recorded after the end, as `kind/key`."""
    return desk.record("letter", purpose="other", organisation="east-council",
                       direction="sent").reference  # fmt: skip


def with_file(desk: Desk, kind: str, **values: str) -> None:
    """Record something with a file."""
    staged = stage_file(desk.office, desk.viewer("PM"), "answer.txt", b"What was answered.")
    statement = Statement(kind, values, files=(staged.token,))
    record_fact(desk.office, desk.viewer("PM"), desk.reference, statement)


LOCKED: dict[str, Callable[[Desk], object]] = {
    "a fact": lambda d: d.record("service", name="Another service", change="None"),
    "a decision of another sort": lambda d: d.record(
        "decision", purpose="final", outcome="approved", organisation="icb", decided_on="2026-05-28"
    ),
    "an absence": lambda d: record_absence(
        d.office, d.viewer("PM"), d.reference, Statement("promise", source="Minute")
    ),
    "a record of before, withdrawn": lambda d: withdraw_record(
        d.office, d.viewer("PM"), d.reference, "particulars/case", 2, "Not so"
    ),
    "evidence": lambda d: d.evidence("bed_test"),
    "a sign-off": lambda d: d.sign("GT01.determination", "GOV"),
    "a check set aside": lambda d: set_aside(
        d.office, d.viewer("SRO"), d.reference, SetAside("GT73.review", "waiver", "Not needed")
    ),
    "a document of the case": lambda d: order_document(
        d.office, d.viewer("PM"), d.reference, "D05", "east-council"
    ),
    "a text of another document": lambda d: write_sections(
        d.office, d.viewer("PM"), d.reference, "D03", [SectionText("case_for_change_summary", "x")]
    ),
    "a section by hand of another document": lambda d: d.record(
        "section", name="case_for_change_summary", text="Rewritten after the end"
    ),
    "a letter that consults": lambda d: d.record(
        "letter", purpose="regulation_23", organisation="east-council", direction="sent",
        sent_on="2026-05-28",
    ),
    "a letter of before, withdrawn": lambda d: withdraw(d, "letter"),
    "the withdrawal, withdrawn": lambda d: withdraw(d, "withdrawal"),
    "the decision to withdraw, withdrawn": lambda d: withdraw(d, "decision"),
    "a file with anything but a letter": lambda d: with_file(d, "claim", hold="hold/h"),
    "a pause": lambda d: hold(d, "PAUSED"),
    "a request": lambda d: ask(
        d.office, d.viewer("PM"), d.reference, "eng", "The plan, please", date(2026, 6, 20)
    ),
    "a council's answer": lambda d: d.record(
        "scrutiny_response", by="PM", organisation="east-council", outcome="no_comment"
    ),
}  # fmt: skip
LEFT: dict[str, Callable[[Desk], object]] = {
    "who was told": lambda d: d.record(
        "withdrawal", decision="decision/withdraw", reasons="As before", notice_on="2026-05-28"
    ),
    "the decision to withdraw": lambda d: d.record(
        "decision", key="withdraw", purpose="withdraw", outcome="approved", organisation="icb",
        decided_on="2026-05-18",
    ),
    "a letter": lambda d: d.record(
        "letter", purpose="withdrawal_notice", organisation="east-council", direction="sent",
        sent_on="2026-05-28",
    ),
    "an answer with a file": lambda d: with_file(
        d, "letter", purpose="other", organisation="east-council", direction="sent",
        sent_on="2026-05-28",
    ),
    "a letter made since, withdrawn": lambda d: withdraw(d, letter_since(d)),
    "a section by hand of the notice": lambda d: d.record(
        "section", name="withdrawal_means", text="Services stay as they are."
    ),
    "the notice": lambda d: order_document(d.office, d.viewer("PM"), d.reference, "D33c"),
    "the letter that tells": lambda d: order_document(
        d.office, d.viewer("PM"), d.reference, "D33d", "healthwatch"
    ),
    "a text of the notice": lambda d: write_sections(
        d.office, d.viewer("PM"), d.reference, "D33c",
        [SectionText("withdrawal_means", "Services stay as they are.")],
    ),
    "a legal hold": lambda d: hold(d, "IN_LITIGATION"),
    "a new role": lambda d: give_role(d.office, d.viewer("GOV"), d.reference, "leg2", "LEG"),
    "the case that begins it again": lambda d: open_linked_case(
        d.office, d.viewer("PM"), d.reference, Linking("restarted_as", "Again", "The money")
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", LOCKED)
def test_a_withdrawn_case_does_not_take(withdrawn: Desk, what: str) -> None:
    with pytest.raises(Conflict, match="is withdrawn, and its record is locked"):
        LOCKED[what](withdrawn)


@pytest.mark.parametrize("what", LEFT)
def test_a_withdrawn_case_still_takes(withdrawn: Desk, what: str) -> None:
    before = withdrawn.view().row.audit_position
    LEFT[what](withdrawn)
    assert withdrawn.view().row.audit_position > before


def test_the_sections_left_are_those_of_the_documents_left(office: Office) -> None:
    found = {
        field.source.partition(".")[2]
        for document in DOCUMENTS_LEFT for field in section_fields(office, document)
    }  # fmt: skip
    assert found == SECTIONS_LEFT


def test_the_worker_still_makes_its_notice(withdrawn: Desk) -> None:
    made = make_document(withdrawn.office, withdrawn.reference, "D33c", "", "pm",
                         withdrawn.office.clock.now())  # fmt: skip
    assert made is not None


def test_a_legal_hold_on_it_still_ends(withdrawn: Desk) -> None:
    hold(withdrawn, "IN_LITIGATION")
    end_hold(withdrawn.office, withdrawn.viewer("LEG"), withdrawn.reference, "h", ON, "Dismissed")
    assert withdrawn.view().facts.open_holds() == []

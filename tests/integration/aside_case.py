"""A case on which checks were set aside in every way, each with a published reason of its own."""

from __future__ import annotations

import io
import zipfile

from casework.documents import facts as printed
from casework.domain.facts import RecordVersion
from casework.services.case_documents.context import document_context, read_for_printing
from casework.services.confirming import confirm_not_applicable, confirm_set_aside
from casework.services.evidence import read_stored
from casework.services.exceptions import SetAside, defer_gate, set_aside
from tests.integration.desk import Desk
from tests.integration.hosc_case import COUNCIL

SECRET = "Zugvogel"
REVIEW, NOTICE, SCREENING, STATEMENT = (
    "GT73.review", "GT60.notice", "GT23.screening", "GT82a.statement",
)  # fmt: skip
APPRAISAL = "GT40.appraisal"
DEFERRED_GATE = "GT31"
REASONS = {
    REVIEW: "The review follows in the summer",
    NOTICE: "The ward has no consultant from Monday",
    APPRAISAL: "The appraisal is complete but for one score",
    SCREENING: "No personal information is used",
    STATEMENT: "The council makes no such statement",
    DEFERRED_GATE: "The committee meets after the election",
}


def set_everything_aside(desk: Desk) -> None:
    """A waiver, an urgent decision, an accepted risk, two determinations and a deferral, each
    confirmed where it must be, and each with a privileged note."""
    aside(desk, "SRO", REVIEW, "waiver")
    aside(desk, "AO", NOTICE, "urgent_decision", second_person="gov")
    confirm_set_aside(desk.office, desk.viewer("GOV"), desk.reference, NOTICE)
    accept_risk(desk)
    aside(desk, "DPO", SCREENING, "not_applicable")
    confirm_not_applicable(desk.office, desk.viewer("GOV"), desk.reference, SCREENING)
    aside(desk, "GOV", STATEMENT, "not_applicable", subject=COUNCIL)
    confirm_not_applicable(
        desk.office, desk.viewer("LEG"), desk.reference, f"{STATEMENT}:{COUNCIL}"
    )
    defer_gate(
        desk.office, desk.viewer("GOV"), desk.reference, DEFERRED_GATE, REASONS[DEFERRED_GATE],
        privileged_note=f"{SECRET} note on {DEFERRED_GATE}",
    )  # fmt: skip


def aside(desk: Desk, by: str, criterion: str, means: str, **more: object) -> RecordVersion:
    """One exception with its published reason and a privileged note beside it."""
    exception = SetAside(
        criterion, means, REASONS[criterion], privileged_note=f"{SECRET} note on {criterion}",
        **more,  # type: ignore[arg-type]
    )  # fmt: skip
    return set_aside(desk.office, desk.viewer(by), desk.reference, exception)


def accept_risk(desk: Desk) -> RecordVersion:
    """The accountable officer accepts a risk on the legal adviser's privileged advice, which is
    returned."""
    advice = desk.evidence(
        "legal_review_note", by="LEG", classification="privileged", title=f"{SECRET} advice",
        description=f"{SECRET} words", content=f"{SECRET} content".encode(),
    )  # fmt: skip
    aside(desk, "AO", APPRAISAL, "accepted_risk", second_person="leg", relied_on=(advice.pin,))
    return advice


def printed_of(desk: Desk) -> dict[str | None, printed.SetAside]:
    """What documents made now print of checks set aside, by reference."""
    context = document_context(desk.office, read_for_printing(desk.office, desk.reference))
    return {entry.reference: entry for entry in context.set_aside}


def questions_of(desk: Desk) -> dict[str | None, printed.Question]:
    """What documents made now print of questions raised, by reference."""
    context = document_context(desk.office, read_for_printing(desk.office, desk.reference))
    return {question.reference: question for question in context.questions}


def stored(desk: Desk, record: RecordVersion) -> bytes:
    """The bytes of a document or pack as they are kept."""
    return read_stored(desk.office, desk.reference, record.payload).content


def every_byte(content: bytes) -> bytes:
    """A file with everything packed inside it, at any depth, unpacked."""
    found = content
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                found += name.encode() + every_byte(archive.read(name))
    return found


def missing_in(content: bytes, words: dict[str, str] = REASONS) -> list[str]:
    """The references of which a file does not print the reason."""
    unpacked = every_byte(content)
    return [reference for reference, reason in words.items() if reason.encode() not in unpacked]


def files_in(desk: Desk, pack: RecordVersion) -> dict[str, bytes]:
    """The files of a pack by name."""
    with zipfile.ZipFile(io.BytesIO(stored(desk, pack))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}

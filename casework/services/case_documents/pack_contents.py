"""Which documents go out together: what packs hold, and what letters enclose."""

from __future__ import annotations

from casework.documents import facts as printed
from casework.documents.manifest import get_manifest
from casework.domain.facts import STATED, CaseFacts, RecordVersion
from casework.services.case_documents.printing import Source, hash_start
from casework.services.office import Office

PURPOSES = {
    "notification": ("Consultation of the scrutiny committee", ("D05", "D06", "D03", "D04")),
    "launch": ("Launch of the public consultation", ("D05", "D16", "D11", "D04", "D13")),
}
SENTENCES = {
    "notification": "This pack consults your committee on the proposal and gives it the two dates "
    "that the law requires us to give: when we propose to decide, and when comments are due.",
    "launch": "This pack tells your committee that public consultation is open, and holds the "
    "documents that are published with it.",
}
NEEDED = {"notification": "D05", "launch": "D16"}
LETTERS = {"notification": "regulation_23", "launch": "regulation_23_dates"}
WITH_OUTCOME = ("D21", "D19")
CONSULTATION = "S7"
"""The stage in which public consultation runs, on pathways that have it."""


def documents_of(purpose: str) -> tuple[str, ...]:
    """The documents of a pack in their order, those that are not approved left out later."""
    return PURPOSES[purpose][1]


def approved_document(
    facts: CaseFacts, document: str, organisation: str
) -> RecordVersion | None:
    """The document for this organisation, or for the case, if its latest version is approved."""
    for key in (f"{document}:{organisation}", document):
        record = facts.find(f"document/{key}")
        if record is not None and record.state == STATED and record.payload.state == "approved":
            return record
    return None


def enclosures(
    office: Office, source: Source, document: str, subject: str
) -> tuple[printed.Evidence, ...]:
    """What a letter encloses: the approved public documents that go out with it."""
    others = [name for name in _going_with(source, document) if name != document]
    found = [approved_document(source.facts, name, subject) for name in others]
    return tuple(
        printed.Evidence(
            title=get_manifest(r.payload.document, office.templates).title, reference=r.reference,
            dated=r.judged_on, version=str(r.version), classification=r.payload.classification,
            sha256=hash_start(r.payload.sha256),
        )
        for r in found
        if r is not None and r.payload.classification == "public"
    )  # fmt: skip


def _going_with(source: Source, document: str) -> tuple[str, ...]:
    if document == "D22":
        return WITH_OUTCOME
    if document not in ("D05", "D06", "D07"):
        return ()
    return documents_of("launch" if _is_launching(source) else "notification")


def _is_launching(source: Source) -> bool:
    """True from the stage in which public consultation opens; a pathway may have none."""
    d = source.definition
    return d.has_stage(CONSULTATION) and (
        d.position_of(source.facts.stage) >= d.position_of(CONSULTATION)
    )

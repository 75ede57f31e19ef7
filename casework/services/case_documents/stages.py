"""The documents of a stage: drafted when a case enters it."""

from __future__ import annotations

from casework.documents.manifest import list_manifests
from casework.domain.facts import CaseFacts
from casework.domain.viewer import SYSTEM
from casework.services.case_documents.making import (
    document_key,
    find_document,
    make_document,
    subjects_for,
)
from casework.services.office import Office
from casework.services.reading import get_case


def draft_documents_of_stage(office: Office, reference: str, stage: str) -> int:
    """Draft every document that a gate of the stage yields; returns how many were made.

    A replayed case gets none: its documents were written by others, long ago. A draft that a
    person wrote, and what is approved, stand until a person orders another.
    """
    view = get_case(office, SYSTEM, reference)
    if view.replayed or view.facts.stage != stage:
        return 0
    wanted = {d for gate in view.definition.gates if gate.stage == stage for d in gate.documents}
    made = 0
    for manifest in list_manifests(office.templates):
        if manifest.id not in wanted:
            continue
        for subject in subjects_for(manifest, view.facts):
            if not may_be_redrafted(view.judged, manifest.id, subject):
                continue
            if make_document(
                office, reference, manifest.id, subject, SYSTEM.person, office.clock.now()
            ):
                made += 1
    return made


def may_be_redrafted(facts: CaseFacts, document: str, subject: str) -> bool:
    """True if no version that a person wrote or approved would be hidden by a new draft."""
    latest = find_document(facts, document_key(document, subject))
    return latest is None or (
        latest.payload.made_by == "casework" and latest.payload.state == "draft"
    )

"""Approving documents, writing them on in Word, and taking them out again."""

from __future__ import annotations

from dataclasses import dataclass, replace

from casework.adapters.file_storage import storage_key
from casework.documents.approving import approve_edited_draft
from casework.documents.edited_draft import (
    EditedDraft,
    NotAnEditedDraft,
    check_belongs_to,
    read_edited_draft,
)
from casework.documents.inspection import inspect_file
from casework.documents.rendering import MEDIA_TYPE, render
from casework.domain.after_withdrawal import check_document_is_left
from casework.domain.cover import acts_for
from casework.domain.errors import Conflict, Invalid, NotFound
from casework.domain.facts import STATED, RecordVersion
from casework.domain.permissions import (
    DOCUMENT_APPROVERS,
    check_can_decide_as,
    check_can_record,
    deciding_roles,
)
from casework.domain.records import get_kind
from casework.domain.text import commit
from casework.domain.viewer import Viewer
from casework.services.both_names import role_and_names
from casework.services.case_documents.context import document_context, read_for_printing
from casework.services.case_documents.making import (
    check_latest,
    find_document,
    inputs_of,
    keep_document,
    note_document_file,
)
from casework.services.evidence import Download, read_stored
from casework.services.office import Office
from casework.services.reading import CaseView, get_case, get_history
from casework.services.verb import case_verb
from casework.store.records import Draft


class FactsHaveChanged(Conflict):
    """What would be approved is not what was read: the draft rests on other facts."""


def approve_document(
    office: Office, viewer: Viewer, reference: str, key: str, version: int
) -> RecordVersion:
    """Approve the draft that the page showed.

    A generated draft is made again in its approved state, from the facts that it was made from; a
    draft written in Word is approved as it is. Raises DocumentHasGaps or EditedDraftNotReady with
    the list, FactsHaveChanged, Conflict if there is a newer draft, NotPermitted.
    """
    view = get_case(office, viewer, reference)
    role = _approver_role(view, viewer)
    draft = _draft(view, key, version)
    check_document_is_left(view.facts, draft.payload.document)
    if draft.payload.made_by == "person":
        return _approve_written(office, viewer, reference, draft, role)
    document, subject = draft.payload.document, draft.payload.subject
    printing = read_for_printing(office, reference)
    context = document_context(office, printing, document=document, subject=subject)
    rendered = render(document, context, "approved", approved_by=role, folder=office.templates)
    inputs = inputs_of(context, rendered)
    if inputs != draft.payload.inputs:
        raise FactsHaveChanged(
            "The facts of the case, or the template, have changed since this draft was made.",
            "Make a new draft, read it, then approve it.",
        )
    return keep_document(
        office, viewer, reference, rendered, subject, inputs, over=version,
        approved_by=viewer.person, audit_kind="document_approved",
    )  # fmt: skip


def _approver_role(view: CaseView, viewer: Viewer) -> str:
    check_can_decide_as(view.judged, viewer, DOCUMENT_APPROVERS, "approve documents")
    own = view.judged.own_roles_of(viewer.person)
    held = own & set(DOCUMENT_APPROVERS) or deciding_roles(view.judged, viewer)
    role = next((role for role in DOCUMENT_APPROVERS if role in held), "")
    acted_for = acts_for(view.judged, viewer.person, role) if role else ()
    return role_and_names(view.names, role, viewer.person, acted_for) if role else ""


def _draft(view: CaseView, key: str, version: int) -> RecordVersion:
    found = find_document(view.facts, key)
    if found is None:
        raise NotFound("There is no such document on this case.")
    check_latest(view.facts, key, version)
    if found.payload.state == "approved":
        raise Invalid("This version is approved already.")
    return found


def _approve_written(
    office: Office, viewer: Viewer, reference: str, draft: RecordVersion, role: str
) -> RecordVersion:
    """Approve a draft written in Word: its text as it is, its state changed to approved."""
    content = read_stored(office, reference, draft.payload).content
    approved = approve_edited_draft(content, approved_by=role, approved_at=office.clock.now())
    office.files.put(storage_key(reference, approved.sha256), approved.docx)
    with case_verb(office, viewer, reference, "document_approved") as verb:
        check_latest(verb.facts, draft.key, draft.version)
        payload = replace(
            draft.payload, state="approved", approved_by=viewer.person,
            sha256=approved.sha256, size=len(approved.docx),
        )  # fmt: skip
        note_document_file(verb, payload)
        (written,) = verb.write(Draft("document", draft.key, payload))
        return written


@dataclass(frozen=True, slots=True)
class NextDraft:
    """What became of an uploaded draft: its record, and what still keeps it from approval."""

    record: RecordVersion
    edited: EditedDraft


def upload_draft(
    office: Office, viewer: Viewer, reference: str, key: str, version: int, name: str,
    content: bytes,
) -> NextDraft:
    """Keep a draft written on in Word as the next draft.

    Raises RefusedFile for a file that may not be kept, NotAnEditedDraft if it is no draft of this
    document of this case, Conflict if a newer draft exists.
    """
    view = get_case(office, viewer, reference)
    check_can_record(view.judged, viewer, "document", "")
    shown = find_document(view.facts, key)
    if shown is None:
        raise NotFound("There is no such document on this case.")
    check_document_is_left(view.facts, shown.payload.document)
    inspect_file(name, content)
    edited = read_edited_draft(content)
    check_belongs_to(
        edited, case_reference=reference, document_id=shown.payload.document,
        made_for=shown.payload.subject or None,
    )  # fmt: skip
    if edited.state != "draft":
        raise NotAnEditedDraft(
            "This file is the approved document, not a draft of it.",
            "Make a new draft, write in that one and send it.",
        )
    office.files.put(storage_key(reference, edited.sha256), content)
    with case_verb(office, viewer, reference, "draft_uploaded") as verb:
        check_latest(verb.facts, key, version)
        payload = get_kind("document").payload(
            document=edited.document_id, subject=shown.payload.subject, state="draft",
            template_version=edited.template_version, case_version=edited.case_version,
            made_by="person", sha256=edited.sha256, size=len(content),
            gaps=tuple(commit(gap) for gap in edited.gaps),
            classification=shown.payload.classification,
        )  # fmt: skip
        note_document_file(verb, payload)
        (written,) = verb.write(Draft("document", key, payload))
    return NextDraft(written, edited)


def download_document(
    office: Office, viewer: Viewer, reference: str, key: str, version: int
) -> Download:
    """One exact version of a document, its hash checked again. Raises NotFound, DamagedFile."""
    history = get_history(office, viewer, reference, "document", key)
    found = next((r for r in history.versions if r.version == version), None)
    if found is None or found.state != STATED:
        raise NotFound("There is no such document on this case.")
    stored = read_stored(office, reference, found.payload)
    name = f"{reference}-{key.replace(':', '-')}-v{version}-{found.payload.state}.docx"
    return Download(name, MEDIA_TYPE, stored.content, stored.sha256)

"""Ordering a document, and making it: ordered in a transaction, made by the worker after it."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from casework.adapters.file_storage import storage_key
from casework.documents.context import DocumentContext
from casework.documents.manifest import Manifest, get_manifest, list_manifests
from casework.documents.rendering import MEDIA_TYPE, RenderedDocument, render
from casework.domain.after_withdrawal import check_document_is_left
from casework.domain.canonical import canonical, sha256_of
from casework.domain.errors import Conflict, Invalid
from casework.domain.facts import STATED, CaseFacts, RecordVersion
from casework.domain.permissions import check_can_record
from casework.domain.records import get_kind
from casework.domain.text import commit
from casework.domain.turn_notices import told_by_letter, turns_of
from casework.domain.viewer import Viewer
from casework.engine.definition import Definition
from casework.services.case_documents.context import document_context, read_for_printing
from casework.services.office import Office
from casework.services.verb import Verb, case_verb
from casework.store import staging as stored_files
from casework.store.records import Draft


@dataclass(frozen=True, slots=True)
class Choice:
    """A document that may be made for the case, for one body where its manifest says so."""

    manifest: Manifest
    subject: str


def document_key(document: str, subject: str) -> str:
    """The key of a document's record."""
    return f"{document}:{subject}" if subject else document


def choices(office: Office, definition: Definition, facts: CaseFacts) -> list[Choice]:
    """Every document of the pathway that may be made, once for each body that it is made for."""
    return [
        Choice(manifest, subject)
        for manifest in list_manifests(office.templates)
        if not manifest.id.startswith("PK") and belongs_to(manifest, definition)
        and is_of_its_turn(manifest, facts)
        for subject in subjects_for(manifest, facts)
    ]


def belongs_to(manifest: Manifest, definition: Definition) -> bool:
    """True if the document is for a stage that the pathway has."""
    return any(definition.has_stage(stage) for stage in manifest.stages)


def is_of_its_turn(manifest: Manifest, facts: CaseFacts) -> bool:
    """True if the document tells of no pause, withdrawal or restart, or of one on record."""
    return not manifest.turn or manifest.turn in turns_of(facts)


def subjects_for(manifest: Manifest, facts: CaseFacts) -> list[str]:
    """The bodies for which a document is made; one empty subject if it is about the case."""
    if manifest.per == "affected_authority":
        return facts.scrutiny_authorities()
    if manifest.per == "council_or_healthwatch":
        return [*facts.scrutiny_authorities(), *facts.parties("healthwatch")]
    if manifest.per == "told_of_turns":
        return told_by_letter(facts)
    if manifest.per in ("healthwatch", "responsible_body"):
        return facts.parties(manifest.per)
    return [""]


def order_document(
    office: Office, viewer: Viewer, reference: str, document: str, subject: str = "",
    *, once: str = "",
) -> str:
    """Order the next draft; the worker makes it. Returns the record's key.

    Raises NotFound for an unknown document, Invalid if the case's pathway has no use for it or
    it is not made for this body.
    """
    manifest = get_manifest(document, office.templates)
    with case_verb(office, viewer, reference, "document_ordered", once=once) as verb:
        check_can_record(verb.facts, viewer, "document", subject)
        check_document_is_left(verb.facts, document)
        if not belongs_to(manifest, verb.definition):
            raise Invalid(
                f"{manifest.title} belongs to another pathway.", "Choose a document of this case."
            )
        if not is_of_its_turn(manifest, verb.facts):
            raise Invalid(
                f"No {manifest.turn} of this case is on record, so there is nothing to tell of.",
                "Record it first.",
            )
        if subject not in subjects_for(manifest, verb.facts):
            raise Invalid(
                f"{manifest.title} is not made for that body.", "Choose a body of this case."
            )
        key = document_key(document, subject)
        enqueue_making(verb, document, subject)
        verb.details.update(document=document, subject=subject)
        verb.result = key
        return key


def enqueue_making(verb: Verb, document: str, subject: str) -> None:
    """Put the making of a draft in the outbox, keyed by the case's position."""
    verb.tx.enqueue(
        "make_document",
        f"{verb.tx.row.reference}:{document_key(document, subject)}:{verb.tx.position}",
        {
            "case": verb.tx.row.reference, "document": document, "subject": subject,
            "person": verb.viewer.person, "ordered_at": verb.tx.now.isoformat(),
        },
        case_reference=verb.tx.row.reference,
    )  # fmt: skip


def make_document(
    office: Office, reference: str, document: str, subject: str, person: str, ordered_at: datetime
) -> RecordVersion | None:
    """Make a draft and record it, unless the latest version was made from the same inputs.

    Raises Conflict if somebody else made or uploaded one meanwhile.
    """
    view = read_for_printing(office, reference)
    context = document_context(
        office, view, document=document, subject=subject, made_at=ordered_at
    )
    rendered = render(document, context, folder=office.templates)
    inputs = inputs_of(context, rendered)
    latest = find_document(view.judged, document_key(document, subject))
    if latest is not None and latest.payload.inputs == inputs:
        return None
    return keep_document(
        office, maker(person), reference, rendered, subject, inputs,
        over=latest.version if latest else 0,
    )  # fmt: skip


def find_document(facts: CaseFacts, key: str) -> RecordVersion | None:
    """The latest version of a document, draft or approved, or None."""
    found = facts.find(f"document/{key}")
    return found if found is not None and found.state == STATED else None


def check_latest(facts: CaseFacts, key: str, version: int) -> None:
    """Raise Conflict if the document's latest version is another; 0 stands for none yet."""
    latest = find_document(facts, key)
    if (latest.version if latest else 0) != version:
        raise Conflict(
            "There is a newer version of this document than the one you had before you.",
            "Read it, then decide.",
        )


def maker(person: str) -> Viewer:
    """The worker acting for the person who ordered: checked when ordered, not again."""
    return Viewer(person, roles=frozenset({"system"}))


def inputs_of(context: DocumentContext, rendered: RenderedDocument) -> str:
    """SHA-256 of everything that decides the text, apart from when and in which state.

    Left out are the instant, the position in the record and the day on which the law is read, so
    that a document made again from unchanged facts is no new version, and an approved one can be
    told to rest on the very facts of the draft that was read.
    """
    stated = dataclasses.asdict(dataclasses.replace(
        context, sections=dict(context.sections)))  # fmt: skip
    del stated["made_at"]
    for name in ("version", "law_as_at"):
        del stated["case"][name]
    return sha256_of(canonical([_plain(stated), rendered.template_sha256]))


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def keep_document(
    office: Office, viewer: Viewer, reference: str, rendered: RenderedDocument, subject: str,
    inputs: str, *, over: int, approved_by: str = "", audit_kind: str = "document_made",
) -> RecordVersion:
    """Keep the bytes, then record the version that names them.

    ``over`` is the version that it follows, 0 for a first one. Raises Conflict if it is not the
    latest any more.
    """
    office.files.put(storage_key(reference, rendered.sha256), rendered.docx)
    payload = get_kind("document").payload(
        document=rendered.manifest.id, subject=subject,
        state="draft" if rendered.stamp.is_draft else "approved",
        template_version=rendered.template_version, case_version=rendered.stamp.case_version,
        made_by="casework", sha256=rendered.sha256, inputs=inputs, size=len(rendered.docx),
        gaps=tuple(commit(gap.label) for gap in rendered.gaps),
        classification=rendered.manifest.classification, approved_by=approved_by,
    )  # fmt: skip
    key = document_key(rendered.manifest.id, subject)
    with case_verb(office, viewer, reference, audit_kind) as verb:
        check_latest(verb.facts, key, over)
        note_document_file(verb, payload)
        (version,) = verb.write(Draft("document", key, payload))
        return version


def note_document_file(verb: Verb, payload: Any) -> None:
    """Note the stored bytes of a document in the case's files."""
    stored_files.note_stored(
        verb.tx.connection,
        {
            "key": storage_key(verb.tx.row.reference, payload.sha256),
            "case_id": verb.tx.row.id, "sha256": payload.sha256, "size": payload.size,
            "media_type": MEDIA_TYPE, "stored_at": verb.tx.now,
        },
    )  # fmt: skip

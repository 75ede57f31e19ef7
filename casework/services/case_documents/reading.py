"""Reading what became of a case's documents and packs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from casework.documents.manifest import Manifest, get_manifest, list_manifests
from casework.domain.errors import NotFound
from casework.domain.facts import STATED, CaseFacts, RecordVersion
from casework.domain.viewer import Viewer
from casework.services.case_documents.making import Choice, choices, document_key
from casework.services.case_documents.orders import Order, open_orders
from casework.services.notices import CLERKS
from casework.services.office import Office
from casework.services.reading import CaseView, get_case
from casework.store.facts import history_of
from casework.store.share_openings import first_openings


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document that is made or can be made, for one body or for the case.

    ``current`` is False for one whose body is no party to the case any more.
    """

    manifest: Manifest
    subject: str
    record: RecordVersion | None
    order: Order | None
    current: bool = True

    @property
    def key(self) -> str:
        return document_key(self.manifest.id, self.subject)


@dataclass(frozen=True)
class DocumentsOfCase:
    """Every document that can be made for a case, as it stands."""

    view: CaseView
    lines: tuple[DocumentLine, ...]
    launch: Order | None


@dataclass(frozen=True)
class DocumentOfCase:
    """One document with its versions, latest first, and the texts that it is written from."""

    view: CaseView
    line: DocumentLine
    versions: tuple[RecordVersion, ...]


@dataclass(frozen=True)
class PacksOfCase:
    """Packs by `pack/key`: what is issued, ordered and opened.

    ``has_clerks`` is False where nobody holds the role of a council's clerk on the case.
    """

    view: CaseView
    issued: tuple[RecordVersion, ...]
    orders: Mapping[str, Order]
    opened: Mapping[str, datetime]
    has_clerks: bool
    launch: Order | None


def documents_of(office: Office, viewer: Viewer, reference: str) -> DocumentsOfCase:
    """Every document of a case. Raises NotFound."""
    view = get_case(office, viewer, reference, signing=False)
    with office.database.reading() as connection:
        orders = open_orders(connection, view.judged)
    offered = choices(office, view.definition, view.facts)
    lines = [_line(view.facts, choice, orders) for choice in offered]
    known = {line.key for line in lines}
    lines += [
        _former(record, list_manifests(office.templates), orders)
        for record in view.facts.current("document")
        if record.key not in known
    ]
    return DocumentsOfCase(view, tuple(lines), orders.get("act_done"))


def _line(facts: CaseFacts, choice: Choice, orders: Mapping[str, Order]) -> DocumentLine:
    record = facts.find(f"document/{document_key(choice.manifest.id, choice.subject)}")
    stated = record if record is not None and record.state == STATED else None
    key = document_key(choice.manifest.id, choice.subject)
    return DocumentLine(choice.manifest, choice.subject, stated, orders.get(f"document/{key}"))


def _former(
    record: RecordVersion, manifests: tuple[Manifest, ...], orders: Mapping[str, Order]
) -> DocumentLine:
    manifest = next(m for m in manifests if m.id == record.payload.document)
    order = orders.get(record.reference)
    return DocumentLine(manifest, record.payload.subject, record, order, current=False)


def get_document(office: Office, viewer: Viewer, reference: str, key: str) -> DocumentOfCase:
    """One document, made or not. Raises NotFound."""
    document, _, subject = key.partition(":")
    view = get_case(office, viewer, reference, signing=False)
    manifest = get_manifest(document, office.templates)
    with office.database.reading() as connection:
        orders = open_orders(connection, view.judged)
        found = history_of(connection, view.row.id, "document", key)
    possible = any(c.manifest.id == document and c.subject == subject
                   for c in choices(office, view.definition, view.facts))  # fmt: skip
    if manifest.id.startswith("PK") or not (possible or found):
        raise NotFound("There is no such document on this case.")
    record = view.facts.find(f"document/{key}")
    line = DocumentLine(manifest, subject, record, orders.get(f"document/{key}"), possible)
    return DocumentOfCase(view, line, tuple(reversed(found)))


def packs_of(office: Office, viewer: Viewer, reference: str) -> PacksOfCase:
    """The packs of a case. Raises NotFound."""
    view = get_case(office, viewer, reference, signing=False)
    with office.database.reading() as connection:
        orders = open_orders(connection, view.judged)
        opened = first_openings(connection, view.row.id)
    has_clerks = any(view.judged.holders_of(role) for role in CLERKS)
    issued = tuple(view.facts.current("pack"))
    return PacksOfCase(view, issued, orders, opened, has_clerks, orders.get("act_done"))

"""Case records by title, with the page on which each can be read."""

from __future__ import annotations

from dataclasses import dataclass

from casework.domain.facts import ABSENT, RecordVersion
from casework.domain.own_words import own_words
from casework.domain.records import find_kind, get_kind
from casework.domain.records.fields import FieldType
from casework.services.reading import CaseView
from casework.services.record_titles import document_title
from casework.store.names import Names
from casework.web.cases.addresses import address_of
from casework.web.cases.words import fact_date_words, record_asked_of
from casework.web.viewer import office


@dataclass(frozen=True, slots=True)
class RecordLink:
    """A record by its title; ``address`` is empty where there is no page or no right to see it."""

    text: str
    address: str
    detail: str = ""


def link_to_pin(view: CaseView, pin: str) -> RecordLink:
    """The record version that `kind/key@version` names."""
    reference, _, version = pin.partition("@")
    record = view.facts.find(reference)
    if record is None:
        return RecordLink(f"{_kind_title(reference)} that is not shown to you", "")
    current = str(record.version) == version
    detail = f"version {version}" if version else ""
    if version and not current:
        detail += ", since replaced"
    elif record.kind == "document" and record.payload.state == "draft":
        detail += ", draft" if detail else "draft"
    return RecordLink(title_of(record, view.names), address_of_record(view, record), detail)


def address_of_record(view: CaseView, record: RecordVersion) -> str:
    """The page of one record, empty if there is none."""
    return address_of(
        "records.show", reference=view.reference, kind=record.kind, key=record.key
    )


def address_asked_of(view: CaseView, subject: str, per: str = "") -> str:
    """The page of the record that a check is asked of; empty where it is asked of a body."""
    record = record_asked_of(view, subject, per) if subject else None
    return address_of_record(view, record) if record is not None else ""


def title_of(record: RecordVersion, names: Names) -> str:
    """What a record is called in a list: its kind, and what tells it from its like."""
    kind = get_kind(record.kind)
    if record.state == ABSENT or record.payload is None:
        return f"{kind.title}: recorded that there is none"
    words = _distinguishing_words(record, names)
    return f"{kind.title}: {words}" if words else kind.title


def _distinguishing_words(record: RecordVersion, names: Names) -> str:
    kind = get_kind(record.kind)
    parts = []
    if kind.purpose and record.purpose:
        parts.append(kind.specs[kind.purpose].choices.get(record.purpose, record.purpose))
    if kind.subject and kind.specs[kind.subject].type is FieldType.ORGANISATION and record.subject:
        parts.append(names.organisation(record.subject))
    if not parts:
        parts.append(_first_text(record, names))
    return ", ".join(part for part in parts if part)


def _first_text(record: RecordVersion, names: Names) -> str:
    """A document by its title and body; else what the record says of itself, else the date.
    """
    if record.kind == "document":
        body = names.organisation(record.payload.subject) if record.payload.subject else ""
        return ", ".join(filter(None, (_document_title(record), body)))
    return own_words(record) or fact_date_words(record.effective_on)


def _document_title(record: RecordVersion) -> str:
    return document_title(record.payload.document, office().templates)


def _kind_title(reference: str) -> str:
    kind = find_kind(reference.partition("/")[0])
    return kind.title if kind else "Record"

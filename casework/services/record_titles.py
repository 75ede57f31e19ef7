"""A record in words, for whatever names one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from casework.documents.manifest import FOLDER, get_manifest
from casework.domain.errors import NotFound
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.own_words import own_words
from casework.domain.records import find_kind, get_kind
from casework.domain.records.fields import FieldType
from casework.domain.roles import role_title
from casework.engine.vocabulary import PER_RECORD
from casework.store.names import Names


def title_of_record(record: RecordVersion, names: Names) -> str:
    """A record in words: its kind, its own title or purpose, and whom it is about; where that
    would be its kind alone, the name of its own that tells it from its like."""
    kind = find_kind(record.kind)
    if kind is None:
        return record.reference
    parts = [kind.title]
    own = getattr(record.payload, "title", None)
    if record.kind == "evidence" and own:
        parts = [str(own)]
    if record.purpose and kind.purpose:
        parts.append(kind.specs[kind.purpose].choices.get(record.purpose, record.purpose).lower())
    if record.subject:
        parts.append(names.organisation(record.subject))
    own_name = _own_name(record) if parts == [kind.title] else ""
    return f"{kind.title}: {own_name}" if own_name else ", ".join(parts)


def _own_name(record: RecordVersion) -> str:
    """The first short text that must be there, else the first code, else the beginning of a long
    text; a role by its title."""
    if record.payload is None:
        return ""
    specs = get_kind(record.kind).specs
    for wanted in (FieldType.TEXT, FieldType.CODE):
        for name, spec in specs.items():
            if spec.type is wanted and spec.required and not spec.long:
                value = str(getattr(record.payload, name))
                if (record.kind, name) == ("document", "document"):
                    return document_title(value)
                return role_title(value) if name == "role" else value
    return own_words(record) if record.kind in PER_RECORD else ""


@lru_cache(maxsize=256)
def document_title(document: str, folder: Path = FOLDER) -> str:
    """What a document is called, by its reference; the reference where no manifest has it, since
    a document outlives the template that it was made from."""
    try:
        return get_manifest(document, folder).title
    except NotFound:
        return document


NOT_SHOWN = "a record that is not shown here"


def naming_records(names: Names, shown: CaseFacts) -> Names:
    """Names that also say what the records of a case are called; ``shown`` are those that the
    reader may see, with their texts."""

    def called(reference: str) -> str:
        record = shown.find(reference)
        return record_in_words(record, shown.find, names) if record is not None else NOT_SHOWN

    return replace(names, record=called)


Find = Callable[[str], RecordVersion | None]


def record_in_words(record: RecordVersion, find: Find, names: Names) -> str:
    """What a record is called: by its own words, by its purpose and body, or by the records that it
    is about. ``find`` gives those that the reader may see, by reference."""
    if record.payload is None:
        return title_of_record(record, names)
    specs = get_kind(record.kind).specs
    short = any(s.type is FieldType.TEXT and s.required and not s.long for s in specs.values())
    if short or not (record.purpose or record.subject):
        words = (own_words(record) or _about(record, find)).rstrip(".")
        if words:
            return words
    return title_of_record(record, names)


def _about(record: RecordVersion, find: Find) -> str:
    for name, spec in get_kind(record.kind).specs.items():
        if spec.type in (FieldType.RECORD, FieldType.MANY_RECORDS):
            value = getattr(record.payload, name)
            pins = value if isinstance(value, tuple) else (value,)
            found = [find(pin.partition("@")[0]) for pin in pins]
            return ", ".join(own_words(r) for r in found if r is not None and own_words(r))
    return ""

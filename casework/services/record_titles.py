"""A record in words, for whatever names one."""

from __future__ import annotations

from casework.domain.facts import RecordVersion
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
                return role_title(value) if name == "role" else value
    return own_words(record) if record.kind in PER_RECORD else ""

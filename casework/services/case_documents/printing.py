"""Recorded values as documents print them: what is not recorded is None, never empty."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import shorten
from typing import Any

from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.records import get_kind
from casework.domain.records.fields import FieldType
from casework.domain.roles import role_title
from casework.domain.text import Text
from casework.engine.definition import Definition
from casework.engine.vocabulary import PER_RECORD
from casework.services.record_titles import title_of_record
from casework.store.names import Names

HASH_SHOWN = 12
MOST_SHOWN = 240
"""Of a record that stands in a column, in characters."""
ANSWERS = {True: "Yes", False: "No", None: None}


@dataclass(frozen=True, slots=True)
class Source:
    """What a document is printed from: facts with their texts and no privileged record."""

    facts: CaseFacts
    judged: CaseFacts
    definition: Definition
    names: Names
    codes: dict[str, str]
    emails: dict[str, str]

    def organisation(self, key: str) -> str | None:
        """The organisation's name, or None for an empty key."""
        return self.names.organisation(key) if key else None

    def single(self, kind: str) -> Any:
        """The payload of a kind that a case has once, or an empty payload."""
        record = self.facts.single(kind)
        return record.payload if record else get_kind(kind).payload()


def words(text: Text) -> str | None:
    """The text, or None if nothing is recorded."""
    return text.value or None


def hash_start(sha256: str) -> str | None:
    """The start of a hash: long enough to compare by eye; the whole is in a pack's manifest."""
    return sha256[:HASH_SHOWN] or None


def chosen(kind: str, field: str, code: str) -> str | None:
    """The words of a choice, or None if none was made."""
    return get_kind(kind).specs[field].choices.get(code) if code else None


def several(kind: str, field: str, codes: tuple[str, ...]) -> str | None:
    """The words of several choices in one line, or None."""
    return ", ".join(chosen(kind, field, code) or code for code in codes) or None


def answered(value: bool | None) -> str | None:
    """Yes, No or None."""
    return ANSWERS[value]


def role_of(source: Source, person: str) -> str | None:
    """The role in which a person acts on the case, or None."""
    held = sorted(source.facts.roles_of(person))
    return role_title(held[0]) if held else None


def about(source: Source, subject: str) -> str | None:
    """The body or record of which a check is asked, in words, or None where it is the case."""
    if not subject or subject in source.names.organisations:
        return source.organisation(subject)
    found = (source.facts.find(f"{kind}/{subject}") for kind in PER_RECORD)
    record = next((r for r in found if r is not None), None)
    return _record_in_words(source, record) if record is not None else subject


def _record_in_words(source: Source, record: RecordVersion) -> str:
    """The record by the text that it must have, such as what was promised, else by its first
    choice, such as what is claimed, else by its title."""
    kind = get_kind(record.kind)
    if record.payload is None:
        return kind.title
    for sort in (FieldType.TEXT, FieldType.CHOICE):
        for name, spec in kind.specs.items():
            if spec.type is sort and spec.required:
                value = str(getattr(record.payload, name))
                told = shorten(spec.choices.get(value, value), MOST_SHOWN, placeholder=" …")
                return f"{kind.title}: {told}" if told else kind.title
    return title_of_record(record, source.names)


def latest(records: list[RecordVersion]) -> RecordVersion | None:
    """The record written last, or None."""
    return records[-1] if records else None

"""Payload fields in words: what a record's page prints, and what a form is filled in with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from casework.domain.facts import RecordVersion
from casework.domain.hold_names import hold_title, way_out_in_words
from casework.domain.records import get_kind
from casework.domain.records.codec import MANY
from casework.domain.records.fields import FieldSpec, FieldType
from casework.domain.records.rows import row_as_line, row_in_words
from casework.domain.roles import role_title
from casework.services.reading import CaseView
from casework.services.record_titles import document_title
from casework.web.cases.record_links import link_to_pin, title_of
from casework.web.cases.words import record_asked_of
from casework.web.viewer import office

NOT_RECORDED = "Not recorded"
LONG_LIST = 9
YES_NO = {True: "Yes", False: "No", None: NOT_RECORDED}
ORGANISATIONS = (FieldType.ORGANISATION, FieldType.MANY_ORGANISATIONS)
PERSONS = (FieldType.PERSON, FieldType.MANY_PERSONS)
RECORDS = (FieldType.RECORD, FieldType.MANY_RECORDS)


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a field under the headings of their columns."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One field of a record: its label and its value, one line an item; rows also as a table."""

    label: str
    lines: tuple[str, ...]
    table: Table | None = None

    @property
    def is_recorded(self) -> bool:
        return self.lines != (NOT_RECORDED,)


def rows_of(view: CaseView, record: RecordVersion) -> tuple[Row, ...]:
    """Every field of a record in words, in the order of its form; none for an absence."""
    if record.payload is None:
        return ()
    return tuple(
        Row(
            _label(spec, getattr(record.payload, name)), value_lines_of(view, record, name),
            table_of(spec, getattr(record.payload, name)),
        )
        for name, spec in get_kind(record.kind).specs.items()
    )  # fmt: skip


def _label(spec: FieldSpec, value: Any) -> str:
    """The label; of a long closed list also how many of it a record has."""
    many = spec.type is FieldType.MANY_CODES and len(spec.choices) > LONG_LIST and value
    return f"{spec.label} ({len(value)} of {len(spec.choices)})" if many else spec.label


def table_of(spec: FieldSpec, value: Any) -> Table | None:
    """The rows of a field as a table, choices in words; None where there are none."""
    if spec.type is not FieldType.ROWS or not value:
        return None
    return Table(
        tuple(column.label for column in spec.columns),
        tuple(
            tuple(
                column.choices.get(row.get(column.name, ""), row.get(column.name, ""))
                for column in spec.columns
            )
            for row in value
        ),
    )


def value_lines_of(view: CaseView, record: RecordVersion, name: str) -> tuple[str, ...]:
    """The value of one field of a record in words."""
    value = getattr(record.payload, name)
    in_words = CODES_IN_WORDS.get((record.kind, name))
    if in_words is None or not value:
        return value_lines(view, get_kind(record.kind).specs[name], value)
    return tuple(in_words(view, code) for code in (value if isinstance(value, tuple) else (value,)))


def _evidence_type(view: CaseView, code: str) -> str:
    found = view.definition.find_evidence_type(code)
    return found.title if found else code


def _criterion(view: CaseView, ref: str) -> str:
    found = view.definition.find_criterion(ref)
    return f"{ref}: {found.asks}" if found else ref


def _subject(view: CaseView, key: str) -> str:
    record = record_asked_of(view, key)
    return title_of(record, view.names) if record else view.names.organisation(key)


def _role(view: CaseView, code: str) -> str:
    return role_title(code)


def _document(view: CaseView, reference: str) -> str:
    return document_title(reference, office().templates)


def _hold(view: CaseView, code: str) -> str:
    return hold_title(code)


def _way_out(view: CaseView, code: str) -> str:
    return way_out_in_words(code)


# Codes that mean something in the case's pathway.
CODES_IN_WORDS = {
    ("evidence", "type"): _evidence_type,
    ("evidence", "criteria"): _criterion,
    ("evidence", "subjects"): _subject,
    ("attestation", "criterion"): _criterion,
    ("attestation", "subject"): _subject,
    ("attestation", "role"): _role,
    ("waiver", "criterion"): _criterion,
    ("waiver", "subject"): _subject,
    ("waiver", "role"): _role,
    ("not_applicable", "criterion"): _criterion,
    ("not_applicable", "subject"): _subject,
    ("flag_answer", "criterion"): _criterion,
    ("flag_answer", "subject"): _subject,
    ("flag_answer", "role"): _role,
    ("request", "criterion"): _criterion,
    ("role", "role"): _role,
    ("hold", "hold"): _hold,
    ("hold", "ended_as"): _way_out,
    ("document", "document"): _document,
    ("document", "subject"): _subject,
}


def value_lines(view: CaseView, spec: FieldSpec, value: Any) -> tuple[str, ...]:
    """A value in words; several values are several lines."""
    if spec.type is FieldType.YES_NO:
        return (YES_NO[value],)
    if value is None or value == "" or value == () or not str(value):
        return (NOT_RECORDED,)
    if spec.type is FieldType.ROWS:
        return tuple(row_in_words(spec, row) for row in value)
    if spec.type in MANY:
        return tuple(one_line(view, spec, item) for item in value)
    return (one_line(view, spec, value),)


def one_line(view: CaseView, spec: FieldSpec, value: Any) -> str:
    """One value of a field in words."""
    if spec.type in ORGANISATIONS:
        return view.names.organisation(value)
    if spec.type in PERSONS:
        return view.names.person(value)
    if spec.type in RECORDS:
        link = link_to_pin(view, value)
        return f"{link.text} ({link.detail})" if "@" in value and link.detail else link.text
    if spec.type is FieldType.DATE:
        return str(value.plain())
    return str(spec.choices.get(value, value)) if spec.choices else str(value)


def form_value(spec: FieldSpec, value: Any) -> Any:
    """A payload's value as the form's field holds it."""
    if spec.type is FieldType.YES_NO:
        return {True: "yes", False: "no", None: ""}[value]
    if spec.type is FieldType.DATE:
        return value
    if spec.type is FieldType.NUMBER:
        return "" if value is None else str(value)
    if spec.type is FieldType.ROWS:
        return "\n".join(row_as_line(spec, row) for row in value)
    if spec.type in MANY:
        items = [str(item) for item in value]
        return "\n".join(items) if shown_as_lines(spec) else items
    return str(value)


def shown_as_lines(spec: FieldSpec) -> bool:
    """True for several values that are typed one a line, not ticked."""
    return spec.type is FieldType.MANY_TEXTS or (
        spec.type is FieldType.MANY_CODES and not spec.choices
    )

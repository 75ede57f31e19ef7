"""Payload fields in words: what a record's page prints, and what a form is filled in with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from casework.domain.facts import RecordVersion
from casework.domain.records import get_kind
from casework.domain.records.codec import MANY
from casework.domain.records.fields import FieldSpec, FieldType
from casework.services.reading import CaseView
from casework.web.cases.record_links import link_to_pin

NOT_RECORDED = "Not recorded"
YES_NO = {True: "Yes", False: "No", None: NOT_RECORDED}
ORGANISATIONS = (FieldType.ORGANISATION, FieldType.MANY_ORGANISATIONS)
PERSONS = (FieldType.PERSON, FieldType.MANY_PERSONS)
RECORDS = (FieldType.RECORD, FieldType.MANY_RECORDS)


@dataclass(frozen=True, slots=True)
class Row:
    """One field of a record: its label and its value, one line an item."""

    label: str
    lines: tuple[str, ...]

    @property
    def is_recorded(self) -> bool:
        return self.lines != (NOT_RECORDED,)


def rows_of(view: CaseView, record: RecordVersion) -> tuple[Row, ...]:
    """Every field of a record in words, in the order of its form; none for an absence."""
    if record.payload is None:
        return ()
    return tuple(
        Row(spec.label, value_lines(view, spec, getattr(record.payload, name)))
        for name, spec in get_kind(record.kind).specs.items()
    )


def value_lines(view: CaseView, spec: FieldSpec, value: Any) -> tuple[str, ...]:
    """A value in words; several values are several lines."""
    if spec.type is FieldType.YES_NO:
        return (YES_NO[value],)
    if value is None or value == "" or value == () or not str(value):
        return (NOT_RECORDED,)
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
        return link_to_pin(view, value).text
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
    if spec.type in MANY:
        items = [str(item) for item in value]
        return "\n".join(items) if shown_as_lines(spec) else items
    return str(value)


def shown_as_lines(spec: FieldSpec) -> bool:
    """True for several values that are typed one a line, not ticked."""
    return spec.type is FieldType.MANY_TEXTS or (
        spec.type is FieldType.MANY_CODES and not spec.choices
    )

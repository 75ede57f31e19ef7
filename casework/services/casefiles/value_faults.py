"""What is wrong with one value of a record, as a fault of a case file says it."""

from __future__ import annotations

from casework.domain.dates import FactDate, InvalidDate
from casework.domain.records.codec import MANY
from casework.domain.records.fields import MOST_ENTRIES, FieldSpec, FieldType
from casework.domain.records.rows import parse_rows
from casework.engine.reading import shown
from casework.services.casefiles.nodes import ANY_DATE, date_fault, lower_first


def value_fault(spec: FieldSpec, value: object) -> tuple[str, str]:
    """What a value that its field does not take is, and what is expected in its place."""
    label = lower_first(spec.label)
    if value is None or value == "" or value == []:
        return "missing", f"a value for “{label}”"
    if spec.type is FieldType.ROWS:
        return _rows(spec, value)
    if spec.type is FieldType.DATE:
        return _date(value)
    if spec.type in MANY:
        return _many(spec, value)
    if spec.type is FieldType.TEXT:
        return _text(spec, value)
    if spec.type is FieldType.CHOICE:
        return shown(value), f"one of {', '.join(spec.choices)}"
    if spec.type is FieldType.YES_NO:
        return shown(value), "true, false or unknown"
    return shown(value), "a whole number" if spec.type is FieldType.NUMBER else "a text"


def _date(value: object) -> tuple[str, str]:
    try:
        FactDate.parse(str(value))
    except InvalidDate as fault:
        return date_fault(value, fault, ANY_DATE)
    return shown(value), ANY_DATE


def _rows(spec: FieldSpec, value: object) -> tuple[str, str]:
    columns = ", ".join(c.name for c in spec.columns)
    try:
        parse_rows(spec, value)
    except ValueError as fault:
        return lower_first(str(fault).rstrip(".")), f"rows of {columns}"
    return shown(value), f"rows of {columns}"


def _many(spec: FieldSpec, value: object) -> tuple[str, str]:
    if not isinstance(value, str | list | tuple):
        return shown(value), "a list"
    items = [line.strip() for line in value.splitlines()] if isinstance(value, str) else value
    for item in items:
        if not isinstance(item, str):
            return shown(item), "a text"
        if spec.choices and item not in spec.choices:
            return shown(item), f"one of {', '.join(spec.choices)}"
        if spec.type is FieldType.MANY_TEXTS and len(item) > spec.longest:
            return _text(spec, item)
    return f"{len(items)} entries", f"at most {MOST_ENTRIES}"


def _text(spec: FieldSpec, value: object) -> tuple[str, str]:
    if isinstance(value, str) and len(value) > spec.longest:
        return f"{len(value):,} characters long", f"at most {spec.longest:,}"
    if isinstance(value, str) and "\x00" in value:
        return "a text with a character that cannot be kept", "it without that character"
    return shown(value), "a text"

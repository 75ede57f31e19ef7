"""The kinds of field that a case record's payload may have.

Each function declares one dataclass field with what a form, a JSON Schema, a page and the codec
need to know about it. Everything derived from a payload is derived from here, so that a new kind
of case record needs its dataclass and nothing else.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from casework.domain.text import EMPTY

LONGEST_TEXT = 500
LONGEST_LONG_TEXT = 20_000
LONGEST_CELL = 120
MOST_ENTRIES = 100
MOST_ROWS = 500
MOST_NUMBER = 999_999_999


class FieldType(StrEnum):
    """What a field holds, and so how it is written, shown and asked for."""

    TEXT = "text"  # erasable free text, a name or an address
    CODE = "code"  # a short structured word that is not personal
    CHOICE = "choice"
    YES_NO = "yes_no"  # True, False or None: not recorded
    DATE = "date"  # a FactDate, possibly imprecise
    NUMBER = "number"
    ORGANISATION = "organisation"  # an organisation's key
    PERSON = "person"  # a person's key
    RECORD = "record"  # `kind/key` of another case record
    MANY_TEXTS = "many_texts"
    MANY_CODES = "many_codes"
    MANY_ORGANISATIONS = "many_organisations"
    MANY_PERSONS = "many_persons"
    MANY_RECORDS = "many_records"
    ROWS = "rows"  # a table of structured cells: figures, and names that are no person's


class ColumnType(StrEnum):
    """What the cells of one column hold."""

    WORD = "word"  # a short name or value on one line, published and never a person's
    FIGURE = "figure"  # a decimal number, kept as it is written
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a field of rows."""

    name: str
    label: str
    type: ColumnType = ColumnType.WORD
    choices: Mapping[str, str] = dataclasses.field(default_factory=dict)
    required: bool = False


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """What is known of one payload field besides its value."""

    type: FieldType
    label: str
    required: bool = False
    hint: str = ""
    choices: Mapping[str, str] = dataclasses.field(default_factory=dict)
    long: bool = False
    columns: tuple[Column, ...] = ()
    least: int = 0
    most: int = MOST_NUMBER

    @property
    def longest(self) -> int:
        """How many characters one text of this field may have."""
        return LONGEST_LONG_TEXT if self.long else LONGEST_TEXT


def _declare(spec: FieldSpec, default: Any) -> Any:
    return dataclasses.field(default=default, metadata={"spec": spec})


def text(label: str, *, required: bool = False, hint: str = "", long: bool = False) -> Any:
    """Erasable free text."""
    return _declare(FieldSpec(FieldType.TEXT, label, required, hint, long=long), EMPTY)


def code(label: str, *, required: bool = False, hint: str = "") -> Any:
    """A short code that names no person: a gate's reference, a stage, a hash."""
    return _declare(FieldSpec(FieldType.CODE, label, required, hint), "")


def choice(label: str, choices: Mapping[str, str], *, required: bool = True, hint: str = "") -> Any:
    """One of a closed list; the keys are stored, the values are shown."""
    return _declare(FieldSpec(FieldType.CHOICE, label, required, hint, choices), "")


def yes_no(label: str, *, hint: str = "") -> Any:
    """Yes, no, or not recorded (None)."""
    return _declare(FieldSpec(FieldType.YES_NO, label, False, hint), None)


def when(label: str, *, required: bool = False, hint: str = "") -> Any:
    """A date of fact, which may be imprecise; None where nothing is recorded."""
    return _declare(FieldSpec(FieldType.DATE, label, required, hint), None)


def number(
    label: str, *, hint: str = "", least: int = 0, most: int = MOST_NUMBER
) -> Any:
    """A whole number from ``least`` to ``most``, or None where nothing is recorded."""
    return _declare(
        FieldSpec(FieldType.NUMBER, label, False, hint, least=least, most=most), None
    )


def organisation(label: str, *, required: bool = True, hint: str = "") -> Any:
    """The key of an organisation."""
    return _declare(FieldSpec(FieldType.ORGANISATION, label, required, hint), "")


def person(label: str, *, required: bool = False, hint: str = "") -> Any:
    """The key of a person."""
    return _declare(FieldSpec(FieldType.PERSON, label, required, hint), "")


def record_reference(label: str, *, required: bool = False, hint: str = "") -> Any:
    """Another case record, as `kind/key`."""
    return _declare(FieldSpec(FieldType.RECORD, label, required, hint), "")


def many_texts(label: str, *, hint: str = "") -> Any:
    """Several erasable texts, in order."""
    return _declare(FieldSpec(FieldType.MANY_TEXTS, label, False, hint, long=True), ())


def many_codes(label: str, *, hint: str = "", choices: Mapping[str, str] | None = None) -> Any:
    """Several codes, in order; from a closed list if ``choices`` is given."""
    return _declare(FieldSpec(FieldType.MANY_CODES, label, False, hint, choices or {}), ())


def many_organisations(label: str, *, hint: str = "") -> Any:
    """Several organisations' keys."""
    return _declare(FieldSpec(FieldType.MANY_ORGANISATIONS, label, False, hint), ())


def many_persons(label: str, *, hint: str = "") -> Any:
    """Several persons' keys."""
    return _declare(FieldSpec(FieldType.MANY_PERSONS, label, False, hint), ())


def many_records(label: str, *, hint: str = "") -> Any:
    """Several case records, as `kind/key` or `kind/key@version`."""
    return _declare(FieldSpec(FieldType.MANY_RECORDS, label, False, hint), ())


def rows(label: str, *columns: Column, hint: str = "") -> Any:
    """A table of structured cells, kept for good: no cell may hold what is personal."""
    return _declare(FieldSpec(FieldType.ROWS, label, False, hint, columns=columns), ())


def word(name: str, label: str, *, required: bool = False) -> Column:
    """A column of short names or values."""
    return Column(name, label, ColumnType.WORD, required=required)


def figure(name: str, label: str, *, required: bool = False) -> Column:
    """A column of decimal numbers."""
    return Column(name, label, ColumnType.FIGURE, required=required)


def column_of(
    name: str, label: str, choices: Mapping[str, str], *, required: bool = True
) -> Column:
    """A column of one of a closed list."""
    return Column(name, label, ColumnType.CHOICE, choices, required)


def specs_of(payload_class: type) -> dict[str, FieldSpec]:
    """The declared fields of a payload class, by name and in order."""
    return {field.name: field.metadata["spec"] for field in dataclasses.fields(payload_class)}

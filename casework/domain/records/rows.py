"""Rows of structured cells: read from a case file's mappings or from the lines of a form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from casework.domain.records.fields import (
    LONGEST_CELL,
    MOST_ROWS,
    Column,
    ColumnType,
    FieldSpec,
)

SEPARATOR = "|"
_FIGURE = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,6})?\Z")
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def parse_rows(spec: FieldSpec, value: Any) -> tuple[dict[str, str], ...]:
    """The rows of a field, every cell as text. Raises ValueError with a sentence for people.

    A form gives one row a line, its cells in the order of the columns with ``|`` between them; a
    case file gives a list of mappings.
    """
    given = value
    if isinstance(value, str):
        given = [line for line in value.splitlines() if line.strip()]
    if not isinstance(given, list | tuple):
        raise ValueError(f"{spec.label}: give a list of rows.")
    if len(given) > MOST_ROWS:
        raise ValueError(f"{spec.label} has {len(given)} rows: there is room for {MOST_ROWS}.")
    return tuple(_row(spec, number, row) for number, row in enumerate(given, start=1))


def _row(spec: FieldSpec, number: int, row: Any) -> dict[str, str]:
    where = f"{spec.label}, row {number}"
    cells = _cells_of_line(spec, where, row) if isinstance(row, str) else row
    if not isinstance(cells, Mapping):
        raise ValueError(f"{where}: give its cells by their names.")
    strangers = [name for name in cells if name not in {c.name for c in spec.columns}]
    if strangers:
        names = ", ".join(c.name for c in spec.columns)
        raise ValueError(f"{where}: there is no column {strangers[0]!r}; there are: {names}.")
    return {c.name: _cell(c, where, cells.get(c.name)) for c in spec.columns}


def _cells_of_line(spec: FieldSpec, where: str, line: str) -> dict[str, str]:
    parts = [part.strip() for part in line.split(SEPARATOR)]
    if len(parts) > len(spec.columns):
        raise ValueError(
            f"{where} has {len(parts)} parts: write {line_pattern(spec)}, with {SEPARATOR} between."
        )
    return {c.name: part for c, part in zip(spec.columns, parts, strict=False)}


def _cell(column: Column, where: str, value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal | None):
        raise ValueError(f"{where}: {column.label.lower()} is not a text or a figure.")
    text = "" if value is None else _UNSEEN.sub("", str(value)).strip()
    if not text:
        if column.required:
            raise ValueError(f"{where}: {column.label.lower()} is missing.")
        return ""
    if len(text) > LONGEST_CELL or SEPARATOR in text:
        raise ValueError(
            f"{where}: shorten {column.label.lower()} to {LONGEST_CELL} characters, "
            f"without {SEPARATOR}."
        )
    if column.type is ColumnType.FIGURE:
        return _figure(column, where, text)
    if column.type is ColumnType.CHOICE:
        return _choice(column, where, text)
    return text


def _figure(column: Column, where: str, text: str) -> str:
    plain = text.replace(",", "").removeprefix("£").strip()
    if not _FIGURE.match(plain):
        raise ValueError(f"{where}: {column.label.lower()} {text!r} is not a number.")
    return plain


def _choice(column: Column, where: str, text: str) -> str:
    for code, label in column.choices.items():
        if text.casefold() in (code.casefold(), label.casefold()):
            return code
    offered = ", ".join(column.choices.values())
    raise ValueError(f"{where}: {column.label.lower()} {text!r} is not one of {offered}.")


def line_pattern(spec: FieldSpec) -> str:
    """How a row is written as a line: `Parameter | Of what | Value`."""
    return f" {SEPARATOR} ".join(c.label for c in spec.columns)


def row_as_line(spec: FieldSpec, row: Mapping[str, str]) -> str:
    """A row as a form shows it and takes it back, choices in words."""
    cells = [c.choices.get(row.get(c.name, ""), row.get(c.name, "")) for c in spec.columns]
    return f" {SEPARATOR} ".join(cells).rstrip(f" {SEPARATOR}")


def row_in_words(spec: FieldSpec, row: Mapping[str, str]) -> str:
    """A row in words for a page or a document, empty cells left out."""
    cells = [c.choices.get(row.get(c.name, ""), row.get(c.name, "")) for c in spec.columns]
    return ", ".join(cell for cell in cells if cell)

"""From a manifest and the facts to the values of a template, with every gap found on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from casework.documents.context import DocumentContext
from casework.documents.manifest import Field, Manifest, RowField
from casework.documents.sources import find_source
from casework.documents.stamp import Stamp
from casework.documents.values import NotRecorded, is_missing, on_one_line
from casework.domain.dates import FactDate


@dataclass(frozen=True, slots=True)
class Gap:
    """A required fact that is not recorded: its name, its label in words and what to record."""

    name: str
    label: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Filling:
    """The values of a template by field name, and the gaps in the order of the manifest."""

    values: Mapping[str, Any]
    gaps: tuple[Gap, ...]


def fill(manifest: Manifest, context: DocumentContext, stamp: Stamp) -> Filling:
    """Every field's value; what is missing stands as NotRecorded."""
    found = {f.name: find_source(f.source, context, stamp) for f in manifest.every_field}
    values: dict[str, Any] = {}
    gaps: list[Gap] = []
    for field in manifest.every_field:
        value = found[field.name]
        if is_missing(value):
            values[field.name] = _missing(field, found, gaps)
        elif field.rows and isinstance(value, tuple):
            values[field.name] = [_row(field, row, gaps) for row in value]
        else:
            values[field.name] = value
    return Filling(values, tuple(gaps))


def _missing(field: Field, found: Mapping[str, object], gaps: list[Gap]) -> NotRecorded:
    wanted_now = field.required_if is not None and not is_missing(found[field.required_if])
    required = field.required or wanted_now
    if required:
        gaps.append(Gap(field.name, field.label, field.remedy))
    return NotRecorded(field.label, required)


def _row(field: Field, row: object, gaps: list[Gap]) -> SimpleNamespace:
    """The declared columns of the row and nothing else, so that a template reaches no more."""
    first = getattr(row, field.rows[0].name)
    which = first.plain() if isinstance(first, FactDate) else str(first)
    return SimpleNamespace(
        **{column.name: _cell(field, row, column, which, gaps) for column in field.rows}
    )


def _cell(field: Field, row: object, column: RowField, which: str, gaps: list[Gap]) -> object:
    value = getattr(row, column.name)
    if not is_missing(value):
        return value
    if not column.required:
        return NotRecorded("", required=False)  # The heading of its column says what.
    label = f"{column.label} ({_short(which)})"
    gaps.append(Gap(f"{field.name}.{column.name}", label, column.remedy))
    return NotRecorded(label, required=True)


def _short(text: str) -> str:
    text = on_one_line(text)
    return text if len(text) <= 80 else f"{text[:77]}..."

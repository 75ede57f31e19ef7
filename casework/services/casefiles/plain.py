"""Payloads as the plain values that forms and case files give."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from casework.domain.dates import FactDate
from casework.domain.records import Kind
from casework.domain.text import Text


def plain_values(kind: Kind, payload: Any) -> dict[str, Any]:
    """The fields of a payload that hold something, as ``build_payload`` takes them.

    An erased text reads `[erased]`: that there was a text is part of what gates judge.
    """
    values = {name: _plain(getattr(payload, name)) for name in kind.specs}
    return {name: value for name, value in values.items() if value not in (None, "", [])}


def _plain(value: Any) -> Any:
    if isinstance(value, Text):
        return str(value)
    if isinstance(value, FactDate):
        return value.text
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {name: cell for name, cell in value.items() if cell}
    return value

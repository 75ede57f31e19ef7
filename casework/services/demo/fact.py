"""One record of the demonstration."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Fact:
    """One record to be made: its kind, key and plain values."""

    kind: str
    key: str
    values: dict[str, Any] = field(default_factory=dict)

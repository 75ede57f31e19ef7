"""One export of a case under way."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from casework.domain.facts import RecordVersion
from casework.domain.viewer import SYSTEM
from casework.engine.definition import Definition

Act = dict[str, Any]


@dataclass
class Exporting:
    """One export under way. ``files`` are payloads of the evidence whose bytes go along, by
    SHA-256; ``before`` holds the last version met of every record; ``privileged`` are the
    versions of evidence that are legally privileged now, and ``parts`` what was copied to another
    case, by the entry of the chain that opened it."""

    row: Any
    definition: Definition
    stand_in: str
    files: dict[str, Any] = field(default_factory=dict)
    before: dict[str, RecordVersion] = field(default_factory=dict)
    privileged: frozenset[str] = frozenset()
    parts: dict[int, list[str]] = field(default_factory=dict)

    def person(self, key: str) -> str:
        """Who did it in the file: the stand-in for what the system did."""
        return self.stand_in if key == SYSTEM.person else key

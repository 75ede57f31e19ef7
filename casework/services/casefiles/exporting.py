"""One export of a case under way."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from casework.domain.facts import STATED, RecordVersion
from casework.domain.roles import OUTSIDE_ROLES
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

    def recorder(self, record: RecordVersion) -> str:
        """Who records it in the file. A clerk outside acknowledges what was shared, and no act of
        a file does that: one of the case who recorded the delivery or the letter, else the first
        who may, notes it for them; the role that acknowledged stays in the words of the record.
        """
        if record.kind != "delivery" or self._acts_inside(record.recorded_by):
            return self.person(record.recorded_by)
        letter = record.payload.letter if record.payload is not None else ""
        known = [self.before[r] for r in (record.reference, letter) if r in self.before]
        persons = [v.recorded_by for v in known] + [self.stand_in, *self._inside()]
        return next((p for p in persons if self._acts_inside(p)), self.stand_in)

    def _acts_inside(self, person: str) -> bool:
        return person in self._inside()

    def _inside(self) -> list[str]:
        """Who holds a role of the case itself at this point of the export, in order."""
        roles = [v.payload for v in self.before.values() if v.kind == "role" and v.state == STATED]
        return [r.person for r in roles if r.until is None and r.role not in OUTSIDE_ROLES]

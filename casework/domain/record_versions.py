"""One version of one case record: what is stated about a case is made of these."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from casework.domain.dates import FactDate
from casework.domain.records import get_kind

STATED, ABSENT, WITHDRAWN = "stated", "absent", "withdrawn"


@dataclass(frozen=True, slots=True)
class RecordVersion:
    """One version of one case record.

    ``state`` is `stated`, `absent` (it is recorded that this did *not* happen) or `withdrawn`.
    ``effective_on`` is when it was true, ``recorded_at`` the UTC instant at which we knew, and
    ``judged_on`` the date by which gates judged the act, simulated in a replayed case.
    ``position`` is the case's audit position at which it was written. ``payload`` is None where
    the record states an absence. ``structure`` is the payload's canonical text, as stored.
    """

    kind: str
    key: str
    version: int
    state: str
    payload: Any
    effective_on: FactDate | None
    recorded_at: datetime
    judged_on: date
    recorded_by: str
    on_behalf_of: str = ""
    cites: tuple[str, ...] = ()
    assumed: bool = False
    source: Any = None
    position: int = 0
    digest: str = ""
    structure: str = ""

    @property
    def reference(self) -> str:
        """`kind/key`, whichever version is current."""
        return f"{self.kind}/{self.key}"

    @property
    def pin(self) -> str:
        """`kind/key@version`: exactly this version."""
        return f"{self.kind}/{self.key}@{self.version}"

    @property
    def subject(self) -> str:
        """The organisation (or record) that this record is about, or empty."""
        name = get_kind(self.kind).subject
        return getattr(self.payload, name) if name and self.payload is not None else ""

    @property
    def purpose(self) -> str:
        """The value that splits the kind, such as a letter's purpose, or empty."""
        name = get_kind(self.kind).purpose
        return getattr(self.payload, name) if name and self.payload is not None else ""

"""Facts of a case, built in a line: for tests of rules, which need no database."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from casework.domain.answers import Answer, Verdict
from casework.domain.dates import FactDate
from casework.domain.facts import ABSENT, STATED, CaseFacts, RecordVersion
from casework.domain.predicates import Predicate
from casework.domain.records import get_kind
from casework.domain.records.fields import FieldType
from casework.domain.text import commit

RECORDED_AT = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
SALT = b"\0" * 32
YES, NO, NOT_KNOWN = Verdict.YES, Verdict.NO, Verdict.NOT_KNOWN


def record(
    kind: str, key: str = "case", *, version: int = 1, state: str = STATED, **payload: Any
) -> RecordVersion:
    """A stated record; texts and dates may be given as plain text."""
    declared = get_kind(kind)
    values = {name: _value(declared.specs[name].type, v) for name, v in payload.items()}
    return RecordVersion(
        kind=kind,
        key=key,
        version=version,
        state=state,
        payload=declared.payload(**values) if state != ABSENT else None,
        effective_on=None,
        recorded_at=RECORDED_AT,
        judged_on=RECORDED_AT.date(),
        recorded_by="programme-manager",
    )


def absent(kind: str, key: str = "case") -> RecordVersion:
    """A record that states that something did not happen."""
    return record(kind, key, state=ABSENT)


def make_facts(
    *records: RecordVersion,
    as_at: str = "2026-06-01",
    stage: str = "S0",
    visit: int = 1,
    opened_on: str = "2026-01-05",
) -> CaseFacts:
    """Facts of a case made of the records, judged as at a day."""
    return CaseFacts(
        reference="TEST-1",
        pathway="major-service-change",
        stage=stage,
        visit=visit,
        as_at=date.fromisoformat(as_at),
        opened_on=FactDate.parse(opened_on),
        records=tuple(records),
    )


@dataclass(frozen=True)
class Expected:
    """One line of a predicate's table: on these records, this answer."""

    name: str
    verdict: Verdict
    records: tuple[RecordVersion, ...]
    subject: str
    as_at: str

    @property
    def id(self) -> str:
        return f"{self.name}-{self.verdict.value}"

    def ask(self, predicate: Predicate | None) -> Answer:
        """What the predicate answers on these records."""
        assert predicate is not None, f"{self.name} is not registered"
        return predicate(make_facts(*self.records, as_at=self.as_at), self.subject)


def expect(
    name: str,
    verdict: Verdict,
    *records: RecordVersion,
    subject: str = "",
    as_at: str = "2026-06-01",
) -> Expected:
    """A line of a table."""
    return Expected(name, verdict, records, subject, as_at)


def verdicts_of(table: Iterable[Expected]) -> dict[str, set[Verdict]]:
    """Which answers a table shows for each name."""
    found: dict[str, set[Verdict]] = {}
    for line in table:
        found.setdefault(line.name, set()).add(line.verdict)
    return found


def _value(field_type: FieldType, value: Any) -> Any:
    if value is None or dataclasses.is_dataclass(value):
        return value
    if field_type is FieldType.DATE:
        return FactDate.parse(value)
    if field_type is FieldType.TEXT:
        return commit(value, SALT)
    if field_type is FieldType.MANY_TEXTS:
        return tuple(commit(text, SALT) for text in value)
    return tuple(value) if isinstance(value, list) else value

"""Chains to measure: long ones, written straight, with bodies as long as real ones."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import insert, update

from casework.domain.canonical import canonical, sha256_of
from casework.domain.chain import entry_hash, first_hash
from casework.store.base import instant_text
from casework.store.database import Database
from casework.store.models.audit import AuditEntryRow
from casework.store.models.cases import CaseRow, PathwayDefinitionRow

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
BODY = canonical({"case": "CASE-1", "stage": "S3", "visit": 1, "move": "S3-S4", "note": "n" * 120})
_AT_ONCE = 5000


def add_case(database: Database, reference: str, entries: int) -> None:
    """A case whose chain has so many entries."""
    with database.writing(audited=True) as connection:
        if connection.execute(PathwayDefinitionRow.__table__.select()).first() is None:
            connection.execute(
                insert(PathwayDefinitionRow.__table__),
                {"hash": sha256_of("{}"), "pathway": "major-service-change", "version": 1,
                 "canonical_text": "{}", "recorded_at": NOW},
            )  # fmt: skip
        connection.execute(
            insert(CaseRow.__table__),
            {"reference": reference, "pathway": "major-service-change",
             "definition_hash": sha256_of("{}"), "stage": "S3",
             "audit_hash": first_hash(reference), "opened_on": "2026-03-02", "opened_at": NOW,
             "stage_since": date(2026, 3, 2)},
        )  # fmt: skip
    add_entries(database, reference, entries)


def add_entries(database: Database, reference: str, entries: int) -> None:
    """Add so many entries to the chain of a case."""
    table, case = AuditEntryRow.__table__, CaseRow.__table__
    with database.writing(audited=True) as connection:
        row = connection.execute(case.select().where(case.c.reference == reference)).one()
        rows: list[dict[str, Any]] = []
        last = {"position": row.audit_position, "hash": row.audit_hash}
        for last in _entries(reference, row.audit_position, row.audit_hash, entries):
            rows.append(last)
            if len(rows) == _AT_ONCE:
                connection.execute(insert(table), rows)
                rows = []
        if rows:
            connection.execute(insert(table), rows)
        connection.execute(
            update(case).where(case.c.reference == reference)
            .values(audit_position=last["position"], audit_hash=last["hash"])
        )  # fmt: skip


def _entries(chain: str, after: int, previous: str, count: int) -> Iterator[dict[str, Any]]:
    at = instant_text(NOW)
    for position in range(after + 1, after + count + 1):
        said = (at, "stage_moved", "programme-manager", "", BODY)
        previous = entry_hash(previous, chain, position, *said)
        yield {"chain": chain, "position": position, "at": at, "kind": said[1],
               "actor": said[2], "on_behalf_of": "", "body": BODY, "hash": previous}  # fmt: skip

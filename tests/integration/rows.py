"""Rows written past the services, for tests of the store itself."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, Engine, insert

from casework.domain.canonical import sha256_of
from casework.domain.chain import first_hash
from casework.domain.viewer import Viewer
from casework.store.database import Database
from casework.store.models.audit import AuditEntryRow
from casework.store.models.calendar import BankHolidayCorrectionRow, PollRow
from casework.store.models.cases import CaseRow, PathwayDefinitionRow
from casework.store.models.council_papers import CouncilPapersRow
from casework.store.models.records import CaseRecordRow, GateSnapshotRow
from casework.store.models.reminding import ReminderRuleRow
from casework.store.models.schemes import SchemeEntryRow
from casework.store.models.successions import FormerNameRow, SuccessionVersionRow

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
MANAGER = Viewer("programme-manager", "kent-icb")
REFERENCE = "CASE-1"
DEFINITION = sha256_of("{}")


def add_case(database: Database, reference: str = REFERENCE) -> None:
    """A case at the first stage, with an empty chain of its own."""
    with database.writing(audited=True) as connection:
        _insert_case(connection, reference)


def _insert_case(connection: Connection, reference: str) -> int:
    definitions = PathwayDefinitionRow.__table__
    if connection.execute(definitions.select()).first() is None:
        connection.execute(
            insert(definitions),
            {"hash": DEFINITION, "pathway": "major-service-change", "version": 1,
             "canonical_text": "{}", "recorded_at": NOW},
        )  # fmt: skip
    row: dict[str, Any] = {
        "reference": reference, "title": "A proposal", "pathway": "major-service-change",
        "definition_hash": DEFINITION, "stage": "S0", "audit_hash": first_hash(reference),
        "opened_on": "2026-03-02", "opened_at": NOW, "stage_since": date(2026, 3, 2),
    }  # fmt: skip
    result = connection.execute(insert(CaseRow.__table__).returning(CaseRow.__table__.c.id), row)
    return int(result.scalar_one())


def _insert_registers(connection: Connection) -> None:
    """One row of each thing that holds for every case."""
    connection.execute(
        insert(BankHolidayCorrectionRow.__table__),
        {"corrected_on": date(2027, 3, 26), "effect": "not_a_holiday", "reason": "",
         "source": "", "recorded_by": "", "recorded_at": NOW, "in_force": ""},
    )  # fmt: skip
    connection.execute(
        insert(CouncilPapersRow.__table__),
        {"organisation": "east", "version": 1, "draft_days": 15, "final_days": 10,
         "counted": "working", "valid_from": date(2026, 6, 1), "set_by": "", "reason": "",
         "recorded_by": "", "recorded_at": NOW, "in_force": ""},
    )  # fmt: skip
    connection.execute(
        insert(PollRow.__table__),
        {"key": "local", "version": 1, "state": "stated", "title": "", "kind": "local",
         "poll_on": date(2027, 5, 6), "all_england": False, "areas": "", "source": "",
         "reason": "", "recorded_by": "", "recorded_at": NOW},
    )  # fmt: skip
    connection.execute(
        insert(ReminderRuleRow.__table__),
        {"key": "T04", "version": 1, "days_before": "7", "days_after": "", "roles": "PM",
         "valid_from": date(2026, 6, 1), "source": "", "reason": "", "recorded_by": "",
         "recorded_at": NOW},
    )  # fmt: skip
    connection.execute(
        insert(SuccessionVersionRow.__table__),
        {"key": "merger", "version": 1, "state": "stated", "sort": "merger",
         "in_force_on": date(2026, 4, 1), "instrument": "", "structure": "{}", "reason": "",
         "recorded_by": "", "recorded_at": NOW},
    )  # fmt: skip
    connection.execute(
        insert(SchemeEntryRow.__table__),
        {"organisation": "icb", "key": "decide_proposal-1", "version": 1, "state": "stated",
         "structure": "{}", "document": "", "document_dated": date(2026, 3, 26), "reason": "",
         "recorded_by": "", "recorded_at": NOW},
    )  # fmt: skip
    connection.execute(
        insert(FormerNameRow.__table__),
        {"organisation": "icb", "name": "", "until_day": date(2026, 3, 31),
         "succession": "renaming"},
    )  # fmt: skip


def insert_one_of_each(engine: Engine) -> None:
    """One row in every append-only table, in whatever shape."""
    with Database(engine).writing(audited=True) as connection:
        case_id = _insert_case(connection, REFERENCE)
        connection.execute(
            insert(AuditEntryRow.__table__),
            {"chain": REFERENCE, "position": 1, "at": "", "kind": "case_opened", "actor": "",
             "on_behalf_of": "", "body": "{}", "hash": "0" * 64},
        )  # fmt: skip
        _insert_registers(connection)
        connection.execute(
            insert(CaseRecordRow.__table__),
            {"case_id": case_id, "kind": "service", "key": "stroke", "version": 1,
             "state": "stated", "structure": "{}", "recorded_at": NOW,
             "judged_on": date(2026, 3, 2), "recorded_by": "programme-manager", "position": 1,
             "digest": "0" * 64},
        )  # fmt: skip
        connection.execute(
            insert(GateSnapshotRow.__table__),
            {"hash": "0" * 64, "case_id": case_id, "position": 1, "move": "S0-S1", "body": "{}",
             "recorded_at": NOW},
        )  # fmt: skip

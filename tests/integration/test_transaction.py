"""One verb, one transaction: all of it or nothing, with its entry, whoever else writes."""

from __future__ import annotations

import threading
from contextlib import AbstractContextManager
from typing import Any

import pytest
from sqlalchemy import create_engine, func, select, text

from casework.domain.errors import NotFound
from casework.domain.records.parties import Service
from casework.domain.text import commit
from casework.services.audit import verify_chain
from casework.store.database import Database, UnauditedWrite
from casework.store.models.audit import AuditEntryRow
from casework.store.models.cases import CaseRow
from casework.store.models.jobs import JobRow
from casework.store.models.records import CaseRecordRow, ErasableTextRow
from casework.store.records import Draft
from casework.store.transaction import (
    CaseTransaction,
    MissingAuditEntry,
    case_transaction,
    find_case_row,
    system_transaction,
)
from tests.integration.processes import kill_when_there
from tests.integration.rows import MANAGER, NOW, REFERENCE, add_case
from tests.integration.victim import POINTS

KILLED = "tests.integration.victim"


def on_case(database: Database) -> AbstractContextManager[CaseTransaction]:
    return case_transaction(database, MANAGER, NOW, REFERENCE)


def a_service(key: str = "stroke") -> Draft:
    return Draft("service", key, Service(commit("Stroke"), commit("Moves to another site")))


def rows_in(database: Database, row: Any) -> int:
    with database.reading() as connection:
        return connection.execute(select(func.count()).select_from(row.__table__)).scalar_one()


def case_row(database: Database) -> Any:
    with database.reading() as connection:
        return find_case_row(connection, REFERENCE)


@pytest.fixture
def case(database: Database) -> Database:
    """A database with one case in it."""
    add_case(database)
    return database


def test_a_verb_writes_record_entry_job_and_row_together(case: Database) -> None:
    with on_case(case) as tx:
        tx.write([a_service()])
        tx.changes["stage"] = "S1"
        tx.enqueue("send_letter", "once", {})
        tx.record_audit("service_recorded", {})
    written = [rows_in(case, row) for row in (CaseRecordRow, AuditEntryRow, JobRow)]
    assert (written, case_row(case).stage, case_row(case).audit_position) == ([1, 1, 1], "S1", 1)


def test_a_case_that_does_not_exist_is_not_found(case: Database) -> None:
    with pytest.raises(NotFound), case_transaction(case, MANAGER, NOW, "CASE-2"):
        pass


def test_a_verb_without_an_entry_is_rolled_back(case: Database) -> None:
    with pytest.raises(MissingAuditEntry), on_case(case) as tx:
        tx.write([a_service()])
    assert rows_in(case, CaseRecordRow) == 0


def test_a_verb_with_two_entries_is_rolled_back(case: Database) -> None:
    with pytest.raises(MissingAuditEntry), on_case(case) as tx:
        tx.record_audit("service_recorded", {})
        tx.record_audit("service_recorded", {})
    assert rows_in(case, AuditEntryRow) == 0


def test_a_record_written_after_the_entry_is_rolled_back(case: Database) -> None:
    with pytest.raises(MissingAuditEntry, match="after the audit entry"), on_case(case) as tx:
        tx.record_audit("service_recorded", {})
        tx.write([a_service()])
    assert rows_in(case, CaseRecordRow) == 0


def test_a_system_verb_without_an_entry_is_rolled_back(case: Database) -> None:
    with pytest.raises(MissingAuditEntry), system_transaction(case, MANAGER, NOW) as tx:
        tx.enqueue("send_letter", "once", {})
    assert rows_in(case, JobRow) == 0


def test_a_rollback_leaves_nothing_queued_and_no_text(case: Database) -> None:
    with pytest.raises(RuntimeError, match="changed my mind"), on_case(case) as tx:
        tx.write([a_service()])
        tx.enqueue("send_letter", "once", {})
        tx.record_audit("service_recorded", {})
        raise RuntimeError("changed my mind")
    assert [rows_in(case, row) for row in (JobRow, ErasableTextRow, AuditEntryRow)] == [0, 0, 0]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE service_case SET stage = 'S9'",
        'uPdAtE "service_case" SET stage = \'S9\'',
        "WITH picked AS (SELECT 1) UPDATE service_case SET stage = 'S9'",
        "/* quietly */ DELETE FROM erasable_text",
    ],
)
def test_an_unaudited_write_is_refused_at_the_connection(case: Database, statement: str) -> None:
    with pytest.raises(UnauditedWrite), case.writing() as connection:
        connection.execute(text(statement))
    assert case_row(case).stage == "S0"


def test_an_unaudited_write_is_refused_on_a_reading_connection(case: Database) -> None:
    with pytest.raises(UnauditedWrite), case.reading() as connection:
        connection.execute(CaseRow.__table__.update().values(stage="S9"))
    assert case_row(case).stage == "S0"


def test_writers_at_one_case_follow_each_other(case: Database) -> None:
    faults: list[Exception] = []

    def write(name: str) -> None:
        try:
            for number in range(10):
                with on_case(case) as tx:
                    tx.write([a_service(f"{name}-{number}")])
                    tx.record_audit("service_recorded", {})
        except Exception as fault:
            faults.append(fault)

    threads = [threading.Thread(target=write, args=(name,)) for name in ("a", "b", "c")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    report = verify_chain(case, REFERENCE)
    assert (faults, report.entries, report.intact) == ([], 30, True)


def test_the_first_writers_of_the_system_chain_follow_each_other(case: Database) -> None:
    faults: list[Exception] = []

    def write() -> None:
        try:
            with system_transaction(case, MANAGER, NOW) as tx:
                tx.record_audit("organisation_recorded", {})
        except Exception as fault:
            faults.append(fault)

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    report = verify_chain(case, "system")
    assert (faults, report.reason, report.entries) == ([], "", 4)


@pytest.mark.parametrize("point", POINTS)
def test_a_killed_process_leaves_no_half_written_case(
    case: Database, migrated_url: str, point: str
) -> None:
    before = case_row(case)
    kill_when_there(KILLED, migrated_url, point)
    reopened = Database(create_engine(migrated_url))
    tables = (CaseRecordRow, AuditEntryRow, ErasableTextRow, JobRow)
    left = [rows_in(reopened, row) for row in tables]
    assert (case_row(reopened), left) == (before, [0, 0, 0, 0])
    reopened.engine.dispose()


@pytest.mark.parametrize("point", POINTS)
def test_the_next_writer_goes_on_after_a_killed_one(
    case: Database, migrated_url: str, point: str
) -> None:
    kill_when_there(KILLED, migrated_url, point)
    with on_case(case) as tx:
        tx.write([a_service()])
        tx.record_audit("service_recorded", {})
    assert verify_chain(case, REFERENCE).intact

"""The reading of SQL that guards against unaudited writes."""

from __future__ import annotations

import pytest

from casework.store.statements import tables_written


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO service_case (stage) VALUES ('S1')",
        "insert or ignore into main.service_case (stage) values (?)",
        "uPdAtE service_case SET stage = ?",
        'UPDATE "service_case" SET stage = ?',
        "UPDATE\n\t`service_case`\nSET stage = ?",
        "UPDATE OR REPLACE [service_case] SET stage = ?",
        'UPDATE ONLY public."service_case" SET stage = ?',
        "/* why */ DELETE FROM service_case -- all of it",
        "REPLACE INTO service_case VALUES (?)",
        "MERGE INTO service_case USING other ON true WHEN MATCHED THEN DELETE",
        "WITH picked AS (SELECT 1) UPDATE service_case SET stage = ?",
        "WITH gone AS (DELETE FROM service_case RETURNING id) SELECT id FROM gone",
        "SELECT 1; DELETE FROM service_case",
        "TRUNCATE service_case",
        "DROP TABLE IF EXISTS service_case",
        "ALTER TABLE service_case ADD COLUMN x TEXT",
        "COPY service_case FROM STDIN",
    ],
)
def test_a_change_is_seen_however_it_is_written(statement: str) -> None:
    assert tables_written(statement) == {"service_case"}


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT id FROM service_case FOR  UPDATE SKIP LOCKED",
        "SELECT id FROM service_case FOR NO KEY UPDATE NOWAIT",
        "SELECT 'UPDATE service_case SET x' FROM service_case",
        "SELECT update_of, copy FROM service_case",
        "-- DELETE FROM service_case\nSELECT 1",
        "BEGIN IMMEDIATE",
        "PRAGMA foreign_keys=ON",
    ],
)
def test_a_reading_is_not_taken_for_a_change(statement: str) -> None:
    assert tables_written(statement) == set()


def test_a_conflict_clause_adds_no_table() -> None:
    statement = "INSERT INTO job (key) VALUES (?) ON CONFLICT (key) DO UPDATE SET state = ?"
    assert tables_written(statement) == {"job"}


def test_every_table_of_a_statement_is_named() -> None:
    statement = "WITH a AS (UPDATE job SET x = 1) INSERT INTO service_case SELECT 1"
    assert tables_written(statement) == {"job", "service_case"}

"""A snapshot of the gates is there for every entry that names one, and for no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from casework.domain.canonical import canonical, sha256_of
from casework.domain.records import get_kind
from casework.domain.text import EMPTY
from casework.services.audit import check_every_record, integrity_sentence, verify_chain
from casework.store.database import Database
from casework.store.records import Draft
from casework.store.snapshots import insert_snapshot
from casework.store.transaction import case_transaction
from tests.integration.offices import office_with
from tests.integration.rows import MANAGER, NOW, REFERENCE, add_case
from tests.integration.tampering import finding, found, tamper

GONE = "The snapshot of the gates is gone."


@pytest.fixture
def case(database: Database) -> Database:
    """A case with three acts, each judged on a snapshot of its own."""
    add_case(database)
    for number in (1, 2, 3):
        do_act(database, f"act-{number}")
    return database


def do_act(database: Database, act: str) -> None:
    body = canonical({"move": act, "results": []})
    digest = sha256_of(body)
    payload = get_kind("act").payload(
        act=act, subject="", visit=1, snapshot=digest, unmet=(), reason=EMPTY
    )
    with case_transaction(database, MANAGER, NOW, REFERENCE) as tx:
        insert_snapshot(tx.connection, digest, tx.row.id, tx.position, act, body, NOW)
        tx.write([Draft("act", f"{act}:1", payload)])
        tx.record_audit("act_done", {"act": act, "snapshot": digest, "stage": "S0", "visit": 1})


def test_acts_with_their_snapshots_are_intact(case: Database) -> None:
    assert found(case) == (True, None)


def test_the_first_entry_whose_snapshot_is_gone_is_named(case: Database) -> None:
    tamper(case, "DELETE FROM gate_snapshot WHERE position > 1")
    assert finding(case) == (2, GONE)


def test_a_snapshot_given_to_another_case_is_missed_where_it_was(case: Database) -> None:
    add_case(case, "CASE-2")
    tamper(case, "UPDATE gate_snapshot SET case_id = 2 WHERE position = 3")
    assert finding(case) == (3, GONE)


def test_a_snapshot_given_to_another_case_is_found_there(case: Database) -> None:
    add_case(case, "CASE-2")
    tamper(case, "UPDATE gate_snapshot SET case_id = 2 WHERE position = 3")
    assert not verify_chain(case, "CASE-2").intact


def test_a_snapshot_that_its_entry_does_not_name_is_found(case: Database) -> None:
    with case_transaction(case, MANAGER, NOW, REFERENCE) as tx:
        tx.record_audit("note_recorded", {})
    tamper(
        case,
        "INSERT INTO gate_snapshot (hash, case_id, position, move, body, recorded_at) "
        f"VALUES ('{sha256_of('{}')}', 1, 4, 'S0-S1', '{{}}', "
        "'2026-03-02T09:30:00.000000+00:00')",
    )
    assert finding(case) == (4, "Its entry does not name the snapshot of the gates.")


@pytest.mark.parametrize(("position", "first"), [(0, 1), (9, 9)])
def test_a_snapshot_without_an_entry_is_found(case: Database, position: int, first: int) -> None:
    tamper(
        case,
        "INSERT INTO gate_snapshot (hash, case_id, position, move, body, recorded_at) "
        f"VALUES ('{sha256_of('{}')}', 1, {position}, 'S0-S1', '{{}}', "
        "'2026-03-02T09:30:00.000000+00:00')",
    )
    assert finding(case) == (first, "There is a snapshot of the gates without an entry.")


def test_a_changed_snapshot_is_named(case: Database) -> None:
    tamper(case, "UPDATE gate_snapshot SET body = '{}' WHERE position = 2")
    assert finding(case) == (2, "The snapshot of the gates was changed after the move.")


def test_a_snapshot_gone_after_a_head_is_named(case: Database) -> None:
    head = verify_chain(case, REFERENCE).head
    do_act(case, "act-4")
    tamper(case, "DELETE FROM gate_snapshot WHERE position = 4")
    assert verify_chain(case, REFERENCE, after=head).first_broken == 4


def test_the_page_says_that_a_snapshot_is_gone(case: Database, tmp_path: Path) -> None:
    tamper(case, "DELETE FROM gate_snapshot WHERE position = 2")
    check_every_record(office_with(case, tmp_path))
    with case.reading() as connection:
        said = integrity_sentence(connection, REFERENCE)
    assert "does not verify from entry 2 on" in said

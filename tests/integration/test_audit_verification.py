"""Verification finds whatever was changed behind the application's back, and names it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from casework.domain.errors import Invalid, NotFound, NotPermitted
from casework.domain.records.parties import Service
from casework.domain.text import commit
from casework.domain.viewer import Viewer
from casework.services.audit import (
    check_every_record,
    erase_text,
    integrity_sentence,
    verify_all,
    verify_chain,
)
from casework.services.office import Office
from casework.store.database import Database
from casework.store.facts import texts_of_case
from casework.store.records import Draft
from casework.store.transaction import case_transaction, system_transaction
from tests.integration.offices import office_with
from tests.integration.rows import MANAGER, NOW, REFERENCE, add_case
from tests.integration.tampering import found, tamper

GOVERNANCE = Viewer("governance-lead", "kent-icb", frozenset({"governance"}))
ENTRIES = 5


@pytest.fixture
def case(database: Database) -> Database:
    """A case whose chain has five entries, each with one record."""
    add_case(database)
    for number in range(ENTRIES):
        write_record(database, number)
    return database


@pytest.fixture
def office(case: Database, tmp_path: Path) -> Office:
    """An office with that case."""
    return office_with(case, tmp_path)


def write_record(database: Database, number: int) -> None:
    now = NOW + timedelta(minutes=number)
    with case_transaction(database, MANAGER, now, REFERENCE) as tx:
        tx.write([Draft("service", f"s{number}", Service(commit("Stroke"), commit("Moves")))])
        tx.record_audit("service_recorded", {"number": number})


def test_an_untouched_chain_is_intact(case: Database) -> None:
    report = verify_chain(case, REFERENCE)
    assert (report.intact, report.entries, report.head.position) == (True, ENTRIES, ENTRIES)


def test_an_empty_chain_is_intact(database: Database) -> None:
    add_case(database)
    assert found(database) == (True, None)


def test_a_case_that_does_not_exist_is_not_found(case: Database) -> None:
    with pytest.raises(NotFound, match="CASE-2"):
        verify_chain(case, "CASE-2")


@pytest.mark.parametrize("column", ["at", "kind", "actor", "on_behalf_of", "body", "hash"])
def test_a_changed_entry_is_named(case: Database, column: str) -> None:
    tamper(case, f'UPDATE audit_entry SET "{column}" = \'changed\' WHERE position = 3')
    assert found(case) == (False, 3)


@pytest.mark.parametrize("position", [1, 3, ENTRIES])
def test_a_removed_entry_is_named(case: Database, position: int) -> None:
    tamper(case, f"DELETE FROM audit_entry WHERE position = {position}")
    assert found(case) == (False, position)


def test_entries_that_changed_places_are_found(case: Database) -> None:
    tamper(
        case,
        "UPDATE audit_entry SET position = 99 WHERE position = 2",
        "UPDATE audit_entry SET position = 2 WHERE position = 4",
        "UPDATE audit_entry SET position = 4 WHERE position = 99",
    )
    assert found(case) == (False, 2)


def test_an_added_entry_is_found(case: Database) -> None:
    tamper(
        case,
        "INSERT INTO audit_entry (chain, position, at, kind, actor, on_behalf_of, body, hash) "
        "SELECT chain, 6, at, kind, actor, on_behalf_of, body, hash FROM audit_entry "
        "WHERE position = 5",
    )
    assert found(case) == (False, 6)


@pytest.mark.parametrize("change", ["audit_position = 4", "audit_hash = 'changed'"])
def test_a_changed_head_is_found(case: Database, change: str) -> None:
    tamper(case, f"UPDATE service_case SET {change}")
    assert not verify_chain(case, REFERENCE).intact


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("structure", "'{}'"),
        ("state", "'absent'"),
        ("recorded_by", "'somebody-else'"),
        ("recorded_at", "'2020-01-01T00:00:00.000000+00:00'"),
        ("judged_on", "'2020-01-01'"),
        ("effective_on", "'2020-01-01'"),
        ("cites", "'file/other'"),
        ("assumed", "true"),
        ("digest", "'changed'"),
    ],
)
def test_a_changed_record_is_named(case: Database, column: str, value: str) -> None:
    tamper(case, f"UPDATE case_record SET {column} = {value} WHERE position = 4")
    assert found(case) == (False, 4)


def test_a_record_replaced_with_a_digest_that_fits_is_named(case: Database) -> None:
    statement = "UPDATE case_record SET {} WHERE position = 4"
    tamper(case, statement.format("structure = (SELECT structure FROM case_record WHERE "
                                  "position = 2), key = 's1', version = 9, digest = (SELECT "
                                  "digest FROM case_record WHERE position = 2)"))  # fmt: skip
    assert found(case) == (False, 4)


def test_a_removed_record_is_named(case: Database) -> None:
    tamper(
        case, "DELETE FROM case_record_head", "DELETE FROM case_record WHERE position = 2"
    )
    assert found(case) == (False, 2)


def test_a_record_without_an_entry_is_found(case: Database) -> None:
    tamper(case, "UPDATE case_record SET position = 9 WHERE position = 5")
    assert not verify_chain(case, REFERENCE).intact


def test_a_changed_text_is_found_at_its_record(case: Database) -> None:
    with case.reading() as connection:
        commitment = next(iter(texts_of_case(connection, 1)))
        position = connection.execute(
            text("SELECT position FROM case_record WHERE structure LIKE :part"),
            {"part": f"%{commitment}%"},
        ).scalar_one()
    tamper(case, f"UPDATE erasable_text SET text = 'x' WHERE commitment = '{commitment}'")
    assert found(case) == (False, position)


def test_a_text_removed_without_an_entry_is_found(case: Database) -> None:
    tamper(case, "DELETE FROM erasable_text")
    assert found(case) == (False, 1)


def test_a_changed_pathway_is_found_with_the_system_chain(case: Database) -> None:
    tamper(case, "UPDATE pathway_definition SET canonical_text = '{\"law\":[]}'")
    assert not verify_chain(case, "system").intact


def test_only_what_came_after_a_head_is_read(case: Database) -> None:
    head = verify_chain(case, REFERENCE).head
    write_record(case, ENTRIES)
    assert verify_chain(case, REFERENCE, after=head).entries == 1


def test_a_change_after_a_head_is_named(case: Database) -> None:
    head = verify_chain(case, REFERENCE).head
    write_record(case, ENTRIES)
    tamper(case, "UPDATE audit_entry SET kind = 'changed' WHERE position = 6")
    assert verify_chain(case, REFERENCE, after=head).first_broken == ENTRIES + 1


def test_every_chain_is_checked(case: Database) -> None:
    with system_transaction(case, MANAGER, NOW) as tx:
        tx.record_audit("organisation_recorded", {})
    reports = {report.chain: report.entries for report in verify_all(case)}
    assert reports == {"system": 1, REFERENCE: ENTRIES}


def sentence(office: Office) -> str:
    with office.database.reading() as connection:
        return integrity_sentence(connection, REFERENCE)


def test_the_page_says_when_nothing_was_checked_yet(office: Office) -> None:
    assert "has not been checked yet" in sentence(office)


def test_the_page_says_up_to_where_the_record_is_intact(office: Office) -> None:
    check_every_record(office)
    assert sentence(office) == (
        "The record of this case is intact up to entry 5, checked on 2 March 2026 at 09:30."
    )


def test_the_page_says_from_where_the_record_does_not_verify(office: Office) -> None:
    tamper(office.database, "UPDATE audit_entry SET kind = 'changed' WHERE position = 3")
    check_every_record(office)
    assert "does not verify from entry 3 on" in sentence(office)


def a_commitment(office: Office) -> str:
    with office.database.reading() as connection:
        return sorted(texts_of_case(connection, 1))[0]


def test_an_erased_text_is_gone_and_the_chain_still_verifies(office: Office) -> None:
    commitment = a_commitment(office)
    erase_text(office, GOVERNANCE, REFERENCE, commitment, "Names a patient")
    with office.database.reading() as connection:
        left = texts_of_case(connection, 1)
    assert commitment not in left and found(office.database) == (True, None)


def test_the_reason_of_an_erasure_is_kept_out_of_the_chain(office: Office) -> None:
    erase_text(office, GOVERNANCE, REFERENCE, a_commitment(office), "Names a patient")
    with office.database.reading() as connection:
        kept = texts_of_case(connection, 1).values()
        bodies = connection.execute(text("SELECT body FROM audit_entry")).scalars().all()
    assert "Names a patient" in kept and "patient" not in "".join(bodies)


def test_erasing_the_same_text_again_is_not_found(office: Office) -> None:
    commitment = a_commitment(office)
    erase_text(office, GOVERNANCE, REFERENCE, commitment, "Names a patient")
    with pytest.raises(NotFound):
        erase_text(office, GOVERNANCE, REFERENCE, commitment, "Names a patient")


@pytest.mark.parametrize(
    ("viewer", "reason", "refusal"),
    [(MANAGER, "Names a patient", NotPermitted), (GOVERNANCE, "  ", Invalid)],
)
def test_an_erasure_without_right_or_reason_erases_nothing(
    office: Office, viewer: Viewer, reason: str, refusal: Any
) -> None:
    commitment = a_commitment(office)
    with pytest.raises(refusal):
        erase_text(office, viewer, REFERENCE, commitment, reason)
    assert a_commitment(office) == commitment

"""Where a case is shown to stand is compared with what its chain says, and so is what is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from casework.__main__ import entrance
from casework.cli import main
from casework.services.audit import check_every_record, integrity_sentence, verify_all
from casework.services.office import Office
from casework.services.opening import Opening, open_case
from casework.settings import Settings
from tests.integration.desk import WORKFLOWS, Desk
from tests.integration.tampering import finding, found, tamper

ROOT = WORKFLOWS.parent


@pytest.fixture
def case(desk: Desk) -> Desk:
    """A case with two facts, the second recorded twice."""
    desk.record("service", key="stroke", name="Stroke", change="Moves")
    first = desk.record("service", key="birth", name="Births", change="Closes")
    desk.record("service", key="birth", version=first.version, name="Births", change="Stays")
    return desk


def position_of(desk: Desk, record: str) -> int:
    found = desk.view().facts.find(record)
    assert found is not None
    return found.position


def test_a_case_that_the_services_made_is_intact(case: Desk) -> None:
    assert [r.reason for r in verify_all(case.office.database) if not r.intact] == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("stage = 'S9'", "The case is shown at stage S9, visit 1; the entry says stage S0"),
        ("visit = 7", "The case is shown at stage S0, visit 7; the entry says stage S0, visit 1"),
        ("replayed = true", "The case is shown as replayed, and the entry says otherwise"),
    ],
)
def test_a_case_shown_elsewhere_than_its_last_entry_says_is_found(
    case: Desk, change: str, said: str
) -> None:
    tamper(case.office.database, f"UPDATE service_case SET {change}")
    position, reason = finding(case.office.database, case.reference)
    assert (position, reason[: len(said)]) == (position_of(case, "service/birth"), said)


@pytest.mark.parametrize(
    "change",
    [
        "pathway = 'minor-change'",
        "definition_hash = 'another'",
        "stage_since = '2020-01-01'",
        "opened_on = '2020-01-01'",
        "opened_at = '2020-01-01T00:00:00.000000+00:00'",
    ],
)
def test_a_case_shown_as_it_was_not_opened_is_found(case: Desk, change: str) -> None:
    tamper(case.office.database, f"UPDATE service_case SET {change}")
    assert found(case.office.database, case.reference) == (False, 1)


def test_a_replayed_case_shown_on_another_date_is_found(office: Office) -> None:
    day = office.clock.today()
    opening = Opening("A replayed case", "icb", people=(("pm", "PM"),), simulated_on=day)
    reference = open_case(office, Desk(office, "").viewer("PM"), opening)
    tamper(office.database, "UPDATE service_case SET simulated_on = '2020-01-01'")
    assert "own date is shown as 2020-01-01" in finding(office.database, reference)[1]


def test_a_pathway_that_is_gone_is_found(case: Desk) -> None:
    tamper(case.office.database, "DELETE FROM pathway_definition")
    expected = (1, "The version of its pathway that the case is on is gone.")
    assert finding(case.office.database, case.reference) == expected


def test_an_older_version_shown_as_current_is_found(case: Desk) -> None:
    newest = position_of(case, "service/birth")
    tamper(
        case.office.database,
        "UPDATE case_record_head SET record_id = (SELECT id FROM case_record WHERE key = 'birth' "
        "AND version = 1) WHERE key = 'birth'",
    )
    expected = (newest, "The record service/birth@2 is the newest, and is not shown.")
    assert finding(case.office.database, case.reference) == expected


def test_a_record_that_is_not_shown_is_found(case: Desk) -> None:
    position = position_of(case, "service/stroke")
    tamper(case.office.database, "DELETE FROM case_record_head WHERE key = 'stroke'")
    assert found(case.office.database, case.reference) == (False, position)


def test_a_record_of_another_case_shown_as_ones_own_is_found(case: Desk) -> None:
    tamper(
        case.office.database,
        "INSERT INTO case_record_head (case_id, kind, key, record_id) "
        "SELECT case_id, kind, 'other', record_id FROM case_record_head WHERE key = 'stroke'",
    )
    expected = (None, "What is shown as service/other is no record of the case.")
    assert finding(case.office.database, case.reference) == expected


def test_a_case_whose_row_is_gone_is_named(case: Desk) -> None:
    tamper(case.office.database, "DELETE FROM service_case")
    broken = {r.chain: r.first_broken for r in verify_all(case.office.database) if not r.intact}
    assert broken[case.reference] == 1


def test_a_case_that_is_gone_with_its_entries_is_found_in_the_system_chain(case: Desk) -> None:
    tamper(
        case.office.database,
        "DELETE FROM service_case", f"DELETE FROM audit_entry WHERE chain = '{case.reference}'",
    )  # fmt: skip
    assert finding(case.office.database, "system")[1] == f"The case {case.reference} is gone."


def test_a_row_that_points_to_nothing_is_found_with_the_system_chain(case: Desk) -> None:
    if not case.office.database.is_sqlite:
        pytest.skip("PostgreSQL keeps every reference itself")
    tamper(case.office.database, "DELETE FROM case_record WHERE key = 'stroke'")
    reason = finding(case.office.database, "system")[1]
    assert reason.startswith("Something is gone. case_record_head: row ")


def test_a_salt_that_cannot_be_read_is_found(case: Desk) -> None:
    tamper(case.office.database, "UPDATE erasable_text SET salt = 'changed'")
    assert not found(case.office.database, case.reference)[0]


def test_a_date_that_cannot_be_read_is_named(case: Desk) -> None:
    position = position_of(case, "service/stroke")
    tamper(case.office.database, "UPDATE case_record SET recorded_at = 'x' WHERE key = 'stroke'")
    assert found(case.office.database, case.reference) == (False, position)


def sentence(desk: Desk) -> str:
    check_every_record(desk.office)
    with desk.office.database.reading() as connection:
        return integrity_sentence(connection, desk.reference)


def test_the_page_says_that_a_case_is_shown_elsewhere(case: Desk) -> None:
    tamper(case.office.database, "UPDATE service_case SET stage = 'S9'")
    assert f"does not verify from entry {position_of(case, 'service/birth')} on" in sentence(case)


def test_the_page_says_that_a_record_is_gone(case: Desk) -> None:
    position = position_of(case, "service/stroke")
    tamper(case.office.database, "DELETE FROM case_record WHERE key = 'stroke'")
    assert f"does not verify from entry {position} on" in sentence(case)


@pytest.fixture
def installation(migrated_url: str, tmp_path: Path) -> Settings:
    """The settings of an installation on this test's database."""
    return Settings(
        data=tmp_path / "data", database_url=migrated_url, workflows=WORKFLOWS,
        document_templates=ROOT / "document_templates",
    )  # fmt: skip


def test_a_record_that_is_gone_is_a_finding_of_the_command(
    case: Desk, installation: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    position = position_of(case, "service/stroke")
    tamper(case.office.database, "DELETE FROM case_record WHERE key = 'stroke'")
    code = main(["audit", "verify", "--case", case.reference], lambda: entrance(installation))
    first = capsys.readouterr().out.splitlines()[0]
    gone = f"BROKEN: {case.reference} at entry {position}. The record service/stroke@1 is gone."
    assert (code, first) == (1, gone)

"""Erasing a text: the case's own title goes with it, and the command line names who does it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from casework.cli import main
from casework.cli.entrance import Entrance
from casework.domain.viewer import SYSTEM, Viewer
from casework.services.audit import TITLE_ERASED, erase_text, verify_chain
from casework.store.accounts import insert_account
from casework.store.transaction import system_transaction
from tests.integration.desk import Desk

GOVERNANCE = Viewer("gov", "icb", frozenset({"governance"}))


def title_of(desk: Desk) -> str:
    particulars = desk.view().facts.single("particulars")
    assert particulars is not None
    return str(particulars.payload.title.commitment)


def test_a_title_that_is_erased_names_the_case_no_more(desk: Desk) -> None:
    erase_text(desk.office, GOVERNANCE, desk.reference, title_of(desk), "names a patient")
    assert desk.view().title == TITLE_ERASED


def test_the_chain_of_a_case_without_its_title_verifies(desk: Desk) -> None:
    erase_text(desk.office, GOVERNANCE, desk.reference, title_of(desk), "names a patient")
    assert verify_chain(desk.office.database, desk.reference).intact


def test_another_text_that_is_erased_leaves_the_title(desk: Desk) -> None:
    made = desk.record("service", name="Stroke unit")
    commitment = made.payload.name.commitment
    erase_text(desk.office, GOVERNANCE, desk.reference, commitment, "names a patient")
    assert desk.view().title == "Stroke services in Northshire"


def command(desk: Desk, by: str) -> int:
    """Erase the title on the command line, in the name of this account."""
    def unused(*ignored: Any) -> Any:
        raise AssertionError("this command opens nothing else")

    entrance = Entrance(Path(), Path(), "", 0, "", lambda: desk.office, unused, unused)
    words = ("audit", "erase", "--case", desk.reference, "--commitment", title_of(desk),
             "--reason", "names a patient", "--by", by)  # fmt: skip
    return main(words, lambda: entrance)


@pytest.fixture
def accounts(desk: Desk) -> None:
    """Accounts of somebody in governance, a manager and a governance lead who has left."""
    now = desk.office.clock.now()
    with system_transaction(desk.office.database, SYSTEM, now) as tx:
        for person, roles, state in (("gov", "governance", "active"), ("pm", "", "active"),
                                     ("leg", "governance", "deactivated")):  # fmt: skip
            insert_account(
                tx.connection,
                {"person": person, "email": f"{person}@example.nhs.uk", "system_roles": roles,
                 "state": state, "created_at": now},
            )  # fmt: skip
        tx.record_audit("accounts_made", {})


@pytest.mark.usefixtures("accounts")
def test_governance_erases_a_text_on_the_command_line(desk: Desk) -> None:
    code = command(desk, "Gov@example.nhs.uk")
    assert (code, desk.view().title) == (0, TITLE_ERASED)


@pytest.mark.usefixtures("accounts")
@pytest.mark.parametrize("person", ["nobody", "pm", "leg"])
def test_nobody_else_erases_a_text_on_the_command_line(desk: Desk, person: str) -> None:
    code = command(desk, f"{person}@example.nhs.uk")
    assert (code != 0, desk.view().title) == (True, "Stroke services in Northshire")

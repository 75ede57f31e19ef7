"""A governance lead moves a case to a newer version: tries it, reads, does it, takes it back."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest
from playwright.sync_api import Browser

from casework.engine.library import Library
from tests.journeys.looking import habits_missing, scrolls_sideways, violations
from tests.journeys.person import Person
from tests.journeys.sentences import given, then, when
from tests.journeys.serving import ROOT, Served

CASE = "DEMO-OLDER"
NEWEST = Library.load(ROOT / "workflows").newest("major-service-change").version
REASON = "The guards are to be asked of what is still to be decided."
ADD = (
    "from casework.__main__ import entrance\n"
    "from casework.services.demo.branches import OLDER, open_branch_case\n"
    "open_branch_case(entrance().open_office(), OLDER)\n"
)


def add_the_older_case(served: Served) -> None:
    """The demonstration's case on the first version of its pathway, beside the live one."""
    subprocess.run(
        [sys.executable, "-c", ADD], cwd=ROOT, check=True, capture_output=True,
        env={**os.environ, "CASEWORK_DATA": str(served.data)},
    )  # fmt: skip


def faults_of(person: Person) -> list[str]:
    """Everything that is wrong with the page that the person is on."""
    page = person.page
    return [*violations(page), *habits_missing(page), *scrolls_sideways(page)]


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without-scripts"])
def test_a_case_is_migrated_seen_in_its_trail_and_taken_back(
    own_served: Served, browser: Browser, scripts: bool
) -> None:
    add_the_older_case(own_served)
    lead = Person(own_served, browser, scripts=scripts, narrow=True)
    faults = []
    with given("a governance lead looks at a case on the first version of its pathway"):
        lead.sign_in("governance-lead").open(f"/cases/{CASE}/version")
        lead.follow(re.compile(f"try version {NEWEST} on all cases"))
        faults += faults_of(lead) if scripts else []
        tried = lead.text
    with when("they have read what differs in it"):
        lead.follow(re.compile("See it in full"))
        faults += faults_of(lead) if scripts else []
        differs = lead.text
        lead.open(f"/versions/major-service-change/{NEWEST}")
    with when("they move it, with a reason"):
        lead.fill_in("cases", [f"{CASE}@1"]).fill_in("reason", REASON)
        lead.press(re.compile("Move the chosen cases"))
        faults += faults_of(lead) if scripts else []
        moved = lead.text
        lead.open(f"/cases/{CASE}/audit")
        trail = lead.text
    with when("they take it back"):
        lead.open(f"/cases/{CASE}/version/undo").fill_in("reason", "Too early.")
        lead.press("Undo the change of version")
        undone = lead.text
    lead.close()
    with then("they were told each time what is so, and the case is where it was"):
        assert "Gates that are added" in tried and "It may be moved" in tried
        assert "Nothing has changed yet." in differs and "GD01" in differs
        assert f"moved. It is on version {NEWEST} now." in moved
        assert "Moved the case to another version of its pathway" in trail
        assert f"Undone from version {NEWEST} to version 1" in undone
    assert faults == []

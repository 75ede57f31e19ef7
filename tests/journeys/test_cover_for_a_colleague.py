"""The programme manager goes on leave; a colleague covers, and every act says both names."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Browser

from casework.adapters.clock import SystemClock
from tests.journeys.looking import habits_missing, scrolls_sideways, violations
from tests.journeys.person import Person
from tests.journeys.serving import Served

BOTH = "Engagement lead, covering for Programme manager (programme manager)"


def faults_of(person: Person) -> list[str]:
    """Everything that is wrong with the page that the person is on."""
    page = person.page
    return [*violations(page), *habits_missing(page), *scrolls_sideways(page)]


def name_cover(manager: Person, reference: str) -> list[str]:
    """The manager names the engagement lead for a week from today."""
    manager.open(f"/cases/{reference}/people").follow("Name who covers for somebody who is away")
    faults = faults_of(manager) if manager.scripts else []
    manager.fill_in("covering", "engagement-lead").fill_in("roles", ["PM"])
    last = SystemClock().today() + timedelta(days=7)
    for part, value in (("day", last.day), ("month", last.month), ("year", last.year)):
        manager.fill_in(f"until-{part}", value)
    manager.press("Name the cover")
    return faults + (faults_of(manager) if manager.scripts else [])


def record_a_site(colleague: Person, reference: str) -> None:
    """The colleague records something that the programme manager would have."""
    colleague.open(f"/cases/{reference}/records/site/new")
    colleague.fill_in("name", "Riverside clinic").press("Record")


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without-scripts"])
def test_a_colleague_covers_and_both_names_stand_on_what_they_do(
    own_served: Served, browser: Browser, live_case: str, scripts: bool
) -> None:
    manager = Person(own_served, browser, scripts=scripts, narrow=True).sign_in(
        "programme-manager"
    )
    faults = name_cover(manager, live_case)
    named = manager.text
    manager.close()

    colleague = Person(own_served, browser, scripts=scripts, narrow=True)
    colleague.sign_in("engagement-lead").open("/work")
    faults += faults_of(colleague) if scripts else []
    work = colleague.text
    record_a_site(colleague, live_case)
    colleague.open(f"/cases/{live_case}/audit")
    faults += faults_of(colleague) if scripts else []
    trail = colleague.text
    colleague.open(f"/cases/{live_case}/people").follow("End it")
    faults += faults_of(colleague) if scripts else []
    colleague.press("End the cover").open(f"/cases/{live_case}/people")
    ended = colleague.text
    colleague.open(f"/cases/{live_case}/history")
    history = colleague.text
    colleague.close()

    assert "Engagement lead" in named and "In force" in named
    assert "You cover for Programme manager as programme manager" in work
    assert "Waiting for you as cover" in work
    assert BOTH in trail
    assert "Ended early" in ended
    assert BOTH in history
    assert faults == []


def test_a_role_ends_and_its_open_work_is_handed_over(
    own_served: Served, browser: Browser, live_case: str
) -> None:
    governance = Person(own_served, browser, narrow=True).sign_in("governance-lead")
    governance.open(f"/cases/{live_case}/people/programme-manager/PM/end")
    faults = faults_of(governance)
    left = governance.text
    governance.fill_in("takes_role", "engagement-lead").press("End the role and hand over")
    faults += faults_of(governance)
    handover = governance.text
    governance.close()
    assert "What they leave open" in left and "Goes with the role" in left
    assert "Who takes the role Engagement lead" in handover
    assert "What was open" in handover
    assert faults == []

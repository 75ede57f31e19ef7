"""A manager without scripts, on a phone, tries a step on assumed facts and keeps the answer."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.journeys.looking import habits_missing, scrolls_sideways, violations
from tests.journeys.person import Person
from tests.journeys.serving import Served


def faults_of(person: Person) -> list[str]:
    """Everything that is wrong with the page that the person is on."""
    page = person.page
    return [*violations(page), *habits_missing(page), *scrolls_sideways(page)]


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without-scripts"])
def test_each_page_of_a_dry_run_can_be_used_and_shows_the_answer(
    own_served: Served, browser: Browser, live_case: str, scripts: bool
) -> None:
    manager = Person(own_served, browser, scripts=scripts, narrow=True)
    manager.sign_in("programme-manager").open(f"/cases/{live_case}/try")
    faults = faults_of(manager) if scripts else []
    manager.fill_in("sort", "stated").press("Assume this")
    faults += faults_of(manager) if scripts else []
    manager.fill_in("chosen", "service").press("Go on")
    faults += faults_of(manager) if scripts else []
    manager.fill_in("name", "A service that is only assumed").press("Go on")
    faults += faults_of(manager) if scripts else []
    assert "A service that is only assumed" in manager.text
    manager.fill_in("title", "On one service more").fill_in("made_for_legal_advice", "yes")
    manager.press("Keep this dry run")
    faults += faults_of(manager) if scripts else []
    assert "On one service more" in manager.text
    manager.open(f"/cases/{live_case}/dry-runs")
    faults += faults_of(manager) if scripts else []
    assert ("On one service more" in manager.text, faults) == (True, [])
    manager.close()

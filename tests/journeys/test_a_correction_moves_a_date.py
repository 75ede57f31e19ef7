"""A manager corrects a record so that a date moves, and reads first what follows; the list of cases
leads to how its next date comes about."""

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
def test_what_follows_is_read_before_a_correction_is_recorded(
    own_served: Served, browser: Browser, live_case: str, scripts: bool
) -> None:
    manager = Person(own_served, browser, scripts=scripts, narrow=True)
    manager.sign_in("programme-manager")
    manager.open(f"/cases/{live_case}/records/consultation/case/edit")
    manager.fill_in("closes_on", "2027-05-14").press("Record")
    faults = faults_of(manager) if scripts else []
    seen = manager.text
    manager.press("Record it with the new dates")
    recorded = manager.text
    manager.close()
    assert "Nothing is recorded yet" in seen and "to 14 May 2027" in seen
    assert "asks for its comments by" in seen and "14 May 2027" in recorded
    assert faults == []


def test_the_next_date_of_a_case_leads_to_how_it_comes_about(
    own_served: Served, browser: Browser, live_case: str
) -> None:
    manager = Person(own_served, browser, narrow=True)
    manager.sign_in("programme-manager").open("/cases")
    link = manager.page.locator("td a", has_text="Papers for the ICB meeting").first
    link.click()
    mark = manager.page.url.partition("#")[2]
    line = manager.page.locator(f"#{mark}").inner_text()
    faults = faults_of(manager)
    manager.open("/limitation")
    faults += faults_of(manager)
    manager.close()
    assert "Papers for the ICB meeting" in line and "How this date comes about" in line
    assert faults == []

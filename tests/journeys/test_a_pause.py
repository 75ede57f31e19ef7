"""A governance lead pauses a case, reads what the pause still asks for, and records its terms."""

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
def test_a_pause_says_what_is_missing_until_it_is_recorded(
    own_served: Served, browser: Browser, live_case: str, scripts: bool
) -> None:
    lead = Person(own_served, browser, scripts=scripts, narrow=True)
    lead.sign_in("governance-lead").open(f"/cases/{live_case}/holds/new")
    lead.fill_in("hold", "PAUSED")
    lead.fill_in("started_on", "1 March 2026")
    lead.press("Start this hold")
    lead.open(f"/cases/{live_case}/holds")
    faults = faults_of(lead) if scripts else []
    asked = lead.text
    lead.follow("Why work is paused, who decided it, and when it is expected to go on.")
    faults += faults_of(lead) if scripts else []
    form = lead.text
    lead.close()
    assert "Not on record" in asked and "Since 1 March 2026" in asked
    assert "Expected to go on from" in form
    assert faults == []

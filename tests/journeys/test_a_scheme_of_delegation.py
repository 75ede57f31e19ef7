"""A board keeps its scheme of delegation once: ended, stated anew, and read on a case."""

from __future__ import annotations

import time

from playwright.sync_api import Browser

from tests.journeys.looking import habits_missing, scrolls_sideways, violations
from tests.journeys.person import Person
from tests.journeys.serving import Served

PAPER = "Scheme of reservation and delegation, version 5 (invented)"
SECONDS_FOR_THE_WORKER = 30


def faults_of(person: Person) -> list[str]:
    """Everything that is wrong with the page that the person is on."""
    page = person.page
    return [*violations(page), *habits_missing(page), *scrolls_sideways(page)]


def test_a_change_of_the_scheme_reaches_the_case(
    own_served: Served, browser: Browser, live_case: str
) -> None:
    lead = Person(own_served, browser, narrow=True).sign_in("governance-lead")
    lead.open("/").follow("Scheme of delegation")
    faults = faults_of(lead)
    root = lead.path
    lead.follow("To sign letters to councils")
    lead.fill_in("last", "yesterday").press("End the entry")
    refused = lead.text
    faults += faults_of(lead)
    lead.fill_in("last", "25 November 2026").fill_in("why", "Minute 7").press("End the entry")
    faults += faults_of(lead)

    lead.open(root).press("State an entry")
    lead.press("State the entry")
    missing = lead.text
    faults += faults_of(lead)
    lead.fill_in("power", "sign_letters_to_councils").fill_in("held_by", "SRO")
    lead.fill_in("since", "26 November 2026").fill_in("document", PAPER)
    for part, value in (("day", 1), ("month", 10), ("year", 2025)):
        lead.fill_in(f"dated-{part}", value)
    lead.press("State the entry")
    faults += faults_of(lead)
    lead.open(f"{root}/cases")
    until = time.monotonic() + SECONDS_FOR_THE_WORKER
    while "Holds it" not in lead.text and time.monotonic() < until:
        time.sleep(0.5)
        lead.open(f"{root}/cases")
    faults += faults_of(lead)
    held = lead.text
    lead.close()

    manager = Person(own_served, browser, scripts=False).sign_in("programme-manager")
    manager.open(f"/cases/{live_case}/records/delegated_power")
    manager.follow("Compare with the scheme that each body keeps for all its cases")
    compared = manager.text
    faults += [*habits_missing(manager.page)]
    manager.close()

    assert "is not a date" in refused and "Enter the first day" in missing
    assert "Holds it" in held
    assert "Held as it stands now" in compared and PAPER in compared
    assert faults == []

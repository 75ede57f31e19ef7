"""A manager takes the dates of a case into a calendar, and reads the watch and the reminders."""

from __future__ import annotations

import re

from playwright.sync_api import Browser

from tests.journeys.looking import habits_missing, scrolls_sideways, violations
from tests.journeys.person import Person
from tests.journeys.serving import Served


def faults_of(person: Person) -> list[str]:
    """Everything that is wrong with the page that the person is on."""
    page = person.page
    return [*violations(page), *habits_missing(page), *scrolls_sideways(page)]


def test_a_calendars_address_is_shown_once_and_read_without_signing_in(
    own_served: Served, browser: Browser, live_case: str
) -> None:
    manager = Person(own_served, browser, narrow=True)
    manager.sign_in("programme-manager").open("/account")
    manager.follow("Your calendar and reminders")
    faults = faults_of(manager)
    manager.press("Make an address")
    faults += faults_of(manager)
    (path,) = re.findall(r"(/calendar/[\w-]+\.ics)", manager.text)
    for place in ("limitation", "reminders"):
        manager.open(f"/cases/{live_case}/{place}")
        faults += faults_of(manager)
    manager.open("/limitation")
    faults += faults_of(manager)
    address = manager.page.url.removesuffix("/limitation") + path
    stranger = browser.new_context()
    read = stranger.request.get(address)
    content = read.text()
    stranger.close()
    manager.close()
    assert read.ok and content.startswith("BEGIN:VCALENDAR")
    assert faults == []

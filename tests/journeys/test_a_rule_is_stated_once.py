"""A clerk states once when papers are wanted; an administrator corrects reminders."""

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


def enter_day(person: Person, name: str, day: str, month: str, year: str) -> None:
    """Fill in a day by its parts."""
    for part, value in (("day", day), ("month", month), ("year", year)):
        person.fill_in(f"{name}-{part}", value)


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without-scripts"])
def test_a_clerk_states_a_rule_enters_a_meeting_and_sees_its_deadlines(
    own_served: Served, browser: Browser, live_case: str, scripts: bool
) -> None:
    clerk = Person(own_served, browser, scripts=scripts, narrow=True)
    faults: list[str] = []

    def look() -> None:
        faults.extend(faults_of(clerk) if scripts else [])

    clerk.sign_in("east-clerk").open(f"/shared/{live_case}/meetings")
    clerk.follow("State once, for all your cases, when papers are wanted")
    look()
    clerk.page.get_by_role(
        "link", name="State when papers are wanted by East Northshire Council"
    ).click()
    clerk.fill_in("draft", "20").fill_in("final", "8")
    enter_day(clerk, "valid_from", "1", "1", "2027")
    look()
    clerk.press("State this rule")
    stated = clerk.text
    clerk.follow("Enter a meeting on several cases at once")
    clerk.page.get_by_label("East Northshire Council").check()
    enter_day(clerk, "on", "9", "9", "2027")
    look()
    clerk.press("Record it")
    look()
    seen = clerk.text
    clerk.open(f"/shared/{live_case}/meetings")
    clerk.page.get_by_role(
        "link", name="Set other deadlines for this meeting of 9 September 2027"
    ).click()
    look()
    clerk.fill_in("draft", "25").fill_in("final", "12").press("Set these deadlines")
    alone = clerk.text
    clerk.page.get_by_role(
        "link", name="Set other deadlines for this meeting of 9 September 2027"
    ).click()
    look()
    clerk.fill_in("why", "An error.").press("Take these deadlines back")
    again = clerk.text
    clerk.close()
    assert "For meetings from 1 January 2027: draft papers 20 working days before" in stated
    assert "by 27 August 2027" in seen and "Entered on" in seen
    assert "by 23 August 2027" in alone
    assert "by 27 August 2027" in again
    assert faults == []


def test_an_administrator_corrects_when_people_are_reminded(
    own_served: Served, browser: Browser
) -> None:
    administrator = Person(own_served, browser, narrow=True)
    administrator.sign_in("administrator").open("/administration/polls").follow("Reminders")
    faults = faults_of(administrator)
    administrator.follow("Papers for the HOSC")
    faults += faults_of(administrator)
    administrator.fill_in("before", "seven")
    enter_day(administrator, "valid_from", "1", "6", "2034")
    administrator.fill_in("source", "The board").fill_in("reason", "Too late")
    administrator.press("Record the correction")
    faults += faults_of(administrator)
    refused = administrator.text
    administrator.fill_in("before", "21, 7").press("Record the correction")
    faults += faults_of(administrator)
    corrected = administrator.text
    administrator.close()
    assert "Enter whole numbers of days" in refused
    assert "From 1 June 2034. Before: 21, 7 calendar days." in corrected
    assert faults == []

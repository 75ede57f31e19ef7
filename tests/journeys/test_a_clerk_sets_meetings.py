"""A clerk sets meeting dates and sees papers' deadlines; the board plans by them."""

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


def enter_day(person: Person, day: str, month: str, year: str) -> None:
    """Fill in a day by its parts."""
    for part, value in (("day", day), ("month", month), ("year", year)):
        person.fill_in(f"on-{part}", value)


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without-scripts"])
def test_a_clerk_sets_meeting_dates_and_sees_papers_deadlines(
    own_served: Served, browser: Browser, live_case: str, scripts: bool
) -> None:
    clerk = Person(own_served, browser, scripts=scripts, narrow=True)
    faults: list[str] = []

    def look() -> None:
        faults.extend(faults_of(clerk) if scripts else [])

    clerk.sign_in("east-clerk").follow("Stroke and urgent care")
    clerk.follow("Keep your committee’s meetings")
    look()
    clerk.follow("Set when papers are wanted")
    clerk.fill_in("draft", "20").fill_in("final", "8")
    look()
    clerk.press("Set these deadlines").follow("Enter a meeting of your committee")
    clerk.page.get_by_label("East Northshire Council").check()
    enter_day(clerk, "11", "9", "2027")  # a Saturday
    clerk.press("Record it")
    look()
    asked = clerk.text
    enter_day(clerk, "9", "9", "2027")
    clerk.press("Record it")
    look()
    seen = clerk.text
    clerk.page.get_by_role("link", name="Move this meeting of 9 September 2027").click()
    enter_day(clerk, "7", "10", "2027")
    clerk.press("See what would move")
    look()
    cascade = clerk.text
    clerk.press("Move the meeting to 7 October 2027")
    moved = clerk.text
    clerk.page.get_by_role("link", name="Cancel this meeting of 7 October 2027").click()
    look()
    clerk.fill_in("reason", "The committee meets in November instead.")
    clerk.press("Cancel the meeting")
    cancelled = clerk.text
    clerk.close()
    assert "is a Saturday" in asked
    assert "by 1 September 2027" in seen and "by 27 August 2027" in seen
    assert "from 1 September 2027 to 29 September 2027" in cascade
    assert "by 29 September 2027" in moved
    assert "The committee meets in November instead." in cancelled
    assert faults == []


def test_the_board_reads_the_clerks_days_on_the_page_of_dates(
    own_served: Served, browser: Browser, live_case: str
) -> None:
    clerk = Person(own_served, browser)
    clerk.sign_in("east-clerk").open(f"/shared/{live_case}/meetings/new")
    clerk.page.get_by_label("East Northshire Council").check()
    enter_day(clerk, "9", "9", "2027")
    clerk.press("Record it").close()
    manager = Person(own_served, browser)
    said = manager.sign_in("programme-manager").open(f"/cases/{live_case}/dates").text
    manager.close()
    assert "Draft papers for the HOSC's clerk" in said and "9 September 2027" in said

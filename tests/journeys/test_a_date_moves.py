"""A manager moves the closing date of the consultation, and reads first what follows from it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser

from tests.journeys.looking import habits_missing, scrolls_sideways, violations
from tests.journeys.person import Person
from tests.journeys.serving import Served


def faults_of(person: Person) -> list[str]:
    """Everything that is wrong with the page that the person is on."""
    page = person.page
    return [*violations(page), *habits_missing(page), *scrolls_sideways(page)]


def _who_was_told_of_the_comments_day(manager: Person, case: str) -> str:
    """What would follow if the day for a council's comments moved, and who was told the old one."""
    manager.open(f"/cases/{case}/dates/move")
    manager.follow(re.compile("Move this date ?: Comments of councils due.* East Northshire"))
    for part, value in (("day", "29"), ("month", "4"), ("year", "2027")):
        manager.fill_in(f"becomes-{part}", value)
    return manager.press("See what would follow").text


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without-scripts"])
def test_the_closing_date_moves_after_its_cascade_was_read(
    own_served: Served, browser: Browser, live_case: str, scripts: bool
) -> None:
    manager = Person(own_served, browser, scripts=scripts, narrow=True)
    manager.sign_in("programme-manager").open(f"/cases/{live_case}/dates")
    manager.follow("Move a date").follow(re.compile("Move this date ?: Consultation closes"))
    for part, value in (("day", "13"), ("month", "4"), ("year", "2027")):
        manager.fill_in(f"becomes-{part}", value)
    manager.press("See what would follow")
    faults = faults_of(manager) if scripts else []
    seen = manager.text
    manager.press("Move the date to 13 April 2027")
    faults += faults_of(manager) if scripts else []
    moved = manager.text
    manager.open(f"/cases/{live_case}/timeline")
    faults += faults_of(manager) if scripts else []
    told = _who_was_told_of_the_comments_day(manager, live_case)
    manager.close()
    assert "21 February 2027" in seen and "pre-election period" in seen
    assert "No record says that anybody was told this date" in seen
    assert "Rule T03" in told and "East Northshire Council (fictional)" in told
    assert "Was 31 March 2027 until" in moved
    assert faults == []

"""Two integrated care boards merge: stated, confirmed by a second person, carried out, read."""

from __future__ import annotations

from datetime import date

from playwright.sync_api import Browser

from tests.journeys.looking import habits_missing, scrolls_sideways, violations
from tests.journeys.person import Person
from tests.journeys.serving import Served

ICB, SOUTH, JOINED = "northshire-icb", "southshire-board", "joined-board"
ORDER = "The Northshire Order (invented)"


def faults_of(person: Person) -> list[str]:
    """Everything that is wrong with the page that the person is on."""
    page = person.page
    return [*violations(page), *habits_missing(page), *scrolls_sideways(page)]


def add_boards(served: Served, browser: Browser) -> None:
    """An administrator adds the other board, and the one that takes over."""
    administrator = Person(served, browser).sign_in("administrator")
    for name in ("Southshire Board", "Joined Board"):
        administrator.open("/administration/organisations/add")
        administrator.fill_in("name", name).fill_in("kind", "icb").press("Add")
    administrator.close()


def test_two_boards_merge_over_their_cases(
    own_served: Served, browser: Browser, live_case: str
) -> None:
    add_boards(own_served, browser)
    today = date.today()
    lead = Person(own_served, browser, narrow=True).sign_in("governance-lead")
    lead.open("/").follow("Successions of bodies")
    faults = faults_of(lead)
    lead.press("State a succession").fill_in("sort", "merger")
    lead.fill_in("predecessors", [ICB, SOUTH]).fill_in("successors", [JOINED])
    for part, value in (("day", today.day), ("month", today.month), ("year", today.year)):
        lead.fill_in(f"on-{part}", value)
    lead.fill_in("instrument", ORDER)
    faults += faults_of(lead)
    lead.press("State a succession")
    address = lead.path
    faults += faults_of(lead)
    stated = lead.text
    lead.open(f"{address}/cases/{live_case}")
    faults += faults_of(lead)
    listed = lead.text

    adviser = Person(own_served, browser).sign_in("legal-adviser")
    adviser.open(address).press("Confirm the succession")
    confirmed = adviser.text
    adviser.close()

    lead.open(address).press("Carry the succession out")
    faults += faults_of(lead)
    result = lead.text
    lead.open(address).press("Carry it out on the rest")
    again = lead.text
    lead.open(f"/cases/{live_case}/successions")
    faults += faults_of(lead)
    on_the_case = lead.whole_text
    lead.open(f"/cases/{live_case}/people")
    people = lead.text
    lead.close()

    assert "For a second person" in stated and "Confirm the succession" not in stated
    assert "Promises" in listed or "Places as a party" in listed
    assert "Joined Board" in listed and "Deadlines" in listed
    assert "Confirmed by a second person" in confirmed
    assert live_case in result and "Passed" in result and "Refused" not in result
    assert "Passed before" in again
    assert ORDER in on_the_case and "To be confirmed anew" in on_the_case
    assert "Programme manager" in people
    assert faults == []

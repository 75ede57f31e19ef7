"""Bodies are succeeded: stated, confirmed by a second person, carried out, read, and settled."""

from __future__ import annotations

import re
from datetime import date

from playwright.sync_api import Browser

from tests.journeys.looking import habits_missing, scrolls_sideways, violations
from tests.journeys.person import Person
from tests.journeys.serving import Served

ICB, SOUTH, JOINED = "northshire-icb", "southshire-board", "joined-board"
REGION, HEALTHWATCH = "nhs-england-region", "healthwatch-northshire"
ORDER = "The Northshire Order (invented)"
DELEGATION = "The delegation under which it decides"


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


def state_the_merger(lead: Person) -> list[str]:
    """Governance states that the two boards merge today; the faults of the pages on the way."""
    today = date.today()
    lead.open("/").follow("Successions of bodies")
    faults = faults_of(lead)
    lead.press("State a succession").fill_in("sort", "merger")
    lead.fill_in("predecessors", [ICB, SOUTH]).fill_in("successors", [JOINED])
    for part, value in (("day", today.day), ("month", today.month), ("year", today.year)):
        lead.fill_in(f"on-{part}", value)
    lead.fill_in("instrument", ORDER)
    faults += faults_of(lead)
    lead.press("State a succession")
    return faults + faults_of(lead)


def confirm(served: Served, browser: Browser, address: str) -> str:
    """A legal adviser confirms it; what the page says then."""
    adviser = Person(served, browser).sign_in("legal-adviser")
    adviser.open(address).press("Confirm the succession")
    confirmed = adviser.text
    adviser.close()
    return confirmed


def test_two_boards_merge_over_their_cases(
    own_served: Served, browser: Browser, live_case: str
) -> None:
    add_boards(own_served, browser)
    lead = Person(own_served, browser, narrow=True).sign_in("governance-lead")
    faults = state_the_merger(lead)
    address, stated = lead.path, lead.text
    lead.open(f"{address}/cases/{live_case}")
    faults += faults_of(lead)
    listed = lead.text
    confirmed = confirm(own_served, browser, address)
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


def settle_the_delegation(lead: Person, live_case: str) -> list[str]:
    """Governance records it, first without what shows it; the texts of both pages."""
    lead.open(f"/cases/{live_case}/successions")
    lead.follow(re.compile(rf"Record it\s*: {DELEGATION}"))
    lead.fill_in("done_on", date.today().isoformat()).press("Record")
    without, faults = lead.text, faults_of(lead)
    paper = lead.page.locator("main [name='shown_by'] option").evaluate_all(
        "all => all.map(o => o.value).filter(v => v.startsWith('evidence/'))"
    )[0]
    lead.fill_in("shown_by", paper).press("Record")
    lead.open(f"/cases/{live_case}/successions")
    faults += faults_of(lead)
    assert faults == []
    return [without, lead.whole_text]


def test_what_the_merger_leaves_open_bars_the_move_to_the_board_until_it_is_settled(
    own_served: Served, browser: Browser, live_case: str
) -> None:
    add_boards(own_served, browser)
    lead = Person(own_served, browser, narrow=True).sign_in("governance-lead")
    faults = state_the_merger(lead)
    address = lead.path
    confirm(own_served, browser, address)
    lead.open(address).press("Carry the succession out")
    manager = Person(own_served, browser, narrow=True).sign_in("programme-manager")
    manager.open(f"/cases/{live_case}")
    faults += faults_of(manager)
    barred = manager.text
    manager.open(f"/cases/{live_case}/move/S5-S6")
    faults += faults_of(manager)
    asked = manager.whole_text
    manager.follow(re.compile("Settle it"))
    offered = manager.text
    without, settled = settle_the_delegation(lead, live_case)
    lead.close()
    manager.open(f"/cases/{live_case}/move/S5-S6")
    asked_after = manager.text
    manager.close()

    assert "2 matters left open by a succession of bodies" in barred
    assert DELEGATION in asked and "[assumed]" in asked and "section 14Z28" in asked
    assert "Whose move: Governance lead" in asked
    assert "Record it" not in offered and "Waiting for it" in offered
    assert "What shows that it was confirmed anew?" in without
    assert "settled, confirmed" in settled and "Recorded by" in settled
    assert DELEGATION not in asked_after and "Who decides now" in asked_after
    assert faults == []


def succeed(lead: Person, adviser: Person, sort: str, old: str, new: str) -> None:
    """One body is succeeded by another from today: stated, confirmed, carried out."""
    today = date.today()
    lead.open("/administration/successions/add").fill_in("sort", sort)
    lead.fill_in("predecessors", [old]).fill_in("successors", [new])
    for part, value in (("day", today.day), ("month", today.month), ("year", today.year)):
        lead.fill_in(f"on-{part}", value)
    lead.fill_in("instrument", "An Act that is not passed (invented)").press("State a succession")
    address = lead.path
    adviser.open(address).press("Confirm the succession")
    lead.open(address).press("Carry the succession out")
    assert "Refused" not in lead.text, lead.text


def test_the_roles_of_nhs_england_and_healthwatch_pass(
    own_served: Served, browser: Browser, live_case: str
) -> None:
    administrator = Person(own_served, browser).sign_in("administrator")
    administrator.open("/administration/organisations/add")
    administrator.fill_in("name", "The Department").fill_in("kind", "government").press("Add")
    administrator.close()
    lead = Person(own_served, browser, narrow=True).sign_in("governance-lead")
    adviser = Person(own_served, browser).sign_in("legal-adviser")
    lead.open(f"/cases/{live_case}")
    (version,) = re.findall(r"Pathway [^,]+, version \d+", lead.text)
    succeed(lead, adviser, "abolition", REGION, "the-department")
    succeed(lead, adviser, "abolition", HEALTHWATCH, ICB)
    adviser.close()
    lead.open(f"/cases/{live_case}/successions")
    faults = faults_of(lead)
    passed = lead.whole_text
    lead.open(f"/cases/{live_case}/people")
    people = lead.text
    lead.open(f"/cases/{live_case}/gates/GT34")
    faults += faults_of(lead)
    gate = lead.whole_text
    lead.open(f"/cases/{live_case}")
    afterwards = lead.text
    lead.close()

    assert passed.count("Abolition: from") == 2 and "to The Department" in passed
    assert "The Department" in people
    assert "Northshire Integrated Care Board" in gate
    assert version in afterwards and "left open by a succession" not in afterwards
    assert faults == []

"""A ward closes overnight for safety: nothing hinders it, and what is to last goes the full way."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from casework.adapters.clock import SystemClock
from casework.domain.dates import london_date
from tests.journeys.conftest import OpenWindow
from tests.journeys.looking import habits_missing, scrolls_sideways, violations
from tests.journeys.person import Person
from tests.journeys.sentences import given, then, when

TITLE = "The children's ward takes nobody at night"
PEOPLE = {
    "role_PM": "programme-manager", "role_CMO": "chief-medical-officer",
    "role_AO": "accountable-officer", "role_GOV": "governance-lead",
}  # fmt: skip
GROUND = {"ground": "Two nights without a consultant"}


def day(offset: int = 0) -> str:
    """A day counted from that of the test, as it is typed."""
    return (london_date(SystemClock().now()) + timedelta(days=offset)).isoformat()


def closure() -> dict[str, Any]:
    """The change as the programme manager knows it on the first evening."""
    return {
        "what": TITLE, "status": "urgent", "reason": "Nobody can care for a child who worsens",
        "first_mentioned_on": day(), "urgent_since": day(), "risk_evidence_on": day(),
        "risk_evidence": "The rota", "own_delay": "no", "decided_on": day(),
        "announced_on": day(), "starts_on": day(), "short_involvement_possible": "no",
    }  # fmt: skip


def faults_of(person: Person) -> list[str]:
    """Everything that is wrong with the page that the person is on."""
    page = person.page
    return [*violations(page), *habits_missing(page), *scrolls_sideways(page)]


def record(person: Person, address: str, values: dict[str, Any]) -> Person:
    """Fill in the form of a record and send it."""
    person.open(address)
    for name, value in values.items():
        if f"{name}-day" in person.field_names():
            year, month, date = value.split("-")
            for part, number in (("day", date), ("month", month), ("year", year)):
                person.fill_in(f"{name}-{part}", str(int(number)))
        else:
            person.fill_in(name, value)
    return person.press(re.compile("^(Record|Save)"), within=person.page.locator("main"))


def test_a_ward_closes_at_once_and_a_lasting_change_begins_at_the_start(
    somebody_new: OpenWindow,
) -> None:
    with given("a programme manager who opens an urgent case and records the closure"):
        manager = somebody_new("programme-manager")
        manager.open("/cases/new").follow("Urgent temporary change")
        manager.enter("Title of the proposal", TITLE)
        for name, person in PEOPLE.items():
            manager.fill_in(name, person)
        manager.press("Open the case")
        case = manager.path
        record(manager, f"{case}/records/temporary_change/new", closure())
        manager.open(case)
        assert "What else was thought of" in manager.text
        change = manager.page.locator("a[href*='/records/temporary_change/']").first
        key = (change.get_attribute("href") or "").rpartition("/")[2]
    with when("the chief medical officer states the ground and the accountable officer signs"):
        officer = somebody_new("chief-medical-officer")
        record(officer, f"{case}/records/safety_ground/new",
               {"change": f"temporary_change/{key}", **GROUND, "found_on": day()})  # fmt: skip
        accountable = somebody_new("accountable-officer")
        accountable.open(f"{case}/gates/GT05")
        main = accountable.page.locator("main")
        accountable.follow(re.compile("^Sign off"), within=main)
        accountable.press(re.compile("^Sign"), within=main)
        officer.open(case).follow(re.compile("Move to another stage"))
        officer.follow(re.compile("Act at once for safety"))
        officer.press(re.compile("^Act at once for safety"))
    with then("the closure has begun, and what is still unmet bars its extension alone"):
        manager.open(case)
        assert "cannot be extended" in manager.text or "Extend a temporary change" in manager.text
    with when("the manager opens a full case, because it is to last"):
        manager.open(f"{case}/linked")
        faults = faults_of(manager)
        manager.press("Open a full case for a lasting change")
        faults += faults_of(manager)
        manager.enter("Why is it opened?", "The rota will not be full again.")
        manager.press("Open the new case")
    with then("it begins at intake, with the temporary change and without any sign-off"):
        assert manager.path != case and "Intake and triage" in manager.text
        assert TITLE in manager.text
        manager.open(f"{manager.path}/linked")
        assert "Began as the temporary change of that case" in manager.text
        assert faults + faults_of(manager) == []

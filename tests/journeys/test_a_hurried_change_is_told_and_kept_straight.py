"""A hurried change: whom to tell comes first, and impossible dates are sent back."""

from __future__ import annotations

import re
from datetime import timedelta

from casework.adapters.clock import SystemClock
from casework.domain.dates import london_date, long_date
from tests.journeys.conftest import OpenWindow
from tests.journeys.sentences import given, then, when
from tests.journeys.test_a_ward_closes_overnight import (
    PEOPLE,
    TITLE,
    closure,
    faults_of,
    record,
)

COUNCIL = "east-northshire"


def days_ago(days: int) -> str:
    """A past day, as people write it."""
    return long_date(london_date(SystemClock().now()) - timedelta(days=days))


def test_a_council_is_told_first_and_impossible_dates_are_sent_back(
    somebody_new: OpenWindow,
) -> None:
    with given("a programme manager on an urgent case with a council"):
        manager = somebody_new("programme-manager")
        manager.open("/cases/new").follow("Urgent temporary change")
        manager.enter("Title of the proposal", TITLE)
        for name, person in PEOPLE.items():
            manager.fill_in(name, person)
        manager.press("Open the case")
        case = manager.path
        record(manager, f"{case}/records/affected_authority/new",
               {"organisation": COUNCIL, "standing": "scrutiny"})  # fmt: skip
    with when("the change is recorded with an end before its beginning"):
        late = {name: days_ago(9) for name in ("decided_on", "announced_on", "starts_on")}
        values = {**closure(), **late, "expires_on": days_ago(20)}
        record(manager, f"{case}/records/temporary_change/new", values)
        faults = faults_of(manager)
    with then("it is sent back, and what was typed is kept"):
        assert f"“Expires on” is {days_ago(20)}" in manager.text
        assert manager.page.input_value("[name=expires_on]") == days_ago(20)
    with when("the date is mended and recorded"):
        manager.fill_in("expires_on", "unknown").press(
            re.compile("^Record"), within=manager.page.locator("main")
        )
        manager.open(case)
        faults += faults_of(manager)
    with then("telling the council comes first, and is said to be overdue"):
        text = manager.whole_text
        assert text.index("First: what the law sets at once") < text.index("Before the next step")
        assert "It is overdue since" in text
    with when("the very same is recorded once more"):
        record(manager, f"{case}/records/temporary_change/new",
               {**closure(), **late, "expires_on": "unknown"})  # fmt: skip
    with then("it is asked about first"):
        assert "You recorded the same today" in manager.text
        assert faults + faults_of(manager) == []

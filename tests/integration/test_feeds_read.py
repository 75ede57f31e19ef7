"""A person's calendar by an address that needs no sign-in, and ends when they say so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from sqlalchemy import select, update

from casework.adapters.clock import FixedClock
from casework.domain.dates import FactDate
from casework.domain.errors import NotFound
from casework.services.audit import check_every_record
from casework.services.case_people import end_role
from casework.services.council_meetings import set_meeting
from casework.services.feeds import MOST_IN_AN_HOUR, own_feed, read_feed, renew_feed, revoke_feed
from casework.services.identity.throttle import TooManyAttempts
from casework.services.recording import withdraw_record
from casework.store.models.accounts import UserAccountRow
from casework.store.models.reminding import CalendarFeedRow
from tests.integration.case_pages import GOV, NOW, PM, Pages, open_live_case, record, running_pages
from tests.integration.entry_pages import browser_of
from tests.integration.outside_pages import EAST, add_clerks

ADDRESS = "203.0.113.9"


@pytest.fixture
def pages(migrated_url: str, tmp_path: Path) -> Iterator[Pages]:
    """A case with a scrutiny meeting of each council, and a clerk of the eastern one."""
    found = running_pages(migrated_url, tmp_path / "data")
    open_live_case(found)
    add_clerks(found)
    for council in ("east-council", "west-council"):
        record(found, "meeting", key=council, organisation=council, purpose="scrutiny",
               held_on="2026-09-09" if council.startswith("east") else "2026-10-14")  # fmt: skip
    yield found
    found.office.database.engine.dispose()


def entries(pages: Pages, token: str) -> dict[str, Any]:
    """The entries of a calendar by their names."""
    read = Calendar.from_ical(read_feed(pages.office, token, ADDRESS))
    return {str(each["uid"]): each for each in read.walk("VEVENT")}


def days(pages: Pages, token: str) -> dict[str, str]:
    """Day and status by summary."""
    return {
        f"{e['dtstart'].dt.isoformat()} {e['summary']}": str(e["status"])
        for e in entries(pages, token).values()
    }


def meetings(pages: Pages, token: str) -> list[str]:
    return sorted(each[:10] for each in days(pages, token) if " Meeting" in each)


def test_somebody_inside_reads_the_dates_of_their_cases(pages: Pages) -> None:
    assert meetings(pages, renew_feed(pages.office, PM)) == ["2026-09-09", "2026-10-14"]


def test_a_clerk_reads_only_their_own_councils(pages: Pages) -> None:
    assert meetings(pages, renew_feed(pages.office, EAST)) == ["2026-09-09"]


def test_who_has_no_role_on_a_case_reads_nothing_of_it(pages: Pages) -> None:
    assert days(pages, renew_feed(pages.office, replace(PM, person="stranger"))) == {}


def test_who_loses_the_role_reads_no_more_than_cancelled_days(pages: Pages) -> None:
    token = renew_feed(pages.office, EAST)
    before = days(pages, token)
    end_role(pages.office, GOV, pages.reference, "east-clerk", "HC",
             FactDate.on(NOW.date()))  # fmt: skip
    next_day = replace(pages.office, clock=FixedClock(NOW + timedelta(days=1)))
    tomorrow = replace(pages, office=next_day)
    after = days(tomorrow, token)
    assert before and set(after.values()) == {"CANCELLED"}
    assert not any(pages.reference in each for each in after)


def test_a_withdrawn_meeting_is_told_as_cancelled(pages: Pages) -> None:
    token = renew_feed(pages.office, PM)
    days(pages, token)
    withdraw_record(pages.office, PM, pages.reference, "meeting/east-council", 1, "An error.")
    said = days(pages, token)
    assert said["2026-09-09 Moved away or withdrawn"] == "CANCELLED"


def test_a_moved_meeting_is_the_same_entry_counted_up(pages: Pages) -> None:
    token = renew_feed(pages.office, PM)
    first = entries(pages, token)
    record(pages, "meeting", key="east-council", organisation="east-council", purpose="scrutiny",
           held_on="2026-09-16")  # fmt: skip
    then = entries(pages, token)
    moved = [uid for uid in first if first[uid]["dtstart"].dt != then[uid]["dtstart"].dt]
    assert len(moved) == 4 and {int(then[uid]["sequence"]) for uid in moved} == {1}


def test_a_new_address_ends_the_old_one(pages: Pages) -> None:
    old = renew_feed(pages.office, PM)
    renew_feed(pages.office, PM)
    with pytest.raises(NotFound):
        read_feed(pages.office, old, ADDRESS)


def test_an_ended_address_reads_nothing(pages: Pages) -> None:
    token = renew_feed(pages.office, PM)
    revoke_feed(pages.office, PM)
    with pytest.raises(NotFound):
        read_feed(pages.office, token, ADDRESS)


def test_an_account_that_was_deactivated_reads_nothing(pages: Pages) -> None:
    token = renew_feed(pages.office, PM)
    account = UserAccountRow.__table__
    with pages.office.database.writing(audited=True) as connection:
        connection.execute(update(account).where(account.c.person == PM.person)
                           .values(state="deactivated"))  # fmt: skip
    with pytest.raises(NotFound):
        read_feed(pages.office, token, ADDRESS)


def test_the_secret_is_kept_only_as_a_hash(pages: Pages) -> None:
    token = renew_feed(pages.office, PM)
    with pages.office.database.reading() as connection:
        kept = [str(row) for row in connection.execute(select(CalendarFeedRow.__table__))]
    assert kept and not any(token in row for row in kept)


def test_readings_are_counted(pages: Pages) -> None:
    token = renew_feed(pages.office, PM)
    for _ in range(3):
        read_feed(pages.office, token, ADDRESS)
    found = own_feed(pages.office, PM)
    assert found is not None and found.readings == 3


def test_an_address_that_is_read_too_often_has_to_wait(pages: Pages) -> None:
    token = renew_feed(pages.office, replace(PM, person="stranger"))
    for _ in range(MOST_IN_AN_HOUR):
        read_feed(pages.office, token, ADDRESS)
    with pytest.raises(TooManyAttempts):
        read_feed(pages.office, token, ADDRESS)


def test_who_guesses_at_addresses_has_to_wait(pages: Pages) -> None:
    with pytest.raises(TooManyAttempts):
        for number in range(100):
            with pytest.raises(NotFound):
                read_feed(pages.office, f"guess-{number}", ADDRESS)


def test_making_and_ending_stand_in_a_chain_that_verifies(pages: Pages) -> None:
    renew_feed(pages.office, PM)
    revoke_feed(pages.office, PM)
    assert check_every_record(pages.office) == []


def test_the_address_is_shown_once_and_answers_without_a_session(pages: Pages) -> None:
    person = browser_of(pages, "programme-manager")
    person.open("/account/calendar")
    person.send("/account/calendar/renew")
    (path,) = re.findall(r"(/calendar/[\w-]+\.ics)", person.text)
    answer = pages.app.test_client().get(path)
    assert answer.status_code == 200 and answer.mimetype == "text/calendar"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "Set-Cookie" not in answer.headers
    person.open("/account/calendar")
    assert "/calendar/" not in person.text.replace("/account/calendar/", "")


def test_a_strange_address_answers_as_a_page_that_is_not_there(pages: Pages) -> None:
    assert pages.app.test_client().get("/calendar/no-such-token.ics").status_code == 404


def test_a_clerks_own_days_for_papers_stand_in_their_calendar(pages: Pages) -> None:
    token = renew_feed(pages.office, EAST)
    set_meeting(pages.office, EAST, pages.reference, "east-council",
                (NOW + timedelta(days=163)).date())  # fmt: skip
    said = days(pages, token)
    assert len([each for each in said if "Draft papers" in each]) == 2

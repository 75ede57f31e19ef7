"""A clerk keeps their committee's meetings, and everybody sees the days for papers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from casework.domain.dates import FactDate
from casework.domain.errors import Conflict, Invalid, InvalidFields, NotFound, NotPermitted
from casework.domain.viewer import Viewer
from casework.services.audit import check_every_record
from casework.services.case_people import give_role
from casework.services.council_meetings import (
    cancel_meeting,
    council_calendar,
    move_meeting,
    set_meeting,
)
from casework.services.outside_reading import get_outside_case
from casework.services.paper_deadlines import (
    Wanted,
    set_paper_deadlines,
    take_back_deadlines,
)
from casework.services.recording import withdraw_record
from casework.services.verb import AlreadyDone
from tests.integration.case_pages import GOV, PM, Pages, open_live_case, record, running_pages
from tests.integration.entry_pages import browser_of
from tests.integration.outside_pages import EAST, WEST, add_clerks

DAY = date(2026, 9, 9)  # a Wednesday
CLERK = "east-clerk"


@pytest.fixture
def pages(migrated_url: str, tmp_path: Path) -> Iterator[Pages]:
    """A case with a clerk of the eastern council."""
    found = running_pages(migrated_url, tmp_path / "data")
    open_live_case(found)
    add_clerks(found)
    yield found
    found.office.database.engine.dispose()


def meets(pages: Pages, day: date = DAY, viewer: Viewer = EAST, *, sure: bool = False) -> str:
    """Set a meeting of the eastern council; returns its key."""
    return set_meeting(pages.office, viewer, pages.reference, "east-council", day, sure=sure).key


def set_papers(pages: Pages, draft: int, final: int, **more: Any) -> None:
    """Set when the eastern council wants papers, on this case or for one meeting of it."""
    counted = more.pop("counted", "working")
    set_paper_deadlines(pages.office, EAST, pages.reference, "east-council",
                        Wanted(draft, final, counted), **more)  # fmt: skip


def calendar_text(pages: Pages) -> str:
    return browser_of(pages, CLERK).open(f"/shared/{pages.reference}/meetings").get_data(
        as_text=True
    )  # fmt: skip


# ----------------------------------------------------------------------- What the clerk sees


def test_a_meeting_shows_the_laws_day_and_the_two_that_are_assumed(pages: Pages) -> None:
    meets(pages)
    said = calendar_text(pages)
    assert "Papers for the HOSC: by 1 September 2026" in said
    assert "Draft papers for the HOSC&#39;s clerk: by 18 August 2026" in said
    assert "Final papers for the HOSC&#39;s clerk: by 25 August 2026" in said
    assert said.count("is an assumption, to be verified") == 2


def test_a_bank_holiday_that_was_not_counted_is_named(pages: Pages) -> None:
    meets(pages)
    assert "Monday 31 August 2026: Late Summer Bank Holiday" in calendar_text(pages)


def test_the_committees_own_days_take_the_place_of_the_assumed(pages: Pages) -> None:
    meets(pages)
    set_papers(pages, 20, 8)
    said = calendar_text(pages)
    assert "by 11 August 2026" in said and "by 27 August 2026" in said
    assert "assumption" not in said


def test_setting_them_again_changes_the_same_record(pages: Pages) -> None:
    for draft in (20, 21):
        set_papers(pages, draft, 8)
    facts = council_calendar(pages.office, EAST, pages.reference).facts
    assert [r.version for r in facts.current("paper_deadlines")] == [2]


@pytest.mark.parametrize(("draft", "final"), [(0, 5), (5, 8), (61, 8)])
def test_days_that_make_no_sense_are_refused(pages: Pages, draft: int, final: int) -> None:
    with pytest.raises(InvalidFields):
        set_papers(pages, draft, final)


# ----------------------------------------------------------------------- Entering and moving


@pytest.mark.parametrize("day", [date(2026, 5, 6), date(2026, 9, 12), date(2026, 8, 31)],
                         ids=["past", "Saturday", "bank holiday"])  # fmt: skip
def test_a_doubtful_day_is_asked_about_and_can_be_confirmed(pages: Pages, day: date) -> None:
    with pytest.raises(Invalid):
        meets(pages, day)
    assert meets(pages, day, sure=True)


def test_a_second_meeting_on_the_same_day_is_refused_even_if_confirmed(pages: Pages) -> None:
    meets(pages)
    with pytest.raises(Invalid):
        meets(pages, sure=True)


def test_a_form_that_is_sent_twice_records_one_meeting_and_complains_of_nothing(
    pages: Pages,
) -> None:
    def send() -> None:
        set_meeting(pages.office, EAST, pages.reference, "east-council", DAY, once="one")

    send()
    with pytest.raises(AlreadyDone):
        send()


def test_a_doubtful_day_stays_in_the_form_until_it_is_confirmed(pages: Pages) -> None:
    clerk = browser_of(pages, CLERK)
    clerk.open(f"/shared/{pages.reference}/meetings/new")
    given = {"on-day": "12", "on-month": "9", "on-year": "2026", "body": "east-council"}
    clerk.send(agenda="Stroke care", **given)
    assert "is a Saturday" in clerk.text and "Stroke care" in clerk.text
    clerk.send(sure="y")
    assert "12 September 2026" in clerk.text and "The meeting is recorded." in clerk.text


def test_moving_shows_what_moves_before_it_is_moved(pages: Pages) -> None:
    key = meets(pages)
    clerk = browser_of(pages, CLERK)
    clerk.open(f"/shared/{pages.reference}/meetings/{key}/move")
    clerk.send(**{"on-day": "7", "on-month": "10", "on-year": "2026"})
    assert "from 1 September 2026 to 29 September 2026" in clerk.text
    (known,) = council_calendar(pages.office, EAST, pages.reference).meetings
    assert known.payload.held_on == FactDate.on(DAY)


def test_a_moved_meeting_keeps_its_record_and_its_earlier_day(pages: Pages) -> None:
    key = meets(pages)
    move_meeting(pages.office, EAST, pages.reference, key, 1, date(2026, 10, 7))
    said = browser_of(pages, "programme-manager").open(f"{pages.url}/dates").get_data(as_text=True)
    assert "Was 9 September 2026 until" in said


def test_a_meeting_that_changed_meanwhile_is_not_moved(pages: Pages) -> None:
    key = meets(pages)
    move_meeting(pages.office, EAST, pages.reference, key, 1, date(2026, 10, 7))
    with pytest.raises(Conflict):
        move_meeting(pages.office, EAST, pages.reference, key, 1, date(2026, 10, 14))


def test_a_cancelled_meeting_stays_in_the_list_with_its_reason(pages: Pages) -> None:
    key = meets(pages)
    cancel_meeting(pages.office, EAST, pages.reference, key, 1, "No quorum was expected.")
    said = calendar_text(pages)
    assert "Cancelled" in said and "No quorum was expected." in said
    assert "Papers for the HOSC: by" not in said


def test_a_cancelled_meeting_cannot_be_moved(pages: Pages) -> None:
    key = meets(pages)
    cancel_meeting(pages.office, EAST, pages.reference, key, 1, "No quorum was expected.")
    with pytest.raises(NotFound):
        move_meeting(pages.office, EAST, pages.reference, key, 2, date(2026, 10, 7))


# ------------------------------------------------------------------------------- Whose it is


def test_a_clerk_sets_no_meeting_of_another_council(pages: Pages) -> None:
    with pytest.raises(NotPermitted):
        set_meeting(pages.office, EAST, pages.reference, "west-council", DAY)


def test_a_clerk_sets_no_deadline_of_another_council(pages: Pages) -> None:
    with pytest.raises(NotPermitted):
        set_paper_deadlines(pages.office, EAST, pages.reference, "west-council", Wanted(20, 8))


def test_a_clerk_does_not_move_another_councils_meeting(pages: Pages) -> None:
    give_role(pages.office, GOV, pages.reference, "west-clerk", "HC")
    key = meets(pages)
    with pytest.raises(NotFound):
        move_meeting(pages.office, WEST, pages.reference, key, 1, date(2026, 10, 7))


def test_who_has_nothing_to_do_with_the_case_learns_nothing(pages: Pages) -> None:
    with pytest.raises(NotFound):
        council_calendar(pages.office, WEST, pages.reference)


def test_people_of_the_case_do_not_keep_a_councils_calendar(pages: Pages) -> None:
    with pytest.raises(NotPermitted):
        council_calendar(pages.office, PM, pages.reference)


def test_what_the_clerk_set_is_not_withdrawn_by_the_nhs(pages: Pages) -> None:
    key = meets(pages)
    with pytest.raises(NotPermitted):
        withdraw_record(pages.office, PM, pages.reference, f"meeting/{key}", 1, "An error.")


def test_meetings_and_deadlines_stand_in_a_chain_that_verifies(pages: Pages) -> None:
    key = meets(pages)
    set_papers(pages, 20, 8)
    cancel_meeting(pages.office, EAST, pages.reference, key, 1, "No quorum was expected.")
    assert check_every_record(pages.office) == []


# ------------------------------------------------------------------- What people inside see


def test_the_board_sees_the_councils_days_on_the_page_of_dates(pages: Pages) -> None:
    meets(pages)
    set_papers(pages, 20, 8)
    said = browser_of(pages, "programme-manager").open(f"{pages.url}/dates").get_data(as_text=True)
    assert "11 August 2026" in said and "27 August 2026" in said
    assert "As the council has set" in said


def test_the_launch_check_names_the_councils_own_days(pages: Pages) -> None:
    record(pages, "affected_authority", organisation="east-council", standing="scrutiny")
    meets(pages)
    dates = "opens_on-day=1&opens_on-month=9&opens_on-year=2026&closes_on-day=30&closes_on-month=11"
    page = browser_of(pages, "programme-manager").open(
        f"{pages.url}/launch-check?{dates}&closes_on-year=2026"
    )
    assert "Final papers for the HOSC&#39;s clerk" in page.get_data(as_text=True)


def test_no_meeting_left_before_comments_are_due_is_said_to_both(pages: Pages) -> None:
    meets(pages)
    record(pages, "letter", organisation="east-council", purpose="regulation_23",
           direction="sent", sent_on="2026-05-20", comments_date="2026-08-01",
           decision_date="2026-12-01")  # fmt: skip
    words = "No meeting of East Council is recorded before 1 August 2026"
    assert words in calendar_text(pages)
    manager = browser_of(pages, "programme-manager")
    assert words in manager.open(f"{pages.url}/dates").get_data(as_text=True)


def test_deadlines_that_another_clerk_set_meanwhile_are_not_overwritten(pages: Pages) -> None:
    set_papers(pages, 20, 8, version=0)
    with pytest.raises(Conflict, match="since you opened"):
        set_papers(pages, 15, 8, version=0)


def test_a_letter_that_has_not_gone_is_said_only_to_those_who_prepare_it(pages: Pages) -> None:
    meets(pages)
    record(pages, "letter", organisation="east-council", purpose="regulation_23",
           direction="sent", comments_date="2026-08-01", decision_date="2026-12-01")  # fmt: skip
    words = "No meeting of East Council is recorded before 1 August 2026"
    assert words not in calendar_text(pages)
    manager = browser_of(pages, "programme-manager")
    assert words in manager.open(f"{pages.url}/dates").get_data(as_text=True)


@pytest.mark.parametrize(("sent_on", "shown"), [("2026-05-20", 2), (None, 0), ("2026-12-01", 0)])
def test_a_clerk_learns_the_dates_of_a_letter_once_it_has_gone(
    pages: Pages, sent_on: str | None, shown: int
) -> None:
    given = {"sent_on": sent_on} if sent_on else {}
    record(pages, "letter", organisation="east-council", purpose="regulation_23",
           direction="sent", comments_date="2026-08-01", decision_date="2026-12-01",
           **given)  # fmt: skip
    assert len(get_outside_case(pages.office, EAST, pages.reference).asked) == shown


# ------------------------------------------------------------------- One meeting alone


def test_one_meeting_can_want_papers_on_other_days(pages: Pages) -> None:
    key = meets(pages)
    meets(pages, date(2026, 10, 14))
    set_papers(pages, 20, 8)
    set_papers(pages, 25, 12, meeting=key)
    said = calendar_text(pages)
    assert "Draft papers for the HOSC&#39;s clerk: by 4 August 2026" in said
    assert "Draft papers for the HOSC&#39;s clerk: by 16 September 2026" in said
    assert "As the council has set it for this meeting." in said


def test_clear_days_are_counted_as_clear_days(pages: Pages) -> None:
    meets(pages)
    set_papers(pages, 20, 8, counted="clear")
    said = calendar_text(pages)
    assert "Final papers for the HOSC&#39;s clerk: by 26 August 2026" in said
    assert "8 clear working days before the meeting (set by your committee for this case)" in said


def test_the_deadlines_of_one_meeting_follow_it_when_it_moves(pages: Pages) -> None:
    key = meets(pages)
    set_papers(pages, 25, 12, meeting=key)
    move_meeting(pages.office, EAST, pages.reference, key, 1, date(2026, 10, 14))
    assert "Draft papers for the HOSC&#39;s clerk: by 9 September 2026" in calendar_text(pages)


def test_what_was_set_for_one_meeting_is_taken_back_on_its_page(pages: Pages) -> None:
    key = meets(pages)
    set_papers(pages, 25, 12, meeting=key)
    clerk = browser_of(pages, CLERK)
    address = f"/shared/{pages.reference}/meetings/{key}/papers"
    clerk.open(address)
    clerk.send(f"{address}/take-back", why="An error")
    assert "The deadlines are taken back." in clerk.text
    assert "Draft papers for the HOSC's clerk: by 18 August 2026" in clerk.text


def test_taking_back_without_saying_why_is_refused_and_the_page_stays(pages: Pages) -> None:
    set_papers(pages, 20, 8)
    clerk = browser_of(pages, CLERK)
    address = f"/shared/{pages.reference}/meetings/papers/east-council"
    clerk.open(address)
    answer = clerk.send(f"{address}/take-back", why="")
    assert answer.status_code == 422 and "Say why they are taken back." in clerk.text


def test_nothing_is_taken_back_where_nothing_is_set(pages: Pages) -> None:
    with pytest.raises(NotFound):
        take_back_deadlines(pages.office, EAST, pages.reference, "east-council", 1, "So")


def test_no_deadline_is_set_for_a_meeting_that_there_is_not(pages: Pages) -> None:
    with pytest.raises(NotFound):
        set_papers(pages, 20, 8, meeting="nothing")


def test_a_meeting_that_moves_past_the_day_for_comments_is_warned_of(pages: Pages) -> None:
    record(pages, "letter", purpose="regulation_23", organisation="east-council",
           direction="sent", sent_on="2026-05-22", comments_date="2026-10-01")  # fmt: skip
    meets(pages, date(2026, 9, 2))
    key = meets(pages)
    clerk = browser_of(pages, CLERK)
    clerk.open(f"/shared/{pages.reference}/meetings/{key}/move")
    clerk.send(**{"on-day": "7", "on-month": "10", "on-year": "2026"})
    assert "The meeting would come after 1 October 2026, the day given to East Council for its" in (
        clerk.text
    )

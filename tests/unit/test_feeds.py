"""A person's calendar: which dates it shows, how it says that one moved, and what never leaves."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from casework.documents.calendar_file import calendar_file
from casework.domain.calendar.england import england_bank_holidays
from casework.domain.case_dates import Terms
from casework.domain.feeds import (
    CANCELLED_ARE_KEPT,
    Event,
    events_of_case,
    events_outside,
    remembered,
)
from tests.factories import make_facts, record

TERMS = Terms(england_bank_holidays(), (), {"iia_report": 12})
NOW = datetime(2026, 11, 1, 9, tzinfo=UTC)
day = date.fromisoformat


def meeting(held_on="2026-12-09", body="east", key="m", purpose="scrutiny"):
    return record("meeting", key, purpose=purpose, organisation=body, held_on=held_on,
                  agenda="SECRET agenda")  # fmt: skip


def inside(*records, legal=False):
    facts = replace(make_facts(*records), as_at=day("2026-11-01"))
    return events_of_case(facts, TERMS, "Stroke care", {}, legal=legal)


def outside(*records, bodies=("east",), seen=True):
    facts = replace(make_facts(*records), as_at=day("2026-11-01"))
    return events_outside(facts, bodies, "Stroke care", {}, seen)


def letter(body="east", **fields):
    given_ = {"sent_on": "2026-10-01", "comments_date": "2026-12-20", **fields}
    return record("letter", body, purpose="regulation_23", direction="sent", organisation=body,
                  **given_)  # fmt: skip


def joint(committee_type="mandatory"):
    return record("joint_scrutiny", "j", outcome="appointed", committee_type=committee_type,
                  members=("east", "west"), organisation="jhosc")  # fmt: skip


def its_deadlines(body):
    return record("paper_deadlines", body, organisation=body, draft_working_days=20,
                  final_working_days=8)  # fmt: skip


def papers_for_the_clerk(*records):
    return sorted(e.on.isoformat() for e in outside(*records) if "papers for the HOSC" in e.summary)


# -------------------------------------------------------------------------- What it shows


def test_a_meeting_brings_itself_and_the_days_for_its_papers():
    found = {e.summary.partition(" (")[0]: e.on.isoformat() for e in inside(meeting())}
    assert found == {
        "Meeting": "2026-12-09", "Papers for the HOSC": "2026-12-01",
        "Draft papers for the HOSC's clerk": "2026-11-18",
        "Final papers for the HOSC's clerk": "2026-11-25",
    }  # fmt: skip


def test_an_entry_names_its_rule_and_how_sure_we_are_of_it():
    (papers,) = [e for e in inside(meeting()) if e.summary.startswith("Papers")]
    assert "Rule T04" in papers.description
    assert "read in the primary text (C1)" in papers.description


def test_no_text_of_a_record_leaves():
    assert not any("SECRET" in e.summary + e.description for e in inside(meeting()))


@pytest.mark.parametrize("classification", ["privileged", "restricted"])
def test_no_date_of_a_paper_that_is_not_public_leaves(classification):
    paper = record("evidence", "e", type="iia_report", classification=classification,
                   dated="2026-01-05")  # fmt: skip
    assert inside(paper) == ()


@pytest.mark.parametrize(("legal", "shown"), [(False, 0), (True, 1)])
def test_a_letter_before_claim_is_only_in_a_legal_advisers_calendar(legal, shown):
    claim = record("letter", "c", purpose="pre_action", direction="received", organisation="group",
                   sent_on="2026-10-28")  # fmt: skip
    found = inside(claim, legal=legal)
    assert len([e for e in found if "letter before claim" in e.summary]) == len(found) == shown


def test_the_date_of_a_public_paper_is_shown():
    paper = record("evidence", "e", type="iia_report", classification="public", dated="2026-01-05")
    assert len(inside(paper)) == 1


def test_the_watch_for_a_challenge_is_never_shown_as_a_safe_harbour():
    decision = record("decision", "d", purpose="final", decided_on="2026-10-01")
    (watch,) = [e for e in inside(decision) if "Watch for a legal challenge" in e.summary]
    assert "never a safe harbour" in watch.description
    assert "does not end on this day" in watch.summary and "Ends on" not in watch.description


def test_an_outsider_sees_only_their_own_committees_meetings():
    found = outside(meeting(), meeting(body="west", key="w"), meeting(key="b", purpose="decision"))
    assert len(found) == 4 and {e.on for e in found} <= {
        day("2026-12-09"), day("2026-12-01"), day("2026-11-18"), day("2026-11-25")
    }  # fmt: skip


def test_an_outsider_sees_the_dates_that_a_letter_gave_their_council():
    found = outside(letter(), letter("west"))
    assert [e.summary.partition(" (")[0] for e in found] == ["Comments of councils due"]


@pytest.mark.parametrize("on", [None, "2026-11-02", "2026-11"])
def test_an_outsider_sees_no_date_of_a_letter_that_has_not_gone(on):
    assert outside(letter(sent_on=on)) == ()


def test_an_outsider_to_whom_nothing_is_shown_any_more_sees_nothing():
    assert outside(meeting(), letter(), seen=False) == ()


# ------------------------------------------------------------------ Moved, withdrawn, the same


def event(on="2026-12-09", uid="a", summary="Meeting"):
    return Event(uid, day(on), summary, "")


def after(*steps):
    """The entries once a calendar was read with these events, one day after another."""
    entries, shown = [], ""
    for number, events in enumerate(steps):
        entries, shown = remembered(shown, events, NOW + timedelta(days=number))
    return entries


def test_a_date_that_stays_keeps_its_sequence_and_its_instant():
    (entry,) = after([event()], [event()])
    assert (entry.sequence, entry.changed_at) == (0, NOW)


def test_a_date_that_moves_keeps_its_name_and_counts_up():
    (entry,) = after([event()], [event("2026-12-16")])
    assert (entry.event.uid, entry.sequence, entry.cancelled) == ("a", 1, False)
    assert entry.changed_at == NOW + timedelta(days=1)


def test_the_same_date_of_a_record_has_the_same_name_after_it_moved():
    moved = inside(meeting("2026-12-16"))
    assert {e.uid for e in inside(meeting())} == {e.uid for e in moved}


def test_a_date_that_went_away_is_cancelled_and_says_no_more_than_its_day():
    (entry,) = after([event(summary="Meeting (SC-1)")], [])
    assert entry.cancelled and entry.sequence == 1
    assert "SC-1" not in entry.event.summary and entry.event.on == day("2026-12-09")


def test_a_date_that_comes_back_counts_up_again():
    (entry,) = after([event()], [], [event()])
    assert (entry.sequence, entry.cancelled) == (2, False)


def test_a_cancelled_date_is_forgotten_after_a_while():
    _, shown = remembered("", [event()], NOW)
    _, shown = remembered(shown, [], NOW)
    entries, _ = remembered(shown, [], NOW + CANCELLED_ARE_KEPT + timedelta(days=1))
    assert entries == []


# -------------------------------------------------------------------------------- The file


def lines_of(events):
    entries, _ = remembered("", events, NOW)
    return calendar_file("Casework", entries, "https://casework.example/")


def test_a_day_is_a_whole_day_and_takes_up_no_time():
    content = lines_of([event()]).decode()
    assert "DTSTART;VALUE=DATE:20261209\r\n" in content
    assert "DTEND;VALUE=DATE:20261210\r\n" in content and "TRANSP:TRANSPARENT" in content


def test_a_cancelled_date_has_that_status():
    _, shown = remembered("", [event()], NOW)
    entries, _ = remembered(shown, [], NOW)
    assert b"STATUS:CANCELLED" in calendar_file("Casework", entries, "https://casework.example/")


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=300)


@given(TEXTS)
def test_no_line_is_longer_than_75_octets(summary):
    assert all(len(line) <= 75 for line in lines_of([event(summary=summary)]).split(b"\r\n"))


@given(TEXTS)
def test_what_is_written_is_read_back(summary):
    (read,) = Calendar.from_ical(lines_of([event(summary=summary)])).walk("VEVENT")
    assert str(read["summary"]) == summary


def test_a_title_cannot_add_a_property():
    content = lines_of([event(summary="Stroke\r\nATTENDEE:mailto:x@example.org; a, b")])
    assert b"\r\nATTENDEE" not in content


# -------------------------------------------------------------------------- Joint committees


def test_a_members_clerk_sees_the_deadlines_that_the_joint_committee_set():
    found = papers_for_the_clerk(meeting(), joint(), its_deadlines("jhosc"))
    assert found == ["2026-11-11", "2026-11-27"]


def test_a_discretionary_committee_sets_nothing_for_its_members():
    found = papers_for_the_clerk(meeting(), joint("discretionary"), its_deadlines("jhosc"))
    assert found == ["2026-11-18", "2026-11-25"]


def test_a_members_clerk_does_not_see_another_members_deadlines():
    found = papers_for_the_clerk(meeting(), joint(), its_deadlines("west"))
    assert found == ["2026-11-18", "2026-11-25"]


def test_a_calendar_without_dates_holds_a_part_all_the_same():
    assert b"BEGIN:VTIMEZONE" in calendar_file("Casework", (), "https://casework.example/")


def test_how_often_it_is_read_anew_is_a_duration():
    assert b"X-PUBLISHED-TTL:PT12H" in calendar_file("Casework", (), "https://casework.example/")


def test_a_rule_without_law_says_why():
    (draft,) = [e for e in inside(meeting()) if "Draft papers" in e.summary]
    assert "our own assumption (A)" in draft.description


def test_a_clerk_keeps_the_meetings_that_came_before_the_case_ended():
    moved = replace(record("stage_move", "visit-2", target="WITHDRAWN", visit=2),
                    judged_on=day("2026-10-20"))  # fmt: skip
    facts = replace(make_facts(moved, meeting("2026-10-01"), meeting("2026-12-09", key="later"),
                               stage="WITHDRAWN", visit=2), as_at=day("2026-11-01"))  # fmt: skip
    held = {e.on for e in events_outside(facts, ("east",), "Stroke care", {}, True)
            if e.summary.startswith("Meeting")}  # fmt: skip
    assert held == {day("2026-10-01")}

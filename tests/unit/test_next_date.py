"""The next date of a case: the earliest by which something is to be done or to happen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from casework.domain.calendar.england import england_bank_holidays
from casework.domain.case_dates import Terms, case_dates
from casework.domain.case_dates.next_date import (
    NOTHING_IS_DUE,
    is_waited_for,
    mark_of,
    next_date,
)
from tests.factories import make_facts, record

TERMS = Terms(england_bank_holidays())
TODAY = "2026-11-26"


def meeting(**fields):
    return record("meeting", "m", **{"purpose": "decision", "organisation": "icb",
                                     "held_on": "2026-12-17", **fields})  # fmt: skip


def following(*records, today=TODAY, **given):
    found = next_date(make_facts(*records, as_at=today, **given), TERMS)
    return None if found is None else (found.on.isoformat(), found.what)


def test_papers_that_a_rule_makes_due_come_before_their_meeting():
    assert following(meeting()) == ("2026-12-09", "Papers for the ICB meeting")


def test_papers_that_were_published_are_no_next_date():
    published = meeting(papers_published_on="2026-11-20", notice_published_on="2026-11-20")
    assert following(published) == ("2026-12-17", "Meeting")


@pytest.mark.parametrize("today", ["2026-12-09", "2026-12-08"])
def test_what_is_due_today_is_the_next_date_still(today):
    assert following(meeting(), today=today) == ("2026-12-09", "Papers for the ICB meeting")


def test_reviews_and_the_expiry_of_a_temporary_change_are_next_dates():
    change = record("temporary_change", "w", status="temporary", decided_on="2026-09-27",
                    expires_on="2026-12-20")  # fmt: skip
    assert following(change) == ("2026-12-20", "Temporary change expires")


def test_a_watch_that_ends_nothing_is_no_next_date():
    decided = record("decision", "d", purpose="to_consult", decided_on="2026-11-20")
    assert following(decided) is None


def test_the_earliest_day_that_a_date_may_be_is_nothing_to_be_done():
    letter = record("letter", "l", purpose="regulation_23", organisation="east", direction="sent",
                    sent_on="2026-11-20", comments_date="2026-12-15")  # fmt: skip
    assert following(letter) == ("2026-12-15", "Comments of councils due")


def test_a_letter_that_has_not_gone_asks_nobody_for_anything():
    letter = record("letter", "l", purpose="regulation_23", organisation="east", direction="sent",
                    sent_on="2026-12-01", comments_date="2026-12-15")  # fmt: skip
    assert following(letter) is None


@pytest.mark.parametrize("stage", ["CLOSED", "WITHDRAWN", "UPGRADED"])
def test_a_case_that_has_ended_has_none(stage):
    moved = replace(record("stage_move", "visit-2", target=stage, visit=2),
                    judged_on=date(2026, 11, 20))  # fmt: skip
    assert following(moved, meeting(), stage=stage, visit=2) is None


def test_the_mark_of_a_date_stays_while_it_moves():
    before, after = ({mark_of(d) for d in case_dates(make_facts(meeting(held_on=day)), TERMS)}
                     for day in ("2026-12-17", "2027-01-14"))  # fmt: skip
    assert before == after


def test_every_date_of_a_case_has_a_mark_of_its_own():
    facts = make_facts(
        meeting(), record("consultation", opens_on="2027-01-11", closes_on="2027-04-04"),
        *(record("affected_authority", c, organisation=c, standing="scrutiny") for c in "ab"),
        record("temporary_change", "w", status="urgent", decided_on="2026-11-24"),
    )  # fmt: skip
    marks = [mark_of(d) for d in case_dates(facts, TERMS)]
    assert len(marks) == len(set(marks))


@pytest.mark.parametrize("today", ["2026-11-26", "2026-12-10", "2026-12-18", "2027-02-01"])
def test_it_is_the_first_of_all_the_dates_of_the_case_that_are_to_be_done(today):
    facts = make_facts(
        meeting(), record("meeting", "s", purpose="scrutiny", held_on="2027-01-14"),
        record("consultation", opens_on="2027-01-11", closes_on="2027-04-04"),
        record("temporary_change", "w", status="urgent", decided_on="2026-11-24"),
        record("decision", "d", purpose="to_consult", decided_on="2026-11-20"), as_at=today,
    )  # fmt: skip
    days = [
        d.on for d in case_dates(facts, TERMS)
        if d.on is not None and d.on >= facts.as_at and is_waited_for(d)
        and (d.found is None or d.found.bound not in NOTHING_IS_DUE)
    ]  # fmt: skip
    found = next_date(facts, TERMS)
    assert found is not None and found.on == min(days)

"""Dates that no longer apply, of a case that has ended and of a temporary change that is over."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from casework.domain.calendar.england import england_bank_holidays
from casework.domain.case_dates import Terms, case_dates
from casework.domain.endings import WORDS, ending_of
from casework.domain.feeds import events_of_case
from casework.domain.reminders import waits_for_somebody
from casework.engine.library import Library
from tests.factories import make_facts, record

TERMS = Terms(england_bank_holidays())
TODAY = "2026-06-01"
WORKFLOWS = Path(__file__).parents[2] / "workflows"


def entered(stage="WITHDRAWN", on="2026-05-20"):
    moved = record("stage_move", "visit-2", target=stage, origin="S3", visit=2)
    return replace(moved, judged_on=date.fromisoformat(on))


def ended(*records, stage="WITHDRAWN", on="2026-05-20"):
    return make_facts(entered(stage, on), *records, as_at=TODAY, stage=stage, visit=2)


def why(facts, name):
    """Why the dates of a rule or a `kind.field` fall away, by their day."""
    return {
        d.on.isoformat(): d.falls_away for d in case_dates(facts, TERMS)
        if d.on is not None and name in (d.rule_id, f"{d.record.partition('/')[0]}.{d.field}")
    }


def meeting(**fields):
    return record("meeting", "m", **{"purpose": "decision", "organisation": "icb",
                                     "held_on": "2026-07-01", **fields})  # fmt: skip


def change(**fields):
    return record("temporary_change", "w", **{
        "status": "urgent", "decided_on": "2026-01-05", "expires_on": "2026-12-01",
        "review_on": "2026-07-05", **fields,
    })  # fmt: skip


RESTORED = {"ended_on": "2026-03-02", "ended_as": "reopened"}
FULL = {"ended_on": "2026-03-02", "ended_as": "full_track"}


# ------------------------------------------------------------------------ A case that has ended


def test_every_stage_in_which_a_case_of_any_pathway_has_ended_has_its_words():
    pathways = Library.load(WORKFLOWS).definitions.values()
    final = {stage.id for d in pathways for stage in d.stages if stage.final}
    assert final == set(WORDS)


def test_a_case_that_goes_on_has_no_end():
    assert ending_of(make_facts(stage="S3")) is None


def test_papers_of_a_meeting_fall_away_with_the_proposal():
    found = why(ended(meeting()), "T06")
    assert set(found.values()) == {"the proposal was withdrawn on 20 May 2026"}


def test_the_opening_of_a_consultation_falls_away_with_the_proposal():
    opens = record("consultation", opens_on="2026-09-01", closes_on="2026-12-01")
    assert all(why(ended(opens), "consultation.opens_on").values())


def test_what_had_come_before_the_end_does_not_fall_away():
    assert why(ended(meeting(held_on="2026-05-10")), "meeting.held_on") == {"2026-05-10": ""}


@pytest.mark.parametrize("name", ["T15", "T16"])
def test_what_is_to_be_answered_or_watched_all_the_same_stays(name):
    watched = record("decision", "d", purpose="to_consult", decided_on="2026-05-01")
    asked = record("information_request", "i", under="foi", asked_on="2026-05-15")
    assert set(why(ended(watched, asked), name).values()) == {""}


def test_a_date_that_cannot_be_worked_out_falls_away_too():
    facts = ended(record("consultation", opens_on="2026-09-01"))
    missing = [d for d in case_dates(facts, TERMS) if d.on is None and d.missing]
    assert missing and all(d.falls_away for d in missing)


def test_nobody_is_reminded_of_what_has_fallen_away():
    facts = ended(meeting())
    due = [d for d in case_dates(facts, TERMS) if d.rule_id == "T06"]
    assert due and not any(waits_for_somebody(facts, d) for d in due)


def test_a_calendar_leaves_out_what_has_fallen_away():
    assert events_of_case(ended(meeting()), TERMS, "Beds", {}) == ()


def test_a_case_says_in_which_it_goes_on():
    link = record("linked_case", "upgraded_to:full-1", case="FULL-1", relation="upgraded_to",
                  pathway="major-service-change", stage="S0", linked_on="2026-05-20")  # fmt: skip
    assert ending_of(ended(link, stage="UPGRADED")).goes_on_in == ("FULL-1",)


# ---------------------------------------------------------------------- A temporary change that is


def reviews(*records, **fields):
    facts = make_facts(change(**fields), *records, as_at=TODAY)
    return [d for d in case_dates(facts, TERMS) if d.rule_id == "T17"]


def test_reviews_of_a_change_that_is_over_fall_away():
    assert {d.falls_away for d in reviews(**RESTORED)} == {
        "the temporary change ended 2 March 2026"
    }


def test_a_review_that_nobody_held_is_not_done_because_the_change_is_over():
    assert [d.settled for d in reviews(**RESTORED)] == [False] * 4


def test_a_review_that_was_held_stays_done_after_the_end():
    held = record("temporary_change_review", "r", change="temporary_change/w",
                  reviewed_on="2026-02-10")  # fmt: skip
    first = reviews(held, **RESTORED)[0]
    assert (first.settled, first.falls_away) == (True, "")


@pytest.mark.parametrize("field", ["review_on", "expires_on"])
def test_its_own_days_fall_away_with_it(field):
    facts = make_facts(change(**RESTORED), as_at=TODAY)
    (found,) = [d for d in case_dates(facts, TERMS) if d.field == field]
    assert (bool(found.falls_away), found.settled) == (True, False)


def test_a_change_of_which_the_full_process_was_started_goes_on():
    assert {d.falls_away for d in reviews(**FULL)} == {""}


def test_it_goes_on_in_an_urgent_case_that_is_closed():
    facts = make_facts(entered("CLOSED"), change(**FULL), as_at=TODAY, stage="CLOSED", visit=2)
    assert set(why(facts, "temporary_change.expires_on").values()) == {""}


def full_case(**fields):
    return record("linked_case", "full_pathway:full-1", case="FULL-1", relation="full_pathway",
                  pathway="major-service-change", stage="S0", linked_on="2026-03-02",
                  **fields)  # fmt: skip


def test_it_is_over_once_the_full_case_went_its_way():
    gone = full_case(ended_on="2026-05-30", ended_as="went_its_way")
    assert all(d.falls_away for d in reviews(gone, **FULL))


def test_it_goes_on_where_the_full_case_was_broken_off():
    broken = full_case(ended_on="2026-05-30", ended_as="broken_off")
    assert {d.falls_away for d in reviews(broken, **FULL)} == {""}


def test_it_is_over_once_the_public_decision_is_taken():
    decided = record("decision", "d", purpose="final", outcome="approved", decided_on="2026-05-30")
    assert all(d.falls_away for d in reviews(decided, **FULL))


def test_a_change_that_was_renewed_and_not_replaced_goes_on():
    renewed = {"ended_on": "2026-03-02", "ended_as": "renewed"}
    assert {d.falls_away for d in reviews(**renewed)} == {""}

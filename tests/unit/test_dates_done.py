"""A date stops waiting when what it waits for is recorded, and by nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from casework.domain.calendar.england import england_bank_holidays
from casework.domain.case_dates import Terms, case_dates
from casework.domain.reminders import waits_for_somebody
from tests.factories import make_facts, record

TERMS = Terms(england_bank_holidays())
TODAY = date(2026, 12, 20)
URGENT = "urgent-temporary-change"


def facts(*records, pathway="", today=TODAY):
    found = replace(make_facts(*records), as_at=today)
    return replace(found, pathway=pathway) if pathway else found


def waiting(name, *records, pathway="", today=TODAY):
    """For which limbs a rule or a `kind.field` still waits."""
    judged = facts(*records, pathway=pathway, today=today)
    return [
        d.body or d.limb for d in case_dates(judged, TERMS)
        if name in (d.rule_id, f"{d.record.partition('/')[0]}.{d.field}")
        and waits_for_somebody(judged, d)
    ]  # fmt: skip


def letter(key="l", **fields):
    given = {"organisation": "east", "purpose": "regulation_23", "direction": "sent",
             "sent_on": "2026-10-01", **fields}  # fmt: skip
    return record("letter", key, **given)


def council(name, standing="scrutiny"):
    return record("affected_authority", name, organisation=name, standing=standing)


def change(**fields):
    return record("temporary_change", "w", **{"status": "urgent", "decided_on": "2026-11-02",
                                              **fields})  # fmt: skip


def review(key="r", **fields):
    return record("temporary_change_review", key, change="temporary_change/w", **fields)


def notice(body, **fields):
    return letter(f"n-{body}", organisation=body, purpose="urgent_change_notice",
                  **{"sent_on": "2026-11-02", "summary": "why", **fields})  # fmt: skip


CLAIM = letter(purpose="pre_action", direction="received", sent_on="2026-12-10")
TOLD_BY_A_CLAIM = record("claim", "c", letter_on="2026-12-10")
COMMENTS = letter(comments_date="2026-12-15", decision_date="2027-01-20")
REPORT = record("scrutiny_response", "s", organisation="east", received_on="2026-12-01",
                outcome="comments_with_recommendation")  # fmt: skip


def recommends(**fields):
    return record("recommendation", "a", organisation="east", recommendation="x", **fields)


def reply(on="2026-12-18", purpose="other", **fields):
    return letter("reply", purpose=purpose, sent_on=on, **fields)


def responded(on):
    return record("scrutiny_response", "s", organisation="east", received_on=on, outcome="comments")


def decided(outcome, on="2026-12-18"):
    return record("decision", "d", purpose="final", outcome=outcome, decided_on=on)


DONE = [
    ("T14", (CLAIM, reply(purpose="pre_action"))),
    ("T14", (TOLD_BY_A_CLAIM, reply(purpose="pre_action"))),
    ("T09", (REPORT, recommends(our_response="Yes"), reply())),
    ("T09", (REPORT, recommends(our_response="No", disagreement_notified_on="2026-12-18"))),
    ("T11", (change(), council("east"), notice("east"))),
    ("T11", (change(), council("east"), notice("east", sent_on="2026-11-20"))),
    ("letter.comments_date", (COMMENTS, responded("2026-12-10"))),
    ("letter.decision_date", (COMMENTS, decided("approved"))),
    ("temporary_change.review_on", (change(review_on="2026-12-12"),
                                    review(reviewed_on="2026-12-10"))),
    ("condition.due_on", (record("condition", "c", due_on="2026-12-19",
                                 discharged_on="2026-12-18"),)),
]  # fmt: skip
NOT_DONE = [
    ("T14", (CLAIM,)),
    ("T14", (CLAIM, reply("2026-12-22", purpose="pre_action"))),
    ("T14", (TOLD_BY_A_CLAIM,)),
    ("T14", (TOLD_BY_A_CLAIM, letter(purpose="pre_action", direction="received",
                                     sent_on="2026-11-01"), reply(purpose="pre_action"))),
    ("T09", (REPORT, recommends(agreed=True))),
    ("T09", (REPORT, recommends(agreed=True, our_response="Yes"))),
    ("T09", (REPORT, recommends(our_response="Yes"), reply("2026-11-20"))),
    ("T11", (change(), council("east"), notice("east", summary=""))),
    ("letter.comments_date", (COMMENTS, responded("2025-12-10"))),
    ("letter.comments_date", (COMMENTS, responded("2026-12-24"))),
    ("letter.decision_date", (COMMENTS, decided("deferred"))),
    ("letter.decision_date", (COMMENTS, decided("approved", "2025-12-18"))),
    ("temporary_change.review_on", (change(review_on="2026-12-12"),)),
    ("temporary_change.review_on", (change(review_on="2027-01-30"),
                                    review(reviewed_on="2026-12-10"))),
    ("condition.due_on", (record("condition", "c", due_on="2026-12-19"),)),
]  # fmt: skip


@pytest.mark.parametrize(("name", "records"), DONE)
def test_what_is_recorded_as_done_waits_no_longer(name, records):
    assert waiting(name, *records) == []


@pytest.mark.parametrize(("name", "records"), NOT_DONE)
def test_what_is_not_certainly_done_still_waits(name, records):
    assert len(waiting(name, *records)) == 1


def test_one_councils_notice_settles_no_other_council():
    assert waiting("T11", change(), council("east"), council("west"), notice("east")) == ["west"]


def test_one_date_for_all_settles_none_of_several_councils():
    told = change(council_told_on="2026-11-02")
    assert waiting("T11", told, council("east"), council("west")) == ["east", "west"]


@pytest.mark.parametrize(("parties", "owed"), [(("east", "west"), ["east"]), (("west",), [""])])
def test_no_notice_is_owed_to_a_council_that_is_consulted_as_a_courtesy(parties, owed):
    standing = {"east": "scrutiny", "west": "courtesy"}
    councils = [council(name, standing[name]) for name in parties]
    judged = facts(change(), *councils)
    assert [d.body for d in case_dates(judged, TERMS) if d.rule_id == "T11"] == owed


def test_one_date_settles_the_only_council_beside_a_courtesy():
    told = change(council_told_on="2026-11-02")
    assert waiting("T11", told, council("east"), council("west", "courtesy")) == []


def test_a_date_settles_nothing_where_the_gate_asks_for_the_notice():
    told = change(council_told_on="2026-11-02")
    assert waiting("T11", told, council("east"), pathway=URGENT) == ["east"]


def reviews(*records, today=TODAY):
    judged = facts(*records, today=today)
    return [(d.on.isoformat(), d.settled) for d in case_dates(judged, TERMS) if d.rule_id == "T17"]


def test_the_first_review_is_due_at_six_weeks_and_not_at_four():
    assert reviews(change())[0] == ("2026-12-14", False)


def test_a_review_held_on_its_days_settles_it_and_no_other():
    found = reviews(change(), review(reviewed_on="2026-12-08"))
    assert [settled for _, settled in found] == [True, False, False, False]


def test_a_review_held_before_its_days_does_not_settle_it():
    assert reviews(change(), review(reviewed_on="2026-11-10"))[0] == ("2026-12-14", False)


def test_a_review_held_late_is_no_longer_waited_for():
    assert reviews(change(), review(reviewed_on="2026-12-16"))[0] == ("2026-12-14", True)


def test_a_review_that_the_board_moved_stands_on_its_new_day():
    moved = review(reviewed_on="2026-12-10", held_at="board", reasons="x",
                   next_review_on="2027-03-15")  # fmt: skip
    days = [on for on, _ in reviews(change(), moved)]
    assert days == ["2026-12-14", "2027-03-15", "2027-05-02", "2027-11-02"]


def test_reviews_are_counted_from_the_start_where_it_came_first():
    assert reviews(change(starts_on="2026-10-26"))[0] == ("2026-12-07", False)


def test_a_deferral_leaves_the_meeting_that_decides_to_come():
    consulted = record("consultation", opens_on="2026-01-11", closes_on="2026-04-04")
    found = [d for d in case_dates(facts(consulted, decided("deferred")), TERMS)
             if d.rule_id == "T05"]  # fmt: skip
    assert [d.limb for d in found] == ["to come"]

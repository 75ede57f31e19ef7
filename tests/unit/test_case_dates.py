"""The dates of a case: what each record gives rise to, what cannot be worked out, what moved."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from casework.domain.calendar.england import england_bank_holidays
from casework.domain.calendar.poll_register import SHIPPED, periods_near
from casework.domain.case_dates import Terms, case_dates
from casework.domain.case_dates.stretches import earlier_values, stretches
from casework.domain.deadline_register import LAW, REGISTER
from casework.domain.facts import Threshold
from casework.engine.library import Library
from tests.factories import make_facts, record

ENGLAND = england_bank_holidays()
TERMS = Terms(ENGLAND, periods_near(SHIPPED, [], ENGLAND), {"iia_report": 12})
EAST, HOSC, ICB = "east-council", "east-council", "north-icb"
WORKFLOWS = Path(__file__).parents[2] / "workflows"
day = date.fromisoformat


def letter(**fields):
    given = {"purpose": "regulation_23", "organisation": EAST, "direction": "sent",
             "sent_on": "2026-05-22", "comments_date": "2026-12-23",
             "decision_date": "2027-02-01", **fields}  # fmt: skip
    return record("letter", "one", **given)


def meeting(purpose="scrutiny", held_on="2026-12-09", body=HOSC, **fields):
    return record("meeting", purpose, purpose=purpose, organisation=body, held_on=held_on, **fields)


def consultation(**fields):
    return record("consultation", **{"opens_on": "2027-01-11", "closes_on": "2027-04-04", **fields})


def change(**fields):
    return record("temporary_change", "w", **{"status": "urgent", "decided_on": "2026-12-24",
                                              **fields})  # fmt: skip


def regime(name="R24"):
    return record("regime", regime=name)


def healthwatch_letter():
    return letter(purpose="healthwatch_consultation", direction="received", sent_on="2026-12-01",
                  comments_date=None, decision_date=None)  # fmt: skip


def asked(under="foi"):
    return record("information_request", "f", under=under, asked_on="2026-12-01")


def council():
    return record("affected_authority", EAST, organisation=EAST, standing="scrutiny")


def hold(**fields):
    return record("hold", "c", **{"hold": "CALLED_IN", "started_on": "2026-03-10", **fields})


def report():
    return record("scrutiny_response", "r", organisation=EAST, received_on="2026-12-01",
                  outcome="comments_with_recommendation")  # fmt: skip


COMPUTED = [
    ("T01", (letter(), meeting()), ["2026-12-23"]),
    ("T02", (letter(),), ["2026-12-24"]),
    ("T04", (meeting(held_on="2027-01-07"),), ["2026-12-29"]),
    ("T05", (meeting("decision", "2027-01-07", ICB),), ["2026-12-31"]),
    ("T06", (meeting("decision", "2026-12-09", ICB),), ["2026-12-01"]),
    ("T07", (letter(), regime()), ["2026-05-22"]),
    ("T08", (hold(),), ["2026-09-09"]),
    ("T09", (report(),), ["2026-12-29"]),
    ("T10", (healthwatch_letter(),), ["2026-12-31"]),
    ("T11", (change(),), ["2026-12-29"]),
    ("T12", (consultation(),), ["2027-03-31"]),
    ("T13", (consultation(),), ["2027-02-22"]),
    ("T14", (letter(purpose="pre_action", direction="received", sent_on="2026-12-01"),),
     ["2026-12-15"]),
    ("T14", (record("claim", "c", letter_on="2026-12-01"),), ["2026-12-15"]),
    ("T14", (letter(purpose="pre_action", direction="received", sent_on="2026-12-01"),
             record("claim", "c", letter_on="2026-12-01")), ["2026-12-15"]),
    ("T14", (letter(purpose="pre_action", direction="received", sent_on="2026-12-01"),
             record("claim", "c", letter_on="2026-12-02")), ["2026-12-15", "2026-12-16"]),
    ("T14", (letter(purpose="pre_action", direction="received", sent_on="2026-12-01"),
             record("claim", "c", letter_on="2026-12-01"),
             record("claim", "d", letter_on="2026-12-01")), ["2026-12-15", "2026-12-15"]),
    ("T15", (record("decision", "d", purpose="final", decided_on="2026-03-10"),), ["2026-06-09"]),
    ("T16", (asked(),), ["2026-12-31"]),
    ("T17", (change(decided_on="2026-01-05"),),
     ["2026-02-16", "2026-04-05", "2026-07-05", "2027-01-05"]),
    ("T18", (record("senate_review", "s", review_on="2027-03-31"),), ["2026-12-31", "2027-02-03"]),
    ("T19", (record("evidence", "e", type="iia_report", dated="2026-02-01"),), ["2027-02-01"]),
]  # fmt: skip


def dates_of(rule_id, records, versions=()):
    return [d for d in case_dates(make_facts(*records), TERMS, versions) if d.rule_id == rule_id]


@pytest.mark.parametrize(("rule_id", "records", "days"), COMPUTED, ids=[c[0] for c in COMPUTED])
def test_the_records_give_the_date(rule_id, records, days):
    found = dates_of(rule_id, records)
    assert [d.on for d in found] == [day(each) for each in days]


@pytest.mark.parametrize(("rule_id", "records", "days"), COMPUTED, ids=[c[0] for c in COMPUTED])
def test_a_computed_date_is_explained_by_its_own_rule(rule_id, records, days):
    assert {d.found.rule_id for d in dates_of(rule_id, records)} == {rule_id}


def test_reviews_of_a_change_that_lasts_go_on_by_the_figures_of_the_pathway():
    figures = {"board_review_months": (Threshold("board_review_months", 3, True),)}
    facts = make_facts(change(decided_on="2026-01-05"), as_at="2027-05-01")
    found = [d for d in case_dates(facts, replace(TERMS, figures=figures)) if d.rule_id == "T17"]
    assert [d.on.isoformat() for d in found] == [
        "2026-02-16", "2026-04-05", "2026-07-05", "2026-10-05", "2027-01-05", "2027-04-05",
        "2027-07-05",
    ]  # fmt: skip
    assert found[-1].what == "Review of a temporary change, 18 months on"


def test_a_notice_is_counted_from_the_start_where_the_change_began_before_it_was_decided():
    begun = change(decided_on="2026-03-02", starts_on="2026-02-27")
    assert [d.on.isoformat() for d in dates_of("T11", (begun,))] == ["2026-03-02"]


def test_the_next_look_at_a_change_that_lasts_is_a_date_until_it_has_ended():
    figures = {"executive_review_weeks": (Threshold("executive_review_weeks", 6, True),)}
    held = record("temporary_change_review", "r", change="temporary_change/w",
                  reviewed_on="2026-02-09")  # fmt: skip

    def looks(**ended):
        facts = make_facts(change(decided_on="2026-01-05", **ended), held, as_at="2026-03-01")
        found = case_dates(facts, replace(TERMS, figures=figures))
        return [d.on.isoformat() for d in found if d.limb == "next-look"]

    assert looks() == ["2026-03-23"]
    assert looks(ended_as="reopened", ended_on="2026-02-20") == []


NOT_KNOWN = [
    ("T01", (letter(),), "the next meeting of {org:east-council} on scrutiny after the letter"),
    ("T01", (letter(), meeting(held_on="2026-05-01")), "the next meeting of {org:east-council} on "
     "scrutiny after the letter"),
    ("T02", (letter(comments_date=None),), "the date for comments that the letter gives"),
    ("T04", (meeting(held_on="2026-12"),),
     "the exact day of the meeting, which is recorded as in December 2026"),
    ("T05", (consultation(),), "the day of the meeting that decides"),
    ("T07", (letter(),), "which regime of scrutiny and call-in applies"),
    ("T07", (regime(),), "the day on which the first council is consulted"),
    ("T11", (change(decided_on=None),), "the urgent decision"),
    ("T13", (consultation(opens_on=None),), "the day on which it opens"),
    ("T13", (consultation(closes_on=None),), "the day on which it closes"),
    ("T15", (record("decision", "d", purpose="final", decided_on="2026"),),
     "the exact day of the decision, which is recorded as in 2026"),
    ("T17", (change(decided_on=None),), "the decision on the temporary change"),
    ("T18", (), "the day of the planned clinical senate review"),
    ("T19", (record("evidence", "e", type="iia_report"),), "the date of the evidence"),
]  # fmt: skip


@pytest.mark.parametrize(("rule_id", "records", "missing"), NOT_KNOWN)
def test_a_date_without_its_start_says_which_fact_is_missing(rule_id, records, missing):
    found = dates_of(rule_id, records)
    assert [(d.on, d.missing) for d in found] == [(None, missing)]


NOT_ASKED = [
    ("T01", (healthwatch_letter(),)),
    ("T03", (letter(),)),
    ("T04", (meeting("decision", "2027-01-07", ICB),)),
    ("T05", (meeting(),)),
    ("T05", (consultation(), record("decision", "d", purpose="final", decided_on="2026-03-10"))),
    ("T07", (letter(), regime("R13"))),
    ("T08", (hold(ended_on="2026-04-01"),)),
    ("T09", (record("scrutiny_response", "r", organisation=EAST, outcome="comments"),)),
    ("T10", (letter(),)),
    ("T11", (change(status="pilot"),)),
    ("T12", (meeting("decision", "2025-09-02", ICB),)),
    ("T12", ()),
    ("T14", (letter(),)),
    ("T14", (record("claim", "c", issued_on="2026-12-01"),)),
    ("T16", (asked("regulation_26"),)),
    ("T18", (record("assurance_letter", "s", purpose="senate"),)),
    ("T18", (consultation(opens_on="2026-01-11"),)),
    ("T19", (record("evidence", "e", type="involvement_plan", dated="2026-02-01"),)),
]


@pytest.mark.parametrize(("rule_id", "records"), NOT_ASKED)
def test_a_rule_that_is_not_about_the_case_gives_nothing(rule_id, records):
    assert dates_of(rule_id, records) == []


def test_a_window_that_closes_before_it_opens_has_no_middle_and_says_so():
    (found,) = dates_of("T13", (consultation(closes_on="2026-01-01"),))
    assert found.on is None and "before it opens" in found.missing


def test_a_year_without_recorded_bank_holidays_is_said():
    (found,) = dates_of("T04", (meeting(held_on="2099-01-07"),))
    assert found.on is None and "bank holidays" in found.missing


@pytest.mark.parametrize("rule_id", [f"T{n:02d}" for n in range(1, 20)])
def test_every_rule_of_the_register_is_computed_or_missed_somewhere(rule_id):
    asked_of = {c[0] for c in COMPUTED} | {c[0] for c in NOT_KNOWN} | {"T03"}
    assert rule_id in asked_of and rule_id in REGISTER


def test_the_law_named_for_a_rule_is_in_the_register_of_law():
    named = {law_id for ids in LAW.values() for law_id in ids}
    assert named <= set(Library.load(WORKFLOWS).law)


@pytest.mark.parametrize(("set_by", "on"), [("Standing orders", "2026-11-27"),
                                            ("", "2026-12-01")])  # fmt: skip
def test_papers_of_our_own_meeting_are_due_as_a_named_document_sets(set_by, on):
    figure = record("local_threshold", "t", threshold="board_papers_clear_days", value=7,
                    set_by=set_by)  # fmt: skip
    (found,) = dates_of("T06", (meeting("decision", "2026-12-09", ICB), figure))
    assert found.on == day(on)


def test_asking_the_senate_settles_the_request_and_not_the_panel():
    asked = record("senate_review", "s", review_on="2026-10-01", asked_on="2026-05-20")
    assert [d.settled for d in dates_of("T18", (asked,))] == [True, False]


@pytest.mark.parametrize(("asked", "dated", "by", "settled"), [
    (None, "2026-05-28", "senate", True), (None, "2026-05-28", "", True),
    (None, "2025-05-28", "senate", False), ("2026-02-02", "2026-05-28", "senate", True),
    ("2026-02-02", "2026-01-28", "senate", False), ("2026-02-02", None, "senate", False),
    ("2026-02-02", "2026-05-28", "another", False), ("2026-02-02", "2026-06-28", "senate", False),
])  # fmt: skip
def test_a_review_of_the_senate_waits_until_its_report_has_come(asked, dated, by, settled):
    review = record("senate_review", "s", organisation="senate", review_on="2026-05-20",
                    asked_on=asked)  # fmt: skip
    report = record("assurance_letter", "r", purpose="senate", organisation=by, dated=dated)
    panel = dates_of("T18", (review, report))[-1]
    assert panel.settled is settled


def test_what_is_done_already_is_settled():
    done = change(decided_on="2026-05-22", council_told_on="2026-05-22")
    assert [d.settled for d in dates_of("T11", (done,))] == [True]


# --------------------------------------------------------------------------- Dates that moved


def moved(first, second, on="2026-06-20"):
    return first, replace(second, version=2, judged_on=day(on))


def test_an_earlier_value_says_from_when_to_when_it_stood():
    versions = moved(consultation(), consultation(closes_on="2027-04-20"))
    (before,) = earlier_values(versions)["consultation/case", "closes_on"]
    assert (before.value.text, before.since, before.until) == (
        "2027-04-04", day("2026-06-01"), day("2026-06-20"))  # fmt: skip


def test_another_correction_of_the_record_moves_no_date():
    versions = moved(consultation(), consultation(formats=("document",)))
    assert earlier_values(versions) == {}


def test_a_value_that_comes_back_is_a_stretch_of_its_own():
    first, second = moved(consultation(), consultation(closes_on="2027-04-20"))
    third = replace(consultation(), version=3, judged_on=day("2026-07-01"))
    found = stretches((first, second, third), "closes_on")
    assert [s.value.text for s in found] == ["2027-04-04", "2027-04-20", "2027-04-04"]


def test_a_moved_date_that_a_council_was_told_is_told_and_published_the_same_day():
    versions = moved(letter(), letter(comments_date="2027-01-08"))
    (found,) = dates_of("T03", (council(), versions[1]), versions)
    assert (found.on, found.settled, found.note) == (day("2026-06-20"), False, "")


def changed_letter(to=EAST, **fields):
    told = letter(organisation=to, purpose="regulation_23_dates", **{"sent_on": "2026-06-20",
                                                                     **fields})  # fmt: skip
    return replace(told, key=f"changed-{to}")


def changed_dates_of(*records):
    versions = moved(letter(), letter(comments_date="2027-01-08"))
    facts = replace(make_facts(council(), versions[1], *records), as_at=day("2026-06-25"))
    (found,) = [d for d in case_dates(facts, TERMS, versions) if d.rule_id == "T03"]
    return found


def test_a_letter_with_the_new_dates_and_their_publication_settle_it():
    assert changed_dates_of(changed_letter(dates_published_on="2026-06-20")).settled


@pytest.mark.parametrize("told", [
    changed_letter(), changed_letter(sent_on="2026-06-30", dates_published_on="2026-06-20"),
    changed_letter(dates_published_on="2026-06-30"),
    changed_letter("west-council", dates_published_on="2026-06-20"),
])  # fmt: skip
def test_half_of_it_or_another_councils_letter_does_not(told):
    assert not changed_dates_of(told).settled


def test_a_changed_day_that_two_councils_were_told_is_one_date_for_each():
    held = meeting("decision", "2027-02-01", ICB)
    versions = moved(held, meeting("decision", "2027-02-08", ICB))
    west = replace(letter(organisation="west-council"), key="west")
    other = record("affected_authority", "west", organisation="west-council", standing="scrutiny")
    found = dates_of("T03", (council(), other, letter(), west, versions[1]), versions)
    assert [d.body for d in found] == [EAST, "west-council"]


def test_a_closing_date_that_no_council_was_told_asks_nothing():
    versions = moved(consultation(), consultation(closes_on="2027-04-20"))
    assert dates_of("T03", (council(), versions[1]), versions) == []


def test_a_closing_date_that_a_council_was_told_says_what_the_rule_is_about():
    versions = moved(consultation(), consultation(closes_on="2027-04-20"))
    sent = letter(sent_on="2026-06-01")
    (found,) = dates_of("T03", (council(), sent, versions[1]), versions)
    assert "The rule is about the date for comments" in found.note


# --------------------------------------------------------------------------- Who was told

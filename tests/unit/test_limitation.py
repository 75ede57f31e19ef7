"""The watch over arguable decisions: each has its own, and none is ever called safe."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from casework.domain.calendar.england import england_bank_holidays
from casework.domain.case_dates import Terms, case_dates
from casework.domain.case_dates.other_rules import NO_SAFE_HARBOUR
from casework.domain.limitation import (
    KINDS,
    NOT_SUBSTANTIAL,
    answered_on,
    arguable_decisions,
    letters_before_claim,
)
from casework.web.dates.limitation import NO_DAY, PAST, PROMPTLY, watch_words
from tests.factories import make_facts, record

TERMS = Terms(england_bank_holidays())
TEMPLATES = Path(__file__).parents[2] / "templates"
COMFORTS = re.compile(r"(?i)\bsafe|out of time|expired|time-barred|cannot be challenged")
day = date.fromisoformat


def decided(purpose="final", on="2026-03-10", **fields):
    return record("decision", purpose, purpose=purpose, decided_on=on, **fields)


def facts(*records):
    return make_facts(*records)


def ends(*records):
    return [a.ends.on.isoformat() if a.ends else None for a in arguable_decisions(facts(*records))]


@pytest.mark.parametrize("purpose", ["to_consult", "shortlist", "final", "extend", "withdraw",
                                     "temporary_change", "other"])  # fmt: skip
def test_every_decision_has_a_watch_of_three_months_less_a_day(purpose):
    assert ends(decided(purpose)) == ["2026-06-09"]


def test_the_last_day_of_a_short_month_is_not_run_over():
    assert ends(decided(on="2026-11-30")) == ["2027-02-27"]


@pytest.mark.parametrize(
    ("limit", "on"),
    [("planning", "2026-04-20"), ("procurement", "2026-04-08"), ("", "2026-06-09")],
)
def test_a_shorter_limit_counts_only_where_it_is_recorded(limit, on):
    assert ends(decided(time_limit=limit)) == [on]


def test_an_urgent_decision_is_watched():
    change = record("temporary_change", "w", status="urgent", decided_on="2026-03-10")
    assert ends(change) == ["2026-06-09"]


def test_a_review_that_lets_a_temporary_change_go_on_is_watched():
    reviews = [record("temporary_change_review", outcome, change="temporary_change/w",
                      reviewed_on="2026-03-10", outcome=outcome)
               for outcome in ("goes_on", "reopens")]  # fmt: skip
    assert ends(*reviews) == ["2026-06-09"]


DAY = "2026-03-10"
NO = (
    record("pause", "p", hold="hold/h", cause="election", decided_by="Board", decided_on=DAY),
    record("going_on_decision", "g", request="call_in_request/r", goes_on=True, decided_on=DAY),
    record("going_on_decision", "w", request="call_in_request/r", goes_on=False, decided_on=DAY),
    record("consultation_period", "c", sort="extension", decided_on=DAY),
    *(record("substantiality", outcome, outcome=outcome, determined_on=DAY)
      for outcome in NOT_SUBSTANTIAL),
    record("duty_to_involve", "d", organisation="north-icb", applies=False, assessed_on=DAY),
)


@pytest.mark.parametrize("stated", NO, ids=lambda r: r.key)
def test_a_decision_to_pause_go_on_or_ask_nobody_is_watched(stated):
    assert ends(stated) == ["2026-06-09"]


def test_a_conclusion_not_to_ask_again_is_watched_though_its_day_is_not_recorded():
    assert ends(record("reconsultation_test", "r", conclusion="not_needed")) == [None]


@pytest.mark.parametrize("stated", [
    record("substantiality", "s", outcome="substantial", determined_on=DAY),
    record("duty_to_involve", "d", organisation="north-icb", applies=True, assessed_on=DAY),
    record("duty_to_involve", "d", organisation="north-icb", assessed_on=DAY),
    record("reconsultation_test", "r", conclusion="needed"),
    record("consultation_period", "c", sort="first"),
], ids=["substantial", "applies", "not known", "needed", "no decision"])  # fmt: skip
def test_what_leads_on_to_asking_people_has_no_watch_of_its_own(stated):
    assert ends(stated) == []


@pytest.mark.parametrize("stated", NO, ids=lambda r: r.key)
def test_every_kind_that_is_watched_is_read_for_the_list_over_all_cases(stated):
    assert stated.kind in KINDS


def change(key="w", **fields):
    return record("temporary_change", key, **{"status": "temporary", "decided_on": DAY, **fields})


@pytest.mark.parametrize("status", ["temporary", "urgent"])
@pytest.mark.parametrize("on", [DAY, "2026-03", None])
def test_a_temporary_change_with_its_decision_is_watched_once(status, on):
    on_it = decided("temporary_change", DAY)
    assert ends(on_it, change(status=status, decided_on=on)) == ["2026-06-09"]


def test_where_the_two_days_differ_each_is_watched():
    found = ends(decided("temporary_change", DAY), change(decided_on="2026-03-11"))
    assert found == ["2026-06-09", "2026-06-10"]


def test_a_decision_on_one_of_several_changes_leaves_the_other_its_watch():
    on_it = decided("temporary_change", DAY, temporary_changes=("temporary_change/w@1",))
    assert ends(on_it, change(), change("x")) == ["2026-06-09", "2026-06-09"]


def test_a_decision_that_names_none_of_several_changes_takes_no_watch_away():
    assert len(ends(decided("temporary_change", DAY), change(), change("x"))) == 3


def test_the_dates_of_a_case_show_the_watch_once_too():
    found = facts(decided("temporary_change", DAY), change())
    assert len([d for d in case_dates(found, TERMS) if d.rule_id == "T15"]) == 1


def test_a_decision_without_an_exact_day_has_no_end_and_is_still_listed():
    assert ends(decided(on="2026-03")) == [None]


def test_undated_decisions_come_last():
    found = arguable_decisions(facts(decided("to_consult", "unknown"), decided()))
    assert [a.record.payload.purpose for a in found] == ["final", "to_consult"]


def claim(direction, on, key="claim"):
    return record("letter", key, purpose="pre_action", organisation="group", direction=direction,
                  sent_on=on)  # fmt: skip


def test_a_reply_answers_the_letter_before_it():
    found = facts(claim("received", "2026-03-10"), claim("sent", "2026-03-20", "reply"))
    assert answered_on(found, letters_before_claim(found)[0]).text == "2026-03-20"


def test_a_letter_sent_before_the_claim_is_no_reply_to_it():
    found = facts(claim("received", "2026-03-10"), claim("sent", "2026-03-01", "reply"))
    assert answered_on(found, letters_before_claim(found)[0]) is None


def test_a_watch_that_has_passed_says_that_the_risk_has_not_ended():
    assert "does not end the risk" in watch_words(day("2026-06-09"), day("2026-06-10"))


def test_a_watch_ahead_says_that_a_claim_must_be_prompt():
    assert "promptly" in watch_words(day("2026-06-09"), day("2026-06-09"))


@pytest.mark.parametrize("name", ["dates/limitation.html", "listing/limitation.html"])
def test_no_page_of_the_watch_calls_anything_safe_or_out_of_time(name):
    words = (TEMPLATES / name).read_text()
    assert COMFORTS.findall(words) == []


def watch_of(found):
    return next(d for d in case_dates(found, TERMS) if d.rule_id == "T15")


def test_the_name_of_the_watch_says_that_no_day_is_safe():
    said = "Watch for a legal challenge: the risk does not end on this day"
    assert watch_of(facts(decided())).what == said


def test_the_watch_is_never_said_to_end_on_its_day():
    assert watch_of(facts(decided())).found.bound.value == "looked at again on"


@pytest.mark.parametrize("words", [PROMPTLY, PAST, NO_DAY, NO_SAFE_HARBOUR])
def test_no_sentence_of_the_watch_calls_anything_safe(words):
    assert COMFORTS.findall(words) == []

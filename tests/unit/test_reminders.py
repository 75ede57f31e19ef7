"""When somebody is reminded of a date: before and after it, once, and never of what is done."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.domain.calendar.england import england_bank_holidays
from casework.domain.case_dates import Terms, case_dates
from casework.domain.reminder_register import (
    RULES,
    faults_of_rule,
    rule_in_force,
    rules_to_come,
    rules_with,
)
from casework.domain.reminders import due_reminders, is_still_wanted
from tests.factories import make_facts, record

TERMS = Terms(england_bank_holidays())
MEETING = "2026-12-09"  # T04: 1 December
day = date.fromisoformat


def role(person, code, **fields):
    return record("role", f"{code}-{person}", person=person, role=code, **fields)


PEOPLE = (role("manager", "PM"), role("owner", "SRO"), role("governance", "GOV"))


def meeting(**fields):
    given_ = {"purpose": "scrutiny", "organisation": "east", "held_on": MEETING, **fields}
    return record("meeting", "m", **given_)


def request(state):
    asked = record("request", "r", to="engagement", due_on="2026-12-10")
    return replace(asked, payload=replace(asked.payload, state=state))


def reminded(today, *records, made=(), rule="T04"):
    facts = replace(make_facts(*PEOPLE, *records), as_at=day(today))
    found = due_reminders(facts, case_dates(facts, TERMS), made)
    return [r for r in found if r.rule_id == rule]


def sent(today, *records, made=(), rule="T04"):
    return [(r.person, r.days) for r in reminded(today, *records, made=made, rule=rule)
            if not r.passed_over]  # fmt: skip


@pytest.mark.parametrize(("today", "days"), [("2026-11-17", -14), ("2026-11-24", -7),
                                             ("2026-11-30", -1)])  # fmt: skip
def test_a_reminder_is_due_on_its_day_before_the_date(today, days):
    assert sent(today, meeting()) == [("manager", days)]


def test_nothing_is_due_long_before_the_date():
    assert sent("2026-11-16", meeting()) == []


def test_what_was_made_is_not_made_again():
    (first,) = reminded("2026-11-30", meeting())[-1:]
    made = {r.key for r in reminded("2026-11-30", meeting())}
    assert first.key in made and reminded("2026-11-30", meeting(), made=made) == []


def test_after_the_date_the_owner_and_governance_are_told_too():
    assert sent("2026-12-02", meeting()) == [("manager", 1), ("owner", 1), ("governance", 1)]


def test_before_the_date_only_whose_move_it_is_is_told():
    assert {person for person, _ in sent("2026-11-30", meeting())} == {"manager"}


def test_a_date_that_is_done_with_reminds_nobody():
    assert sent("2026-12-02", meeting(papers_published_on="2026-11-30")) == []


def test_a_date_that_moved_counts_anew():
    made = {r.key for r in reminded("2026-11-30", meeting())}
    later = meeting(held_on="2026-12-10")  # T04: 2 December
    assert sent("2026-12-01", later, made=made) == [("manager", -1)]


def test_a_missed_night_is_caught_up():
    assert sent("2026-11-26", meeting()) == [("manager", -7)]


def test_missed_weeks_send_one_reminder_and_not_all():
    found = reminded("2026-12-02", meeting())
    assert [r.days for r in found if r.person == "manager" and not r.passed_over] == [1]
    assert [r.days for r in found if r.person == "manager" and r.passed_over] == [-1]


def test_a_case_that_begins_to_be_watched_is_not_reminded_of_its_past():
    assert sent("2027-03-01", meeting()) == []


def test_an_earlier_reminder_that_was_missed_does_not_follow_a_later_one():
    made = {("T04|meeting/m|", day("2026-12-01"), "manager", 1)}
    assert [p for p, _ in sent("2026-12-02", meeting(), made=made)] == ["owner", "governance"]


def test_who_has_left_the_role_is_not_reminded():
    gone = role("manager", "PM", until="2026-11-01")
    facts = replace(make_facts(gone, meeting()), as_at=day("2026-11-30"))
    assert due_reminders(facts, case_dates(facts, TERMS), ()) == ()


def test_who_was_asked_for_something_is_reminded_of_its_day():
    asked = request("open")
    facts = replace(make_facts(*PEOPLE, asked), as_at=day("2026-12-07"))
    assert [r.person for r in due_reminders(facts, case_dates(facts, TERMS), ())] == ["engagement"]


def test_a_request_that_was_answered_reminds_nobody():
    asked = request("accepted")
    facts = replace(make_facts(*PEOPLE, asked), as_at=day("2026-12-07"))
    assert due_reminders(facts, case_dates(facts, TERMS), ()) == ()


def test_the_clerk_of_another_council_is_not_reminded_of_comments():
    letter = record("letter", "l", purpose="regulation_23", direction="sent", organisation="east",
                    sent_on="2026-10-01", comments_date="2026-12-10")  # fmt: skip
    clerks = (role("east-clerk", "HC", organisation="east"),
              role("west-clerk", "HC", organisation="west"))  # fmt: skip
    facts = replace(make_facts(*clerks, letter), as_at=day("2026-12-07"))
    assert [r.person for r in due_reminders(facts, case_dates(facts, TERMS), ())] == ["east-clerk"]


@pytest.mark.parametrize("on", [None, "2026-12-08"])
def test_no_clerk_is_reminded_by_a_letter_that_has_not_gone(on):
    letter = record("letter", "l", purpose="regulation_23", direction="sent", organisation="east",
                    sent_on=on, comments_date="2026-12-10")  # fmt: skip
    clerk = role("east-clerk", "HC", organisation="east")
    facts = replace(make_facts(clerk, letter), as_at=day("2026-12-07"))
    assert due_reminders(facts, case_dates(facts, TERMS), ()) == ()


def test_a_privileged_papers_date_is_not_told_to_who_may_not_read_it():
    paper = record("evidence", "e", type="iia_report", classification="privileged",
                   dated="2026-01-01")  # fmt: skip
    terms = Terms(england_bank_holidays(), (), {"iia_report": 12})
    facts = replace(make_facts(*PEOPLE, paper), as_at=day("2026-12-18"))
    assert due_reminders(facts, case_dates(facts, terms), ()) == ()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_figure_is_marked_as_assumed(rule):
    assert rule.tag == "A"


def test_a_later_entry_takes_the_place_of_an_earlier_one_from_its_day(monkeypatch):
    old = rule_in_force("T04", day("2026-01-01"))
    new = replace(old, before=(3,), valid_from=day("2026-12-01"))
    monkeypatch.setattr("casework.domain.reminder_register.RULES", (*RULES, new))
    assert rule_in_force("T04", day("2026-11-30")) is old
    assert rule_in_force("T04", day("2026-12-01")) is new


def corrected(on, *, version=1, **changes):
    shipped = rule_in_force("T04", day("2026-01-01"))
    return replace(shipped, valid_from=day(on), version=version, tag="", **changes)


def test_a_corrected_rule_counts_from_its_day_and_the_one_before_it_until_then():
    rules = rules_with([corrected("2026-12-01", before=(3,))])
    found = [rule_in_force("T04", day(on), rules).before for on in ("2026-11-30", "2026-12-01")]
    assert found == [(14, 7, 1), (3,)]


def test_of_two_rules_of_one_day_the_one_recorded_later_counts():
    rules = rules_with([corrected("2026-12-01", before=(3,)),
                        corrected("2026-12-01", version=2, before=(5,))])  # fmt: skip
    assert rule_in_force("T04", day("2026-12-01"), rules).before == (5,)


def test_what_will_be_in_force_later_is_told_once_for_each_day():
    rules = rules_with([corrected("2026-12-01", before=(3,)),
                        corrected("2026-12-01", version=2, before=(5,)),
                        corrected("2027-01-01", version=3, before=(6,))])  # fmt: skip
    found = rules_to_come("T04", day("2026-11-01"), rules)
    assert [(rule.before, rule.valid_from.isoformat()) for rule in found] == [
        ((5,), "2026-12-01"), ((6,), "2027-01-01")
    ]  # fmt: skip


def test_a_corrected_rule_changes_who_is_reminded_and_when():
    rules = rules_with([corrected("2026-11-01", before=(10,), roles=("SRO",))])
    facts = replace(make_facts(*PEOPLE, meeting()), as_at=day("2026-11-21"))
    found = due_reminders(facts, case_dates(facts, TERMS), (), rules)
    assert [(r.person, r.days) for r in found if r.rule_id == "T04"] == [("owner", -10)]


@pytest.mark.parametrize(
    ("person", "days", "wanted"),
    [("manager", -7, True), ("manager", -14, False), ("owner", -7, False), ("owner", 1, True)],
)
def test_a_reminder_not_sent_yet_is_wanted_only_while_its_rule_has_it(person, days, wanted):
    rules = rules_with([corrected("2026-11-01", before=(7,))])
    facts = replace(make_facts(*PEOPLE, meeting()), as_at=day("2026-11-24"))
    (papers,) = [d for d in case_dates(facts, TERMS) if d.rule_id == "T04"]
    assert is_still_wanted(facts, papers, person, days, rules) is wanted


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_shipped_rule_has_a_name_and_makes_sense(rule):
    assert rule.title and faults_of_rule(rule) == {}


@pytest.mark.parametrize(
    ("changes", "fault"),
    [({"before": (400,)}, "before"), ({"before": (7, 7)}, "before"),
     ({"before": tuple(range(11))}, "before"), ({"after": (0,)}, "after"),
     ({"after": (61,)}, "after"), ({"roles": ()}, "roles"), ({"roles": ("XX",)}, "roles"),
     ({"escalate_after": 20}, "escalate_after"), ({"escalate_after": 0}, "escalate_after"),
     ({"after": (), "escalate_after": 1}, "escalate_after")],
)  # fmt: skip
def test_a_rule_that_makes_no_sense_says_where(changes, fault):
    assert list(faults_of_rule(corrected("2026-12-01", **changes))) == [fault]


def test_no_role_is_chosen_where_the_record_names_the_person():
    asked = next(rule for rule in RULES if not rule.roles)
    assert list(faults_of_rule(replace(asked, roles=("PM",)))) == ["roles"]


NIGHTS = st.lists(st.integers(0, 60), unique=True).map(sorted)


@given(NIGHTS)
def test_whatever_nights_are_missed_nobody_gets_two_of_one_date_at_once_or_any_twice(nights):
    made: set = set()
    for night in nights:
        today = (day("2026-11-01") + timedelta(days=night)).isoformat()
        found = reminded(today, meeting(), made=made)
        people = [r.person for r in found if not r.passed_over]
        assert len(people) == len(set(people)) and not {r.key for r in found} & made
        made |= {r.key for r in found}

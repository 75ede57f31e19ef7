"""When a council wants papers: its rule for all cases, exceptions of a case or meeting, or none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.domain.calendar.england import england_bank_holidays
from casework.domain.calendar.working_days import clear_working_days
from casework.domain.council_papers import (
    ON_THE_CASE,
    PapersRule,
    draft_papers,
    faults_of_days,
    final_papers,
    in_force,
    later_than_the_law,
    own_deadlines,
    rule_on,
)
from tests.factories import make_facts, record

ENGLAND = england_bank_holidays()
DAY = date(2026, 12, 9)
RULE = PapersRule("east", 20, 8, date(2026, 6, 1), version=1)
LATER = PapersRule("east", 25, 12, date(2026, 12, 1), "clear", 2)
MEETING = record("meeting", "m", purpose="scrutiny", organisation="east", held_on="2026-12-09")


def set_on_case(draft=18, final=6, **fields):
    return record("paper_deadlines", f"p-{len(fields)}", organisation="east",
                  draft_working_days=draft, final_working_days=final, **fields)  # fmt: skip


def own(*records, rules=(), council="east", day=DAY):
    facts = make_facts(*records)
    facts = replace(facts, extra={ON_THE_CASE: in_force(rules)})
    return own_deadlines(facts, council, day)


def figures(*records, **given_):
    found = own(*records, **given_)
    return found.draft.days, found.final.days, found.draft.set_for


def test_without_anything_stated_both_are_assumed():
    assert figures() == (15, 10, "")


def test_the_councils_rule_takes_the_place_of_what_is_assumed():
    assert figures(rules=[RULE]) == (20, 8, "council")


def test_what_is_set_on_the_case_goes_before_the_rule():
    assert figures(set_on_case(), rules=[RULE]) == (18, 6, "case")


def test_what_is_set_for_the_meeting_goes_before_both():
    one = set_on_case(30, 20, meeting="meeting/m")
    assert figures(MEETING, one, set_on_case(), rules=[RULE]) == (30, 20, "meeting")


def test_what_is_set_for_one_meeting_says_nothing_of_another():
    one = set_on_case(30, 20, meeting="meeting/m")
    assert figures(MEETING, one, rules=[RULE], day=date(2026, 12, 10)) == (20, 8, "council")


def test_what_the_case_leaves_open_comes_from_the_rule():
    found = own(set_on_case(None, 6), rules=[RULE])
    assert [(f.days, f.set_for) for f in (found.draft, found.final)] == [
        (20, "council"), (6, "case")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "drafts"), [("2026-05-31", 15), ("2026-06-01", 20), ("2026-11-30", 20),
                        ("2026-12-01", 25)],
)  # fmt: skip
def test_a_rule_counts_for_meetings_from_its_day_until_the_next_one(day, drafts):
    assert own(rules=[RULE, LATER], day=date.fromisoformat(day)).draft.days == drafts


def test_of_two_rules_of_one_day_the_one_stated_later_counts():
    again = replace(RULE, draft=22, version=2)
    assert rule_on([again, RULE], DAY) == again


def test_another_councils_rule_says_nothing():
    assert figures(rules=[replace(RULE, organisation="west")]) == (15, 10, "")


def joint(committee_type="mandatory"):
    return record("joint_scrutiny", "j", outcome="appointed", committee_type=committee_type,
                  members=("east", "west"), organisation="jhosc")  # fmt: skip


def test_a_joint_committees_rule_counts_for_its_members():
    assert figures(joint(), rules=[replace(RULE, organisation="jhosc")]) == (20, 8, "council")


def test_a_members_own_rule_goes_before_the_joint_committees():
    rules = [replace(RULE, organisation="jhosc", draft=40), RULE]
    assert figures(joint(), rules=rules) == (20, 8, "council")


def test_a_discretionary_committees_rule_counts_for_nobody_else():
    rules = [replace(RULE, organisation="jhosc")]
    assert figures(joint("discretionary"), rules=rules) == (15, 10, "")


def succession(*successors):
    return record("succession", "s", predecessor="old", successors=successors, on="2026-04-01")


@pytest.mark.parametrize(
    ("successors", "found"), [(("east",), (20, "council")), (("east", "west"), (15, ""))],
    ids=["one successor", "several"],
)
def test_the_rule_of_an_ended_council_passes_to_its_one_successor(successors, found):
    draft = own(succession(*successors), rules=[replace(RULE, organisation="old")]).draft
    assert (draft.days, draft.set_for) == found


def test_a_successors_own_rule_goes_before_the_old_councils():
    rules = [replace(RULE, organisation="old", draft=40), RULE]
    assert own(succession("east"), rules=rules).draft.days == 20


def test_a_figure_of_an_ended_council_says_so():
    rules = [replace(RULE, organisation="old")]
    assert "a council that it succeeded" in own(succession("east"), rules=rules).draft.note


def test_a_note_says_whose_figure_it_is_and_since_when():
    assert own(rules=[RULE]).draft.note.endswith("for meetings from 1 June 2026.")
    assert "is an assumption" in own().draft.note


@pytest.mark.parametrize(("rules", "said"), [([RULE], "20 working days"),
                                             ([LATER], "25 clear working days")])  # fmt: skip
def test_a_figure_says_of_which_days_it_is(rules, said):
    assert own(rules=rules).draft.in_words == said


@given(st.dates(date(2013, 6, 1), date(2035, 12, 31)), st.integers(1, 60), st.integers(1, 60))
def test_clear_days_of_a_rule_are_all_there_before_any_meeting(day, draft, final):
    rule = PapersRule("east", draft, final, date(2013, 4, 1), "clear", 1)
    wanted = own(rules=[rule], day=day)
    assert clear_working_days(draft_papers(day, wanted, ENGLAND).on, day, ENGLAND) == draft
    assert clear_working_days(final_papers(day, wanted, ENGLAND).on, day, ENGLAND) == final


@pytest.mark.parametrize(
    ("draft", "final", "faults"),
    [(15, 10, []), (10, 10, []), (0, 10, ["draft"]), (15, 61, ["final"]), (9, 10, ["draft"]),
     (0, 0, ["draft", "final"])],
)  # fmt: skip
def test_figures_that_make_no_sense_say_where(draft, final, faults):
    assert sorted(faults_of_days(draft, final)) == faults


def test_rules_of_many_councils_are_told_by_one_text():
    text = in_force([RULE, LATER, replace(RULE, organisation="west", draft=30)])
    facts = replace(make_facts(), extra={ON_THE_CASE: text})
    assert [own_deadlines(facts, c, DAY).draft.days for c in ("east", "west")] == [25, 30]


def test_without_a_rule_the_text_is_empty():
    assert in_force([]) == ""


@pytest.mark.parametrize(("final", "counted", "too_late"), [
    (2, "working", True), (5, "working", True), (6, "working", False), (4, "clear", True),
    (5, "clear", False),
])  # fmt: skip
def test_final_papers_later_than_five_clear_days_are_warned_of_with_the_law(
    final, counted, too_late
) -> None:
    said = later_than_the_law(final, counted)
    assert ("section 100B" in said) is too_late

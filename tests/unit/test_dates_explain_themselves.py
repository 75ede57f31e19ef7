"""A date says by what law it is, or why none is named, and over which holidays it was counted."""

from __future__ import annotations

import pytest

from casework.domain.calendar.england import england_bank_holidays
from casework.domain.case_dates import Terms, case_dates
from casework.domain.deadline_register import LAW, REGISTER, WHY_NO_LAW
from tests.factories import make_facts, record

TERMS = Terms(england_bank_holidays())


def papers_for(held_on):
    meeting = record("meeting", "m", purpose="decision", organisation="icb", held_on=held_on)
    (found,) = [d for d in case_dates(make_facts(meeting), TERMS) if d.rule_id == "T06"]
    return found


@pytest.mark.parametrize("rule_id", REGISTER)
def test_every_rule_has_its_law_or_says_why_none_is_named(rule_id):
    assert (rule_id in LAW) != (rule_id in WHY_NO_LAW)


def test_working_days_of_years_to_come_say_that_their_bank_holidays_are_projected():
    assert "The bank holidays of 2028 are projected" in papers_for("2028-02-03").note


def test_working_days_of_next_year_say_nothing_of_it():
    assert "projected" not in papers_for("2027-02-03").note

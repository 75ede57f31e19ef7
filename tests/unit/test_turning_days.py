"""The next day on which an answer may change is known, whether a record gives it or a rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from casework.domain.facts import Threshold
from casework.domain.guards import find_guard
from casework.engine.agenda import changes_on
from casework.engine.judgement import with_thresholds
from casework.engine.library import Library
from tests.factories import make_facts, record
from tests.house.tree import ROOT

PATHWAY = Library.load(ROOT / "workflows").version("major-service-change", 3)
CHANGE = record("temporary_change", "t", status="urgent", decided_on="2026-03-02")
NAMED = record("mention", "m", dated="2026-05-28", names_service=True, names_site=True,
               names_effect=True, contingency=False)  # fmt: skip
ASKED = record("information_request", "i", under="foi", asked_on="2026-05-12")


def decided(on):
    return record("decision", "d", purpose="final", outcome="approved", decided_on=on)


TURNS = [
    ("no_challenge_is_live_or_still_possible", "", (decided("2026-03-10"),), "2026-06-10"),
    ("no_challenge_is_live_or_still_possible", "", (decided("2026-03"),), "2026-06-01"),
    ("no_challenge_is_live_or_still_possible", "", (decided("2026-03"),), "2026-06-30"),
    ("temporary_change_was_reviewed_on_its_days", "t", (CHANGE,), "2026-06-03"),
    ("temporary_change_led_somewhere_within_six_months", "t", (CHANGE,), "2026-09-03"),
    ("information_requests_have_an_outcome", "", (ASKED,), "2026-06-11"),
    ("councils_were_contacted_once_the_change_was_named", "", (NAMED,), "2026-06-05"),
]  # fmt: skip


URGENT = Library.load(ROOT / "workflows").version("urgent-temporary-change", 2)
LOOKED = [
    record("temporary_change_review", f"r{on}", change="temporary_change/t", reviewed_on=on,
           held_at="board", outcome="goes_on")
    for on in ("2026-04-08", "2026-06-01", "2026-08-31", "2026-12-01", "2027-03-01")
]  # fmt: skip
GOES_ON = [
    # A year on the board goes on every three months, and the executive looks every six weeks.
    ("temporary_change_was_reviewed_while_it_lasted", LOOKED, "2027-06-03"),
    ("executive_looked_again_as_often_as_set", LOOKED[:1], "2026-05-21"),
]


@pytest.mark.parametrize(("guard", "held", "turns_on"), GOES_ON)
def test_the_day_after_a_review_that_a_lasting_change_asks_for_is_known(guard, held, turns_on):
    day = date.fromisoformat(turns_on)
    before = replace(make_facts(CHANGE, *held), as_at=day - timedelta(days=1))
    judge = find_guard(guard)
    assert judge(with_thresholds(URGENT, before), "t") != judge(
        with_thresholds(URGENT, before.at(day)), "t"
    )
    assert changes_on(URGENT, before) == day


@pytest.mark.parametrize(("guard", "subject", "known", "turns_on"), TURNS)
def test_the_day_after_a_day_that_a_guard_works_out_is_known(guard, subject, known, turns_on):
    day = date.fromisoformat(turns_on)
    thresholds = {"contact_working_days": (Threshold("contact_working_days", 5, True),)}
    before = replace(make_facts(*known), as_at=day - timedelta(days=1),
                     extra={"thresholds": thresholds})  # fmt: skip
    judge = find_guard(guard)
    assert judge(before, subject) != judge(before.at(day), subject)
    assert changes_on(PATHWAY, before) == day

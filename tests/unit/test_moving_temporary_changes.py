"""A temporary change is put off by no new date alone; who was told the old one is still known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from casework.domain.case_dates.extensions import may_expire_on
from casework.domain.case_dates.moved import councils_told
from casework.domain.case_dates.stretches import MOVABLE, earlier_values
from casework.domain.case_dates.told import tellings
from casework.domain.dates import FactDate
from tests.factories import make_facts, record

day = date.fromisoformat


def change(**fields):
    return record("temporary_change", "w", **{"status": "urgent", "decided_on": "2026-05-01",
                                              "expires_on": "2026-08-01", **fields})  # fmt: skip


def extended(outcome="approved", on="2026-06-01"):
    return record("decision", "e", purpose="extend", outcome=outcome, decided_on=on)


@pytest.mark.parametrize(("on", "records", "may"), [
    ("2026-07-01", (), True), ("2026-09-01", (), False), ("2026-09-01", (extended(),), True),
    ("2026-09-01", (extended("not_approved"),), False),
    ("2026-09-01", (extended(on="2026-04-01"),), False),
    ("2026-09-01", (extended(on="2026-05-20"),), True),
    ("2026-09-01", (extended(on="2026-06-10"),), False),
])  # fmt: skip
def test_a_later_expiry_waits_for_a_decision_to_extend(on, records, may):
    facts = make_facts(change(), *records)
    assert may_expire_on(facts, change(), day(on), day("2026-05-15")) is may


@pytest.mark.parametrize("named", [("consultation", "opens_on"), ("temporary_change", "review_on"),
                                   ("temporary_change", "expires_on")])  # fmt: skip
def test_these_dates_are_moved_like_the_others(named):
    assert named in MOVABLE


def moved_review():
    before = change(review_on="2026-07-01")
    after = replace(before, version=2, judged_on=day("2026-06-20"),
                    payload=replace(before.payload, review_on=FactDate.on(day("2026-07-08"))))
    (stretch,) = earlier_values((before, after))["temporary_change/w", "review_on"]
    return stretch


def test_a_notice_that_went_while_the_day_stood_may_have_told_it():
    notice = record("letter", "n", purpose="urgent_change_notice", organisation="east",
                    direction="sent", sent_on="2026-06-01")  # fmt: skip
    told = tellings(make_facts(change(), notice), moved_review())
    assert [(t.organisation, t.sure) for t in told] == [("east", False)]


def test_the_rule_on_changed_dates_asks_nothing_of_a_temporary_change():
    assert councils_told(make_facts(change()), moved_review()) == []

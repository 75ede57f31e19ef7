"""Polls: whom they cover, their pre-election periods, and which of them stand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from casework.domain.calendar.england import england_bank_holidays
from casework.domain.calendar.poll_register import (
    POLL_KINDS,
    SHIPPED,
    Poll,
    periods_near,
    standing_polls,
)
from casework.services.dates import terms_for
from tests.factories import make_facts, record

ENGLAND = england_bank_holidays()
day = date.fromisoformat
LOCAL = Poll("a", "A poll", day("2027-05-06"), "local", source="x")


@pytest.mark.parametrize("poll", SHIPPED, ids=lambda poll: poll.key)
def test_a_shipped_poll_says_where_it_comes_from_and_how_sure_that_is(poll):
    assert poll.source and poll.sure in ("C1", "C2", "A")


@pytest.mark.parametrize("poll", SHIPPED, ids=lambda poll: poll.key)
def test_the_source_of_a_shipped_poll_can_be_kept_when_it_is_withdrawn(poll):
    assert len(poll.source) <= 300


@pytest.mark.parametrize("poll", [p for p in SHIPPED if p.kind == "local"], ids=lambda p: p.key)
def test_ordinary_local_elections_fall_on_the_first_thursday_in_may(poll):
    """Representation of the People Act 1983, section 37."""
    assert (poll.poll_on.month, poll.poll_on.weekday(), poll.poll_on.day <= 7) == (5, 3, True)


@pytest.mark.parametrize(
    ("key", "starts"),
    [("local-2022-05-05", "2022-03-28"), ("local-2023-05-04", "2023-03-27"),
     ("local-2024-05-02", "2024-03-26"), ("general-2024-07-04", "2024-05-30"),
     ("local-2025-05-01", "2025-03-25"), ("local-2026-05-07", "2026-03-30"),
     ("local-2027-05-06", "2027-03-31")],
)
def test_the_shipped_polls_have_the_periods_of_their_sources(key, starts):
    poll = next(poll for poll in SHIPPED if poll.key == key)
    period = poll.period(ENGLAND)
    assert period is not None
    assert (period.starts_on, period.poll_on) == (day(starts), poll.poll_on)


@pytest.mark.parametrize("kind", sorted(set(POLL_KINDS) - {"local"}))
def test_the_start_of_any_other_period_is_not_known_until_recorded(kind):
    assert replace(LOCAL, kind=kind).period(ENGLAND) is None


@pytest.mark.parametrize("kind", sorted(POLL_KINDS))
def test_a_recorded_start_is_taken_as_it_is(kind):
    period = replace(LOCAL, kind=kind, starts_on=day("2027-03-22")).period(ENGLAND)
    assert period is not None
    assert period.starts_on == day("2027-03-22")


@pytest.mark.parametrize(
    ("poll", "covered"),
    [(LOCAL, None), (replace(LOCAL, all_england=True), True),
     (replace(LOCAL, areas=("east", "west")), True), (replace(LOCAL, areas=("west",)), False)],
)
def test_whether_a_poll_covers_a_council_may_not_be_known(poll, covered):
    assert poll.covers({"east"}) is covered


def test_the_register_is_in_the_order_of_days():
    found = standing_polls([(replace(LOCAL, poll_on=day("2022-06-01")), True)])
    assert [poll.poll_on for poll in found] == sorted(poll.poll_on for poll in found)


def test_a_recorded_version_takes_the_place_of_a_shipped_poll():
    changed = replace(SHIPPED[0], title="Corrected", version=1)
    assert [p.title for p in standing_polls([(changed, True)]) if p.key == changed.key] == [
        "Corrected"
    ]


def test_a_shipped_poll_can_be_withdrawn():
    assert SHIPPED[0] not in standing_polls([(SHIPPED[0], False)])


def test_a_national_bodys_period_before_local_elections_is_three_weeks():
    (period,) = periods_near([LOCAL], (), ENGLAND, national=True)
    assert period.starts_on == day("2027-04-15")


@pytest.mark.parametrize(("sponsor", "starts"), [("nhs-england", "2027-04-15"),
                                                 ("north-icb", "2027-03-31")])  # fmt: skip
def test_it_is_used_where_nhs_england_sponsors_the_case(sponsor, starts):
    facts = make_facts(record("particulars", title="x", sponsor=sponsor))
    pathway = SimpleNamespace(evidence_types=(), thresholds_by_name={})
    terms = terms_for(facts, pathway, [LOCAL], {"nhs-england"})
    assert [p.starts_on for p in terms.polls] == [day(starts)]

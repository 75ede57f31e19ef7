"""Dates that cannot stand together are refused where that is certain, and only there."""

from __future__ import annotations

import pytest

from casework.domain.date_order import IN_ORDER, faults_of_order
from casework.domain.records import get_kind
from casework.domain.records.codec import build_payload

CHANGE = {"what": "Beds close", "status": "urgent"}
REFUSED = [
    ({"decided_on": "2026-03-02", "expires_on": "2026-03-01"}, "expires_on"),
    ({"starts_on": "2026-03-02", "expires_on": "2026-03-01"}, "expires_on"),
    ({"starts_on": "2026-03-02", "ended_on": "2026-02-01"}, "ended_on"),
    ({"starts_on": "2026-03", "ended_on": "2026-02-01"}, "ended_on"),
]
TAKEN = [
    {"decided_on": "2026-03-02", "expires_on": "2026-03-02"},
    {"starts_on": "2026-03-02", "expires_on": "2026-03"},
    {"starts_on": "2026-03-02", "ended_on": "unknown"},
    {"starts_on": "by 2026-03-02", "ended_on": "2026-02-01"},
    {"decided_on": "2026-03-05", "starts_on": "2026-03-02"},
    {"ended_on": "2026-03-02"},
]


def faults(values):
    kind = get_kind("temporary_change")
    return faults_of_order(kind, build_payload(kind, {**CHANGE, **values}))


@pytest.mark.parametrize(("values", "field"), REFUSED)
def test_an_end_before_its_beginning_is_refused_at_the_end(values, field):
    assert list(faults(values)) == [field]


@pytest.mark.parametrize("values", TAKEN)
def test_what_may_be_so_is_taken(values):
    assert faults(values) == {}


def test_the_sentence_names_both_dates_as_the_form_does():
    said = faults(REFUSED[2][0])["ended_on"]
    named = ("Ended on", "1 February 2026", "Starts on", "2 March 2026")
    assert all(part in said for part in named)


@pytest.mark.parametrize("kind", IN_ORDER)
def test_every_pair_is_of_dates_that_the_kind_has(kind):
    defaults = get_kind(kind).specs
    assert {defaults[name].type for pair in IN_ORDER[kind] for name in pair} == {"date"}

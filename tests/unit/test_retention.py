"""How long the record of an ended case is kept: from its end, never too short, held by a claim."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.domain.dates import FactDate
from casework.domain.facts import RecordVersion
from casework.domain.retention import (
    NOT_KNOWN_CLOSURE,
    NOT_KNOWN_LITIGATION,
    NOT_KNOWN_WATCH,
    Retention,
    retention_of,
)
from casework.domain.retention_register import RETENTION_RULES
from tests.factories import make_facts, record
from tests.generated import tried

CONSULTED = record("consultation", "case", opens_on="2019-01-07", closes_on="2019-04-01")


def moved(to: str = "CLOSED", on: str = "2020-02-29") -> RecordVersion:
    move = record("stage_move", "visit-9", origin="S11", target=to, visit=9)
    return replace(move, effective_on=FactDate.parse(on))


def retained(*records: RecordVersion, stage: str = "CLOSED", on: str = "2020-02-29") -> Retention:
    found = retention_of(make_facts(moved(stage, on), *records, stage=stage, as_at="2026-06-01"))
    assert found is not None
    return found


def until(found: Retention, rule: str) -> date | None:
    return next(k.on for k in found.classes if k.rule.id == rule)


@pytest.mark.parametrize("stage", ["S9", "UPGRADED"])
def test_a_case_that_goes_on_has_no_retention(stage: str) -> None:
    assert retention_of(make_facts(stage=stage, as_at="2026-06-01")) is None


@pytest.mark.parametrize("stage", ["CLOSED", "WITHDRAWN"])
def test_an_ended_case_counts_from_its_end_and_not_from_its_opening(stage: str) -> None:
    assert until(retained(stage=stage, on="2020-03-10"), "RT4") == date(2026, 3, 10)


def test_a_consultation_counts_from_the_end_of_the_case_and_not_from_its_own() -> None:
    assert until(retained(CONSULTED), "RT1") == date(2025, 2, 28)


def test_raw_responses_may_go_before_the_rest_of_the_consultation() -> None:
    found = retained(CONSULTED)
    raw, whole = until(found, "RT2"), until(found, "RT1")
    assert raw is not None and whole is not None and raw < whole


def test_a_rough_day_of_the_end_counts_as_its_latest() -> None:
    assert until(retained(on="2020-03"), "RT4") == date(2026, 3, 31)


def test_without_a_known_end_no_day_is_given() -> None:
    found = retained(on="unknown")
    assert [(k.on, k.missing) for k in found.classes if k.rule.id == "RT4"] == [
        (None, NOT_KNOWN_CLOSURE)
    ]


def test_nothing_goes_before_the_watch_over_a_late_decision_is_over() -> None:
    late = record("decision", "final", purpose="final", decided_on="2026-01-20")
    (kept,) = [k for k in retained(late, CONSULTED).classes if k.rule.id == "RT2"]
    assert kept.on == date(2026, 4, 20) and "the watch over a decision" in kept.floor


def test_a_decision_without_a_day_leaves_every_day_unknown() -> None:
    undated = record("decision", "final", purpose="final")
    found = retained(undated)
    assert [k.on for k in found.classes if k.rule.years] == [None] * len(
        [k for k in found.classes if k.rule.years]
    )
    assert found.watch_missing == NOT_KNOWN_WATCH


def hold(ended_on: str = "") -> RecordVersion:
    more = {"ended_on": ended_on} if ended_on else {}
    return record("hold", "h", hold="IN_LITIGATION", started_on="2020-01-05", **more)


def test_a_legal_hold_holds_all_of_it() -> None:
    assert retained(hold()).is_held


def test_a_legal_hold_that_has_ended_holds_nothing_more() -> None:
    assert not retained(hold("2021-01-05")).is_held


def test_litigation_counts_from_its_own_end() -> None:
    assert until(retained(hold("2021-01-05")), "RT5") == date(2031, 1, 5)


def test_litigation_that_has_not_ended_has_no_day() -> None:
    (kept,) = [k for k in retained(hold()).classes if k.rule.id == "RT5"]
    assert (kept.on, kept.missing) == (None, NOT_KNOWN_LITIGATION)


def test_a_class_without_a_period_is_kept() -> None:
    assert until(retained(), "RT9") is None


def test_what_the_case_does_not_have_is_left_out() -> None:
    assert {"RT1", "RT2", "RT5", "RT6"} & {k.rule.id for k in retained().classes} == set()


@tried(100)
@given(
    ended=st.dates(date(2013, 1, 1), date(2035, 12, 31)),
    decided=st.dates(date(2013, 1, 1), date(2035, 12, 31)),
)
def test_no_day_is_earlier_than_its_period_or_the_watch(ended: date, decided: date) -> None:
    decision = record("decision", "final", purpose="final", decided_on=decided.isoformat())
    found = retained(decision, CONSULTED, on=ended.isoformat())
    assert found.watched_until is not None
    for kept in found.classes:
        if kept.rule.years is not None:
            assert kept.on is not None and kept.on > found.watched_until
            assert kept.on.year >= ended.year + kept.rule.years


def test_every_rule_says_how_sure_we_are_and_from_where() -> None:
    assert [r.id for r in RETENTION_RULES if r.years is not None and not (r.tag and r.source)] == []

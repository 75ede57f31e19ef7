"""A body's scheme of delegation: its entries as powers of a case, and who keeps it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.domain.dates import FactDate
from casework.domain.schemes import (
    LONGEST_KEY,
    SchemeEntry,
    bodies_with_schemes,
    can_keep_scheme,
    can_see_scheme,
    key_on_case,
    took_over,
)
from casework.domain.viewer import Viewer
from tests.factories import make_facts, record

LAST = date(2026, 3, 31)
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


def entry(**changes: Any) -> SchemeEntry:
    values = {"power": "decide_proposal", "held_by": "board", "since": "2025-04-01", **changes}
    return SchemeEntry("icb", "decide_proposal-1", 2, "stated", values, "Scheme", date(2025, 3, 27))


@pytest.mark.parametrize(("until", "expected"), [
    ("", "2026-03-31"), ("2026-03-30", "2026-03-30"), ("2026-04-01", "2026-03-31"),
    ("2027", "2026-03-31"),
    # Too rough to tell which of both came first: what is stated stays, and is not known.
    ("2026", "2026"), ("unknown", "unknown"),
])  # fmt: skip
def test_a_power_ends_with_the_body_unless_it_ended_before(until: str, expected: str) -> None:
    assert entry(until=until).payload(LAST).until.text == expected


@given(since=DAYS, until=st.none() | DAYS, last=DAYS, on=DAYS)
def test_no_entry_stands_after_the_last_day_of_its_body(
    since: date, until: date | None, last: date, on: date
) -> None:
    stated = entry(since=since.isoformat(), until=until.isoformat() if until else "")
    expected = since <= on <= min(last, until or last)
    assert stated.stands_on(on, last) is expected


def test_what_is_withdrawn_stands_on_no_day() -> None:
    withdrawn = SchemeEntry("icb", "k", 2, "withdrawn", entry().values, "Scheme", LAST)
    assert withdrawn.stands_on(date(2025, 5, 1)) is False


def test_a_day_too_rough_is_not_known() -> None:
    assert entry(since="2025").stands_on(date(2025, 5, 1)) is None


def test_a_case_names_the_paper_with_its_day() -> None:
    assert str(entry().payload().instrument) == "Scheme, 27 March 2025"


@pytest.mark.parametrize("body", ["icb", "b" * 80])
def test_the_key_on_a_case_is_no_longer_than_others_may_build_on(body: str) -> None:
    assert len(key_on_case(body, "sign_letters_to_councils-12")) <= LONGEST_KEY


def test_two_bodies_with_long_keys_have_different_powers() -> None:
    assert key_on_case("b" * 79 + "x", "k-1") != key_on_case("b" * 79 + "y", "k-1")


def test_a_case_is_judged_by_every_body_that_has_a_part_in_it() -> None:
    facts = make_facts(
        record("particulars", "case", title="T", sponsor="sponsor"),
        record("responsible_body", "one", organisation="one", capacity="commissioner"),
        record("responsible_body", "gone", organisation="gone", capacity="commissioner",
               until=FactDate.on(LAST - timedelta(days=9))),
        record("affected_authority", "east", organisation="east", standing="scrutiny"),
    )  # fmt: skip
    assert bodies_with_schemes(facts, "own") == {"own", "sponsor", "one", "gone"}


LINKS = [("a", "b", True), ("b", "c", True), ("c", "a", True), ("b", "d", False)]


@pytest.mark.parametrize(("body", "expected"), [
    ("a", {"a", "b", "c"}), ("d", set()), ("b", {"a", "b", "c"}),
])  # fmt: skip
def test_only_successions_that_were_carried_out_are_followed(
    body: str, expected: set[str]
) -> None:
    assert took_over(LINKS, body) == expected


def viewer(role: str, body: str = "icb", **more: Any) -> Viewer:
    return Viewer("somebody", body, frozenset({role}), **more)


@pytest.mark.parametrize(("who", "sees", "keeps"), [
    (viewer("governance"), True, True), (viewer("legal"), True, False),
    (viewer("administrator"), False, False), (viewer("governance", "other"), False, False),
    (viewer("governance", "after"), True, True), (viewer("legal", "after"), True, False),
    (viewer("governance", outside=True), False, False), (viewer("governance", ""), False, False),
    (viewer("system", ""), True, True),
])  # fmt: skip
def test_who_sees_a_scheme_and_who_keeps_it(who: Viewer, sees: bool, keeps: bool) -> None:
    found = can_see_scheme(who, "icb", {"after"}), can_keep_scheme(who, "icb", {"after"})
    assert found == (sees, keeps)

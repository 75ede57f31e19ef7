"""What facts answer of themselves: open holds and figures in force."""

from __future__ import annotations

import pytest

from casework.domain.records import get_kind
from tests.factories import make_facts, record


def hold(started="2026-01-05", ended=None):
    return record("hold", "h", hold="REFERRED", started_on=started, ended_on=ended)


@pytest.mark.parametrize(
    ("record_of_it", "is_open"),
    [
        (hold(), True),
        (hold(None), True),
        (hold("2026-05"), True),
        (hold("2026-06"), True),
        (hold("2026-06-02"), False),
        (hold("2027"), False),
        (hold(ended="2026-06-01"), False),
        (hold(ended="2026-06-02"), True),
        (hold(ended="2026-05"), False),
        # The end may still lie ahead.
        (hold(ended="2026"), True),
        # That it ended is stated, whoever knows the day.
        (hold(ended="unknown"), False),
    ],
)
def test_a_hold_is_open_from_its_start_to_its_end(record_of_it, is_open):
    facts = make_facts(record_of_it, as_at="2026-06-01")
    assert facts.open_holds() == ([record_of_it] if is_open else [])


def figure(key, value, set_by="", **dates):
    return record(
        "local_threshold", key, threshold="papers_clear_days", value=value, set_by=set_by, **dates
    )


@pytest.mark.parametrize(
    ("records", "value", "sourced"),
    [
        ((figure("a", 3), figure("b", 7)), 7, False),
        # What a document sets stands, whatever is recorded of one's own afterwards.
        ((figure("a", 5, "The protocol"), figure("b", 1)), 5, True),
        ((figure("a", 5, "The protocol"), figure("b", 7, "The new protocol")), 7, True),
        ((figure("a", 5, "The protocol", until="2026-05-01"), figure("b", 1)), 1, False),
    ],
)
def test_the_figure_in_force_is_the_last_that_a_document_sets(records, value, sourced):
    found = make_facts(*records, as_at="2026-06-01").threshold("papers_clear_days")
    assert found is not None
    assert (found.value, found.sourced) == (value, sourced)


def test_no_figure_is_none():
    assert make_facts().threshold("papers_clear_days") is None
    assert get_kind("local_threshold").specs["set_by"].required is False

"""What one record bars ahead of the case, and before which steps."""

from __future__ import annotations

import pytest

from casework.engine.barring import Bar, bars_of
from casework.engine.library import Library
from tests.factories import absent, make_facts, record


@pytest.fixture
def bars(library: Library):
    definition = library.newest("major-service-change")

    def of(about, *others, stage="S4") -> dict[str, Bar]:
        facts = make_facts(about, *others, SUBSTANTIAL, *COUNCIL, stage=stage)
        return {bar.result.criterion.ref: bar for bar in bars_of(definition, facts, about)}

    return of


SUBSTANTIAL = record("substantiality", outcome="substantial", determined_on="2026-02-01")
COUNCIL = [
    record("affected_authority", key, organisation=key, standing="scrutiny")
    for key in ("east", "west")
]


def promise(**fields):
    return record("promise", "vow", promise="To consult", touches_this_proposal=True, **fields)


def test_an_open_promise_bars_the_steps_before_which_it_falls_due(bars):
    found = bars(promise(due_before="consultation"))

    assert found["GD05.before_consultation"].steps == ("S6-S7", "open_consultation")
    assert "S9-S10" in found["GD05.before_decision"].steps


def test_a_promise_that_is_kept_bars_nothing(bars):
    assert not bars(promise(kept_on="2026-03-01", kept_how="We consulted."))


def test_a_step_that_the_case_is_past_is_not_barred_any_more(bars):
    found = bars(promise(due_before="consultation"), stage="S8")

    assert "GD05.before_consultation" not in found
    assert found["GD05.before_decision"].steps[0] == "S9-S10"


def test_another_promise_is_not_laid_to_this_ones_charge(bars):
    other = record("promise", "other", promise="To ask", touches_this_proposal=True)

    found = bars(promise(kept_on="2026-03-01", kept_how="We consulted."), other)

    assert not found


def test_an_option_without_its_trail_is_named_and_its_neighbour_is_not(bars):
    bare = record("option", "bare", title="Bare", status="discarded")
    open_one = record("option", "open", title="Open", status="shortlisted")

    assert "{rec:option/bare}" in bars(bare, open_one)["GD09.trail"].result.reason
    assert "GD09.trail" not in bars(open_one, bare)


def test_a_council_left_out_bars_what_its_patients_are_affected_by(bars):
    flow = record("patient_flow", "far", organisation="far", standing="scrutiny", affected=True)

    found = bars(flow)

    assert "{org:far}" in found["GD04.approached"].result.reason
    assert {"S6-S7", "S9-S10"} <= set(found["GD04.approached"].steps)


def test_what_is_recorded_not_to_have_happened_bars_nothing_of_its_own(bars):
    assert not bars(absent("promise", "no-promise"))

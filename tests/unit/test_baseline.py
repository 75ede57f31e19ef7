"""While a temporary change lasts, people see the normal state too, and not the temporary alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from casework.domain.baselines import normal_state_is_among_the_baselines
from casework.domain.records import get_kind
from casework.engine.judgement import judge_move
from casework.engine.library import Library
from tests.factories import NO, NOT_KNOWN, YES, make_facts, record
from tests.unit.test_guards_temporary_changes import change, version

LIBRARY = Library.load(Path(__file__).resolve().parents[2] / "workflows")
LASTS, OVER = change(), change(ended_as="reopened", ended_on="2026-05-01")
BOTH, ALONE = version("temporary_and_normal"), version("temporary_said")
ASKED_AT = ["S6-S7", "open_consultation", "S9-S10"]


@pytest.mark.parametrize(("records", "verdict"), [
    ((ALONE, LASTS), NO),
    ((ALONE, OVER), YES),
    ((ALONE, change(ended_as="renewed", ended_on="2026-05-01")), NO),
    ((ALONE,), YES),
    ((BOTH, LASTS), YES),
    ((version("permanent"), LASTS), YES),
    ((LASTS,), NOT_KNOWN),
])  # fmt: skip
def test_the_temporary_state_alone_is_no_baseline_while_the_change_lasts(
    records: tuple, verdict: object
) -> None:
    assert normal_state_is_among_the_baselines(make_facts(*records)).verdict is verdict


@pytest.mark.parametrize("number", [2, 3])
@pytest.mark.parametrize("move", ASKED_AT)
@pytest.mark.parametrize(("baseline", "barred"), [(ALONE, True), (BOTH, False)])
def test_every_version_that_asks_about_the_baseline_waits_for_the_normal_state(
    number: int, move: str, baseline: object, barred: bool
) -> None:
    definition = LIBRARY.version("major-service-change", number)
    judged = judge_move(definition, make_facts(baseline, LASTS), move)
    found = [reason for reason in judged.conditions if "temporary state alone" in reason]
    assert bool(found) is barred


def test_a_move_at_which_the_baseline_is_not_asked_about_does_not_wait() -> None:
    definition = LIBRARY.version("major-service-change", 3)
    assert judge_move(definition, make_facts(ALONE, LASTS), "S0-S1").conditions == ()


def test_a_baseline_on_which_the_risk_was_accepted_does_not_wait() -> None:
    definition = LIBRARY.version("major-service-change", 3)
    accepted = record("waiver", "GD06.baseline", criterion="GD06.baseline", means="accepted_risk",
                      role="AO", person="ao", second_person="leg", reason="Advice")  # fmt: skip
    judged = judge_move(definition, make_facts(ALONE, LASTS, accepted), "S6-S7")
    assert judged.conditions == ()


def test_a_version_of_the_proposal_can_say_that_both_states_are_shown() -> None:
    choices = get_kind("proposal_version").specs["baseline"].choices
    assert "temporary_and_normal" in choices

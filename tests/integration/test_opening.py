"""Opening a case: at its beginning, or at the stage that it has reached elsewhere."""

from __future__ import annotations

import pytest

from casework.domain.errors import Invalid, NotPermitted
from casework.engine.judgement import judge_gate
from casework.engine.results import State
from casework.services.opening import Opening, open_case
from tests.integration.desk import Desk, open_desk


def test_the_opener_manages_the_case_unless_people_are_named(desk: Desk) -> None:
    reference = open_case(desk.office, desk.viewer("PM"), Opening("Maternity", "icb"))
    assert Desk(desk.office, reference).view().facts.roles_of("pm") == {"PM"}


def test_references_count_up(desk: Desk) -> None:
    second = open_case(desk.office, desk.viewer("PM"), Opening("Maternity", "icb"))
    assert (desk.reference, second) == ("SC-2026-0001", "SC-2026-0002")


def test_pressing_twice_opens_once(desk: Desk) -> None:
    opening = Opening("Maternity", "icb")
    first = open_case(desk.office, desk.viewer("PM"), opening, once="k")
    assert open_case(desk.office, desk.viewer("PM"), opening, once="k") == first


def test_a_case_needs_a_title(desk: Desk) -> None:
    with pytest.raises(Invalid, match="title"):
        open_case(desk.office, desk.viewer("PM"), Opening("  ", "icb"))


def test_a_council_opens_no_case(desk: Desk) -> None:
    with pytest.raises(NotPermitted):
        open_case(desk.office, desk.viewer("east-clerk"), Opening("Maternity", "icb"))


def test_an_unknown_role_is_refused_before_anything_is_written(desk: Desk) -> None:
    with pytest.raises(Invalid, match="not a role"):
        open_case(desk.office, desk.viewer("PM"),
                  Opening("Maternity", "icb", people=(("pm", "KING"),)))  # fmt: skip
    assert open_case(desk.office, desk.viewer("PM"), Opening("M", "icb")) == "SC-2026-0002"


def under_way(desk: Desk) -> Desk:
    return open_desk(desk.office, stage="S5", what_went_before="Options are agreed")


def test_gates_before_the_stage_reached_are_never_met(desk: Desk) -> None:
    view = under_way(desk).view()
    gate = view.definition.find_gate("GT20")
    assert gate is not None
    states = {r.state for r in judge_gate(view.definition, gate, view.judged).results}
    assert states == {State.BEFORE}


def test_a_gate_that_bars_something_still_to_come_is_asked_in_full(desk: Desk) -> None:
    view = under_way(desk).view()
    blocked = {r.criterion.gate for r in view.judge("S5-S6").blockers}
    assert "GT01" in blocked and "GT50" in blocked


def test_a_case_under_way_stands_in_its_stage(desk: Desk) -> None:
    assert under_way(desk).view().facts.stage == "S5"

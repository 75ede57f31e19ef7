"""No sequence of acts takes a case past a gate that bars: tried with whatever people can do.

After each move or act that went through, the facts just before it are looked at again by what the
pathway and the decisions say (``passed_gates``). Derived from the newest pathway.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import rule, run_state_machine_as_test

from casework.engine.judgement import judge_move, subjects_of
from casework.engine.library import Library
from casework.engine.results import State
from casework.engine.topology import moves_from
from casework.services.moving import Step, do_act, move_case
from tests.databases import Databases
from tests.generated import tried
from tests.integration.acting import Acting, data
from tests.integration.passed_gates import wrongly_passed
from tests.integration.standing_cases import LIVE, StandingCases

STARTS = (LIVE, "S1", "S4", "S7", "S9")


class Moving(Acting):
    """A case on which moves and acts are tried between all the rest."""

    def step(self, verb: Any, drawn: Any, what: str, by: tuple[str, ...], subject: str) -> None:
        before, d = self.facts(), self.definition
        viewer = self.somebody(drawn, by)
        step = Step(what, before.visit, "For this reason.", subject, simulated_on=self.day)
        if not self.attempt("passed", lambda: verb(self.office, viewer, self.reference, step)):
            after = self.facts()
            assert (after.stage, after.visit) == (before.stage, before.visit)
            self.reached["refused"] += 1
            return
        assert before.roles_of(viewer.person) & set(by), f"{viewer.person} is none of {by}"
        assert wrongly_passed(d, before, what, subject) == []
        if self.case.walker is not None:
            flagged = judge_move(d, before, what, subject).flags
            assert not [r for r in flagged if r.state is State.FLAGGED]

    @rule(drawn=data)
    def move(self, drawn: Any) -> None:
        d, facts = self.definition, self.facts()
        moves = moves_from(d, facts.stage)
        if not moves:
            return
        forward = [self.forward()] * 4 if self.forward() else []
        what = drawn.draw(st.sampled_from([*forward, *moves]), "move")
        self.step(move_case, drawn, what, d.edge(what).by, "")

    @rule(drawn=data)
    def move_forward(self, drawn: Any) -> None:
        if self.forward():
            self.step(move_case, drawn, self.forward(), self.definition.edge(self.forward()).by, "")

    @rule(drawn=data)
    def act(self, drawn: Any) -> None:
        facts = self.facts()
        acts = [a for a in self.definition.acts if facts.stage in a.stages]
        choices = [(a, subject) for a in acts for subject in subjects_of(a, facts)]
        if choices:
            act, subject = drawn.draw(st.sampled_from(choices), "act")
            self.step(do_act, drawn, act.id, act.by, subject)


@pytest.fixture(scope="module")
def cases(databases: Databases, pathways: Library, tmp_path_factory) -> Iterator[StandingCases]:
    with ExitStack() as stack:
        yield StandingCases(databases, pathways, tmp_path_factory.mktemp("standing"), stack)


@pytest.mark.parametrize("start", STARTS)
def test_no_sequence_of_acts_passes_a_gate_that_bars(cases: StandingCases, start: str) -> None:
    class Here(Moving):
        starts = (start,)
        reached: Counter[str] = Counter()

    Here.cases = cases
    run_state_machine_as_test(Here, settings=tried(6, shrinking=False))
    assert Here.reached["passed"] and Here.reached["refused"], Here.reached

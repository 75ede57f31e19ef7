"""Trying a step on assumed facts and dates. Pure: nothing is recorded, and nothing is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from casework.domain.assumptions import Assumption
from casework.domain.canonical import canonical, sha256_of
from casework.domain.facts import CaseFacts
from casework.engine.comparing import CheckChange, changes_between, waits
from casework.engine.definition import Definition
from casework.engine.judgement import judge_move, subjects_of
from casework.engine.results import CriterionResult, Freeze, Judgement, LeftOpen
from casework.engine.route import way_to
from casework.services.assuming import Assumed, assume


@dataclass(frozen=True, slots=True)
class TriedStep:
    """A move or act, which one of those that it is about, and what it is tried on."""

    what: str
    subject: str
    day: date
    assumptions: tuple[Assumption, ...] = ()


@dataclass(frozen=True)
class Trial:
    """How the step and the moves before it would stand.

    ``way`` are the moves to make first; None if the case is past the step. ``now`` are the same
    judgements on what is recorded, as at the date by which the case is judged now.
    """

    step: TriedStep
    assumed: Assumed
    way: tuple[str, ...] | None
    before: tuple[Judgement, ...]
    judgement: Judgement
    now: tuple[Judgement, ...]

    @property
    def whole(self) -> tuple[Judgement, ...]:
        """The judgements of the moves before the step, and its own."""
        return (*self.before, self.judgement)

    @property
    def allowed(self) -> bool:
        """True if nothing would bar the step or the moves before it."""
        return all(judgement.allowed for judgement in self.whole)

    @property
    def is_ready(self) -> bool:
        """True if besides every question that they raise would be answered."""
        return all(judgement.is_ready for judgement in self.whole)

    @property
    def changes(self) -> tuple[CheckChange, ...]:
        """What differs, check by check, from what is recorded now."""
        return changes_between(self.now, self.whole)

    @property
    def waiting(self) -> tuple[CriterionResult, ...]:
        """Every check that would bar it or be left to be answered, once each."""
        found = {
            (r.criterion.ref, r.subject): r
            for judgement in reversed(self.whole) for gate in reversed(judgement.gates)
            for r in reversed(gate.results) if waits(r)
        }  # fmt: skip
        return tuple(reversed(found.values()))

    @property
    def mark(self) -> str:
        """A mark of what was tried and what it came to: the same again gives the same mark."""
        return sha256_of(canonical({
            "step": [self.step.what, self.step.subject, self.step.day.isoformat()],
            "assumed": [assumption.text() for assumption in self.step.assumptions],
            "waiting": [
                [r.criterion.ref, r.subject, r.state.value, r.reason] for r in self.waiting
            ],
            "holds": [freeze.record for judgement in self.whole for freeze in judgement.freezes],
            "conditions": [reason for judgement in self.whole for reason in judgement.conditions],
            "left_open": [each.reference for each in left_open_in_the_way(self)],
        }))  # fmt: skip


def holds_in_the_way(trial: Trial) -> tuple[Freeze, ...]:
    """The open holds that would bar the step or a move before it, once each."""
    found = {f.record: f for judgement in trial.whole for f in judgement.freezes}
    return tuple(found.values())


def left_open_in_the_way(trial: Trial) -> tuple[LeftOpen, ...]:
    """What successions left open that would bar the step or a move before it, once each."""
    found = {each.reference: each for judgement in trial.whole for each in judgement.left_open}
    return tuple(found.values())


def try_step(
    d: Definition, facts: CaseFacts, step: TriedStep, person: str, now: datetime
) -> Trial:
    """Judge a step on the facts with the assumptions, as if on its day.

    KeyError if the pathway has no such move or act.
    """
    assumed = assume(d, facts.at(step.day), step.assumptions, person, now)
    way = way_to(d, assumed.facts, step.what)
    return Trial(
        step, assumed, way,
        tuple(judge_move(d, assumed.facts, move) for move in way or ()),
        judge_move(d, assumed.facts, step.what, step.subject),
        _as_recorded(d, facts, step, way or ()),
    )  # fmt: skip


def _as_recorded(
    d: Definition, facts: CaseFacts, step: TriedStep, way: Sequence[str]
) -> tuple[Judgement, ...]:
    """The same judgements on what is recorded; without the step's own where what it is about is
    only assumed."""
    before = tuple(judge_move(d, facts, move) for move in way)
    act = d.find_act(step.what)
    if act is not None and step.subject and step.subject not in subjects_of(act, facts):
        return before
    return (*before, judge_move(d, facts, step.what, step.subject))

"""What a case waits for, and whose move it is.

Every unmet criterion before its next moves and acts, a move that nothing bars, a draft to be
approved, what a succession of bodies left open, a request or its answer.

One function computes it. Pages, lists, reports and the stored projection all read its answer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from casework.domain.case_dates import CaseDate
from casework.domain.cover import act_of, is_another, persons_behind
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.hold_standing import call_in_ends
from casework.domain.permissions import DOCUMENT_APPROVERS
from casework.domain.records import get_kind
from casework.domain.records.fields import FieldType
from casework.domain.second_person import RECORDERS, waits_for_check
from casework.engine.beside_gates import beside_the_gates
from casework.engine.definition import Definition
from casework.engine.due_days import dates_of_changes, due_day, has_a_day
from casework.engine.judgement import judge_move, with_thresholds
from casework.engine.required_action import (
    HELD,
    READY,
    TO_APPROVE,
    TO_ASSIGN,
    RequiredAction,
    holders,
)
from casework.engine.results import CriterionResult, Judgement, State
from casework.engine.supply import expires_on
from casework.engine.turning_days import worked_out_days

__all__ = [
    "HELD", "READY", "TO_APPROVE", "TO_ASSIGN", "RequiredAction", "required_actions",
]  # fmt: skip

SPOKEN_FOR = ("affected_authority", "healthwatch")
"""Checks asked of bodies that speak through people of their own."""
ON_SAFETY, EXTENSION = "act_on_safety", "extend_temporary_change"
"""The named acts by which a temporary change begins at once for safety, and is extended."""


def next_judgements(d: Definition, facts: CaseFacts) -> list[Judgement]:
    """Judgements of the moves that lead forward from the stage, and of its acts not yet done."""
    moves = [e.id for e in d.edges_from(facts.stage) if e.kind == "forward"]
    acts = [
        a.id for a in d.acts
        if facts.stage in a.stages and a.per == "case" and not act_done(facts, a.id)
        and d.gates_blocking(a.id)
    ]  # fmt: skip
    return [judge_move(d, facts, move) for move in acts + moves]


def act_done(facts: CaseFacts, act: str) -> bool:
    """True if a named act of the case was done in this visit of the stage."""
    return any(
        r.payload.act == act and r.payload.visit == facts.visit for r in facts.current("act")
    )


def required_actions(d: Definition, facts: CaseFacts) -> list[RequiredAction]:
    """Everything that bars the next moves, or the extension of a temporary change that began at
    once for safety, once each; then the moves that nothing bars, drafts to be approved, requests,
    and what holds ask to be put on record."""
    judgements = next_judgements(d, facts)
    asked: list[tuple[Judgement, date | None]] = [(each, None) for each in judgements]
    asked += [(acted.judgement, acted.since) for acted in acted_on_safety(d, facts)]
    actions = [
        *_checks(d, facts, asked),
        *_moves_ready(d, facts, judgements),
        *_drafts_to_approve(d, facts),
    ]
    return [*actions, *beside_the_gates(d, facts, actions, judgements)]


def _checks(
    d: Definition, facts: CaseFacts, asked: list[tuple[Judgement, date | None]]
) -> Iterator[RequiredAction]:
    """What each check asks, once with every move and act that it bars. What a change that began at
    once for safety lacks is overdue from its own day, or else from that on which it began."""
    found: dict[tuple[str, str], CriterionResult] = {}
    moves: dict[tuple[str, str], list[str]] = defaultdict(list)
    since: dict[tuple[str, str], date] = {}
    for judgement, began in asked:
        for result in (*judgement.blockers, *judgement.flags):
            key = (result.criterion.ref, result.subject)
            found.setdefault(key, result)
            if judgement.move not in moves[key]:
                moves[key].append(judgement.move)
            if began is not None and result.blocks:
                since[key] = min(began, since.get(key, began))
    dates: tuple[CaseDate, ...] = ()
    if any(has_a_day(result) for result in found.values()):
        dates = dates_of_changes(d, facts)
    for key, result in found.items():
        due_on = (due_day(dates, result) or since.get(key)) if result.blocks else None
        yield replace(_action(facts, result, tuple(moves[key])), due_on=due_on)


def forward_moves(d: Definition, stage: str) -> frozenset[str]:
    """The moves that lead forward from a stage: the next step is one of them."""
    return frozenset(e.id for e in d.edges_from(stage) if e.kind == "forward")


def checks_before_the_next_step(
    d: Definition, stage: str, checks: Iterable[tuple[str, str, Collection[str]]]
) -> int:
    """How many checks bar a move that leads forward, each once for everything it is asked of.

    ``checks`` are the unmet ones, and what a succession of bodies left open: reference, what each
    is asked of, and the moves and acts that it bars. This is the number that every page gives for
    what blocks the next step. What bars only an act of the stage, such as extending a temporary
    change, and questions that bar nothing, are not in it.
    """
    moves = forward_moves(d, stage)
    return len({(ref, subject) for ref, subject, bars in checks if not moves.isdisjoint(bars)})


@dataclass(frozen=True, slots=True)
class ActedOnSafety:
    """A temporary change that began at once for safety, and what still bars its extension."""

    change: RecordVersion
    since: date
    judgement: Judgement


def acted_on_safety(d: Definition, facts: CaseFacts) -> list[ActedOnSafety]:
    """The temporary changes that began on a safety ground and have not ended."""
    found = []
    for act in facts.current("act"):
        change = facts.find(f"temporary_change/{act.payload.subject}")
        if act.payload.act != ON_SAFETY or change is None or change.payload is None:
            continue
        ended = change.payload.ended_on
        if (ended is not None and ended.has_come_by(facts.as_at)) or d.find_act(EXTENSION) is None:
            continue
        since = act.effective_on.latest if act.effective_on else act.judged_on
        judgement = judge_move(d, facts, EXTENSION, change.key)
        found.append(ActedOnSafety(change, since or act.judged_on, judgement))
    return found


def _action(facts: CaseFacts, result: CriterionResult, moves: tuple[str, ...]) -> RequiredAction:
    c = result.criterion
    about = result.subject if c.per in SPOKEN_FOR else ""
    made_by = _made_by(facts, result)
    persons = tuple(
        p for p in holders(facts, result.roles, about) if is_another(facts, p, made_by)
    )
    return RequiredAction(
        moves, c.gate, c.ref, result.subject, result.state.value, c.force, result.reason,
        result.roles, persons,
    )  # fmt: skip


def _made_by(facts: CaseFacts, result: CriterionResult) -> set[str]:
    """Who recorded what waits for a second person, and for whom they covered: neither checks it,
    nor whoever covers for one of them."""
    if result.state is State.TO_CHECK:
        found = (facts.find(pin.partition("@")[0]) for pin in result.relied_on)
        return persons_behind(facts, (
            act_of(r) for r in found if r is not None and waits_for_check(facts, r)
        ))  # fmt: skip
    unchecked = [s for s in result.signatures if s.recorded_from and not s.checked_by]
    if result.roles != RECORDERS:
        return set()
    return {person for s in unchecked for person in s.persons}


def _moves_ready(
    d: Definition, facts: CaseFacts, judgements: list[Judgement]
) -> list[RequiredAction]:
    allowed = {judgement.move for judgement in judgements if judgement.is_ready}
    return [
        RequiredAction(
            (edge.id,), "", f"ready/{facts.visit}", "", READY, "LOCAL",
            "Nothing recorded bars this move.", edge.by, holders(facts, edge.by),
        )
        for edge in d.edges_from(facts.stage) if edge.id in allowed
    ]  # fmt: skip


def _drafts_to_approve(d: Definition, facts: CaseFacts) -> list[RequiredAction]:
    """Drafts without a gap, until the case has ended."""
    if d.stage(facts.stage).final:
        return []
    drafts = [r for r in facts.current("document")
              if r.payload.state == "draft" and not r.payload.gaps]  # fmt: skip
    return [
        RequiredAction(
            (), "", f"document/{r.payload.document}", r.payload.subject, TO_APPROVE, "LOCAL",
            "The draft has no gaps.", DOCUMENT_APPROVERS, holders(facts, DOCUMENT_APPROVERS),
        )
        for r in drafts
    ]  # fmt: skip


def changes_on(d: Definition, facts: CaseFacts) -> date | None:
    """The next date, after the one judged, on which the answer may change by itself.

    That is the first and the last day of any date that a record gives, the day after it, the day
    after the shelf life of evidence, or the day after one that a guard works out; a date too many
    costs one recomputation, a date too few would leave a wrong list standing.
    """
    turning: set[date | None] = set(worked_out_days(facts, with_thresholds(d, facts)))
    for record in facts.current("evidence"):
        turning.add(_day_after(expires_on(d, record)))
    for record in facts.open_holds():
        turning.add(_day_after(call_in_ends(record)))
    for record in facts.records:
        for name in _date_fields(record.kind):  # none of what is kept apart
            value = getattr(record.payload, name, None)
            if value is not None:
                turning |= {value.earliest, value.latest, _day_after(value.latest)}
    coming = [day for day in turning if day is not None and day > facts.as_at]
    return min(coming) if coming else None


def _day_after(day: date | None) -> date | None:
    return day + timedelta(days=1) if day is not None else None


@lru_cache(maxsize=256)
def _date_fields(kind: str) -> tuple[str, ...]:
    declared = get_kind(kind)
    if declared.kept_apart:
        return ()
    return tuple(name for name, s in declared.specs.items() if s.type is FieldType.DATE)

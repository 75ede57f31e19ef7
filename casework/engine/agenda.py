"""What a case waits for: every unmet criterion before its next moves and acts, whose move it is.

One function computes it. Pages, lists, reports and the stored projection all read its answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.records import get_kind
from casework.domain.records.fields import FieldType
from casework.engine.definition import Definition
from casework.engine.judgement import judge_move
from casework.engine.results import CriterionResult, Judgement
from casework.engine.supply import expires_on

SPOKEN_FOR = ("affected_authority", "healthwatch")
"""Checks asked of bodies that speak through people of their own."""


@dataclass(frozen=True, slots=True)
class RequiredAction:
    """One thing that the case waits for. ``persons`` can do it now; ``blocks`` names the moves."""

    blocks: tuple[str, ...]
    gate: str
    criterion: str
    subject: str
    state: str
    force: str
    reason: str
    roles: tuple[str, ...]
    persons: tuple[str, ...]
    due_on: date | None = None


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
    """Everything that bars the next moves, once each, requests last."""
    found: dict[tuple[str, str], tuple[CriterionResult, list[str]]] = {}
    for judgement in next_judgements(d, facts):
        for blocker in judgement.blockers:
            key = (blocker.criterion.ref, blocker.subject)
            found.setdefault(key, (blocker, []))[1].append(judgement.move)
    actions = [_action(facts, result, tuple(moves)) for result, moves in found.values()]
    return actions + [_request_action(r) for r in facts.current("request")
                      if r.payload.state in ("open", "returned")]  # fmt: skip


def _action(facts: CaseFacts, result: CriterionResult, moves: tuple[str, ...]) -> RequiredAction:
    subject = result.subject if result.criterion.per in SPOKEN_FOR else ""
    persons = dict.fromkeys(p for role in result.roles for p in facts.holders_of(role, subject))
    c = result.criterion
    return RequiredAction(
        moves, c.gate, c.ref, result.subject, result.state.value, c.force, result.reason,
        result.roles, tuple(persons),
    )  # fmt: skip


def _request_action(record: RecordVersion) -> RequiredAction:
    payload = record.payload
    return RequiredAction(
        (), "", record.reference, "", payload.state, "LOCAL",
        "Asked of a named person.", (), (payload.to,),
        payload.due_on.latest if payload.due_on else None,
    )  # fmt: skip


def changes_on(d: Definition, facts: CaseFacts) -> date | None:
    """The next date, after the one judged, on which the answer may change by itself.

    That is the first and the last day of any date that a record gives, the day after it, or the
    day after the shelf life of evidence; a date too many costs one recomputation, a date too few
    would leave a wrong list standing.
    """
    turning: set[date | None] = set()
    for record in facts.current("evidence"):
        turning.add(_day_after(expires_on(d, record)))
    for record in facts.records:
        for name in _date_fields(record.kind):
            value = getattr(record.payload, name, None)
            if value is not None:
                turning |= {value.earliest, value.latest, _day_after(value.latest)}
    coming = [day for day in turning if day is not None and day > facts.as_at]
    return min(coming) if coming else None


def _day_after(day: date | None) -> date | None:
    return day + timedelta(days=1) if day is not None else None


@lru_cache(maxsize=256)
def _date_fields(kind: str) -> tuple[str, ...]:
    specs = get_kind(kind).specs
    return tuple(name for name, spec in specs.items() if spec.type is FieldType.DATE)


KEY_DATES = (
    ("letter", "comments_date", "Comments of councils due"),
    ("consultation", "opens_on", "Consultation opens"),
    ("consultation", "closes_on", "Consultation closes"),
    ("meeting", "held_on", "Meeting"),
    ("letter", "decision_date", "Proposed decision date"),
    ("request", "due_on", "Something asked for is due"),
)


def next_key_date(facts: CaseFacts) -> tuple[date, str] | None:
    """The next date that people wait for, on or after the one judged, and what it is."""
    found = []
    for kind, name, label in KEY_DATES:
        for record in facts.current(kind):
            value = getattr(record.payload, name)
            if value is not None and value.is_exact and value.latest >= facts.as_at:
                found.append((value.latest, label))
    return min(found) if found else None

"""What a case waits for, and whose move it is.

Every unmet criterion before its next moves and acts, a move that nothing bars, a draft to be
approved, what a succession of bodies left open, a request or its answer.

One function computes it. Pages, lists, reports and the stored projection all read its answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from casework.domain.case_dates.stated import KEY_DATES
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.hold_standing import call_in_ends, wanted_by_holds
from casework.domain.permissions import DOCUMENT_APPROVERS, PEOPLE_KEEPERS
from casework.domain.records import get_kind
from casework.domain.records.fields import FieldType
from casework.domain.roles import OUTSIDE_ROLES
from casework.domain.second_person import RECORDERS, waits_for_check
from casework.engine.after_succession import outstanding
from casework.engine.definition import Definition
from casework.engine.judgement import judge_move
from casework.engine.results import CriterionResult, Judgement, State
from casework.engine.supply import expires_on

SPOKEN_FOR = ("affected_authority", "healthwatch")
"""Checks asked of bodies that speak through people of their own."""
KEEPER_OF_SUCCESSIONS = ("GOV",)
READY, TO_APPROVE, HELD = "ready", "to be approved", "asked by a hold"
TO_ASSIGN = "to be assigned"
OF_THE_ROLE = ("check/", "move/", "document/")
"""How the name of work begins that falls to whoever holds the role."""
ON_SAFETY, EXTENSION = "act_on_safety", "extend_temporary_change"
"""The named acts by which a temporary change begins at once for safety, and is extended."""


@dataclass(frozen=True, slots=True)
class RequiredAction:
    """One thing that the case waits for. ``persons`` can do it now.

    ``blocks`` names the moves that it bars, or the one move that is ready. Only what a gate asks
    has a ``gate``; else ``criterion`` says what waits: `request/key`, `handover/key`, `hold/key`,
    `document/D05` or `ready/3`, the visit of the stage.
    """

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
    """Everything that bars the next moves, once each, then the moves that nothing bars, drafts
    to be approved, requests, and what holds ask to be put on record."""
    judgements = next_judgements(d, facts)
    found: dict[tuple[str, str], tuple[CriterionResult, list[str]]] = {}
    for judgement in judgements:
        for blocker in (*judgement.blockers, *judgement.flags):
            key = (blocker.criterion.ref, blocker.subject)
            found.setdefault(key, (blocker, []))[1].append(judgement.move)
    actions = [_action(facts, result, tuple(moves)) for result, moves in found.values()]
    return [
        *actions,
        *_after_acting_on_safety(d, facts),
        *_moves_ready(d, facts, judgements),
        *_drafts_to_approve(d, facts),
        *_after_successions(d, facts),
        *_requests(facts),
        *_asked_by_holds(d, facts),
        *_left_to_nobody(facts),
    ]


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


def _after_acting_on_safety(d: Definition, facts: CaseFacts) -> list[RequiredAction]:
    """What a temporary change that began on a safety ground still lacks: overdue from that day,
    and no extension before it is done."""
    return [
        replace(_action(facts, r, (EXTENSION,)), due_on=acted.since)
        for acted in acted_on_safety(d, facts)
        for r in (*acted.judgement.blockers, *acted.judgement.flags)
    ]


def _action(facts: CaseFacts, result: CriterionResult, moves: tuple[str, ...]) -> RequiredAction:
    c = result.criterion
    about = result.subject if c.per in SPOKEN_FOR else ""
    barred = _cannot_check(facts, result)
    persons = tuple(p for p in _holders(facts, result.roles, about) if p not in barred)
    return RequiredAction(
        moves, c.gate, c.ref, result.subject, result.state.value, c.force, result.reason,
        result.roles, persons,
    )  # fmt: skip


def _cannot_check(facts: CaseFacts, result: CriterionResult) -> set[str]:
    """Who recorded what waits for a second person, and so is not the one who checks it."""
    if result.state is State.TO_CHECK:
        found = (facts.find(pin.partition("@")[0]) for pin in result.relied_on)
        return {r.recorded_by for r in found if r is not None and waits_for_check(facts, r)}
    unchecked = [s for s in result.signatures if s.recorded_from and not s.checked_by]
    return {s.person for s in unchecked} if result.roles == RECORDERS else set()


def _moves_ready(
    d: Definition, facts: CaseFacts, judgements: list[Judgement]
) -> list[RequiredAction]:
    allowed = {judgement.move for judgement in judgements if judgement.is_ready}
    return [
        RequiredAction(
            (edge.id,), "", f"ready/{facts.visit}", "", READY, "LOCAL",
            "Nothing recorded bars this move.", edge.by, _holders(facts, edge.by),
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
            "The draft has no gaps.", DOCUMENT_APPROVERS, _holders(facts, DOCUMENT_APPROVERS),
        )
        for r in drafts
    ]  # fmt: skip


def _asked_by_holds(d: Definition, facts: CaseFacts) -> list[RequiredAction]:
    """What holds ask to be put on record, until the case has ended."""
    if d.stage(facts.stage).final:
        return []
    found = []
    for wanted in wanted_by_holds(facts):
        kind = d.find_hold(wanted.hold.payload.hold)
        roles = kind.by if kind else RECORDERS
        title = kind.title if kind else wanted.hold.payload.hold
        found.append(
            RequiredAction(
                (), "", wanted.hold.reference, "", HELD, "LOCAL",
                f"{title}. Not recorded: {wanted.what}.", roles, _holders(facts, roles),
                wanted.due_on,
            )
        )  # fmt: skip
    return found


def _after_successions(d: Definition, facts: CaseFacts) -> list[RequiredAction]:
    """Vacancies and re-confirmations after a body was succeeded: governance's, until the end."""
    if d.stage(facts.stage).final:
        return []
    return [
        RequiredAction(
            (), "", f"succession/{each.about}", each.succession.payload.predecessor, each.state,
            "LOCAL", f"{each.reason}.", KEEPER_OF_SUCCESSIONS,
            _holders(facts, KEEPER_OF_SUCCESSIONS),
        )
        for each in outstanding(facts)
    ]  # fmt: skip


def _requests(facts: CaseFacts) -> list[RequiredAction]:
    """Requests that wait for an answer, and answers that wait to be accepted or returned."""
    found = []
    for record in facts.current("request"):
        if record.payload.state in ("open", "returned"):
            found.append(_request_action(
                record, "Asked of a named person.", _with_covers(facts, record.payload.to)
            ))
        elif record.payload.state == "sent":
            found.append(_request_action(record, "Answered.", _settlers(facts, record)))
    return found


def _left_to_nobody(facts: CaseFacts) -> list[RequiredAction]:
    """Handovers that leave work to nobody: governance says who takes it on."""
    return [
        RequiredAction(
            (), "", r.reference, "", TO_ASSIGN, "LOCAL",
            f"{len(left)} pieces of work have nobody." if len(left) > 1 else
            "1 piece of work has nobody.", ("GOV",), _holders(facts, ("GOV",)),
        )
        for r in facts.current("handover") if (left := left_to_nobody(facts, r))
    ]  # fmt: skip


def left_to_nobody(facts: CaseFacts, handover: RecordVersion) -> list[str]:
    """The work of a handover that nobody was named for; what falls to a role waits for nobody once
    somebody holds that role again."""
    p = handover.payload
    held_again = any(person != p.person for person in facts.holders_of(p.role))
    return [
        row["work"] for row in p.open_work
        if not row["taker"] and not (held_again and row["work"].startswith(OF_THE_ROLE))
    ]  # fmt: skip


def _request_action(
    record: RecordVersion, reason: str, persons: tuple[str, ...]
) -> RequiredAction:
    payload = record.payload
    return RequiredAction(
        (), "", record.reference, "", payload.state, "LOCAL", reason, (), persons,
        payload.due_on.latest if payload.due_on else None,
    )  # fmt: skip


def _settlers(facts: CaseFacts, record: RecordVersion) -> tuple[str, ...]:
    """The asker, while they act on the case; else whoever keeps its people."""
    asker = record.payload.asked_by
    keepers = _holders(facts, sorted(PEOPLE_KEEPERS))
    persons = keepers
    if facts.roles_of(asker) - OUTSIDE_ROLES:
        persons = _with_covers(facts, asker)
    others = tuple(person for person in persons if person != record.payload.to)
    return others or tuple(person for person in keepers if person != record.payload.to)


def _with_covers(facts: CaseFacts, person: str) -> tuple[str, ...]:
    """A person and whoever covers for them on the case."""
    covering = (r.payload.covering for r, _ in facts.covers if r.payload.covered == person)
    return tuple(dict.fromkeys((person, *covering)))


def _holders(
    facts: CaseFacts, roles: Iterable[str], subject: str = ""
) -> tuple[str, ...]:
    return tuple(dict.fromkeys(p for role in roles for p in facts.holders_of(role, subject)))


def changes_on(d: Definition, facts: CaseFacts) -> date | None:
    """The next date, after the one judged, on which the answer may change by itself.

    That is the first and the last day of any date that a record gives, the day after it, or the
    day after the shelf life of evidence; a date too many costs one recomputation, a date too few
    would leave a wrong list standing.
    """
    turning: set[date | None] = set()
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


def next_key_date(facts: CaseFacts) -> tuple[date, str] | None:
    """The next date that people wait for, on or after the one judged, and what it is."""
    found = []
    for kind, name, label in KEY_DATES:
        for record in facts.current(kind):
            value = getattr(record.payload, name)
            if value is not None and value.is_exact and value.latest >= facts.as_at:
                found.append((value.latest, label))
    return min(found) if found else None

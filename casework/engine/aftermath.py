"""What a hold leaves behind: after some ways out the decision has to be taken anew.

The Secretary of State may decide that a proposal does not go ahead or goes ahead otherwise, and a
court may quash. From then on what cannot be undone waits until a new decision is on record. A
call-in that ended with procedural steps says nothing until one of them is on record and checked.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from casework.domain.dates import FactDate
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.predicates import happened
from casework.domain.records.turns import ADDS
from casework.domain.second_person import waits_for_check
from casework.engine.definition import Definition, HoldType
from casework.engine.directed import is_before, is_done, stands
from casework.engine.results import Freeze

STOP, MODIFY, QUASHED = "stop", "modify", "quashed"
DECIDED_ANEW = frozenset({STOP, MODIFY, QUASHED})
"""Ways out of a hold after which no decision taken before stands."""
STEPS = "procedural_steps"
"""The way out after which the steps that were directed have to be on record."""
FREEZES_AS = "CALLED_IN"
"""The hold whose freezes say what waits for the new decision."""
ALWAYS = ("take_irreversible_step",)
APPROVING = frozenset({"approved", "approved_with_conditions"})
TAKEN = APPROVING | {"not_approved"}
"""Outcomes of a decision that was taken; one that was put off is none yet."""
FINAL, TEMPORARY = "final", "temporary_change"


@dataclass(frozen=True, slots=True)
class Aftermath:
    """An ended hold, and what has to be on record before what it froze is free."""

    record: RecordVersion
    hold: HoldType
    wanted: str


def purpose_decided(d: Definition) -> str:
    """The purpose of the decision that a pathway leads to: a final one, unless its gates ask for
    none and for one on a temporary change instead."""
    asked = {n.purpose for g in d.gates for c in g.criteria for n in c.needs
             if n.record == "decision"}  # fmt: skip
    return TEMPORARY if TEMPORARY in asked and FINAL not in asked else FINAL


def aftermaths(
    d: Definition, facts: CaseFacts, outcomes: Collection[str] = TAKEN
) -> list[Aftermath]:
    """The holds that ended and still bar, since nothing was decided anew with one of these
    outcomes; oldest first."""
    found = []
    for record in facts.current("hold"):
        p, hold = record.payload, d.find_hold(record.payload.hold)
        if hold is None or p.ended_as not in (*DECIDED_ANEW, STEPS) or p.ended_on is None:
            continue
        if p.ended_on.has_come_by(facts.as_at) and (
            wanted := _wanted(d, facts, record, outcomes)
        ):
            found.append(Aftermath(record, hold, wanted))
    return found


def _wanted(
    d: Definition, facts: CaseFacts, hold: RecordVersion, outcomes: Collection[str]
) -> str:
    if hold.payload.ended_as == STEPS:
        return _steps_wanted(facts, hold)
    ended: FactDate = hold.payload.ended_on
    asked = []
    if hold.payload.ended_as == MODIFY and not any(
        _since(facts, r.payload.dated, ended) and "decision" in r.payload.used_as
        for r in facts.current("proposal_version")
    ) and purpose_decided(d) == FINAL:
        asked.append("the version of the proposal that is put to the decision")
    if not any(is_taken_after(facts, r, ended) and r.payload.outcome in outcomes
               for r in facts.current("decision", purpose=purpose_decided(d))):  # fmt: skip
        asked.append("a new decision" if set(outcomes) > APPROVING
                     else "a new decision that approves")  # fmt: skip
    return " and ".join(asked)


def is_taken_after(facts: CaseFacts, decision: RecordVersion, ended: FactDate) -> bool:
    """Whether a decision was taken, to approve or to refuse, by the day judged and on a later day
    than that on which a hold ended.

    One that was put off, or that lies ahead, is no decision yet. Of one of the very day of the end,
    or of a day not known, it cannot be said that it came after.
    """
    on: FactDate | None = decision.payload.decided_on
    return (
        decision.payload.outcome in TAKEN and on is not None
        and on.has_come_by(facts.as_at) and on.after(ended) is True
    )  # fmt: skip


def _steps_wanted(facts: CaseFacts, hold: RecordVersion) -> str:
    """What is missing of the steps that were directed; empty where nothing is.

    Of the steps in force that are not from before the hold one at least has been checked by a
    second person, and every one that adds something has been checked and done: a direction that
    asks for three things is not met by one. A hold whose first day is rough or not known is no bar
    to a step.
    """
    steps = [
        step for step in facts.current("direction_step")
        if stands(facts, step) and not is_before(step.payload.dated, hold.payload.started_on)
    ]
    checked = [step for step in steps if not waits_for_check(facts, step)]
    adding = [step for step in steps if step.payload.effect == ADDS]
    left = [step for step in adding if step not in checked or not is_done(facts, step)]
    if len(adding) > 1 and left:
        which = "is" if len(left) == 1 else "are"
        return (
            f"that every directed step which adds something was checked and done: {len(left)} of "
            f"{len(adding)} {which} not"
        )
    return "" if checked and not left else (
        "a procedural step that was directed, checked by a second person and, if it adds "
        "something, done"
    )  # fmt: skip


def _since(facts: CaseFacts, on: FactDate | None, ended: FactDate | None) -> bool:
    """Whether a day has come, and not before a hold ended."""
    return (
        on is not None and ended is not None
        and on.has_come_by(facts.as_at) and on.on_or_after(ended) is True
    )  # fmt: skip


def frozen_after(d: Definition, facts: CaseFacts, move: str) -> tuple[Freeze, ...]:
    """What bars a move or act because a hold ended so, and nothing was decided anew.

    After “stop” no move leads forward: what is left is to withdraw, to put another version of the
    proposal on record, or to decide anew. A case on a temporary change also goes to its end, by
    whichever way, once every service is back. What cannot be undone waits for a decision that
    approves: one that refuses carries nothing out.
    """
    forward = any(e.id == move and e.kind == "forward" for e in d.edges)
    if not (forward or move in _frozen_for_good(d)):
        return ()
    found = tuple(
        _freeze(a) for a in aftermaths(d, facts, APPROVING if move in ALWAYS else TAKEN)
        if move in _frozen_for_good(d) or _is_stopped(facts, a)
        or a.record.payload.ended_as == STEPS
    )
    leads_on = any(e.id == move and e.kind != "back" for e in d.edges)
    return () if found and leads_on and _was_reverted(d, facts) else found


def _was_reverted(d: Definition, facts: CaseFacts) -> bool:
    """Whether every temporary change of a case on them is over, with its service back."""
    changes = facts.current(TEMPORARY)
    return purpose_decided(d) == TEMPORARY and bool(changes) and all(
        r.payload.ended_as == "reopened"
        and happened(facts, r.payload.ended_on, "the reopening").is_yes
        for r in changes
    )  # fmt: skip


def _frozen_for_good(d: Definition) -> frozenset[str]:
    kind = d.find_hold(FREEZES_AS)
    return frozenset({*(kind.freezes if kind else ()), *ALWAYS})


def _is_stopped(facts: CaseFacts, aftermath: Aftermath) -> bool:
    p = aftermath.record.payload
    return p.ended_as == STOP and not any(
        _since(facts, r.payload.dated, p.ended_on) for r in facts.current("proposal_version")
    )


def _freeze(aftermath: Aftermath) -> Freeze:
    p = aftermath.record.payload
    return Freeze(
        aftermath.hold.id,
        f"{aftermath.hold.title} (ended with “{p.ended_as}”; not recorded: {aftermath.wanted})",
        p.ended_on.plain(), aftermath.record.reference,
    )  # fmt: skip

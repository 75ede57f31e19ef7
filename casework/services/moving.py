"""Moving a case on, and doing the named acts that gates and holds can bar."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime

from casework.domain.conditions.temporary_endings import BEGINS, begun_by
from casework.domain.dates import LONDON, FactDate, london_date, long_date
from casework.domain.errors import Conflict, Invalid, RefusedMove
from casework.domain.facts import RecordVersion
from casework.domain.permissions import check_can_act_as
from casework.domain.records import get_kind
from casework.domain.text import EMPTY, Text, commit, typed
from casework.domain.viewer import Viewer
from casework.engine.definition import Edge
from casework.engine.judgement import judge_move, subjects_of
from casework.engine.results import Judgement
from casework.engine.topology import moves_from
from casework.services.linked_endings import (
    OthersToLock,
    check_others_are_locked,
    tell_where_it_came_from,
)
from casework.services.office import Office
from casework.services.refusals import record_refusal
from casework.services.returning import GoingBack, draft_of_return
from casework.services.snapshots import keep_snapshot
from casework.services.verb import Verb, case_verb
from casework.store.records import Draft

LEFT_OPEN = "left_open"
"""How a departure names what a succession had left open."""


@dataclass(frozen=True, slots=True)
class Step:
    """A move or act about to be done.

    ``visit`` is the visit of the stage that the form showed. ``on`` is when it happened, and
    ``simulated_on`` the date by which a replayed case judges it. ``happened_anyway`` records a
    refused one as a departure in fact, so that what followed can be judged. ``going_back`` is for
    a return to an earlier stage alone.
    """

    what: str
    visit: int
    reason: str = ""
    subject: str = ""
    on: FactDate | None = None
    simulated_on: date | None = None
    happened_anyway: bool = False
    source: str = ""
    assumed: bool = False
    going_back: GoingBack = GoingBack()


@dataclass(frozen=True, slots=True)
class Moved:
    """Where the case stands after a move or act, with the judgement that let it through."""

    reference: str
    stage: str
    visit: int
    judgement: Judgement


def move_case(
    office: Office, viewer: Viewer, reference: str, step: Step, *, once: str = ""
) -> Moved:
    """Move the case along the edge called ``step.what`` (`S3-S4`).

    Raises RefusedMove with every blocker, Conflict if the case has moved since the form was
    shown or a return asks for something else again than the form said, NotPermitted if the viewer
    holds none of the edge's roles, Invalid if there is no such move, for a return that nobody
    authorised, and for ``happened_anyway`` on a case that is not replayed. A refusal is recorded in
    a transaction of its own.
    """
    try:
        try:
            return _moved(office, viewer, reference, step, once)
        except OthersToLock as asked:
            return _moved(office, viewer, reference, step, once, asked.references)
    except RefusedMove as refusal:
        record_refusal(office, viewer, reference, step.what, refusal, step.simulated_on)
        raise


def _moved(
    office: Office, viewer: Viewer, reference: str, step: Step, once: str,
    beside: Collection[str] = (),
) -> Moved:
    with case_verb(
        office, viewer, reference, "case_moved", simulated_on=step.simulated_on, once=once,
        beside=beside,
    ) as verb:
        return _move(verb, step, beside)


def _move(verb: Verb, step: Step, locked: Collection[str]) -> Moved:
    facts, d = verb.facts, verb.definition
    _check_anyway(verb, step)
    _check_visit(verb, step)
    if step.subject:
        raise Invalid("A move is about the case as a whole.", "Leave the subject out.", "subject")
    if step.what not in moves_from(d, facts.stage):
        raise Invalid(
            f"There is no move {step.what} from stage {facts.stage}.",
            "Choose one of: " + ", ".join(moves_from(d, facts.stage)) + ".",
        )
    edge = d.edge(step.what)
    check_can_act_as(facts, verb.viewer, edge.by, f"move the case ({edge.title.lower()})")
    if edge.kind != "forward" and not typed(step.reason):
        raise Invalid("This move needs a reason.", "Say why the case moves.", "reason")
    check_others_are_locked(verb, edge, locked)
    judgement = _judged(verb, step)
    visit = facts.visit + 1
    snapshot = keep_snapshot(verb, judgement)
    payload = get_kind("stage_move").payload(
        origin=facts.stage, target=edge.target, visit=visit, snapshot=snapshot,
        unmet=_unmet(judgement, step), reason=commit(typed(step.reason)),
    )  # fmt: skip
    moved = _draft("stage_move", f"visit-{visit}", payload, step)
    verb.write(moved, *_return(verb, edge, step), *_departure(judgement, step))
    tell_where_it_came_from(verb, edge)
    verb.tx.facts = replace(verb.tx.facts, stage=edge.target, visit=visit)
    verb.tx.changes.update(stage=edge.target, visit=visit, stage_since=verb.tx.today)
    verb.details.update(move=step.what, snapshot=snapshot, origin=facts.stage)
    verb.tx.enqueue(
        "stage_entered", f"{facts.reference}:visit-{visit}",
        {"case": facts.reference, "stage": edge.target, "visit": visit},
        case_reference=facts.reference,
    )  # fmt: skip
    return Moved(facts.reference, edge.target, visit, judgement)


def _return(verb: Verb, edge: Edge, step: Step) -> list[Draft]:
    if edge.kind != "back":
        return []
    return [
        draft_of_return(
            verb, edge, step.going_back, step.reason, step.on, assumed=step.assumed,
            happened_anyway=step.happened_anyway, source=step.source,
        )
    ]  # fmt: skip


def do_act(office: Office, viewer: Viewer, reference: str, step: Step, *, once: str = "") -> Moved:
    """Do the named act called ``step.what`` (`open_consultation`) within the present stage.

    Raises as ``move_case`` does.
    """
    try:
        with case_verb(
            office, viewer, reference, "act_done", simulated_on=step.simulated_on, once=once
        ) as verb:
            return _act(verb, step)
    except RefusedMove as refusal:
        record_refusal(office, viewer, reference, step.what, refusal, step.simulated_on)
        raise


def _act(verb: Verb, step: Step) -> Moved:
    facts, d = verb.facts, verb.definition
    _check_anyway(verb, step)
    _check_visit(verb, step)
    act = d.find_act(step.what)
    if act is None or facts.stage not in act.stages:
        raise Invalid(
            f"There is no act {step.what!r} in stage {facts.stage}.",
            "Acts of this stage: "
            + (", ".join(a.id for a in d.acts if facts.stage in a.stages) or "none") + ".",
        )  # fmt: skip
    if act.per != "case" and not step.subject:
        raise Invalid(f"{act.title}: say which.", "Choose the step it is about.", "subject")
    check_can_act_as(facts, verb.viewer, act.by, act.title.lower())
    if step.subject not in subjects_of(act, facts):
        raise Invalid(f"{act.title}: not about that.", "Choose what it is about.", "subject")
    _check_not_begun(verb, step)
    judgement = _judged(verb, step)
    snapshot = keep_snapshot(verb, judgement, step.subject)
    payload = get_kind("act").payload(
        act=act.id, subject=step.subject, visit=facts.visit, snapshot=snapshot,
        unmet=_unmet(judgement, step), reason=commit(typed(step.reason)),
    )  # fmt: skip
    key = ":".join(part for part in (act.id, str(facts.visit), step.subject) if part)
    verb.write(_draft("act", key, payload, step), *_departure(judgement, step))
    verb.details.update(act=act.id, snapshot=snapshot)
    verb.tx.enqueue(
        "act_done", f"{facts.reference}:{key}:{verb.tx.position}",
        {"case": facts.reference, "act": act.id, "subject": step.subject},
        case_reference=facts.reference,
    )  # fmt: skip
    return Moved(facts.reference, facts.stage, facts.visit, judgement)


def _check_not_begun(verb: Verb, step: Step) -> None:
    """A temporary change begins once: again would move the day on which it began."""
    begun = begun_by(verb.facts, step.subject) if step.what in BEGINS else None
    if begun is not None:
        latest = begun.effective_on.latest if begun.effective_on else None
        on = long_date(latest or begun.judged_on)
        raise Conflict(f"This temporary change has begun already, on {on}.",
                       "Look at the case: it can be extended or brought to its end.")  # fmt: skip


def _check_anyway(verb: Verb, step: Step) -> None:
    """Only a reconstruction knows that something happened whatever was unmet."""
    if step.happened_anyway and not verb.tx.row.replayed:
        raise Invalid(
            "A live case cannot be moved past what is unmet.",
            "Meet each point, or set it aside as its force allows.",
        )


def _check_visit(verb: Verb, step: Step) -> None:
    if step.visit != verb.facts.visit:
        latest: RecordVersion | None = verb.facts.find(f"stage_move/visit-{verb.facts.visit}")
        stage = verb.definition.stage(verb.facts.stage).title
        since = f", since {_london(latest.recorded_at)}" if latest else ""
        raise Conflict(
            f"The case has moved since you opened this page: it is now in “{stage}”{since}.",
            "Look at the case as it is now, then decide again.",
        )


def _london(instant: datetime) -> str:
    return f"{instant.astimezone(LONDON):%H:%M} on {long_date(london_date(instant))}"


def _judged(verb: Verb, step: Step) -> Judgement:
    judgement = judge_move(verb.definition, verb.facts, step.what, step.subject)
    if not judgement.allowed and not step.happened_anyway:
        raise RefusedMove(
            refusal_sentence(judgement), (judgement,), "See each point, whose move it is and why."
        )
    if judgement.flags and not (step.happened_anyway or verb.tx.row.replayed):
        raise RefusedMove(
            questions_sentence(judgement), (judgement,),
            "Answer each on its gate's page; the answer is published.",
        )
    return judgement


def questions_sentence(judgement: Judgement) -> str:
    """One sentence that counts the questions a move raises. A replayed case cannot answer them:
    what was answered at the time is seldom published."""
    count = len(judgement.flags)
    questions = "1 question that it raises is" if count == 1 else (
        f"{count} questions that it raises are"
    )
    return f"{judgement.title}: not yet. {questions} not answered."


def refusal_sentence(judgement: Judgement) -> str:
    """One sentence that counts what bars a move."""
    parts = []
    if judgement.blockers:
        count = len(judgement.blockers)
        parts.append(f"{count} {'check is' if count == 1 else 'checks are'} not met")
    parts += [f"{freeze.title} since {freeze.since}" for freeze in judgement.freezes]
    parts += [reason.rstrip(".") for reason in judgement.conditions]
    if judgement.left_open:
        count = len(judgement.left_open)
        parts.append(f"{count} {'matter' if count == 1 else 'matters'} left open by a succession")
    return f"{judgement.title}: not yet. " + "; ".join(parts) + "."


def _unmet(judgement: Judgement, step: Step) -> tuple[str, ...]:
    if not step.happened_anyway or judgement.allowed:
        return ()
    return tuple(
        [f"{r.criterion.ref}:{r.subject}" if r.subject else r.criterion.ref
         for r in judgement.blockers] + [f"hold:{f.hold}" for f in judgement.freezes]
        + [f"{LEFT_OPEN}:{each.about}" for each in judgement.left_open]
    )  # fmt: skip


def _departure(judgement: Judgement, step: Step) -> list[Draft]:
    unmet = _unmet(judgement, step)
    if not unmet:
        return []
    payload = get_kind("departure").payload(
        act=step.what, unmet=unmet, reason=commit(typed(step.reason))
    )
    key = ":".join(p for p in (step.what, str(step.visit), step.subject) if p)
    return [_draft("departure", key, payload, step)]


def _draft(kind: str, key: str, payload: object, step: Step) -> Draft:
    source: Text = commit(step.source) if step.source else EMPTY
    return Draft(
        kind, key, payload, effective_on=step.on, assumed=step.assumed, source=source
    )

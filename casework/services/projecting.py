"""Projections that lists read, written in the transaction that changes the answer."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from casework.domain.case_dates.next_date import next_date
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.roles import OUTSIDE_ROLES
from casework.engine.agenda import (
    ON_SAFETY,
    RequiredAction,
    changes_on,
    checks_before_the_next_step,
    required_actions,
)
from casework.engine.definition import Definition
from casework.engine.required_action import is_blocker
from casework.engine.results import State
from casework.services.dates import terms_for
from casework.store.cases import EVERYBODY
from casework.store.projections import (
    AccessLine,
    ShareLine,
    replace_access,
    replace_required_actions,
    replace_shares,
)
from casework.store.transaction import CaseTransaction

A_DAY = timedelta(days=1)


def project(tx: CaseTransaction, definition: Definition) -> None:
    """Recompute what the case waits for, and what its roles and shares let people see."""
    actions = required_actions(definition, tx.facts)
    replace_required_actions(
        tx.connection, tx.row.id, action_lines(actions), any_stored=_has_lines(tx, definition)
    )
    tx.changes.update(projected(definition, tx.facts, actions))
    written = {record.kind for record in tx.written}
    if written & {"role", "cover"}:
        replace_access(tx.connection, tx.row.id, access_lines(tx))
    if "share" in written:
        replace_shares(tx.connection, tx.row.id, share_lines(tx))


def projected(
    definition: Definition, facts: CaseFacts, actions: list[RequiredAction]
) -> dict[str, Any]:
    """The columns of a case that lists read: how many checks bar its next step, its next date, and
    the day from which either may be another, which the day after the next date is."""
    following = next_date(facts, terms_for(facts, definition, ()))
    turns = (changes_on(definition, facts), following.on + A_DAY if following else None)
    return {
        "blockers": checks_before_the_next_step(definition, facts.stage, [
            (a.criterion, a.subject, a.blocks) for a in actions
            if is_blocker(a) and a.state != State.FLAGGED
        ]),
        "recompute_on": min((day for day in turns if day is not None), default=None),
        "next_date": following.on if following else None,
        "next_date_label": following.what if following else "",
        "next_date_mark": following.mark if following else "",
    }


def _has_lines(tx: CaseTransaction, definition: Definition) -> bool:
    """Whether the case may have lines to remove, which costs a statement.

    A new case has none. A live case that moves on for which nothing else waited, not even an act of
    its stage, has only those that said so, and they fall by themselves
    (``store.projections.still_stands``). A replayed one may have left a question unanswered.
    """
    if tx.row.audit_position == 0:
        return False
    if "stage" not in tx.changes or tx.row.blockers > 0 or tx.row.replayed:
        return True
    if any(tx.row.stage in act.stages and act.per == "case" for act in definition.acts):
        return True
    waiting = ("draft", "open", "returned", "sent")
    kinds = ("handover", "hold", "succession")
    return any(tx.facts.current(kind) for kind in kinds) or any(
        record.payload.act == ON_SAFETY for record in tx.facts.current("act")
    ) or any(
        record.payload.state in waiting
        for kind in ("document", "request") for record in tx.facts.current(kind)
    )  # fmt: skip


def action_lines(actions: list[RequiredAction]) -> list[dict[str, Any]]:
    """The rows of the projection: one for each person who can act now, or one for nobody."""
    return [
        {
            "place": place, "blocks": " ".join(action.blocks), "gate": action.gate,
            "criterion": action.criterion, "subject": action.subject, "state": action.state,
            "force": action.force, "reason": action.reason, "roles": " ".join(action.roles),
            "person": person, "only": len(action.persons) == 1, "due_on": action.due_on,
        }
        for place, action in enumerate(actions)
        for person in (action.persons or ("",))
    ]  # fmt: skip


def access_lines(tx: CaseTransaction) -> list[AccessLine]:
    """One line for every role held on the case, or held in cover, with its dates; a replayed case
    has one more."""
    open_to_all = [AccessLine(EVERYBODY, "", False, None, None)] if tx.row.replayed else []
    return open_to_all + _cover_lines(tx) + [
        AccessLine(
            r.payload.person, r.payload.role, r.payload.role in OUTSIDE_ROLES,
            r.payload.since.earliest if r.payload.since else None,
            r.payload.until.latest if r.payload.until else None,
        )
        for r in tx.facts.current("role")
    ]  # fmt: skip


def _cover_lines(tx: CaseTransaction) -> list[AccessLine]:
    """A role lent opens the case while the person covered holds it in their own right."""
    held = [r.payload for r in tx.facts.current("role")]
    lines = [
        _lent(cover, role) for cover in tx.facts.current("cover") for role in held
        if role.person == cover.payload.covered and role.role in cover.payload.roles
    ]  # fmt: skip
    return [x for x in lines if x.until is None or x.since is None or x.since <= x.until]


def _lent(cover: RecordVersion, role: Any) -> AccessLine:
    since: date = cover.payload.since.earliest
    if role.since is not None and role.since.earliest is not None:
        since = max(since, role.since.earliest)
    until = _last_day(cover)
    if role.until is not None and role.until.latest is not None:
        until = min(until, role.until.latest)
    return AccessLine(cover.payload.covering, role.role, False, since, until)


def _last_day(cover: RecordVersion) -> date:
    """A cover ended early opens the case no longer from that day on."""
    until: date = cover.payload.until.latest
    return until - timedelta(days=1) if cover.payload.ended_at is not None else until


def share_lines(tx: CaseTransaction) -> list[ShareLine]:
    """One line for every share, with the day it was withdrawn if it was."""
    return [
        ShareLine(
            r.payload.organisation, r.payload.shared, r.judged_on,
            r.payload.withdrawn_on.earliest if r.payload.withdrawn_on else None,
        )
        for r in tx.facts.current("share")
    ]  # fmt: skip

"""The work on a case that somebody leaves whose role ends: what is open, and by when."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from casework.domain.cover import may_lie_ahead
from casework.domain.dates import FactDate
from casework.domain.facts import STATED, CaseFacts, RecordVersion
from casework.domain.roles import role_title
from casework.engine.agenda import (
    OF_THE_ROLE,
    READY,
    TO_APPROVE,
    RequiredAction,
    required_actions,
)
from casework.engine.definition import Definition


@dataclass(frozen=True, slots=True)
class OpenWork:
    """One piece of work, named as the record kind `handover` names it, and by when if known."""

    work: str
    due: date | None = None

    @property
    def of_the_role(self) -> bool:
        """True for what falls to whoever holds the role; else it was the person's own."""
        return self.work.startswith(OF_THE_ROLE)


def open_work(
    d: Definition, facts: CaseFacts, shown: CaseFacts, person: str, role: str
) -> tuple[OpenWork, ...]:
    """What waits for a person in a role, and what is theirs by name or as its owner.

    ``shown`` are the same facts with their texts, since an owner is a text: a record is theirs
    where its owner names the role, or where it names no owner and they recorded it last.
    """
    waiting = [
        OpenWork(_name_of(action), action.due_on)
        for action in required_actions(d, facts)
        if role in action.roles and person in action.persons and _falls_to_roles(action)
    ]
    return (*waiting, *_asked(facts, person), *_owned(shown, person, role), *_covers(facts, person))


def _falls_to_roles(action: RequiredAction) -> bool:
    return bool(action.gate) or action.state in (READY, TO_APPROVE)


def _name_of(action: RequiredAction) -> str:
    if action.state == READY:
        return f"move/{action.blocks[0]}"
    named = action.criterion.removeprefix("document/") if not action.gate else action.criterion
    return f"{'check' if action.gate else 'document'}/{named}/{action.subject}".rstrip("/")


def _asked(facts: CaseFacts, person: str) -> list[OpenWork]:
    """Requests that they have not answered, and answers to their own that they have not settled."""
    return [
        OpenWork(r.reference, _day(r.payload.due_on))
        for r in facts.current("request")
        if (r.payload.to == person and r.payload.state in ("open", "returned"))
        or (r.payload.asked_by == person and r.payload.state in ("open", "returned", "sent"))
    ]


def _owned(shown: CaseFacts, person: str, role: str) -> list[OpenWork]:
    return [
        OpenWork(r.reference, _day(getattr(r.payload, due_field, None)))
        for kind, (is_open, due_field) in OWNED.items() for r in shown.current(kind)
        if is_open(r.payload, shown.as_at) and _is_theirs(r, person, role)
    ]  # fmt: skip


def _is_theirs(record: RecordVersion, person: str, role: str) -> bool:
    owner = str(getattr(record.payload, "owner", "") or "").casefold()
    if owner:
        return role_title(role).casefold() in owner or owner == role.casefold()
    return record.recorded_by == person


def still_open(d: Definition, facts: CaseFacts, work: Iterable[str]) -> set[str]:
    """Which of these pieces of work are open now, whoever they wait for."""
    actions = {_name_of(a) for a in required_actions(d, facts) if _falls_to_roles(a)}
    return {name for name in work if name in actions or _is_open(facts.find(name), facts.as_at)}


def _is_open(record: RecordVersion | None, day: date) -> bool:
    if record is None or record.state != STATED:
        return False
    if record.kind == "request":
        return record.payload.state in ("open", "returned", "sent")
    if record.kind == "cover":
        return may_lie_ahead(record, day)
    is_open, _ = OWNED.get(record.kind, (lambda p, day: False, ""))
    return is_open(record.payload, day)


def _covers(facts: CaseFacts, person: str) -> list[OpenWork]:
    return [
        OpenWork(r.reference, _day(r.payload.until)) for r in facts.current("cover")
        if r.payload.covering == person and may_lie_ahead(r, facts.as_at)
    ]  # fmt: skip


def _day(value: FactDate | None) -> date | None:
    return value.latest if value is not None else None


def _not_kept(p: Any, day: date) -> bool:
    return p.kept_on is None and p.touches_this_proposal is not False


def _still_ahead(p: Any, day: date) -> bool:
    return p.held_on is not None and p.held_on.before(day) is not True


OWNED: dict[str, tuple[Callable[[Any, date], bool], str]] = {
    "promise": (_not_kept, ""),
    "condition": (lambda p, day: p.discharged_on is None, "due_on"),
    "mitigation": (lambda p, day: p.delivered_on is None, "due_on"),
    "risk": (lambda p, day: True, ""),
    "information_request": (lambda p, day: not p.outcome, "due_on"),
    "meeting": (_still_ahead, "held_on"),
}
"""Kinds of record that somebody answers for: when one is still open, and its field of the date."""

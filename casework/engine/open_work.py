"""The work on a case that somebody leaves whose role ends: what is open, and by when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from casework.domain.cover import may_lie_ahead
from casework.domain.dates import FactDate
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.roles import role_title
from casework.engine.agenda import required_actions
from casework.engine.answered_for import OWNED, is_open
from casework.engine.beside_gates import left_to_nobody
from casework.engine.definition import Definition
from casework.engine.required_action import OF_THE_ROLE


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
        OpenWork(action.work_of_the_role, action.due_on)
        for action in required_actions(d, facts)
        if role in action.roles and person in action.persons and action.work_of_the_role
    ]
    return (*waiting, *_asked(facts, person), *_owned(shown, person, role), *_covers(facts, person))


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
        for kind, (open_on, due_field) in OWNED.items() for r in shown.current(kind)
        if open_on(r.payload, shown.as_at) and _is_theirs(r, person, role)
    ]  # fmt: skip


def _is_theirs(record: RecordVersion, person: str, role: str) -> bool:
    owner = str(getattr(record.payload, "owner", "") or "").casefold()
    if owner:
        return role_title(role).casefold() in owner or owner == role.casefold()
    return record.recorded_by == person


def work_of_roles(d: Definition, facts: CaseFacts) -> set[str]:
    """What now waits for the holders of roles, as a handover names it."""
    return {name for a in required_actions(d, facts) if (name := a.work_of_the_role)}


def still_open(d: Definition, facts: CaseFacts, work: Iterable[str]) -> set[str]:
    """Which of these pieces of work are open now, whoever they wait for."""
    of_roles = work_of_roles(d, facts)
    return {name for name in work if name in of_roles or is_open(facts.find(name), facts.as_at)}


def left_open(d: Definition, facts: CaseFacts, handover: RecordVersion) -> list[str]:
    """The open work of a handover that nobody has, as ``left_to_nobody`` says."""
    return left_to_nobody(facts, handover, work_of_roles(d, facts))


def _covers(facts: CaseFacts, person: str) -> list[OpenWork]:
    return [
        OpenWork(r.reference, _day(r.payload.until)) for r in facts.current("cover")
        if r.payload.covering == person and may_lie_ahead(r, facts.as_at)
    ]  # fmt: skip


def _day(value: FactDate | None) -> date | None:
    return value.latest if value is not None else None

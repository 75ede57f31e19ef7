"""Absence cover: who acts for whom, on which days, and whose act it then was.

While one person covers for another, what they do on the case carries both names and counts as the
act of both where the law asks for two persons: a delegate is no second person to whom they act for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from casework.domain.facts import CaseFacts, RecordVersion


@dataclass(frozen=True, slots=True)
class ActDone:
    """Something done on a case: by whom, by which entry of its chain, and on which day (in a
    replayed case, the simulated one)."""

    person: str
    position: int
    day: date


def act_of(record: RecordVersion) -> ActDone:
    """The act by which a version was recorded."""
    return ActDone(record.recorded_by, record.position, record.judged_on)


def held_on(role: RecordVersion, day: date) -> bool:
    """True if a role on the case, or a cover, had begun by a day and had not ended before it."""
    since, until = role.payload.since, role.payload.until
    begun = since is None or since.on_or_before(day) is not False
    return begun and not (until is not None and until.before(day) is True)


def held_in_own_right(facts: CaseFacts, person: str, role: str, day: date) -> bool:
    """True if the person held the role on that day without covering for anybody."""
    return any(
        r.payload.person == person and r.payload.role == role and held_on(r, day)
        for r in facts.current("role")
    )


def covers_behind(facts: CaseFacts, act: ActDone, role: str = "") -> list[RecordVersion]:
    """The covers in which an act was done; none where it states a ``role`` that the person held in
    their own right. With another ``role``, only the covers of that one."""
    if role and held_in_own_right(facts, act.person, role, act.day):
        return []
    found = [r for r in facts.current("cover") if _lies_within(r, act)]
    return [r for r in found if role in r.payload.roles] if role else found


def _lies_within(cover: RecordVersion, act: ActDone) -> bool:
    p = cover.payload
    if p.covering != act.person or not held_on(cover, act.day):
        return False
    named, ended = p.named_at or 0, p.ended_at
    return named < act.position and (ended is None or act.position <= ended)


def persons_behind(facts: CaseFacts, acts: Iterable[ActDone]) -> set[str]:
    """Whose acts these were: who acted, and for whom they covered."""
    found: set[str] = set()
    for act in acts:
        found.add(act.person)
        found.update(r.payload.covered for r in covers_behind(facts, act))
    return found


def stands_for(facts: CaseFacts, person: str) -> frozenset[str]:
    """The person, and those for whom they cover on the date judged."""
    covered = (r.payload.covered for r, _ in facts.covers if r.payload.covering == person)
    return frozenset({person, *covered})


def is_another(facts: CaseFacts, person: str, persons: Iterable[str]) -> bool:
    """True if a person may be the second beside ``persons``: they are none of them, and cover for
    none of them on the date judged."""
    return not stands_for(facts, person) & set(persons)


def covering_now(facts: CaseFacts, person: str) -> list[tuple[str, frozenset[str]]]:
    """For whom a person covers on the date judged, each with the roles."""
    return [
        (r.payload.covered, roles) for r, roles in facts.covers if r.payload.covering == person
    ]


def acts_for(facts: CaseFacts, person: str, role: str = "") -> tuple[str, ...]:
    """For whom a person now acts; nobody where they do so in a ``role`` held in their own right."""
    if role and role in facts.own_roles_of(person):
        return ()
    found = [covered for covered, roles in covering_now(facts, person)
             if not role or role in roles]  # fmt: skip
    return tuple(dict.fromkeys(found))


def may_lie_ahead(cover: RecordVersion, day: date) -> bool:
    """True for a cover that lasts on a day, or is still to come."""
    p = cover.payload
    return p.ended_at is None and not (p.until is not None and p.until.before(day) is True)


def in_the_same_time(cover: RecordVersion, first: date, last: date) -> bool:
    """True if any day of a cover that was not ended early lies from ``first`` to ``last``."""
    p = cover.payload
    return p.ended_at is None and p.since.earliest <= last and first <= p.until.latest

"""Both names on what is done in cover, and whose acts count as one where four eyes are asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import Connection

from casework.domain.cover import (
    ActDone,
    act_of,
    covers_behind,
    persons_behind,
    stands_for,
)
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.roles import role_in_words, role_title
from casework.store.borrowed import acts_elsewhere
from casework.store.facts import acts_of, acts_on, references_recorded_by
from casework.store.names import Names


def covering_words(names: Names, covered: str, roles: Iterable[str]) -> str:
    """`covering for Y (programme manager)`."""
    titles = ", ".join(role_in_words(role) for role in sorted(roles))
    return f"covering for {names.person(covered)} ({titles})"


def both_names(
    facts: CaseFacts, names: Names, record: RecordVersion, role: str = ""
) -> str:
    """Who recorded a version: `X, covering for Y (programme manager)` where it was in cover.

    ``role`` is the one that the record states, if it states any.
    """
    covers = covers_behind(facts, act_of(record), role)
    parts = [names.person(record.recorded_by)]
    parts += [covering_words(names, r.payload.covered, {role} if role else r.payload.roles)
              for r in covers]  # fmt: skip
    return ", ".join(parts)


def signed_names(names: Names, person: str, acted_for: Iterable[str], role: str) -> str:
    """The same for what states its person, for whom they acted, and the role."""
    of_role = f" ({role_in_words(role)})" if role else ""
    covered = [f"covering for {names.person(key)}{of_role}" for key in acted_for]
    return ", ".join((names.person(person), *covered))


def role_and_names(names: Names, role: str, person: str, acted_for: Iterable[str]) -> str:
    """A role as documents print it; in cover with the names of both."""
    covered = [names.person(key) for key in acted_for]
    if not covered:
        return role_title(role)
    return f"{role_title(role)} ({names.person(person)}, covering for {', '.join(covered)})"


def suppliers_of(
    connection: Connection, case_id: int, facts: CaseFacts, pins: Iterable[str]
) -> set[str]:
    """Whose acts put in any version of what the pins name: with who recorded it, for whom they
    covered. A paper of another case was put in there too, by the covers of that case."""
    named = list(pins)
    found = persons_behind(facts, (ActDone(*act) for act in acts_on(connection, case_id, named)))
    for persons in _elsewhere(connection, facts, named).values():
        found |= persons
    return found


def own_references(
    connection: Connection, case_id: int, facts: CaseFacts, who: str
) -> frozenset[str]:
    """The records of which a person, or somebody for whom they cover now, recorded a version, or
    somebody else in cover for one of these; here, or in the case whose paper it is."""
    mine = stands_for(facts, who)
    used = [r.reference for r in facts.current("evidence") if r.payload.of_case]
    elsewhere = _elsewhere(connection, facts, used)
    lent = frozenset(name for name, persons in elsewhere.items() if persons & mine)
    if not facts.current("cover"):
        return references_recorded_by(connection, case_id, who) | lent
    theirs = {r.payload.covering for r in facts.current("cover") if r.payload.covered in mine}
    return lent | frozenset(
        reference
        for reference, person, position, day in acts_of(connection, case_id, mine | theirs)
        if persons_behind(facts, (ActDone(person, position, day),)) & mine
    )


def _elsewhere(
    connection: Connection, facts: CaseFacts, pins: Iterable[str]
) -> dict[str, set[str]]:
    """By the records here that use a paper of another case: whose acts put it in there."""
    papers = _papers_elsewhere(facts, pins)
    acts, covers = acts_elsewhere(connection, papers.values())
    behind: dict[tuple[str, str], set[str]] = {}
    for act in acts:
        there = replace(facts, records=covers[act.case])
        persons = persons_behind(there, [ActDone(act.person, act.position, act.day)])
        behind.setdefault((act.case, act.record), set()).update(persons)
    return {name: behind.get((case, pin.partition("@")[0]), set())
            for name, (case, pin) in papers.items()}  # fmt: skip


def _papers_elsewhere(facts: CaseFacts, pins: Iterable[str]) -> dict[str, tuple[str, str]]:
    """The case and the paper there, by the record here that uses it."""
    found = (facts.find(pin.partition("@")[0]) for pin in pins)
    return {r.reference: (r.payload.of_case, r.payload.of_paper) for r in found
            if r is not None and r.kind == "evidence" and r.payload is not None
            and r.payload.of_case}  # fmt: skip

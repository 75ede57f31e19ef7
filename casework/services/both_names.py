"""Both names on what is done in cover, and whose acts count as one where four eyes are asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
from casework.domain.records.linked import REVERSED
from casework.domain.roles import role_in_words, role_title
from casework.store.borrowed import ActElsewhere, acts_elsewhere
from casework.store.facts import acts_of, acts_on, references_recorded_by
from casework.store.names import Names

BEGUN_AGAIN = REVERSED["restarted_as"]


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
    elsewhere = _elsewhere(connection, facts, [r.reference for r in facts.current("evidence")])
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
    """By the records here that come from another case: whose acts put the paper in there.

    A paper is used by reference, or went along when a case was begun again, perhaps more than
    once: either way whoever made the reference or opened the case did not write it.
    """
    found: dict[str, set[str]] = {}
    seen: set[tuple[str, str]] = set()
    waiting = _homes(facts, pins)
    while waiting:
        seen |= {(name, case) for name, case, _ in waiting}
        acts, beside = acts_elsewhere(connection, [(case, paper) for _, case, paper in waiting])
        behind = _persons_there(facts, acts, beside)
        for name, case, paper in waiting:
            found.setdefault(name, set()).update(behind.get((case, paper), set()))
        waiting = [
            (name, before, paper) for name, case, paper in waiting
            for before in _begun_before(beside.get(case, ())) if (name, before) not in seen
        ]
    return found


def _persons_there(
    facts: CaseFacts, acts: Iterable[ActElsewhere], beside: Mapping[str, tuple[RecordVersion, ...]]
) -> dict[tuple[str, str], set[str]]:
    """By case and record: who put it in, and for whom they covered by the covers of that case."""
    found: dict[tuple[str, str], set[str]] = {}
    for act in acts:
        there = replace(facts, records=beside[act.case])
        persons = persons_behind(there, [ActDone(act.person, act.position, act.day)])
        found.setdefault((act.case, act.record), set()).update(persons)
    return found


def _homes(facts: CaseFacts, pins: Iterable[str]) -> list[tuple[str, str, str]]:
    """Each paper here that comes from another case, with that case and its record there: papers
    that go along keep their keys."""
    before = _begun_before(facts.current("linked_case"))
    found = []
    for record in (facts.find(pin.partition("@")[0]) for pin in pins):
        if record is None or record.kind != "evidence" or record.payload is None:
            continue
        if record.payload.of_case:
            paper = record.payload.of_paper.partition("@")[0]
            found.append((record.reference, record.payload.of_case, paper))
        else:
            found += [(record.reference, case, record.reference) for case in before]
    return found


def _begun_before(records: Iterable[RecordVersion]) -> list[str]:
    """The cases of which one is a new beginning, by its records of linked cases."""
    return [r.payload.case for r in records
            if r.kind == "linked_case" and r.payload.relation == BEGUN_AGAIN]  # fmt: skip

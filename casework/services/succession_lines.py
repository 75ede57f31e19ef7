"""What the bodies of a succession hold on one case, line by line, with the successors of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection

from casework.domain.case_dates import CaseDate, case_dates
from casework.domain.case_dates.stretches import MOVABLE
from casework.domain.dates import FactDate
from casework.domain.facts import SEATS, CaseFacts, RecordVersion
from casework.domain.holdings import CASE, Body, Holding, holdings_of
from casework.domain.organisations import NATIONAL_KINDS
from casework.domain.successions import Succession
from casework.engine.definition import Definition
from casework.services.dates import terms_for
from casework.store.facts import versions_of_kinds
from casework.store.polls import polls_that_stand


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a case: what the body holds, and to whom it passes; ``to`` is None while that
    is not chosen, and empty where nobody takes it over."""

    holding: Holding
    body: str
    to: tuple[str, ...] | None
    person: str = ""

    @property
    def is_chosen_here(self) -> bool:
        """True if the line has a choice of its own: it follows no other, and no person."""
        return not self.holding.follows and not self.person


def lines_of(
    s: Succession, d: Definition, row: Any, facts: CaseFacts, persons: Iterable[Any],
    dates: tuple[CaseDate, ...],
) -> tuple[Line, ...]:
    """Every line of the case. ``row`` gives its reference and whose it is; ``persons`` are those
    of the bodies that cease, ``dates`` all those of the case."""
    people = list(persons)
    checks = [(c.ref, c.per) for g in d.gates for c in g.criteria if c.per in SEATS]
    found: list[Line] = []
    for key in s.predecessors:
        own = {p.key for p in people if p.organisation == key} | _gone(s, key)
        body = Body(key, own, _has_the_case(s, row, facts, key), s.on)
        found += _with_successors(s, row.reference, facts, body, checks, dates)
    return tuple(found)


def _has_the_case(s: Succession, row: Any, facts: CaseFacts, body: str) -> bool:
    """True if the case is the body's own, or was until this very succession passed it on."""
    done = facts.find(f"succession/{key_of(s, body)}")
    passed = done.payload.passed if done is not None and done.payload is not None else ()
    return row.organisation == body or any(p["what"] == CASE for p in passed)


def key_of(s: Succession, body: str) -> str:
    """The key of a case's record of one body of a succession."""
    return s.key if len(s.predecessors) == 1 else f"{s.key}:{body}"


def _gone(s: Succession, body: str) -> set[str]:
    """Persons who went with the succession before it was the turn of this case."""
    return {person for person, origin in s.origins.items() if origin == body}


def _with_successors(
    s: Succession, case: str, facts: CaseFacts, body: Body, checks: list[tuple[str, str]],
    dates: tuple[CaseDate, ...],
) -> Iterator[Line]:
    held = holdings_of(facts, body, checks, dates)
    chosen: dict[str, tuple[str, ...] | None] = {}
    people: dict[str, str] = {}
    for h in held:
        if h.group == "role":
            record = facts.find(h.what)
            assert record is not None
            people[h.what] = record.payload.person
            to = s.successor_of_person(record.payload.person)
            chosen[h.what] = None if to is None else (to,) if to else ()
        elif not h.follows:
            chosen[h.what] = s.successors_of(case, h.what)
    for h in held:
        to_bodies = chosen.get(h.follows) if h.follows else chosen[h.what]
        yield Line(h, body.key, to_bodies, people.get(h.what, ""))


def dates_on_record(
    connection: Connection, d: Definition, row: Any, facts: CaseFacts,
    listed: Mapping[str, str],
) -> tuple[CaseDate, ...]:
    """Every date of the case, whoever may read it: with those that were moved, the polls near its
    days, and until when its papers count as current.

    ``listed`` are the kinds under which organisations are listed, by their keys.
    """
    national = {key for key, kind in listed.items() if kind in NATIONAL_KINDS}
    kinds = {kind for kind, _ in MOVABLE}
    changed = any(r.kind in kinds and r.version > 1 for r in facts.records)
    versions = versions_of_kinds(connection, row.id, kinds) if changed else ()
    return case_dates(facts, terms_for(facts, d, polls_that_stand(connection), national), versions)


def before_it_passed(facts: CaseFacts, done: RecordVersion) -> CaseFacts:
    """The facts as if a succession had not been carried out on the case: for its correction.

    Places and roles that it ended go on, and those that it began are gone.
    """
    last = FactDate.on(done.payload.on.earliest - timedelta(days=1))
    rows = {row["what"]: row["to"] for row in done.payload.passed}
    changed = []
    for record in facts.records:
        if record.reference == done.reference or is_begun_by(record, done):
            changed.append(replace(record, state="withdrawn"))
        elif record.reference in rows and getattr(record.payload, "until", None) == last:
            changed.append(replace(record, payload=replace(record.payload, until=None)))
        elif record.kind == "share" and record.reference in rows:
            changed.append(replace(record, payload=replace(record.payload, withdrawn_on=None)))
    merged = {r.reference: r for r in changed}
    return replace(facts, records=tuple(merged.get(r.reference, r) for r in facts.records))


def is_begun_by(record: RecordVersion, done: RecordVersion) -> bool:
    """True of a place, role or share that a succession began for a successor."""
    if record.state != "stated" or record.kind not in SEATS | {"share"}:
        return False
    p = done.payload
    begun = record.kind in SEATS and record.payload.since == p.on
    return done.reference in record.cites or (begun and record.payload.organisation in p.successors)

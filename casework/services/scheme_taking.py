"""A case takes over what a body keeps as its scheme of delegation: its own records, each with the
version of the entry from which it comes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from casework.domain.dates import FactDate
from casework.domain.errors import Conflict, NotFound
from casework.domain.facts import STATED, WITHDRAWN, CaseFacts, RecordVersion
from casework.domain.permissions import can_record, check_can_record
from casework.domain.records import get_kind
from casework.domain.schemes import (
    POWER,
    TAKEN_OVER,
    SchemeEntry,
    bodies_with_schemes,
    from_schemes,
    held_on_case,
    is_own_of_case,
    key_on_case,
)
from casework.domain.text import commit
from casework.domain.viewer import Viewer
from casework.services.office import Office
from casework.services.reading import CaseView, get_case
from casework.services.verb import Verb, case_verb
from casework.store import schemes as store
from casework.store.records import Draft


class NothingToTakeOver(Conflict):
    """The case has what the scheme says already, or has ended: nothing is written."""


@dataclass(frozen=True, slots=True)
class EntryOnCase:
    """An entry as the body's scheme has it now, beside the version that the case holds; empty
    where it holds none."""

    entry: SchemeEntry
    held: str
    record: RecordVersion | None

    @property
    def is_held(self) -> bool:
        """True if the case holds this very version, or never held what is withdrawn."""
        return self.held == str(self.entry.version)


@dataclass(frozen=True, slots=True)
class SchemeOnCase:
    """The scheme of one body beside what the case holds of it."""

    body: str
    name: str
    last_day: date | None
    entries: tuple[EntryOnCase, ...]
    is_held: bool


@dataclass(frozen=True)
class SchemesOfCase:
    """What each body's scheme says now beside what the case holds, the bodies that keep none, and
    the powers that are stated in this case alone."""

    view: CaseView
    schemes: tuple[SchemeOnCase, ...]
    without: tuple[str, ...]
    own: tuple[RecordVersion, ...]
    may_take_over: bool


def schemes_of_case(office: Office, viewer: Viewer, reference: str) -> SchemesOfCase:
    """The comparison. Raises NotFound for who may not see the case."""
    view = get_case(office, viewer, reference, signing=False)
    facts = view.judged
    # A replayed case has only what its case file states.
    bodies = frozenset() if view.replayed else bodies_with_schemes(facts, view.row.organisation)
    with office.database.reading() as connection:
        found = store.newest_entries(connection, bodies)
    keeping = {entry.body: (name, last) for entry, name, last, _ in found}
    schemes = tuple(
        _beside(facts, body, name, last, [
            e if is_own_of_case(facts, view.row.organisation, body) else e.without_texts()
            for e, *_ in found if e.body == body
        ])
        for body, (name, last) in keeping.items()
    )
    taken = from_schemes(facts)
    return SchemesOfCase(
        view, schemes, tuple(sorted(bodies - keeping.keys())),
        tuple(r for r in view.facts.current(POWER) if r.reference not in taken),
        can_record(facts, viewer, POWER, "") and not view.replayed
        and not view.definition.stage(facts.stage).final,
    )  # fmt: skip


def _beside(
    facts: CaseFacts, body: str, name: str, last: date | None, entries: Sequence[SchemeEntry]
) -> SchemeOnCase:
    held = held_on_case(facts, body)
    lines = tuple(
        EntryOnCase(e, held.get(e.key, ""), facts.find(f"{POWER}/{key_on_case(body, e.key)}"))
        for e in entries
    )
    return SchemeOnCase(body, name, last, lines, not _differs(facts, body, entries, last))


def _differs(
    facts: CaseFacts, body: str, entries: Sequence[SchemeEntry], last: date | None
) -> bool:
    taken = facts.find(f"{TAKEN_OVER}/{body}")
    if taken is None:
        return bool(entries)
    same = held_on_case(facts, body) == {e.key: str(e.version) for e in entries}
    return not same or taken.payload.ended_on != _day(last)


def take_over_scheme(
    office: Office, viewer: Viewer, reference: str, body: str, *, once: str = ""
) -> int:
    """Record on a case what the body's scheme says now, each entry with its version, and return
    how many powers changed.

    Raises NotPermitted for who may not record on the case, NotFound for a body by whose scheme it
    is not judged, NothingToTakeOver for a case that has ended and where it has all of it.
    """
    with case_verb(office, viewer, reference, "scheme_taken_over", once=once) as verb:
        check_can_record(verb.facts, viewer, POWER, body)
        _check_is_judged_by_it(verb, body)
        found = store.newest_entries(verb.tx.connection, [body])
        last = next((last for _, _, last, _ in found), None)
        entries = [entry for entry, *_ in found]
        if not _differs(verb.facts, body, entries, last):
            raise NothingToTakeOver("The case holds this scheme as it stands now.")
        with_texts = is_own_of_case(verb.facts, verb.tx.row.organisation, body)
        powers = [
            draft for entry, name, _, why in found
            if (draft := _power(verb.facts, entry, name, last, why, with_texts)) is not None
        ]
        verb.write(*powers, _taken(body, entries, last))
        verb.details.update(
            scheme=body, entries=[entry.pin for entry in entries], changed=len(powers)
        )
        verb.result = body
        return len(powers)


def _check_is_judged_by_it(verb: Verb, body: str) -> None:
    row, facts = verb.tx.row, verb.facts
    if body not in bodies_with_schemes(facts, row.organisation):
        raise NotFound("This case is not judged by the scheme of that body.",
                       "Record it as a responsible body of the case first.")  # fmt: skip
    if row.replayed:
        raise Conflict("A replayed case has only what its case file states.")
    if verb.definition.stage(facts.stage).final:
        raise NothingToTakeOver("This case has ended: what it was judged by stays.")


def _power(
    facts: CaseFacts, entry: SchemeEntry, name: str, last: date | None, why: str,
    with_texts: bool,
) -> Draft | None:
    """The next version of the power that the case has of an entry, None if it has it already."""
    key = key_on_case(entry.body, entry.key)
    known = facts.find(f"{POWER}/{key}")
    stands = known is not None and known.state == STATED
    if entry.state != STATED:
        if known is None or not stands:
            return None
        gone = f"Withdrawn from the scheme of {name}{f': {why}' if with_texts else ''}"
        return Draft(POWER, key, known.payload, WITHDRAWN, known.effective_on, source=commit(gone))
    payload = (entry if with_texts else entry.without_texts()).payload(last)
    same_version = held_on_case(facts, entry.body).get(entry.key) == str(entry.version)
    if known is not None and stands and same_version and known.payload.until == payload.until:
        return None
    said = f"Scheme of delegation of {name}, entry {entry.key}, version {entry.version}"
    return Draft(POWER, key, payload, effective_on=payload.since, source=commit(said))


def _taken(body: str, entries: Sequence[SchemeEntry], last: date | None) -> Draft:
    rows = tuple(
        {"entry": e.key, "version": str(e.version),
         "record": f"{POWER}/{key_on_case(body, e.key)}"}
        for e in entries
    )  # fmt: skip
    payload: Any = get_kind(TAKEN_OVER).payload(
        organisation=body, ended_on=_day(last), entries=rows
    )
    return Draft(TAKEN_OVER, body, payload)


def _day(last: date | None) -> FactDate | None:
    return FactDate.on(last) if last is not None else None

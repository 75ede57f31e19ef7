"""The dates of a case as a reader may see them: worked out once, and the versions they moved in."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import Connection

from casework.domain.calendar.corrections import bank_holidays_for, days_shut_for
from casework.domain.calendar.poll_register import Poll, periods_near
from casework.domain.case_dates import CaseDate, Terms, case_dates
from casework.domain.case_dates.stretches import MOVABLE
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.organisations import NATIONAL_KINDS
from casework.domain.permissions import can_read_record
from casework.domain.viewer import Viewer
from casework.engine.definition import Definition
from casework.services.office import Office
from casework.services.reading import CaseView
from casework.store.facts import versions_of_kinds
from casework.store.names import Names
from casework.store.polls import polls_that_stand


@dataclass(frozen=True, slots=True)
class Dates:
    """Every date of a case, every version of the records whose dates people move, and the terms
    by which dates are worked out."""

    all: tuple[CaseDate, ...]
    versions: tuple[RecordVersion, ...]
    terms: Terms


def dates_of(office: Office, viewer: Viewer, view: CaseView) -> Dates:
    """The dates of a case from what this viewer may read, with those that were moved."""
    with office.database.reading() as connection:
        versions = _versions(connection, viewer, view)
        terms = terms_of(view, polls_that_stand(connection))
    return Dates(case_dates(view.facts, terms, versions), versions, terms)


def _versions(
    connection: Connection, viewer: Viewer, view: CaseView
) -> tuple[RecordVersion, ...]:
    """Versions that the viewer may read, none later than the one that the view shows."""
    kinds = {kind for kind, _ in MOVABLE}
    found = versions_of_kinds(connection, view.row.id, kinds)
    shown = {r.reference: r.version for r in view.facts.records}
    return tuple(
        r for r in found
        if r.version <= shown.get(r.reference, 0) and can_read_record(view.judged, viewer, r)
    )


class Judged(Protocol):
    """What a calendar is read from: a case as it is shown, or as a document prints it."""

    @property
    def facts(self) -> CaseFacts: ...

    @property
    def judged(self) -> CaseFacts: ...

    @property
    def definition(self) -> Definition: ...

    @property
    def names(self) -> Names: ...


def terms_of(view: Judged, polls: Iterable[Poll]) -> Terms:
    """The calendar by which the case is judged, the periods before polls in its councils' areas,
    and the shelf lives that its pathway gives."""
    return terms_for(view.judged, view.definition, polls, national_bodies_of(view.names))


def national_bodies_of(names: Names) -> set[str]:
    """The keys of the national bodies among those that a case names."""
    return {key for key, kind in names.kinds.items() if kind in NATIONAL_KINDS}


def is_sponsored_by(facts: CaseFacts, bodies: Collection[str]) -> bool:
    """Whether one of these bodies sponsors the case."""
    particulars = facts.single("particulars")
    return particulars is not None and particulars.payload.sponsor in bodies


def terms_for(
    facts: CaseFacts, definition: Definition, polls: Iterable[Poll], national: Collection[str] = ()
) -> Terms:
    """The same for facts that nobody looks at on a page. ``national`` are the keys of national
    bodies: one that sponsors the case has its own period before local elections."""
    holidays = bank_holidays_for(facts)
    lives = {
        t.id: t.shelf_life_months for t in definition.evidence_types
        if t.shelf_life_months is not None
    }  # fmt: skip
    councils = facts.parties("affected_authority")
    periods = periods_near(
        polls, councils, holidays, national=is_sponsored_by(facts, national)
    )
    return Terms(
        holidays, periods, lives, days_shut_for(facts), definition.thresholds_by_name
    )

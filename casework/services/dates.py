"""The dates of a case as a reader may see them: worked out once, and the versions they moved in."""

from __future__ import annotations

from dataclasses import dataclass

from casework.domain.calendar.england import england_bank_holidays
from casework.domain.calendar.polls import local_periods
from casework.domain.case_dates import CaseDate, Terms, case_dates
from casework.domain.case_dates.stretches import MOVABLE
from casework.domain.facts import RecordVersion
from casework.domain.permissions import can_read_record
from casework.domain.viewer import Viewer
from casework.engine.definition import Definition
from casework.services.office import Office
from casework.services.reading import CaseView
from casework.store.facts import versions_of_kinds


@dataclass(frozen=True, slots=True)
class Dates:
    """Every date of a case, and every version of the records whose dates people move."""

    all: tuple[CaseDate, ...]
    versions: tuple[RecordVersion, ...]


def dates_of(office: Office, viewer: Viewer, view: CaseView) -> Dates:
    """The dates of a case from what this viewer may read, with those that were moved."""
    versions = _versions(office, viewer, view)
    return Dates(case_dates(view.facts, terms_of(view.definition), versions), versions)


def _versions(office: Office, viewer: Viewer, view: CaseView) -> tuple[RecordVersion, ...]:
    """Versions that the viewer may read, none later than the one that the view shows."""
    with office.database.reading() as connection:
        kinds = {kind for kind, _ in MOVABLE}
        found = versions_of_kinds(connection, view.row.id, kinds)
    shown = {r.reference: r.version for r in view.facts.records}
    return tuple(
        r for r in found
        if r.version <= shown.get(r.reference, 0) and can_read_record(view.judged, viewer, r)
    )


def terms_of(definition: Definition) -> Terms:
    """England's calendar, the known polls, and the shelf lives that the pathway gives."""
    holidays = england_bank_holidays()
    lives = {
        t.id: t.shelf_life_months for t in definition.evidence_types
        if t.shelf_life_months is not None
    }  # fmt: skip
    return Terms(holidays, local_periods(holidays), lives)

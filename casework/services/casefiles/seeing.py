"""Looking at a replayed case: as the system, past what any one person may see."""

from __future__ import annotations

from casework.domain.errors import NotFound
from casework.domain.facts import CaseFacts
from casework.domain.viewer import SYSTEM
from casework.engine.definition import Definition
from casework.services.casefiles.report import OpenHold
from casework.services.office import Office
from casework.services.reading import CaseView, get_case, today_of
from casework.store.facts import current_records, facts_from
from casework.store.transaction import find_case_row


def see(office: Office, reference: str) -> CaseView:
    """The case as it is now, with its texts and names."""
    return get_case(office, SYSTEM, reference)


def facts_of(office: Office, reference: str) -> CaseFacts:
    """What gates judge of the case: its facts without texts, which cost more than all the rest."""
    with office.database.reading() as connection:
        row = find_case_row(connection, reference)
        if row is None:
            raise NotFound(f"There is no case {reference}.")
        return facts_from(row, current_records(connection, row.id), today_of(office, row))


def open_holds(d: Definition, facts: CaseFacts) -> tuple[OpenHold, ...]:
    """The holds that are open on the date judged, in the order in which they were recorded."""
    found = []
    for record in facts.open_holds():
        kind, started = d.find_hold(record.payload.hold), record.payload.started_on
        found.append(OpenHold(record.payload.hold, record.key, kind.title if kind else "",
                              started.text if started else ""))  # fmt: skip
    return tuple(found)

"""Looking at a replayed case: as the system, past what any one person may see."""

from __future__ import annotations

from casework.domain.facts import CaseFacts
from casework.domain.viewer import SYSTEM
from casework.engine.definition import Definition
from casework.services.casefiles.report import OpenHold
from casework.services.office import Office
from casework.services.reading import CaseView, get_case


def see(office: Office, reference: str) -> CaseView:
    """The case as it is now."""
    return get_case(office, SYSTEM, reference)


def open_holds(d: Definition, facts: CaseFacts) -> tuple[OpenHold, ...]:
    """The holds that are open on the date judged, in the order in which they were recorded."""
    found = []
    for record in facts.open_holds():
        kind, started = d.find_hold(record.payload.hold), record.payload.started_on
        found.append(OpenHold(record.payload.hold, record.key, kind.title if kind else "",
                              started.text if started else ""))  # fmt: skip
    return tuple(found)

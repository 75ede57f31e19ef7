"""The watch over decisions that may be challenged, across cases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from casework.domain.limitation import KINDS, Arguable, arguable_decisions
from casework.domain.viewer import Viewer
from casework.services.office import Office
from casework.services.reading import today_of
from casework.store import listing
from casework.store.facts import current_records_of, facts_from
from casework.store.listing import PAGE, CaseFilter


@dataclass(frozen=True)
class WatchedCases:
    """One page of cases with their arguable decisions; ``next_after`` leads to the next."""

    cases: tuple[tuple[Any, tuple[Arguable, ...]], ...]
    next_after: str = ""


def watched_cases(office: Office, viewer: Viewer, after: str = "") -> WatchedCases:
    """The cases that the viewer sees, in the order of their list, with what is watched of each.

    Cases of which nothing may be challenged yet are left out of the page.
    """
    today = office.clock.today()
    with office.database.reading() as connection:
        rows = listing.list_cases(connection, viewer, today, CaseFilter(after=after))
        shown = rows[:PAGE]
        records = current_records_of(connection, [row.id for row in shown], KINDS)
    found = []
    for row in shown:
        facts = facts_from(row, records.get(row.id, ()), today_of(office, row), holidays="")
        if decisions := arguable_decisions(facts):
            found.append((row, decisions))
    return WatchedCases(tuple(found), listing.mark_of(shown[-1]) if len(rows) > PAGE else "")

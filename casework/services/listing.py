"""Lists across cases: my work, cases, programmes."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from casework.domain.errors import Invalid, NotPermitted
from casework.domain.viewer import Viewer
from casework.services.office import Office
from casework.store import listing
from casework.store.listing import PAGE, CaseFilter
from casework.store.programmes import insert_programme
from casework.store.transaction import system_transaction


@dataclass(frozen=True, slots=True)
class CasePage:
    """One page of a list of cases; ``next_after`` leads to the next page, if there is one."""

    cases: tuple[Any, ...]
    next_after: str = ""
    gates: tuple[tuple[str, int], ...] = ()


def cases(office: Office, viewer: Viewer, narrowed: CaseFilter) -> CasePage:
    """One page of the cases that the viewer sees, newest first."""
    today = office.clock.today()
    with office.database.reading() as connection:
        rows = listing.list_cases(connection, viewer, today, narrowed)
        gates = listing.blocking_gates(connection, viewer, today)
    more = len(rows) > PAGE
    shown = tuple(rows[:PAGE])
    return CasePage(shown, shown[-1].reference if more else "", tuple(gates))


def my_work(office: Office, viewer: Viewer) -> tuple[Any, ...]:
    """What waits for the viewer: what only they can do first, most urgent first."""
    with office.database.reading() as connection:
        return tuple(listing.list_actions_of(connection, viewer))


def programmes(office: Office, viewer: Viewer) -> tuple[Any, ...]:
    """Every programme, with the number of its cases that the viewer sees."""
    with office.database.reading() as connection:
        return tuple(listing.list_programmes(connection, viewer, office.clock.today()))


def open_programme(
    office: Office, viewer: Viewer, title: str, organisation: str, key: str = ""
) -> str:
    """Open a programme that groups cases, and return its key. Raises Invalid, NotPermitted."""
    if viewer.outside:
        raise NotPermitted("You cannot open a programme.")
    if not title.strip():
        raise Invalid("A programme needs a title.", "Enter its title.", "title")
    key = key or secrets.token_hex(6)
    with system_transaction(office.database, viewer, office.clock.now()) as tx:
        insert_programme(tx.connection, key, title.strip(), organisation)
        tx.record_audit("programme_opened", {"programme": key})
    return key

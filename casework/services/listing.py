"""Lists across cases: my work, cases, programmes."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from casework.domain.errors import Invalid, NotFound, NotPermitted
from casework.domain.organisations import COMMISSIONER_KINDS, is_from_published_records
from casework.domain.text import typed
from casework.domain.viewer import Viewer
from casework.services.office import Office
from casework.store import listing
from casework.store.listing import PAGE, CaseFilter
from casework.store.one_use_keys import claim_key, keep_result
from casework.store.parties import list_organisations, names_of_organisations
from casework.store.programmes import insert_programme
from casework.store.transaction import system_transaction


@dataclass(frozen=True, slots=True)
class CasePage:
    """One page of a list of cases; ``next_after`` leads to the next page, if there is one."""

    cases: tuple[Any, ...]
    next_after: str = ""


def cases(office: Office, viewer: Viewer, narrowed: CaseFilter) -> CasePage:
    """One page of the cases that the viewer sees, live ones first, then newest first."""
    today = office.clock.today()
    with office.database.reading() as connection:
        return _page(listing.list_cases(connection, viewer, today, narrowed))


def _page(rows: list[Any]) -> CasePage:
    shown = tuple(rows[:PAGE])
    return CasePage(shown, listing.mark_of(shown[-1]) if len(rows) > PAGE else "")


def my_work(office: Office, viewer: Viewer) -> tuple[Any, ...]:
    """What waits for the viewer: what only they can do first, most urgent first."""
    with office.database.reading() as connection:
        return tuple(listing.list_actions_of(connection, viewer))


def programmes(office: Office, viewer: Viewer) -> tuple[Any, ...]:
    """Key and title of every programme; nothing is counted, so that long lists stay quick."""
    with office.database.reading() as connection:
        return tuple(listing.programme_titles(connection))


def programmes_to_join(office: Office, viewer: Viewer) -> tuple[Any, ...]:
    """Key and title of the programmes that a live case may be opened in: none of a replay's."""
    with office.database.reading() as connection:
        return tuple(listing.programme_titles(connection, replayed=False))


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme, with the name of the body that leads it and how many cases the viewer sees."""

    key: str
    title: str
    organisation: str
    cases: int


def programmes_with_names(office: Office, viewer: Viewer) -> tuple[Programme, ...]:
    """Every programme, with the name of its body and how many of its cases the viewer sees."""
    with office.database.reading() as connection:
        rows = listing.list_programmes(connection, viewer, office.clock.today())
        names = names_of_organisations(connection, {row.organisation for row in rows})
    return tuple(
        Programme(r.key, r.title, names.get(r.organisation, r.organisation), r.cases) for r in rows
    )


def programme(
    office: Office, viewer: Viewer, key: str, after: str = ""
) -> tuple[Programme, CasePage]:
    """One programme and a page of its cases. Raises NotFound."""
    with office.database.reading() as connection:
        row = listing.find_programme(connection, key)
        if row is None:
            raise NotFound("There is no such programme.", "Choose one from the list.")
        names = names_of_organisations(connection, {row.organisation})
        narrowed = CaseFilter(programme=key, after=after)
        page = _page(listing.list_cases(connection, viewer, office.clock.today(), narrowed))
    name = names.get(row.organisation, row.organisation)
    return Programme(row.key, row.title, name, len(page.cases)), page


def commissioners(office: Office, viewer: Viewer) -> list[tuple[str, str]]:
    """Key and name of the bodies that commission services, for people inside."""
    if viewer.outside:
        return []
    with office.database.reading() as connection:
        return [
            (row.key, row.name) for row in list_organisations(connection)
            if row.kind in COMMISSIONER_KINDS and not is_from_published_records(row.source)
        ]  # fmt: skip


def open_programme(
    office: Office, viewer: Viewer, title: str, organisation: str, key: str = "", *,
    once: str = "",
) -> str:
    """Open a programme that groups cases, and return its key. Raises Invalid, NotPermitted.

    Pressing twice, with the same one-use key, opens one.
    """
    if viewer.outside:
        raise NotPermitted("You cannot open a programme.")
    if not typed(title):
        raise Invalid("A programme needs a title.", "Enter its title.", "title")
    key = key or secrets.token_hex(6)
    with system_transaction(office.database, viewer, office.clock.now()) as tx:
        earlier = claim_key(tx.connection, once, viewer.person, tx.now)
        if earlier is not None:
            tx.record_audit("form_sent_twice", {"programme": earlier})
            return earlier
        if once:
            keep_result(tx.connection, once, viewer.person, key)
        insert_programme(tx.connection, key, typed(title), organisation)
        tx.record_audit("programme_opened", {"programme": key})
    return key

"""The audit trail of a case, for investigators: filtered, in pages, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from casework.domain.chain import ChainEntry
from casework.domain.errors import NotFound
from casework.domain.viewer import Viewer
from casework.services.audit import integrity_sentence
from casework.services.office import Office
from casework.store.listing import find_visible_case
from casework.store.names import Names
from casework.store.parties import names_of_organisations, names_of_persons
from casework.store.trail import TrailFilter, actors_in_chain, kinds_in_chain, list_entries

PAGE = 50
MOST_EXPORTED = 100_000


@dataclass(frozen=True, slots=True)
class TrailPage:
    """One page of entries; ``next_before`` leads to older ones, 0 if there are none.

    ``kinds`` and ``actors`` are what the trail may be narrowed to; ``integrity`` says whether the
    record is intact, as last checked.
    """

    case: Any
    entries: tuple[ChainEntry, ...]
    kinds: tuple[str, ...]
    actors: Names
    next_before: int = 0
    integrity: str = ""


def audit_trail(
    office: Office, viewer: Viewer, reference: str, narrowed: TrailFilter
) -> TrailPage:
    """One page of a case's chain. Raises NotFound if the viewer may not see the case."""
    with office.database.reading() as connection:
        case = _visible(office, connection, viewer, reference)
        entries = list_entries(connection, reference, narrowed, PAGE + 1)
        kinds = kinds_in_chain(connection, reference)
        actors = _actors(connection, reference, entries)
        integrity = integrity_sentence(connection, reference)
    shown = tuple(entries[:PAGE])
    older = shown[-1].position if len(entries) > PAGE else 0
    return TrailPage(case, shown, tuple(kinds), actors, older, integrity)


def export_trail(
    office: Office, viewer: Viewer, reference: str, narrowed: TrailFilter
) -> TrailPage:
    """The whole trail as narrowed, for a file. Raises NotFound as the page does."""
    with office.database.reading() as connection:
        case = _visible(office, connection, viewer, reference)
        entries = list_entries(connection, reference, narrowed, MOST_EXPORTED)
        actors = _actors(connection, reference, entries)
    return TrailPage(case, tuple(entries), (), actors)


def _visible(office: Office, connection: Connection, viewer: Viewer, reference: str) -> Any:
    row = find_visible_case(connection, viewer, office.clock.today(), reference)
    if row is None:
        raise NotFound(f"There is no case {reference}.")
    return row


def _actors(connection: Connection, reference: str, entries: list[ChainEntry]) -> Names:
    keys = actors_in_chain(connection, reference) | {entry.actor for entry in entries}
    named = names_of_persons(connection, keys)
    bodies = {entry.on_behalf_of for entry in entries if entry.on_behalf_of}
    return Names(
        names_of_organisations(connection, bodies),
        {key: named.get(key, key) for key in sorted(keys)},
    )

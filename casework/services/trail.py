"""The audit trail of a case, for investigators: filtered, in pages, newest first."""

from __future__ import annotations

from dataclasses import dataclass

from casework.domain.chain import ChainEntry
from casework.domain.viewer import Viewer
from casework.services.office import Office
from casework.services.reading import get_case
from casework.store.names import Names, names_of
from casework.store.trail import TrailFilter, kinds_in_chain, list_entries

PAGE = 50


@dataclass(frozen=True, slots=True)
class TrailPage:
    """One page of entries; ``next_before`` leads to older ones, 0 if there are none."""

    entries: tuple[ChainEntry, ...]
    kinds: tuple[str, ...]
    actors: Names
    next_before: int = 0


def audit_trail(
    office: Office, viewer: Viewer, reference: str, narrowed: TrailFilter
) -> TrailPage:
    """One page of a case's chain. Raises NotFound if the viewer may not see the case."""
    get_case(office, viewer, reference)
    with office.database.reading() as connection:
        entries = list_entries(connection, reference, narrowed, PAGE + 1)
        kinds = kinds_in_chain(connection, reference)
        actors = names_of(connection, (), {entry.actor for entry in entries})
    shown = tuple(entries[:PAGE])
    more = len(entries) > PAGE
    return TrailPage(shown, tuple(kinds), actors, shown[-1].position if more else 0)

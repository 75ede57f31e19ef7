"""What forms offer to choose from: organisations and persons."""

from __future__ import annotations

from dataclasses import dataclass, field

from casework.domain.errors import NotPermitted
from casework.domain.organisations import is_outside
from casework.domain.viewer import Viewer
from casework.services.office import Office
from casework.store.choices import list_organisations_and_persons


@dataclass(frozen=True, slots=True)
class Choice:
    """An organisation with its kind, or a person with the name of their organisation; ``kind`` is
    that of the organisation, empty where there is none."""

    key: str
    name: str
    detail: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Offered:
    """Organisations and persons, ordered by name."""

    organisations: tuple[Choice, ...] = field(default_factory=tuple)
    persons: tuple[Choice, ...] = field(default_factory=tuple)

    def of_kinds(self, kinds: frozenset[str]) -> tuple[Choice, ...]:
        """Organisations of these kinds; every organisation if no kind is given."""
        return tuple(o for o in self.organisations if not kinds or o.detail in kinds)

    @property
    def persons_inside(self) -> tuple[Choice, ...]:
        """Persons who may hold a role inside the NHS body: those of a commissioner."""
        return tuple(p for p in self.persons if not is_outside(p.kind))


def offered(office: Office, viewer: Viewer, *, replayed: bool = False) -> Offered:
    """What the viewer may choose from, for a live case or a ``replayed`` one.

    Live cases are not offered the bodies and persons that only replays brought in. Raises
    NotPermitted for people outside, who may not browse the names of persons.
    """
    if viewer.outside or viewer.is_anonymous:
        raise NotPermitted("You cannot see the list of people and organisations.")
    with office.database.reading() as connection:
        rows = list_organisations_and_persons(connection, replayed=replayed)
    found: dict[str, list[Choice]] = {"organisation": [], "person": []}
    for row in rows:
        found[row.what].append(Choice(row.key, row.name, row.detail or "", row.kind or ""))
    return Offered(tuple(found["organisation"]), tuple(found["person"]))

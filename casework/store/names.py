"""Names for keys: what pages and documents print in the place of a key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, Select, select

from casework.store.models.parties import OrganisationRow, PersonRow


@dataclass(frozen=True, slots=True)
class Names:
    """Names of organisations and persons by key; a key without a name is shown as it is."""

    organisations: Mapping[str, str] = field(default_factory=dict)
    persons: Mapping[str, str] = field(default_factory=dict)

    def organisation(self, key: str) -> str:
        """The organisation's name."""
        return self.organisations.get(key, key)

    def person(self, key: str) -> str:
        """The person's name."""
        return self.persons.get(key, key)

    def fill(self, text: str) -> str:
        """Text with every `{org:key}` replaced by the organisation's name."""
        if "{org:" not in text:
            return text
        for key, name in self.organisations.items():
            text = text.replace(f"{{org:{key}}}", name)
        return text


def names_of(
    connection: Connection, organisations: Iterable[str], persons: Iterable[str]
) -> Names:
    """The names for these keys, in two statements."""
    by_organisation = select(OrganisationRow.key, OrganisationRow.name).where(
        OrganisationRow.key.in_(sorted(set(organisations)))
    )
    by_person = select(PersonRow.key, PersonRow.name).where(
        PersonRow.key.in_(sorted(set(persons)))
    )
    return Names(
        _pairs(connection, by_organisation),
        _pairs(connection, by_person),
    )


def _pairs(connection: Connection, statement: Select[tuple[str, str]]) -> dict[str, str]:
    return {key: value for key, value in connection.execute(statement)}


def codes_of(connection: Connection, organisations: Iterable[str]) -> dict[str, str]:
    """ODS or GSS codes of organisations that have one, by key."""
    statement = select(OrganisationRow.key, OrganisationRow.code).where(
        OrganisationRow.key.in_(sorted(organisations)), OrganisationRow.code != ""
    )
    return _pairs(connection, statement)


def emails_of(connection: Connection, persons: Iterable[str]) -> dict[str, str]:
    """E-mail addresses of persons who have one, by key."""
    statement = select(PersonRow.key, PersonRow.email).where(
        PersonRow.key.in_(sorted(persons)), PersonRow.email != ""
    )
    return _pairs(connection, statement)

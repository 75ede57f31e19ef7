"""Names for keys: what pages and documents print in the place of a key."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import ColumnElement, Connection, Select, func, literal, select, union_all

from casework.store.models.parties import OrganisationRow, PersonRow
from casework.store.models.successions import FormerNameRow

_RECORD = re.compile(r"\{rec:([^{}]+)\}")


def _by_key(reference: str) -> str:
    return reference.partition("/")[2]


@dataclass(frozen=True, slots=True)
class Names:
    """Names of organisations and persons by key; a key without a name is shown as it is.

    ``record`` says what a record is called, by its reference `kind/key`. ``kinds`` are those under
    which organisations are listed.
    """

    organisations: Mapping[str, str] = field(default_factory=dict)
    persons: Mapping[str, str] = field(default_factory=dict)
    record: Callable[[str], str] = _by_key
    kinds: Mapping[str, str] = field(default_factory=dict)

    def organisation(self, key: str) -> str:
        """The organisation's name."""
        return self.organisations.get(key, key)

    def person(self, key: str) -> str:
        """The person's name."""
        return self.persons.get(key, key)

    def fill(self, text: str) -> str:
        """Text with every `{org:key}` replaced by the organisation's name, and every
        `{rec:kind/key}` by what the record is called."""
        if "{org:" in text:
            for key, name in self.organisations.items():
                text = text.replace(f"{{org:{key}}}", name)
        if "{rec:" in text:
            text = _RECORD.sub(lambda found: self.record(found[1]), text)
        return text


def names_of(
    connection: Connection, organisations: Iterable[str], persons: Iterable[str],
    on: date | None = None,
) -> Names:
    """The names for these keys, in one statement: those that bodies had on a date, else those of
    now."""
    name = OrganisationRow.name if on is None else name_on(on)
    by_organisation = select(
        literal(True).label("is_body"), OrganisationRow.key, name.label("name"),
        OrganisationRow.kind,
    ).where(OrganisationRow.key.in_(sorted(set(organisations))))
    by_person = select(
        literal(False).label("is_body"), PersonRow.key, PersonRow.name, literal("").label("kind")
    ).where(PersonRow.key.in_(sorted(set(persons))))
    both = union_all(by_organisation, by_person).subquery()
    found = connection.execute(select(both).order_by(both.c.is_body, both.c.key)).all()
    return Names(
        {row.key: row.name for row in found if row.is_body},
        {row.key: row.name for row in found if not row.is_body},
        kinds={row.key: row.kind for row in found if row.is_body},
    )


def name_on(day: date) -> ColumnElement[str]:
    """The name of a body on a day: the former one that it still had then, else its present one."""
    former = (
        select(FormerNameRow.name)
        .where(FormerNameRow.organisation == OrganisationRow.key, FormerNameRow.until >= day)
        .order_by(FormerNameRow.until, FormerNameRow.id.desc()).limit(1)
        .correlate(OrganisationRow).scalar_subquery()
    )  # fmt: skip
    return func.coalesce(former, OrganisationRow.name)


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

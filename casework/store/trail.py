"""Reading entries of a chain for the audit pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, literal, or_, select, union_all

from casework.domain.chain import ChainEntry
from casework.store.models.audit import AuditEntryRow
from casework.store.models.files import ShareCodeRow
from casework.store.models.parties import ContactRow, OrganisationRow, PersonRow

_TABLE = AuditEntryRow.__table__
_PERSON = PersonRow.__table__
_ORGANISATION = OrganisationRow.__table__
_CONTACT = ContactRow.__table__
_CODE = ShareCodeRow.__table__
_COLUMNS = [_TABLE.c[name] for name in ChainEntry.__slots__]


@dataclass(frozen=True, slots=True)
class TrailFilter:
    """What a trail is narrowed to. Dates are ISO days in UTC; ``before`` is a position, and
    ``without`` are positions of entries that are not for the viewer."""

    kind: str = ""
    actor: str = ""
    since: str = ""
    until: str = ""
    before: int = 0
    without: frozenset[int] = frozenset()


def list_entries(
    connection: Connection, chain: str, narrowed: TrailFilter, limit: int
) -> list[ChainEntry]:
    """Entries of a chain, newest first, by keyset."""
    statement = select(*_COLUMNS).where(_TABLE.c.chain == chain)
    if narrowed.kind:
        statement = statement.where(_TABLE.c.kind == narrowed.kind)
    if narrowed.actor:
        statement = statement.where(_TABLE.c.actor == narrowed.actor)
    if narrowed.since:
        statement = statement.where(_TABLE.c.at >= narrowed.since)
    if narrowed.until:
        statement = statement.where(_TABLE.c.at < f"{narrowed.until}T24")
    if narrowed.before:
        statement = statement.where(_TABLE.c.position < narrowed.before)
    if narrowed.without:
        statement = statement.where(_TABLE.c.position.not_in(sorted(narrowed.without)))
    statement = statement.order_by(_TABLE.c.position.desc()).limit(limit)
    return [ChainEntry(*row) for row in connection.execute(statement)]


def kinds_and_actors(
    connection: Connection, chain: str, without: frozenset[int] = frozenset()
) -> tuple[list[str], set[str]]:
    """What may be filtered by: the kinds and the persons of the newest thousand entries, but for
    those at these positions."""
    newest = (
        select(_TABLE.c.kind, _TABLE.c.actor)
        .where(_TABLE.c.chain == chain, _TABLE.c.position.not_in(sorted(without)))
        .order_by(_TABLE.c.position.desc()).limit(1000).subquery()
    )  # fmt: skip
    rows = connection.execute(select(newest.c.kind, newest.c.actor).distinct()).all()
    return sorted({row.kind for row in rows}), {row.actor for row in rows}


@dataclass(frozen=True, slots=True)
class NamesInChain:
    """Names for the keys in entries; of a share code the contact's key and the pin it opens."""

    persons: dict[str, str]
    organisations: dict[str, str]
    contacts: dict[str, str]
    codes: dict[int, tuple[str, str]]


def names_in_chain(
    connection: Connection, case_id: int, *, persons: set[str], organisations: set[str],
    contacts: set[str], codes: set[int],
) -> NamesInChain:
    """The names for these keys, in one statement; what is not known is left out.

    The contacts of the codes are named as well.
    """
    of_codes = select(_CODE.c.contact).where(
        _CODE.c.case_id == case_id, _CODE.c.id.in_(sorted(codes))
    )
    statement = union_all(
        _named("person", _PERSON).where(_PERSON.c.key.in_(sorted(persons))),
        _named("organisation", _ORGANISATION).where(
            _ORGANISATION.c.key.in_(sorted(organisations))
        ),
        _named("contact", _CONTACT).where(
            or_(_CONTACT.c.key.in_(sorted(contacts)), _CONTACT.c.key.in_(of_codes))
        ),
        select(literal("code"), _CODE.c.contact, _CODE.c.shared, _CODE.c.id).where(
            _CODE.c.case_id == case_id, _CODE.c.id.in_(sorted(codes))
        ),
    )
    found = NamesInChain({}, {}, {}, {})
    places = {
        "person": found.persons, "organisation": found.organisations, "contact": found.contacts
    }  # fmt: skip
    for what, key, name, code in connection.execute(statement):
        if what == "code":
            found.codes[code] = (key, name)
        else:
            places[what][key] = name
    return found


def _named(what: str, table: Any) -> Select[Any]:
    return select(
        literal(what).label("what"), table.c.key.label("key"), table.c.name.label("name"),
        literal(0).label("code"),
    )  # fmt: skip

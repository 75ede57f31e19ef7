"""Queries on organisations, persons, contacts and lists. Writes need an open transaction."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    delete,
    false,
    func,
    insert,
    or_,
    select,
    update,
)

from casework.domain.errors import NotFound
from casework.domain.organisations import NATIONAL_KINDS, PUBLISHED_RECORDS
from casework.store.models.parties import (
    ContactListRow,
    ContactRow,
    OrganisationRow,
    OrganisationSuccessionRow,
    PersonRow,
)

ORGANISATION = OrganisationRow.__table__
SUCCESSION = OrganisationSuccessionRow.__table__
PERSON = PersonRow.__table__
CONTACT = ContactRow.__table__
CONTACT_LIST = ContactListRow.__table__


def from_published_records() -> ColumnElement[bool]:
    """True of an organisation that a replay brought in."""
    return ORGANISATION.c.source.startswith(PUBLISHED_RECORDS, autoescape=True)


def is_of_a_replay() -> ColumnElement[bool]:
    """True of a person, outer joined with their organisation, whom a replay brought in.

    They stand for a role of a body that it brought in too, and have no address.
    """
    return and_(PERSON.c.email == "", func.coalesce(from_published_records(), false()))


def find_organisation(connection: Connection, key: str) -> Any:
    """The organisation's row, or None."""
    statement = select(*ORGANISATION.c).where(ORGANISATION.c.key == key)
    return connection.execute(statement).one_or_none()


def national_bodies(connection: Connection) -> frozenset[str]:
    """Keys of the organisations under which NHS England is listed."""
    statement = select(OrganisationRow.key).where(OrganisationRow.kind.in_(sorted(NATIONAL_KINDS)))
    return frozenset(connection.scalars(statement))


def kinds_stood_for(connection: Connection, key: str | None) -> tuple[str, ...]:
    """The kind of an organisation, then those of the bodies that it followed, directly or through
    others, by successions that were carried out; empty if there is none of this key."""
    row = find_organisation(connection, key) if key else None
    if row is None:
        return ()
    before = all_predecessors(connection, row.key, carried_out=True)
    if not before:
        return (str(row.kind),)
    kinds = select(ORGANISATION.c.kind).where(ORGANISATION.c.key.in_(sorted(before)))
    return (str(row.kind), *connection.execute(kinds.order_by(ORGANISATION.c.key)).scalars())


def get_organisation(connection: Connection, key: str) -> Any:
    """The organisation's row. Raises NotFound."""
    row = find_organisation(connection, key)
    if row is None:
        raise NotFound(f"There is no organisation “{key}”.", "Add it first.")
    return row


def list_organisations(connection: Connection, words: str = "") -> list[Any]:
    """Organisations by name; ``words`` must each occur in the name or be the code."""
    statement = select(*ORGANISATION.c).order_by(ORGANISATION.c.name, ORGANISATION.c.key)
    for word in words.split():
        statement = statement.where(
            or_(
                func.lower(ORGANISATION.c.name).contains(word.lower(), autoescape=True),
                ORGANISATION.c.code == word.upper(),
            )
        )
    return list(connection.execute(statement))


def insert_organisation(connection: Connection, values: dict[str, Any]) -> None:
    """Insert an organisation."""
    connection.execute(insert(ORGANISATION), values)


def update_organisation(connection: Connection, key: str, **values: Any) -> None:
    """Change columns of an organisation."""
    connection.execute(update(ORGANISATION).where(ORGANISATION.c.key == key).values(**values))


def insert_succession(connection: Connection, values: dict[str, Any]) -> None:
    """Record that one organisation took over from another."""
    connection.execute(insert(SUCCESSION), values)


def successions_of(connection: Connection, key: str) -> list[Any]:
    """What the organisation took over and who took over from it, in order of date."""
    statement = (
        select(*SUCCESSION.c)
        .where(or_(SUCCESSION.c.predecessor == key, SUCCESSION.c.successor == key))
        .order_by(SUCCESSION.c.succeeded_on, SUCCESSION.c.id)
    )
    return list(connection.execute(statement))


def all_predecessors(
    connection: Connection, key: str, *, carried_out: bool = False
) -> set[str]:
    """Every organisation that this one took over from, directly or through others; only by
    successions that were ``carried_out``, if asked."""
    links = select(SUCCESSION.c.predecessor, SUCCESSION.c.successor)
    rows = connection.execute(links.where(SUCCESSION.c.plan != "") if carried_out else links).all()
    found: set[str] = set()
    waiting = [key]
    while waiting:
        successor = waiting.pop()
        new = {row.predecessor for row in rows if row.successor == successor} - found
        found |= new
        waiting += sorted(new)
    return found


def succession_links(connection: Connection) -> list[tuple[str, str, bool]]:
    """Every body that ceased with one that took over from it, in order of date, and whether that
    was carried out by a succession."""
    statement = select(SUCCESSION.c.predecessor, SUCCESSION.c.successor, SUCCESSION.c.plan)
    rows = connection.execute(statement.order_by(SUCCESSION.c.succeeded_on, SUCCESSION.c.id))
    return [(row.predecessor, row.successor, row.plan != "") for row in rows]


def organisations_by_key(connection: Connection, keys: set[str]) -> dict[str, Any]:
    """The rows of these organisations; one that is not known is left out."""
    statement = select(*ORGANISATION.c).where(ORGANISATION.c.key.in_(sorted(keys)))
    return {row.key: row for row in connection.execute(statement)}


def find_person(connection: Connection, key: str) -> Any:
    """The person's row, or None."""
    return connection.execute(select(*PERSON.c).where(PERSON.c.key == key)).one_or_none()


def get_person(connection: Connection, key: str) -> Any:
    """The person's row. Raises NotFound."""
    row = find_person(connection, key)
    if row is None:
        raise NotFound("There is no such person.", "Add the person first.")
    return row


def list_persons(connection: Connection, organisation: str = "", words: str = "") -> list[Any]:
    """Persons with their organisation's name, ordered by name."""
    statement = (
        select(*PERSON.c, ORGANISATION.c.name.label("organisation_name"),
               is_of_a_replay().label("of_a_replay"))
        .outerjoin(ORGANISATION, ORGANISATION.c.key == PERSON.c.organisation)
        .order_by(PERSON.c.name, PERSON.c.key)
    )  # fmt: skip
    if organisation:
        statement = statement.where(PERSON.c.organisation == organisation)
    for word in words.split():
        statement = statement.where(
            func.lower(PERSON.c.name + " " + PERSON.c.job_title).contains(
                word.lower(), autoescape=True
            )
        )
    return list(connection.execute(statement))


def names_of_persons(connection: Connection, keys: set[str]) -> dict[str, str]:
    """The names of these persons by key; one who is not known is left out."""
    statement = select(PERSON.c.key, PERSON.c.name).where(PERSON.c.key.in_(sorted(keys)))
    return {key: name for key, name in connection.execute(statement)}


def names_of_organisations(connection: Connection, keys: set[str]) -> dict[str, str]:
    """The names of these organisations by key; one that is not known is left out."""
    statement = select(ORGANISATION.c.key, ORGANISATION.c.name).where(
        ORGANISATION.c.key.in_(sorted(keys))
    )
    return {key: name for key, name in connection.execute(statement)}


def insert_person(connection: Connection, values: dict[str, Any]) -> None:
    """Insert a person."""
    connection.execute(insert(PERSON), values)


def update_person(connection: Connection, key: str, **values: Any) -> None:
    """Change columns of a person."""
    connection.execute(update(PERSON).where(PERSON.c.key == key).values(**values))


def list_contact_lists(connection: Connection) -> list[Any]:
    """Distribution lists with the number of their contacts, ordered by title."""
    count = (
        select(func.count(CONTACT.c.id))
        .where(CONTACT.c.list_id == CONTACT_LIST.c.id)
        .scalar_subquery()
    )
    statement = select(*CONTACT_LIST.c, count.label("contacts")).order_by(
        CONTACT_LIST.c.title, CONTACT_LIST.c.key
    )
    return list(connection.execute(statement))


def get_contact_list(connection: Connection, key: str) -> Any:
    """The distribution list. Raises NotFound."""
    statement = select(*CONTACT_LIST.c).where(CONTACT_LIST.c.key == key)
    row = connection.execute(statement).one_or_none()
    if row is None:
        raise NotFound("There is no such distribution list.", "Choose one from the list of lists.")
    return row


def insert_contact_list(connection: Connection, values: dict[str, Any]) -> None:
    """Insert a distribution list."""
    connection.execute(insert(CONTACT_LIST), values)


def list_contacts(connection: Connection, list_id: int | None = None) -> list[Any]:
    """Contacts with their organisation's name, of one list or all, ordered by name."""
    statement = (
        select(*CONTACT.c, ORGANISATION.c.name.label("organisation_name"),
               CONTACT_LIST.c.title.label("list_title"))
        .outerjoin(ORGANISATION, ORGANISATION.c.key == CONTACT.c.organisation)
        .outerjoin(CONTACT_LIST, CONTACT_LIST.c.id == CONTACT.c.list_id)
        .order_by(CONTACT.c.name, CONTACT.c.key)
    )  # fmt: skip
    if list_id is not None:
        statement = statement.where(CONTACT.c.list_id == list_id)
    return list(connection.execute(statement))


def get_contact(connection: Connection, key: str) -> Any:
    """The contact. Raises NotFound."""
    row = connection.execute(select(*CONTACT.c).where(CONTACT.c.key == key)).one_or_none()
    if row is None:
        raise NotFound("There is no such contact.", "Choose one from the list.")
    return row


def insert_contact(connection: Connection, values: dict[str, Any]) -> None:
    """Insert a contact."""
    connection.execute(insert(CONTACT), values)


def delete_contact(connection: Connection, key: str) -> None:
    """Remove a contact."""
    connection.execute(delete(CONTACT).where(CONTACT.c.key == key))

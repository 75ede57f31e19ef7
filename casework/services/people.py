"""Persons, and contacts and distribution lists without accounts."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from casework.domain.administration import check_can_administer
from casework.domain.errors import Invalid, InvalidFields
from casework.domain.text import typed
from casework.domain.viewer import Viewer
from casework.services.identity.accounts import checked_email
from casework.services.office import Office
from casework.store import one_use_keys, parties
from casework.store.transaction import Transaction, system_transaction


@dataclass(frozen=True, slots=True)
class PersonDetails:
    """What is known of a person. ``organisation`` is a key."""

    name: str
    email: str = ""
    organisation: str = ""
    job_title: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """A person with their key and their organisation's name.

    ``of_a_replay`` is True, in lists, where only published records of a past case name them.
    """

    key: str
    name: str
    email: str
    organisation: str
    organisation_name: str
    job_title: str
    of_a_replay: bool = False


@dataclass(frozen=True, slots=True)
class ContactDetails:
    """Somebody to write to. ``organisation`` and ``contact_list`` are keys, or empty."""

    name: str
    email: str
    organisation: str = ""
    contact_list: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact as administrators see it."""

    key: str
    name: str
    email: str
    organisation_name: str
    list_title: str


@dataclass(frozen=True, slots=True)
class ContactList:
    """A distribution list and how many contacts are on it."""

    key: str
    title: str
    contacts: int


def list_persons(office: Office, viewer: Viewer, words: str = "") -> list[Person]:
    """Persons whose name or job title has each of the words. Raises NotPermitted."""
    check_can_administer(viewer)
    with office.database.reading() as connection:
        return [_person(row) for row in parties.list_persons(connection, words=words)]


def get_person(office: Office, viewer: Viewer, key: str) -> Person:
    """One person. Raises NotPermitted, NotFound."""
    check_can_administer(viewer)
    with office.database.reading() as connection:
        row = parties.get_person(connection, key)
        names = parties.names_of_organisations(connection, {row.organisation})
    return Person(
        row.key, row.name, row.email, row.organisation, names.get(row.organisation, ""),
        row.job_title,
    )  # fmt: skip


def add_person(
    office: Office, viewer: Viewer, details: PersonDetails, *, one_use_key: str = ""
) -> str:
    """Add a person and return their key, which says nothing about who they are.

    The audit entry holds the key alone, so that the name can be erased.
    """
    check_can_administer(viewer)
    now = office.clock.now()
    with system_transaction(office.database, viewer, now) as tx:
        _check_person(tx, details)
        before = one_use_keys.claim_key(tx.connection, one_use_key, viewer.person, now)
        if before is not None:
            tx.record_audit("form_sent_twice", {"created": before})
            return before
        key = f"person-{secrets.token_hex(5)}"
        parties.insert_person(tx.connection, {"key": key, **_values(details)})
        one_use_keys.keep_result(tx.connection, one_use_key, viewer.person, key)
        tx.record_audit("person_added", {"person": key, "organisation": details.organisation})
    return key


def find_or_add_person(office: Office, viewer: Viewer, details: PersonDetails) -> str:
    """The key of the person with this email address, who is added if there is none."""
    check_can_administer(viewer)
    with office.database.reading() as connection:
        for row in parties.list_persons(connection):
            if row.email and row.email.lower() == details.email.strip().lower():
                return str(row.key)
    return add_person(office, viewer, details)


def change_person(office: Office, viewer: Viewer, key: str, details: PersonDetails) -> None:
    """Correct what is known of a person. Their account keeps its own address."""
    check_can_administer(viewer)
    with system_transaction(office.database, viewer, office.clock.now()) as tx:
        before = parties.get_person(tx.connection, key)
        _check_person(tx, details)
        values = _values(details)
        parties.update_person(tx.connection, key, **values)
        changed = sorted(name for name, value in values.items() if getattr(before, name) != value)
        tx.record_audit(
            "person_changed",
            {"person": key, "changed": changed, "organisation": details.organisation},
        )


def list_contact_lists(office: Office, viewer: Viewer) -> list[ContactList]:
    """Every distribution list. Raises NotPermitted."""
    check_can_administer(viewer)
    with office.database.reading() as connection:
        rows = parties.list_contact_lists(connection)
    return [ContactList(row.key, row.title, row.contacts) for row in rows]


def add_contact_list(office: Office, viewer: Viewer, title: str) -> str:
    """Add a distribution list and return its key."""
    check_can_administer(viewer)
    if not typed(title):
        raise InvalidFields({"title": "Enter a title for the list"})
    key = f"list-{secrets.token_hex(5)}"
    with system_transaction(office.database, viewer, office.clock.now()) as tx:
        parties.insert_contact_list(tx.connection, {"key": key, "title": typed(title)})
        tx.record_audit("contact_list_added", {"contact_list": key})
    return key


def list_contacts(office: Office, viewer: Viewer, contact_list: str = "") -> list[Contact]:
    """The contacts of a list, or all. Raises NotPermitted, NotFound."""
    check_can_administer(viewer)
    with office.database.reading() as connection:
        found = parties.get_contact_list(connection, contact_list).id if contact_list else None
        rows = parties.list_contacts(connection, found)
    return [
        Contact(row.key, row.name, row.email, row.organisation_name or "", row.list_title or "")
        for row in rows
    ]


def add_contact(
    office: Office, viewer: Viewer, details: ContactDetails, *, one_use_key: str = ""
) -> str:
    """Add a contact, who never signs in, and return their key."""
    check_can_administer(viewer)
    if not typed(details.name):
        raise InvalidFields({"name": "Enter the contact's name"})
    email = checked_email(details.email)
    now = office.clock.now()
    with system_transaction(office.database, viewer, now) as tx:
        values = _contact_values(tx, details, email)
        before = one_use_keys.claim_key(tx.connection, one_use_key, viewer.person, now)
        if before is not None:
            tx.record_audit("form_sent_twice", {"created": before})
            return before
        key = f"contact-{secrets.token_hex(5)}"
        parties.insert_contact(tx.connection, {"key": key, **values})
        one_use_keys.keep_result(tx.connection, one_use_key, viewer.person, key)
        tx.record_audit("contact_added", {"contact": key, "organisation": details.organisation})
    return key


def remove_contact(office: Office, viewer: Viewer, key: str) -> None:
    """Remove a contact. What was sent to them before stays recorded where it was sent."""
    check_can_administer(viewer)
    with system_transaction(office.database, viewer, office.clock.now()) as tx:
        parties.get_contact(tx.connection, key)
        parties.delete_contact(tx.connection, key)
        tx.record_audit("contact_removed", {"contact": key})


def _contact_values(tx: Transaction, details: ContactDetails, email: str) -> dict[str, Any]:
    if details.organisation:
        parties.get_organisation(tx.connection, details.organisation)
    list_id = None
    if details.contact_list:
        list_id = parties.get_contact_list(tx.connection, details.contact_list).id
    return {
        "name": typed(details.name), "email": email, "organisation": details.organisation,
        "list_id": list_id,
    }  # fmt: skip


def _check_person(tx: Transaction, details: PersonDetails) -> None:
    if not typed(details.name):
        raise InvalidFields({"name": "Enter the person's name"})
    if details.email:
        checked_email(details.email)
    known = parties.find_organisation(tx.connection, details.organisation)
    if details.organisation and known is None:
        raise Invalid(
            f"There is no organisation “{details.organisation}”.", "Add it first.", "organisation"
        )


def _values(details: PersonDetails) -> dict[str, Any]:
    return {
        "name": typed(details.name), "email": details.email.strip().lower(),
        "organisation": details.organisation, "job_title": typed(details.job_title),
    }  # fmt: skip


def _person(row: Any) -> Person:
    return Person(
        row.key, row.name, row.email, row.organisation, row.organisation_name or "",
        row.job_title, bool(row.of_a_replay),
    )  # fmt: skip

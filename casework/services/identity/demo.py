"""Accounts for a demonstration: one a role, one password for all, and only in a demo store."""

from __future__ import annotations

from dataclasses import dataclass, field

from casework.domain.errors import NotFound
from casework.domain.viewer import SYSTEM
from casework.services.identity.secrets import hash_password
from casework.services.identity.sign_in import Started, sign_in
from casework.services.office import Office
from casework.store import accounts as store
from casework.store import parties
from casework.store.marks import is_demo
from casework.store.transaction import Transaction, system_transaction

PASSWORD = "choose-a-role-and-try"


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """A role to try: ``name`` is what it is called, never an invented person's name."""

    key: str
    name: str
    organisation: str
    does: str = ""
    roles: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class DemoRole:
    """A role as the sign-in page offers it; ``does`` says for which organisation it acts."""

    key: str
    name: str
    does: str


def create_demo_accounts(office: Office, people: list[DemoPerson]) -> int:
    """Give each of these people an account; those that exist are left. Returns how many are new.

    The store must be marked as demo: raises NotFound otherwise. Organisations must exist.
    """
    hashed = hash_password(PASSWORD)
    with system_transaction(office.database, SYSTEM, office.clock.now()) as tx:
        if not is_demo(tx.connection):
            raise NotFound("This store is not a demonstration store.", "Use invitations instead.")
        new = [person for person in people if _create(tx, person, hashed)]
        tx.record_audit("demo_accounts_created", {"persons": [person.key for person in new]})
    return len(new)


def _create(tx: Transaction, person: DemoPerson, hashed: str) -> bool:
    if parties.find_person(tx.connection, person.key) is None:
        parties.insert_person(
            tx.connection,
            {"key": person.key, "name": person.name, "email": address_of(person.key),
             "organisation": person.organisation, "job_title": person.does},
        )  # fmt: skip
    if store.find_account(tx.connection, person=person.key) is not None:
        return False
    store.insert_account(
        tx.connection,
        {"person": person.key, "email": address_of(person.key), "password_hash": hashed,
         "system_roles": " ".join(sorted(person.roles)), "state": "active", "demo": True,
         "created_at": tx.now, "password_set_at": tx.now},
    )  # fmt: skip
    return True


def address_of(key: str) -> str:
    """The email address of a demo account."""
    return f"{key}@demo.example"


def list_demo_roles(office: Office) -> list[DemoRole]:
    """The roles that one can sign in as; none outside a demo store."""
    with office.database.reading() as connection:
        if not is_demo(connection):
            return []
        rows = [row for row in store.list_accounts(connection) if row.demo]
        rows.sort(key=lambda row: row.id)
        names = parties.names_of_organisations(connection, {row.organisation for row in rows})
    return [
        DemoRole(row.person, row.person_name,
                 ", ".join(filter(None, (names.get(row.organisation), row.job_title))))
        for row in rows
        if row.state == "active"
    ]  # fmt: skip


def sign_in_to_demo(
    office: Office, person: str, password: str, *, address: str = "", user_agent: str = "",
    replaces: str = "",
) -> Started:
    """Sign in as a demo role. Raises NotFound where there is no such role or no demo store."""
    if person not in {role.key for role in list_demo_roles(office)}:
        raise NotFound("There is no such role to try.", "Choose one on the sign-in page.")
    return sign_in(
        office, address_of(person), password, address=address, user_agent=user_agent,
        replaces=replaces,
    )  # fmt: skip

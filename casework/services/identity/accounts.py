"""Accounts: inviting, roles of the system, leaving, and one's own password."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from casework.adapters.mail import InvalidLetter, check_address
from casework.domain.administration import SYSTEM_ROLES, check_can_administer
from casework.domain.errors import Conflict, Invalid, InvalidFields, NotFound
from casework.domain.passwords import check_password_is_fit
from casework.domain.viewer import Viewer
from casework.services.identity import links
from casework.services.identity.secrets import hash_password, password_matches
from casework.services.identity.sessions import SignedIn
from casework.services.identity.throttle import RESET, count_attempt, forgive
from casework.services.office import Office
from casework.store import accounts as store
from casework.store import parties
from casework.store.transaction import Transaction, system_transaction


@dataclass(frozen=True, slots=True)
class Account:
    """An account as administrators see it."""

    person: str
    email: str
    roles: tuple[str, ...]
    state: str
    has_second_factor: bool
    created_at: datetime
    demo: bool


def find_account(office: Office, viewer: Viewer, person: str) -> Account | None:
    """The account of a person, or None. Raises NotPermitted."""
    check_can_administer(viewer)
    with office.database.reading() as connection:
        row = store.find_account(connection, person=person)
    return _account(row) if row is not None else None


def list_accounts(office: Office, viewer: Viewer) -> dict[str, Account]:
    """Every account by the key of its person. Raises NotPermitted."""
    check_can_administer(viewer)
    with office.database.reading() as connection:
        return {row.person: _account(row) for row in store.list_accounts(connection)}


def invite(
    office: Office, viewer: Viewer, person: str, email: str, roles: frozenset[str] = frozenset(),
    *, by_mail: bool = True,
) -> str:
    """Give a person an account and send them a link; returns the link's address.

    Inviting again while the invitation is open sends a new link. Raises NotPermitted, NotFound
    for an unknown person, InvalidFields, Conflict if the address has an account already, and
    Invalid for oneself: an invitation gives roles.
    """
    check_can_administer(viewer)
    if viewer.person == person:
        raise Invalid("You cannot invite yourself.", "Ask another administrator to.")
    email = checked_email(email)
    check_roles(roles)
    with system_transaction(office.database, viewer, office.clock.now()) as tx:
        account_id = _account_to_invite(tx, person, email, roles)
        link = links.make_link(tx, office, account_id, links.INVITATION)
        if by_mail:
            links.post_link(tx, email, "Your Casework account", _letter(link), link)
        tx.record_audit("account_invited", {"person": person, "roles": sorted(roles)})
    return link


def _account_to_invite(tx: Transaction, person: str, email: str, roles: frozenset[str]) -> int:
    parties.get_person(tx.connection, person)
    same_email = store.find_account(tx.connection, email=email)
    if same_email is not None and same_email.person != person:
        raise Conflict(
            "Another person has an account with this email address.", "Use a different one.",
            "email",
        )  # fmt: skip
    known = store.find_account(tx.connection, person=person)
    values: dict[str, Any] = {"email": email, "system_roles": " ".join(sorted(roles))}
    if known is None:
        return store.insert_account(
            tx.connection, {"person": person, "created_at": tx.now, "state": "invited", **values}
        )
    if known.state != "invited":
        raise Conflict("This person has an account already.", "Change that account instead.")
    store.update_account(tx.connection, known.id, **values)
    return int(known.id)


def change_roles(office: Office, viewer: Viewer, person: str, roles: frozenset[str]) -> None:
    """Change the system-wide roles of a person.

    Nobody takes their own administration away, and nobody adds a role to themselves: who could
    make themselves governance or legal would read every case.
    """
    check_can_administer(viewer)
    check_roles(roles)
    if viewer.person == person and "administrator" not in roles:
        raise Invalid(
            "You cannot take the administrator role from yourself.",
            "Ask another administrator to.", "roles",
        )  # fmt: skip
    with system_transaction(office.database, viewer, office.clock.now()) as tx:
        account = _get(tx, person)
        if viewer.person == person and roles - set(account.system_roles.split()):
            raise Invalid(
                "You cannot give yourself a role.", "Ask another administrator to.", "roles"
            )
        store.update_account(tx.connection, account.id, system_roles=" ".join(sorted(roles)))
        tx.record_audit("system_roles_changed", {"person": person, "roles": sorted(roles)})


def deactivate(office: Office, viewer: Viewer, person: str) -> None:
    """The person cannot sign in any more; their sessions and links end at once."""
    check_can_administer(viewer)
    if viewer.person == person:
        raise Invalid("You cannot deactivate your own account.", "Ask another administrator to.")
    with system_transaction(office.database, viewer, office.clock.now()) as tx:
        account = _get(tx, person)
        store.update_account(tx.connection, account.id, state="deactivated")
        store.revoke_sessions(tx.connection, account.id, tx.now)
        store.withdraw_links(tx.connection, account.id, tx.now)
        tx.record_audit("account_deactivated", {"person": person})


def reactivate(office: Office, viewer: Viewer, person: str) -> str:
    """Open a deactivated account again, by a new invitation; returns the link's address."""
    check_can_administer(viewer)
    with system_transaction(office.database, viewer, office.clock.now()) as tx:
        account = _get(tx, person)
        if account.state != "deactivated":
            raise Conflict("The account is not deactivated.", "Look at the page again.")
        store.update_account(
            tx.connection, account.id, state="invited", password_hash="", totp_secret="",
            totp_confirmed_at=None,
        )  # fmt: skip
        store.replace_recovery_codes(tx.connection, account.id, [])
        link = links.make_link(tx, office, account.id, links.INVITATION)
        links.post_link(tx, account.email, "Your Casework account", _letter(link), link)
        tx.record_audit("account_reactivated", {"person": person})
    return link


def revoke_sessions_of(office: Office, viewer: Viewer, person: str) -> int:
    """End every session of a person; returns how many there were."""
    check_can_administer(viewer)
    with system_transaction(office.database, viewer, office.clock.now()) as tx:
        account = _get(tx, person)
        count = store.revoke_sessions(tx.connection, account.id, tx.now)
        tx.record_audit("sessions_revoked", {"person": person, "sessions": count})
    return count


def remove_second_factor(office: Office, viewer: Viewer, person: str) -> None:
    """For a lost telephone: the person sets it up anew at the next sign-in."""
    check_can_administer(viewer)
    if viewer.person == person:
        raise Invalid("You cannot remove your own second factor.", "Ask another administrator to.")
    with system_transaction(office.database, viewer, office.clock.now()) as tx:
        account = _get(tx, person)
        store.update_account(tx.connection, account.id, totp_secret="", totp_confirmed_at=None)
        store.replace_recovery_codes(tx.connection, account.id, [])
        store.revoke_sessions(tx.connection, account.id, tx.now)
        tx.record_audit("second_factor_removed", {"person": person})


def change_own_password(
    office: Office, signed_in: SignedIn, present: str, new: str, address: str = ""
) -> None:
    """Change one's password; every other session ends. Raises InvalidFields, WeakPassword."""
    if signed_in.demo:
        raise Invalid("Passwords cannot be changed in a demonstration store.", "", "present")
    check_own_password(office, signed_in, present, address)
    check_password_is_fit(new, email=signed_in.email, field="new")
    hashed = hash_password(new)
    with system_transaction(office.database, signed_in.viewer, office.clock.now()) as tx:
        store.update_account(
            tx.connection, signed_in.account_id, password_hash=hashed, password_set_at=tx.now
        )
        store.revoke_sessions(
            tx.connection, signed_in.account_id, tx.now, keep=signed_in.session_id
        )
        store.withdraw_links(tx.connection, signed_in.account_id, tx.now)
        tx.record_audit("password_changed", {"person": signed_in.viewer.person})


def check_own_password(
    office: Office, signed_in: SignedIn, present: str, address: str = ""
) -> None:
    """Raises InvalidFields unless this is the person's present password; guesses are slowed."""
    count_attempt(office, signed_in.email, address, RESET)
    with office.database.reading() as connection:
        account = store.find_account(connection, id=signed_in.account_id)
    if not password_matches(account.password_hash, present):
        raise InvalidFields({"present": "This is not your present password."})
    forgive(office, signed_in.email, address)


def checked_email(email: str) -> str:
    """The address in lower case. Raises InvalidFields unless it is one."""
    email = email.strip().lower()
    try:
        check_address(email)
    except InvalidLetter as error:
        raise InvalidFields({"email": str(error)}) from error
    return email


def check_roles(roles: frozenset[str]) -> None:
    """Raises InvalidFields for a role that does not exist."""
    unknown = sorted(roles - SYSTEM_ROLES.keys())
    if unknown:
        known = ", ".join(SYSTEM_ROLES)
        raise InvalidFields(
            {"roles": f"There is no role called “{', '.join(unknown)}”: choose among {known}."}
        )


def _get(tx: Transaction, person: str) -> Any:
    account = store.find_account(tx.connection, person=person)
    if account is None:
        raise NotFound("This person has no account.", "Invite them first.")
    return account


def _account(row: Any) -> Account:
    return Account(
        row.person, row.email, tuple(row.system_roles.split()), row.state,
        row.totp_confirmed_at is not None, row.created_at, row.demo,
    )  # fmt: skip


def _letter(link: str) -> str:
    return (
        "You have been given an account for Casework, in which NHS bodies keep the record of "
        f"major service change.\n\nChoose your password here within 72 hours:\n{link}\n\n"
        "The link works once. If it has expired, ask whoever invited you for a new one.\n"
    )

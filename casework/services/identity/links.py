"""Single-use links: invitations (72 hours) and password resets (1 hour)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from casework.domain.errors import NotFound
from casework.domain.passwords import check_password_is_fit
from casework.domain.viewer import Viewer
from casework.services.identity.secrets import hash_password, new_token, token_hash
from casework.services.identity.throttle import TooManyAttempts, count_attempt, forgive
from casework.services.office import Office
from casework.store import accounts as store
from casework.store.transaction import Transaction, system_transaction

INVITATION = "invitation"
RESET = "reset"
LASTS = {INVITATION: timedelta(hours=72), RESET: timedelta(hours=1)}
PATHS = {INVITATION: "/invitation/", RESET: "/reset-password/"}


@dataclass(frozen=True, slots=True)
class Link:
    """A link that still works, and whose it is."""

    account_id: int
    email: str


def make_link(tx: Transaction, office: Office, account_id: int, purpose: str) -> str:
    """Make a link and return its address; earlier unused links of the account end."""
    token = new_token()
    store.withdraw_links(tx.connection, account_id, tx.now)
    store.insert_link(
        tx.connection,
        {"account_id": account_id, "purpose": purpose, "token_hash": token_hash(token),
         "created_at": tx.now, "expires_at": tx.now + LASTS[purpose], "used_at": None,
         "withdrawn_at": None},
    )  # fmt: skip
    return f"{office.base_url}{PATHS[purpose]}{token}"


def post_link(tx: Transaction, email: str, subject: str, body: str, address: str) -> None:
    """Put the letter with the link in the outbox. The secret stands in no audit entry."""
    key = f"letter-{token_hash(address)}"
    tx.enqueue("send_letter", key, {"to": email, "subject": subject, "body": body, "key": key})


def get_link(office: Office, token: str, purpose: str) -> Link:
    """The link of this token. Raises NotFound if it was used, withdrawn, expired, never was."""
    with office.database.reading() as connection:
        row = store.find_link(connection, token_hash(token), purpose)
    now = office.clock.now()
    if (
        row is None or row.used_at or row.withdrawn_at or row.expires_at <= now
        or row.state == "deactivated"
    ):  # fmt: skip
        raise NotFound(
            "This link does not work any more: each works once, and for a limited time.",
            "Ask for a new one.",
        )
    return Link(row.account_id, row.email)


def set_password_by_link(office: Office, token: str, purpose: str, password: str) -> int:
    """Use the link up and set the password; every session of the account ends.

    Returns the account's id. Raises NotFound for a link that does not work, WeakPassword.
    """
    link = get_link(office, token, purpose)
    check_password_is_fit(password, email=link.email)
    hashed = hash_password(password)
    now = office.clock.now()
    with office.database.reading() as connection:
        account = store.find_account(connection, id=link.account_id)
    with system_transaction(office.database, Viewer(account.person), now) as tx:
        row = store.find_link(tx.connection, token_hash(token), purpose)
        if not store.use_link(tx.connection, row.id, now):
            raise NotFound("This link has just been used.", "Ask for a new one.")
        store.update_account(
            tx.connection, account.id, password_hash=hashed, password_set_at=now, state="active"
        )
        store.revoke_sessions(tx.connection, account.id, now)
        kind = "invitation_accepted" if purpose == INVITATION else "password_reset"
        tx.record_audit(kind, {"person": account.person})
    forgive(office, account.email)
    return int(account.id)


def ask_for_reset(office: Office, email: str, address: str = "") -> None:
    """Send a reset link if there is an active account. The caller cannot tell whether there is."""
    email = email.strip().lower()
    try:
        count_attempt(office, f"reset:{email}", address)
    except TooManyAttempts:
        return
    with office.database.reading() as connection:
        account = store.find_account(connection, email=email)
    if account is None or account.state != "active" or account.demo:
        return
    with system_transaction(office.database, Viewer(account.person), office.clock.now()) as tx:
        link = make_link(tx, office, account.id, RESET)
        post_link(tx, account.email, "Set a new password for Casework", _reset_letter(link), link)
        tx.record_audit("password_reset_asked_for", {"person": account.person})


def _reset_letter(link: str) -> str:
    return (
        "Somebody, probably you, asked for a new password for your Casework account.\n\n"
        f"Set it here within 1 hour:\n{link}\n\n"
        "The link works once. If you did not ask for it, you need not do anything: your password "
        "stays as it is.\n"
    )

"""A share opened without an account: for a named contact, once, with a code that expires."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from casework.domain.errors import Invalid, NotFound
from casework.domain.facts import RecordVersion
from casework.domain.sharing import check_can_be_shared, check_can_share, why_not_shared
from casework.domain.viewer import Viewer
from casework.services.evidence import Download
from casework.services.identity.secrets import new_token, token_hash
from casework.services.identity.throttle import count_attempt, forgive
from casework.services.office import Office
from casework.services.reading import today_of
from casework.services.sharing import OPENED, REFUSED, download_of, pinned_version, title_of_item
from casework.services.verb import Verb, case_verb
from casework.store import shares
from casework.store.facts import texts_of_case, with_texts
from casework.store.originals import facts_now
from casework.store.parties import get_contact
from casework.store.transaction import case_transaction, find_case_row

CODE_DIGITS = 8
LONGEST_DAYS = 90
OPEN_FOR = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class OpenedShare:
    """What a contact sees after entering the code. ``until`` is when they must stop (UTC)."""

    code_id: int
    reference: str
    case_title: str
    replayed: bool
    title: str
    version: int
    until: datetime


def share_with_contact(
    office: Office, viewer: Viewer, reference: str, pin: str, contact: str, days: int
) -> str:
    """Send a contact a link and a code that open one version once; returns the link's address.

    The code is kept as a hash only. It expires after ``days``. Raises NotPermitted as ``share``
    does, NotFound for an unknown contact, Invalid for one without an email address.
    """
    if not 1 <= days <= LONGEST_DAYS:
        raise Invalid(f"A code lasts from 1 to {LONGEST_DAYS} days.", "Enter another number.",
                      "days")  # fmt: skip
    token, code = new_token(), "".join(secrets.choice("0123456789") for _ in range(CODE_DIGITS))
    address = f"{office.base_url}/share/{token}"
    with case_verb(office, viewer, reference, "share_code_made") as verb:
        check_can_share(verb.facts, viewer)
        record = pinned_version(verb.tx.connection, verb.tx.row.id, verb.facts, pin)
        check_can_be_shared(verb.facts, record)
        to = get_contact(verb.tx.connection, contact)
        if not to.email:
            raise Invalid("This contact has no email address.", "Add one, or choose another.",
                          "contact")  # fmt: skip
        hashed = code_hash(token, code)
        expires_at = verb.tx.now + timedelta(days=days)
        code_id = shares.insert_code(
            verb.tx.connection,
            {"code_hash": hashed, "case_id": verb.tx.row.id, "shared": pin, "contact": contact,
             "created_by": viewer.person, "created_at": verb.tx.now, "expires_at": expires_at},
        )  # fmt: skip
        verb.details.update(shared=pin, contact=contact, code=code_id)
        _post(verb, to.email, address, code, days, hashed)
    return address


def _post(verb: Verb, to: str, address: str, code: str, days: int, hashed: str) -> None:
    body = (
        "An NHS body has shared a paper about a proposed change to services with you.\n\n"
        f"Open this page:\n{address}\n\nand enter this code: {code[:4]} {code[4:]}\n\n"
        f"The code works once, within {days} {'day' if days == 1 else 'days'}. Each opening is "
        "recorded. If you did not expect this letter, you need not do anything.\n"
    )
    verb.tx.enqueue(
        "send_letter", f"share-code-{hashed}",
        {"to": to, "subject": "A paper has been shared with you", "body": body},
    )  # fmt: skip


def code_hash(token: str, code: str) -> str:
    """What is kept of a link and its code together; spaces in the code do not matter."""
    digits = "".join(c for c in code if c.isascii() and c.isdigit())
    return token_hash(f"{token}:{digits}")


def revoke_share_code(office: Office, viewer: Viewer, reference: str, code_id: int) -> None:
    """End a code at once, used or not. Raises NotPermitted, NotFound."""
    with case_verb(office, viewer, reference, "share_code_revoked") as verb:
        check_can_share(verb.facts, viewer)
        if not shares.revoke_code(verb.tx.connection, verb.tx.row.id, code_id, verb.tx.now):
            raise NotFound("There is no such code, or it is revoked already.")
        verb.details.update(code=code_id)


def open_share(office: Office, token: str, code: str, address: str = "") -> int:
    """Use the code up and return its id, with which the item can be read for a short while.

    Raises TooManyAttempts, and Invalid without saying which of link, code and time is wrong.
    """
    subject = f"share:{token_hash(token)}"
    count_attempt(office, subject, address)
    now = office.clock.now()
    with office.database.reading() as connection:
        row = shares.find_code(connection, code_hash=code_hash(token, code))
    if row is None or not _use(office, row, now):
        if row is not None:
            _log(office, row, REFUSED)
        raise Invalid(
            "The code does not open anything.",
            "Check it against the letter. Each code works once, for a limited time; whoever sent "
            "it can send a new one.",
            "code",
        )
    forgive(office, subject)
    return int(row.id)


def _use(office: Office, row: Any, now: datetime) -> bool:
    if row.used_at is not None or row.revoked_at is not None or row.expires_at <= now:
        return False
    contact = Viewer("", outside=True)
    with case_transaction(office.database, contact, now, row.reference) as tx:
        if not shares.use_code(tx.connection, row.id, now):
            raise Invalid("The code has just been used.", "Ask for a new one.", "code")
        tx.record_audit(
            "share_code_used", {"shared": row.shared, "contact": row.contact, "code": row.id}
        )
    return True


def opened_share(office: Office, code_id: int) -> OpenedShare:
    """The item of a code entered a short while ago. Raises NotFound once that is over."""
    with office.database.reading() as connection:
        row, record = _opened(office, connection, code_id)
    return OpenedShare(
        row.id, row.reference, row.title, row.replayed, title_of_item(office, record),
        record.version, row.used_at + OPEN_FOR,
    )  # fmt: skip


def download_opened_share(office: Office, code_id: int) -> Download:
    """The file of a code entered a short while ago; the opening is logged. Raises NotFound."""
    with office.database.reading() as connection:
        row, record = _opened(office, connection, code_id)
    download = download_of(office, row.reference, record)
    _log(office, row, OPENED)
    return download


def _opened(office: Office, connection: Connection, code_id: int) -> tuple[Any, RecordVersion]:
    now = office.clock.now()
    row = shares.find_code(connection, id=code_id)
    if (
        row is None or row.used_at is None or row.revoked_at is not None
        or now > row.used_at + OPEN_FOR
    ):  # fmt: skip
        raise NotFound("This page is closed.", "Ask whoever sent you the code for a new one.")
    case = find_case_row(connection, row.reference)
    facts = facts_now(connection, case, today_of(office, case))
    record = pinned_version(connection, case.id, facts, row.shared)
    if why_not_shared(facts, record):
        raise NotFound("This is not shared any more.", "Ask whoever sent you the code.")
    (shown,) = with_texts([record], texts_of_case(connection, case.id), privileged=True)
    return row, shown


def _log(office: Office, row: Any, outcome: str) -> None:
    with office.database.writing() as connection:
        shares.log_opening(
            connection, row.case_id, row.shared, office.clock.now(), outcome, contact=row.contact
        )

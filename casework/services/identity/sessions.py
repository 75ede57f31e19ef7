"""Sessions: started at sign-in, ended by leaving, time, revocation or another browser."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from casework.domain.administration import CASE_ROLES_WITH_SECOND_FACTOR
from casework.domain.errors import NotFound
from casework.domain.organisations import is_outside
from casework.domain.viewer import Viewer
from casework.services.identity.secrets import new_token, token_hash
from casework.services.office import Office
from casework.store import accounts as store

IDLE = timedelta(minutes=30)
ABSOLUTE = timedelta(hours=12)
SECOND_FACTOR_WITHIN = timedelta(minutes=10)
NOTICED_EVERY = timedelta(minutes=1)
LONGEST_USER_AGENT = 300


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The person of a session that works, as the pages need them."""

    session_id: int
    account_id: int
    viewer: Viewer
    name: str
    email: str
    organisation_name: str
    has_second_factor: bool
    needs_second_factor_set_up: bool
    demo: bool


@dataclass(frozen=True, slots=True)
class OpenSession:
    """One of the places where a person is signed in."""

    id: int
    user_agent: str
    created_at: datetime
    last_seen_at: datetime
    is_this_one: bool


def find_session(office: Office, token: str, user_agent: str) -> SignedIn | None:
    """The person of a session, or None if it does not work (any more)."""
    now = office.clock.now()
    with office.database.reading() as connection:
        row = store.find_session(connection, token_hash(token), CASE_ROLES_WITH_SECOND_FACTOR)
    if row is None or not row.complete or not _works(row, now):
        return None
    if row.user_agent != user_agent[:LONGEST_USER_AGENT]:
        _revoke(office, row.id, now)
        return None
    if now - row.last_seen_at > NOTICED_EVERY:
        with office.database.writing() as connection:
            store.update_session(connection, row.id, last_seen_at=now)
    return _signed_in(row)


def _works(row: Any, now: datetime) -> bool:
    return (
        row.state == "active"
        and row.revoked_at is None
        and now - row.last_seen_at <= IDLE
        and now - row.created_at <= ABSOLUTE
    )


def _signed_in(row: Any) -> SignedIn:
    roles = frozenset(row.system_roles.split())
    confirmed = row.totp_confirmed_at is not None
    required = not row.demo and (bool(roles) or bool(row.holds_role))
    viewer = Viewer(row.person, row.organisation or "", roles, is_outside(row.kind or ""))
    return SignedIn(
        row.id, row.account_id, viewer, row.name or row.email, row.email,
        row.organisation_name or "", confirmed, required and not confirmed, bool(row.demo),
    )  # fmt: skip


def person_of_expired(office: Office, token: str) -> str | None:
    """Whose session this was, if it ended by time alone: their text may be kept for them.

    Never of a session that was ended: whoever ended it said that the browser is no longer theirs,
    and a file kept would be waiting in their form as if they had chosen it themselves.
    """
    if not token:
        return None
    with office.database.reading() as connection:
        row = store.find_session(connection, token_hash(token), CASE_ROLES_WITH_SECOND_FACTOR)
    if row is None or not row.complete or row.revoked_at is not None or row.state != "active":
        return None
    return str(row.person)


def start_session(
    connection: Connection, account_id: int, user_agent: str, now: datetime, *, complete: bool,
    totp_step: int | None = None,
) -> str:
    """Start a session and return its token, which is kept nowhere."""
    token = new_token()
    store.insert_session(
        connection,
        {"token_hash": token_hash(token), "account_id": account_id, "complete": complete,
         "created_at": now, "last_seen_at": now, "revoked_at": None, "totp_step": totp_step,
         "user_agent": user_agent[:LONGEST_USER_AGENT]},
    )  # fmt: skip
    return token


def end_session(office: Office, token: str) -> None:
    """Sign out: the session of this token is revoked, if there is one."""
    with office.database.reading() as connection:
        row = store.find_session(connection, token_hash(token), CASE_ROLES_WITH_SECOND_FACTOR)
    if row is not None:
        _revoke(office, row.id, office.clock.now())


def list_own_sessions(office: Office, signed_in: SignedIn) -> list[OpenSession]:
    """Where this person is signed in, the latest used first."""
    now = office.clock.now()
    with office.database.reading() as connection:
        rows = connection.execute(
            store.live_sessions(signed_in.account_id, now, now - IDLE, now - ABSOLUTE)
        ).all()
    return [
        OpenSession(r.id, r.user_agent, r.created_at, r.last_seen_at, r.id == signed_in.session_id)
        for r in rows
    ]


def revoke_own_session(office: Office, signed_in: SignedIn, session_id: int) -> None:
    """End one of one's own sessions. Raises NotFound for anybody else's."""
    if session_id not in {s.id for s in list_own_sessions(office, signed_in)}:
        raise NotFound("That session has ended already.")
    _revoke(office, session_id, office.clock.now())


def revoke_other_sessions(office: Office, signed_in: SignedIn) -> int:
    """End every session of this person but the present one; returns how many."""
    with office.database.writing() as connection:
        return store.revoke_sessions(
            connection, signed_in.account_id, office.clock.now(), keep=signed_in.session_id
        )


def _revoke(office: Office, session_id: int, now: datetime) -> None:
    with office.database.writing() as connection:
        store.update_session(connection, session_id, revoked_at=now)

"""Signing in: the password first, then the second factor where there is one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.exc import IntegrityError

from casework.domain.errors import CaseworkError, SignInRequired
from casework.domain.viewer import Viewer
from casework.services.identity import second_factor, sessions
from casework.services.identity.secrets import password_matches, token_hash
from casework.services.identity.throttle import RESET, count_attempt, forgive, forgive_address
from casework.services.office import Office
from casework.store import accounts as store
from casework.store.transaction import system_transaction


class SignInRefused(CaseworkError):
    """The address and the password, or the code, do not fit. It is never said which."""


@dataclass(frozen=True, slots=True)
class Started:
    """A session's token; it opens nothing before the code, where ``needs_code``."""

    token: str
    needs_code: bool


def sign_in(
    office: Office, email: str, password: str, *, address: str = "", user_agent: str = "",
    replaces: str = "",
) -> Started:
    """Start a session. Takes as long, and says the same, for an account that does not exist.

    ``replaces`` is the token of the session that this browser held before; it ends. Raises
    TooManyAttempts, and SignInRefused.
    """
    email = email.strip().lower()
    count_attempt(office, email, address, RESET)
    with office.database.reading() as connection:
        account = store.find_account(connection, email=email)
    usable = account is not None and account.state == "active"
    if not password_matches(account.password_hash if usable else "", password):
        raise SignInRefused(
            "The email address or the password is not right.",
            "Check both. If you have forgotten the password, ask for a link to set a new one.",
            "email",
        )
    started = _start(office, account, user_agent, replaces)
    forgive_address(office, address)
    return started


def start_without_password(
    office: Office, account_id: int, user_agent: str = "", replaces: str = ""
) -> Started:
    """Start a session for someone who has just proved who they are by a single-use link."""
    with office.database.reading() as connection:
        account = store.find_account(connection, id=account_id)
    return _start(office, account, user_agent, replaces)


def _start(office: Office, account: Any, user_agent: str, replaces: str) -> Started:
    now = office.clock.now()
    needs_code = account.totp_confirmed_at is not None
    if replaces:
        sessions.end_session(office, replaces)
    with office.database.writing() as connection:
        token = sessions.start_session(
            connection, account.id, user_agent, now, complete=not needs_code
        )
    if not needs_code:
        forgive(office, account.email)
    return Started(token, needs_code)


def complete_sign_in(
    office: Office, token: str, code: str, *, address: str = "", user_agent: str = ""
) -> Started:
    """Exchange a session that awaits the second factor for one that works, with a new token.

    ``code`` is from the authenticator app, or a recovery code. Raises SignInRequired when the
    password is too long ago, TooManyAttempts, and SignInRefused.
    """
    account, session = _awaiting(office, token, user_agent)
    count_attempt(office, account.email, address)
    now = office.clock.now()
    step = _fitting_step(office, account, code, now)
    started = _exchange(office, account, session, step, user_agent, now)
    forgive(office, account.email, address)
    return started


def _awaiting(office: Office, token: str, user_agent: str) -> tuple[Any, Any]:
    now = office.clock.now()
    with office.database.reading() as connection:
        session = store.find_session(connection, token_hash(token), frozenset({"AO"}))
        if (
            session is None or session.complete or session.revoked_at is not None
            or session.state != "active" or now - session.created_at > sessions.SECOND_FACTOR_WITHIN
            or session.user_agent != user_agent[: sessions.LONGEST_USER_AGENT]
        ):  # fmt: skip
            raise SignInRequired("Sign in again.", "Enter your email address and password first.")
        return store.find_account(connection, id=session.account_id), session


def _fitting_step(office: Office, account: Any, code: str, now: datetime) -> int | None:
    """The time step of the code; None for a recovery code, which is used up here."""
    step = second_factor.time_step_of(account.totp_secret, code, now)
    if step is not None:
        return step
    if second_factor.looks_like_recovery_code(code):
        viewer = Viewer(account.person)
        hashed = second_factor.recovery_hash(code)
        with office.database.reading() as connection:
            known = store.has_recovery_code(connection, account.id, hashed)
        if known:
            with system_transaction(office.database, viewer, now) as tx:
                used = store.use_recovery_code(tx.connection, account.id, hashed, now)
                tx.record_audit("recovery_code_used", {"person": account.person, "used": used})
            if used:
                return None
    raise _wrong_code()


def _exchange(
    office: Office, account: Any, session: Any, step: int | None, user_agent: str, now: datetime
) -> Started:
    try:
        with office.database.writing() as connection:
            if step is not None and step <= store.latest_totp_step(connection, account.id):
                raise _wrong_code()
            store.update_session(connection, session.id, revoked_at=now)
            token = sessions.start_session(
                connection, account.id, user_agent, now, complete=True, totp_step=step
            )
    except IntegrityError as error:
        raise _wrong_code() from error
    return Started(token, needs_code=False)


def _wrong_code() -> SignInRefused:
    return SignInRefused(
        "The code is not right, or was used already.",
        "Wait for the next code in your authenticator app and enter that one.", "code",
    )  # fmt: skip

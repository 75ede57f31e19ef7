"""Queries on accounts, links, recovery codes and sessions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, delete, exists, func, insert, select, update

from casework.store.marks import demo_mark_exists
from casework.store.models.accounts import (
    AccountLinkRow,
    RecoveryCodeRow,
    SignInFailureRow,
    UserAccountRow,
    UserSessionRow,
)
from casework.store.models.parties import OrganisationRow, PersonRow
from casework.store.models.projections import CaseAccessRow

ACCOUNT = UserAccountRow.__table__
LINK = AccountLinkRow.__table__
RECOVERY = RecoveryCodeRow.__table__
SESSION = UserSessionRow.__table__
FAILURE = SignInFailureRow.__table__
_PERSON = PersonRow.__table__
_ORGANISATION = OrganisationRow.__table__
_ACCESS = CaseAccessRow.__table__


def find_account(connection: Connection, **values: Any) -> Any:
    """The account with these values (email in lower case), with its person's name; or None."""
    statement = select(*ACCOUNT.c, _PERSON.c.name.label("person_name")).outerjoin(
        _PERSON, _PERSON.c.key == ACCOUNT.c.person
    )
    for name, value in values.items():
        statement = statement.where(ACCOUNT.c[name] == value)
    return connection.execute(statement).one_or_none()


def list_accounts(connection: Connection) -> list[Any]:
    """Every account with its person, ordered by name."""
    statement = (
        select(*ACCOUNT.c, _PERSON.c.name.label("person_name"), _PERSON.c.organisation,
               _PERSON.c.job_title)
        .join(_PERSON, _PERSON.c.key == ACCOUNT.c.person)
        .order_by(_PERSON.c.name, ACCOUNT.c.id)
    )  # fmt: skip
    return list(connection.execute(statement))


def insert_account(connection: Connection, values: dict[str, Any]) -> int:
    """Insert an account and return its id."""
    statement = insert(ACCOUNT).values(**values).returning(ACCOUNT.c.id)
    return int(connection.execute(statement).scalar_one())


def update_account(connection: Connection, account_id: int, **values: Any) -> None:
    """Change columns of one account."""
    connection.execute(update(ACCOUNT).where(ACCOUNT.c.id == account_id).values(**values))


def find_session(
    connection: Connection, token_hash: str, roles_with_second_factor: frozenset[str]
) -> Any:
    """The session with its account, person and organisation, all in one statement; or None."""
    holds_role = exists(
        select(_ACCESS.c.id).where(
            _ACCESS.c.person == ACCOUNT.c.person,
            _ACCESS.c.role.in_(sorted(roles_with_second_factor)),
        )
    )
    statement = (
        select(
            *SESSION.c, ACCOUNT.c.person, ACCOUNT.c.email, ACCOUNT.c.system_roles,
            ACCOUNT.c.state, ACCOUNT.c.totp_confirmed_at, _PERSON.c.name, _PERSON.c.organisation,
            _ORGANISATION.c.kind, _ORGANISATION.c.name.label("organisation_name"),
            holds_role.label("holds_role"), demo_mark_exists().label("demo"),
        )
        .join(ACCOUNT, ACCOUNT.c.id == SESSION.c.account_id)
        .outerjoin(_PERSON, _PERSON.c.key == ACCOUNT.c.person)
        .outerjoin(_ORGANISATION, _ORGANISATION.c.key == _PERSON.c.organisation)
        .where(SESSION.c.token_hash == token_hash)
    )  # fmt: skip
    return connection.execute(statement).one_or_none()


def insert_session(connection: Connection, values: dict[str, Any]) -> None:
    """Insert a session."""
    connection.execute(insert(SESSION), values)


def update_session(connection: Connection, session_id: int, **values: Any) -> None:
    """Change columns of one session."""
    connection.execute(update(SESSION).where(SESSION.c.id == session_id).values(**values))


def live_sessions(
    account_id: int, now: datetime, seen_after: datetime, created_after: datetime
) -> Select[Any]:
    """The sessions of an account that still work, the latest used first."""
    return (
        select(*SESSION.c)
        .where(SESSION.c.account_id == account_id, SESSION.c.revoked_at.is_(None),
               SESSION.c.complete, SESSION.c.last_seen_at > seen_after,
               SESSION.c.created_at > created_after)
        .order_by(SESSION.c.last_seen_at.desc(), SESSION.c.id.desc())
    )  # fmt: skip


def revoke_sessions(
    connection: Connection, account_id: int, now: datetime, *, keep: int | None = None
) -> int:
    """Revoke the sessions of an account, except one to ``keep``; returns how many."""
    statement = update(SESSION).where(
        SESSION.c.account_id == account_id, SESSION.c.revoked_at.is_(None)
    )
    if keep is not None:
        statement = statement.where(SESSION.c.id != keep)
    return int(connection.execute(statement.values(revoked_at=now)).rowcount)


def latest_totp_step(connection: Connection, account_id: int) -> int:
    """The latest time step whose code this account has used; 0 if none."""
    statement = select(func.max(SESSION.c.totp_step)).where(SESSION.c.account_id == account_id)
    return int(connection.execute(statement).scalar_one() or 0)


def insert_link(connection: Connection, values: dict[str, Any]) -> None:
    """Insert a link."""
    connection.execute(insert(LINK), values)


def find_link(connection: Connection, token_hash: str, purpose: str) -> Any:
    """The link with its account's email and state, or None."""
    statement = (
        select(*LINK.c, ACCOUNT.c.email, ACCOUNT.c.person, ACCOUNT.c.state)
        .join(ACCOUNT, ACCOUNT.c.id == LINK.c.account_id)
        .where(LINK.c.token_hash == token_hash, LINK.c.purpose == purpose)
    )
    return connection.execute(statement).one_or_none()


def use_link(connection: Connection, link_id: int, now: datetime) -> bool:
    """Use a link up; False if somebody was faster, or it is withdrawn or expired."""
    statement = update(LINK).where(
        LINK.c.id == link_id, LINK.c.used_at.is_(None), LINK.c.withdrawn_at.is_(None),
        LINK.c.expires_at > now,
    )  # fmt: skip
    return bool(connection.execute(statement.values(used_at=now)).rowcount == 1)


def withdraw_links(connection: Connection, account_id: int, now: datetime) -> None:
    """Withdraw every unused link of an account."""
    connection.execute(
        update(LINK)
        .where(LINK.c.account_id == account_id, LINK.c.used_at.is_(None))
        .values(withdrawn_at=now)
    )


def replace_recovery_codes(connection: Connection, account_id: int, hashes: list[str]) -> None:
    """Put new recovery codes in the place of all old ones."""
    connection.execute(delete(RECOVERY).where(RECOVERY.c.account_id == account_id))
    if hashes:
        connection.execute(
            insert(RECOVERY), [{"account_id": account_id, "code_hash": h} for h in hashes]
        )


def use_recovery_code(
    connection: Connection, account_id: int, code_hash: str, now: datetime
) -> bool:
    """Use a recovery code up; False if there is no such unused code."""
    statement = update(RECOVERY).where(
        RECOVERY.c.account_id == account_id, RECOVERY.c.code_hash == code_hash,
        RECOVERY.c.used_at.is_(None),
    )  # fmt: skip
    return bool(connection.execute(statement.values(used_at=now)).rowcount == 1)


def recent_failures(
    connection: Connection, subjects: list[str], since: datetime
) -> dict[str, tuple[int, datetime]]:
    """How many failures each subject had since then, and when the last one was."""
    statement = (
        select(FAILURE.c.subject, func.count(), func.max(FAILURE.c.failed_at))
        .where(FAILURE.c.subject.in_(subjects), FAILURE.c.failed_at > since)
        .group_by(FAILURE.c.subject)
    )
    return {subject: (count, last) for subject, count, last in connection.execute(statement)}


def insert_failures(connection: Connection, subjects: list[str], now: datetime) -> None:
    """Record one failure of each subject."""
    rows = [{"subject": subject, "failed_at": now} for subject in subjects]
    connection.execute(insert(FAILURE), rows)


def forget_failures(connection: Connection, subject: str) -> None:
    """Forget the failures of one subject, after it succeeded."""
    connection.execute(delete(FAILURE).where(FAILURE.c.subject == subject))


def forget_newest_failure(connection: Connection, subject: str) -> None:
    """Forget one failure of a subject, the newest."""
    newest = select(func.max(FAILURE.c.id)).where(FAILURE.c.subject == subject)
    connection.execute(delete(FAILURE).where(FAILURE.c.id == newest.scalar_subquery()))


def has_recovery_code(connection: Connection, account_id: int, code_hash: str) -> bool:
    """True if the account has this recovery code and it is unused."""
    statement = select(RECOVERY.c.id).where(
        RECOVERY.c.account_id == account_id, RECOVERY.c.code_hash == code_hash,
        RECOVERY.c.used_at.is_(None),
    )  # fmt: skip
    return connection.execute(statement).first() is not None


def remove_failures(connection: Connection, before: datetime) -> None:
    """Forget failures before an instant."""
    connection.execute(delete(FAILURE).where(FAILURE.c.failed_at < before))


def remove_sessions(connection: Connection, before: datetime) -> None:
    """Remove sessions last used before an instant. Codes of that time have long expired."""
    connection.execute(delete(SESSION).where(SESSION.c.last_seen_at < before))


def active_with_roles(connection: Connection, roles: Iterable[str]) -> list[tuple[str, str, str]]:
    """Key, name and roles of every person whose active account has one of these roles of the whole
    system, by name."""
    wanted = set(roles)
    statement = (
        select(_PERSON.c.key, _PERSON.c.name, ACCOUNT.c.system_roles)
        .join(ACCOUNT, ACCOUNT.c.person == _PERSON.c.key)
        .where(ACCOUNT.c.state == "active", ACCOUNT.c.system_roles != "")
        .order_by(_PERSON.c.name, _PERSON.c.key)
    )  # fmt: skip
    return [(row.key, row.name, row.system_roles) for row in connection.execute(statement)
            if wanted & set(row.system_roles.split())]  # fmt: skip

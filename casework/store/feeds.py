"""Calendar feeds, what each showed last, and the cases whose dates it shows."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, insert, or_, select, update

from casework.store.bank_holidays import IN_FORCE
from casework.store.council_papers import RULES_IN_FORCE
from casework.store.models.accounts import UserAccountRow
from casework.store.models.cases import CaseRow
from casework.store.models.parties import OrganisationRow, PersonRow
from casework.store.models.projections import CaseAccessRow
from casework.store.models.reminding import CalendarFeedRow, CalendarReadingRow

_FEED = CalendarFeedRow.__table__
_READING = CalendarReadingRow.__table__
_CASE = CaseRow.__table__
_ACCESS = CaseAccessRow.__table__
_ACCOUNT = UserAccountRow.__table__
_PERSON = PersonRow.__table__
_ORGANISATION = OrganisationRow.__table__


def insert_feed(connection: Connection, row: dict[str, Any]) -> None:
    """Add a feed that was not read yet."""
    statement = insert(_FEED).values(**row).returning(_FEED.c.id)
    made_at = row["made_at"]
    connection.execute(insert(_READING), {
        "feed_id": connection.execute(statement).scalar_one(), "readings": 0,
        "last_read_at": made_at, "hour_began_at": made_at, "in_hour": 0, "shown": "",
    })  # fmt: skip


def revoke_feeds(connection: Connection, person: str, now: datetime) -> int:
    """Revoke every feed of a person and forget what it showed; returns how many still worked."""
    own = select(_FEED.c.id).where(_FEED.c.person == person)
    connection.execute(update(_READING).where(_READING.c.feed_id.in_(own)).values(shown=""))
    statement = update(_FEED).where(_FEED.c.person == person, _FEED.c.revoked_at.is_(None))
    return int(connection.execute(statement.values(revoked_at=now)).rowcount)


def find_own_feed(connection: Connection, person: str) -> Any:
    """The feed of a person that works, with how often it was read, or None."""
    statement = (
        select(_FEED.c.id, _FEED.c.made_at, _READING.c.readings, _READING.c.last_read_at)
        .join(_READING, _READING.c.feed_id == _FEED.c.id)
        .where(_FEED.c.person == person, _FEED.c.revoked_at.is_(None))
        .order_by(_FEED.c.id.desc()).limit(1)
    )  # fmt: skip
    return connection.execute(statement).one_or_none()


def find_feed(connection: Connection, token_hash: str) -> Any:
    """The feed of this secret with its person and what it showed, if it and the account work."""
    statement = (
        select(
            _FEED.c.id, _FEED.c.person, _ACCOUNT.c.system_roles, _PERSON.c.organisation,
            _ORGANISATION.c.kind, _READING.c.hour_began_at, _READING.c.in_hour,
            _READING.c.shown,
        )
        .join(_ACCOUNT, _ACCOUNT.c.person == _FEED.c.person)
        .outerjoin(_PERSON, _PERSON.c.key == _FEED.c.person)
        .outerjoin(_ORGANISATION, _ORGANISATION.c.key == _PERSON.c.organisation)
        .join(_READING, _READING.c.feed_id == _FEED.c.id)
        .where(_FEED.c.token_hash == token_hash, _FEED.c.revoked_at.is_(None),
               _ACCOUNT.c.state == "active")
    )  # fmt: skip
    return connection.execute(statement).one_or_none()


def cases_of_person(connection: Connection, person: str, today: date) -> list[Any]:
    """Live cases on which a person holds a role now, each once, with whether all are outside."""
    statement = (
        select(_CASE, IN_FORCE, RULES_IN_FORCE, _ACCESS.c.outside)
        .join(_ACCESS, _ACCESS.c.case_id == _CASE.c.id)
        .where(
            _ACCESS.c.person == person, _CASE.c.replayed.is_(False),
            or_(_ACCESS.c.since.is_(None), _ACCESS.c.since <= today),
            or_(_ACCESS.c.until.is_(None), _ACCESS.c.until >= today),
        )
        .order_by(_CASE.c.reference, _ACCESS.c.outside)
    )  # fmt: skip
    found = {row.id: row for row in reversed(list(connection.execute(statement)))}
    return list(reversed(found.values()))


def note_reading(
    connection: Connection, feed_id: int, now: datetime, shown: str, *, new_hour: bool
) -> None:
    """Count a reading and keep what was shown, whoever else reads at the same moment."""
    r = _READING.c
    hour = {"hour_began_at": now, "in_hour": 1} if new_hour else {"in_hour": r.in_hour + 1}
    statement = update(_READING).where(r.feed_id == feed_id)
    connection.execute(
        statement.values(readings=r.readings + 1, last_read_at=now, shown=shown, **hour)
    )

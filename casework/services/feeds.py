"""One's own calendar of dates: an address that needs no sign-in, renewed and revoked by oneself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from casework.documents.calendar_file import calendar_file
from casework.domain.case_dates.stretches import MOVABLE
from casework.domain.errors import NotFound
from casework.domain.facts import RecordVersion
from casework.domain.feeds import Event, events_of_case, events_outside, remembered
from casework.domain.organisations import is_outside
from casework.domain.permissions import can_work_on, roles_on, speaks_for
from casework.domain.roles import OUTSIDE_ROLES
from casework.domain.viewer import Viewer
from casework.services.dates import terms_for
from casework.services.definitions import definition_of
from casework.services.identity.secrets import new_token, token_hash
from casework.services.identity.throttle import TooManyAttempts, count_strange_attempt
from casework.services.office import Office
from casework.services.reading import today_of
from casework.store import feeds as store
from casework.store.facts import current_records_of, facts_from, versions_of_cases
from casework.store.originals import privileged_originals
from casework.store.parties import national_bodies
from casework.store.polls import polls_that_stand
from casework.store.transaction import system_transaction

MOST_IN_AN_HOUR = 60
ONE_HOUR = timedelta(hours=1)
NAME, LEGAL = "Casework", "LEG"


@dataclass(frozen=True, slots=True)
class OwnFeed:
    """A person's calendar address as its page shows it: not the address itself, which is kept
    nowhere."""

    made_at: datetime
    readings: int
    last_read_at: datetime


def own_feed(office: Office, viewer: Viewer) -> OwnFeed | None:
    """The viewer's own feed that works, or None."""
    with office.database.reading() as connection:
        row = store.find_own_feed(connection, viewer.person)
    return None if row is None else OwnFeed(row.made_at, row.readings, row.last_read_at)


def renew_feed(office: Office, viewer: Viewer) -> str:
    """Make a new address in the place of any old one, and return its secret, which is shown this
    once and kept only as a hash."""
    token, now = new_token(), office.clock.now()
    with system_transaction(office.database, viewer, now) as tx:
        ended = store.revoke_feeds(tx.connection, viewer.person, now)
        store.insert_feed(tx.connection, {
            "person": viewer.person, "token_hash": token_hash(token), "made_at": now,
            "revoked_at": None,
        })  # fmt: skip
        tx.record_audit("calendar_feed_made", {"person": viewer.person, "ended": ended})
    return token


def revoke_feed(office: Office, viewer: Viewer) -> None:
    """End the viewer's own address. Raises NotFound where there is none."""
    now = office.clock.now()
    with system_transaction(office.database, viewer, now) as tx:
        if not store.revoke_feeds(tx.connection, viewer.person, now):
            raise NotFound("You have no calendar address.", "Make one first.")
        tx.record_audit("calendar_feed_revoked", {"person": viewer.person})


def read_feed(office: Office, token: str, address: str) -> bytes:
    """The calendar of a secret, as its person may see the cases today; the reading is counted.

    Raises NotFound for a secret that does not work, TooManyAttempts for one that is tried or read
    too often. ``address`` is where the reader comes from.
    """
    now = office.clock.now()
    with office.database.reading() as connection:
        feed = store.find_feed(connection, token_hash(token))
        if feed is not None:
            events = tuple(_events(office, connection, feed)) if _may_read(feed, now) else ()
    if feed is None:
        count_strange_attempt(office, address)
        raise NotFound("There is no such calendar, or its address was ended.",
                       "Make a new address on your account’s page.")  # fmt: skip
    if not _may_read(feed, now):
        raise TooManyAttempts(int((feed.hour_began_at + ONE_HOUR - now).total_seconds()) + 1)
    entries, shown = remembered(feed.shown, events, now)
    _note(office, feed, shown, now)
    return calendar_file(NAME, entries, f"{office.base_url}/")


def _may_read(feed: Any, now: datetime) -> bool:
    return now - feed.hour_began_at >= ONE_HOUR or bool(feed.in_hour < MOST_IN_AN_HOUR)


def _note(office: Office, feed: Any, shown: str, now: datetime) -> None:
    new_hour = now - feed.hour_began_at >= ONE_HOUR
    with office.database.writing() as connection:
        store.note_reading(connection, feed.id, now, shown, new_hour=new_hour)


def _events(office: Office, connection: Connection, feed: Any) -> Iterator[Event]:
    viewer = Viewer(
        feed.person, feed.organisation or "", frozenset(feed.system_roles.split()),
        is_outside(feed.kind or ""),
    )  # fmt: skip
    rows = store.cases_of_person(connection, viewer.person, office.clock.today())
    ids = [row.id for row in rows]
    records = current_records_of(connection, ids)
    originals = privileged_originals(
        connection, {row.reference: records.get(row.id, ()) for row in rows}
    )
    versions = versions_of_cases(connection, ids, {kind for kind, _ in MOVABLE})
    polls, national = polls_that_stand(connection), national_bodies(connection)
    law = {law_id: entry.title for law_id, entry in office.pathways.law.items()}
    for row in rows:
        facts = facts_from(row, records.get(row.id, ()), today_of(office, row),
                           originals=originals.get(row.reference))  # fmt: skip
        if viewer.outside:
            acts = bool(roles_on(facts, viewer) & OUTSIDE_ROLES)
            yield from events_outside(facts, speaks_for(facts, viewer), row.title, law, acts)
        elif can_work_on(facts, viewer):
            definition = definition_of(office, connection, row.definition_hash)
            terms = terms_for(facts, definition, polls, national)
            moved: tuple[RecordVersion, ...] = versions.get(row.id, ())
            legal = LEGAL in facts.roles_of(viewer.person)
            yield from events_of_case(facts, terms, row.title, law, moved, legal=legal)

"""The register of polls: administrators add, correct and withdraw; every version is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from casework.domain.administration import check_can_administer
from casework.domain.calendar.england import FIRST_YEAR, LAST_YEAR
from casework.domain.calendar.poll_register import POLL_KINDS, Poll, find_shipped, years_with_polls
from casework.domain.dates import long_date
from casework.domain.errors import Conflict, InvalidFields, NotFound
from casework.domain.facts import STATED, WITHDRAWN
from casework.domain.text import typed
from casework.domain.viewer import Viewer
from casework.services.office import Office
from casework.services.organisations import key_from
from casework.store import one_use_keys, parties
from casework.store import polls as store
from casework.store.transaction import Transaction, system_transaction

FIRST_POLL, LAST_POLL = date(FIRST_YEAR + 1, 1, 1), date(LAST_YEAR, 12, 31)
"""25 working days are counted back from a poll, all of them in the calendar."""


@dataclass(frozen=True, slots=True)
class PollDetails:
    """What is stated of a poll; ``reason`` says why it is stated anew."""

    title: str
    poll_on: date | None
    kind: str
    all_england: bool = False
    areas: tuple[str, ...] = ()
    starts_on: date | None = None
    source: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PollVersion:
    """One version of a poll, by whom and when."""

    poll: Poll
    stands: bool
    reason: str
    recorder: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class PollHistory:
    """A poll as it stands, None if it was withdrawn, and its versions, newest first."""

    key: str
    latest: Poll
    stands: bool
    versions: tuple[PollVersion, ...]
    names: dict[str, str]


@dataclass(frozen=True, slots=True)
class PollRegister:
    """The polls that stand, and the names of the councils that they cover."""

    polls: tuple[Poll, ...]
    names: dict[str, str]

    @property
    def years(self) -> tuple[int, ...]:
        """The years of which it holds a poll; of others nothing is known."""
        return years_with_polls(self.polls)


def list_polls(office: Office, viewer: Viewer) -> PollRegister:
    """The register, in the order of days. Raises NotPermitted."""
    check_can_administer(viewer)
    with office.database.reading() as connection:
        polls = store.polls_that_stand(connection)
        areas = {area for poll in polls for area in poll.areas}
        return PollRegister(polls, parties.names_of_organisations(connection, areas))


def get_poll(office: Office, viewer: Viewer, key: str) -> PollHistory:
    """One poll with its versions. Raises NotPermitted, NotFound."""
    check_can_administer(viewer)
    with office.database.reading() as connection:
        rows = store.versions_of(connection, key)
        latest, stands = _latest(rows, key)
        areas = {area for row in rows for area in row.areas.split()}
        names = parties.names_of_organisations(connection, areas)
    versions = tuple(
        PollVersion(store.poll_of(row), row.state == STATED, row.reason, row.recorder,
                    row.recorded_at)
        for row in reversed(rows)
    )  # fmt: skip
    return PollHistory(key, latest, stands, versions, names)


def add_poll(
    office: Office, viewer: Viewer, details: PollDetails, *, one_use_key: str = ""
) -> str:
    """Add a poll and return its key. Raises NotPermitted, InvalidFields."""
    check_can_administer(viewer)
    values = _checked(details)
    now = office.clock.now()
    with system_transaction(office.database, viewer, now) as tx:
        before = one_use_keys.claim_key(tx.connection, one_use_key, viewer.person, now)
        if before is not None:
            tx.record_audit("form_sent_twice", {"created": before})
            return before
        _check_areas(tx, values)
        key = _free_key(tx, f"{details.kind.replace('_', '-')}-{details.poll_on}", details.title)
        _write(tx, "poll_added", key, 1, STATED, values)
        one_use_keys.keep_result(tx.connection, one_use_key, viewer.person, key)
    return key


def change_poll(
    office: Office, viewer: Viewer, key: str, version: int, details: PollDetails
) -> None:
    """Correct a poll, or state one that was withdrawn again, by a new version.

    ``version`` is the one that the form showed. Raises NotPermitted, NotFound, InvalidFields and
    Conflict if somebody was quicker.
    """
    check_can_administer(viewer)
    values = _checked(details, again=True)
    with system_transaction(office.database, viewer, office.clock.now()) as tx:
        _check_version(tx, key, version)
        _check_areas(tx, values)
        _write(tx, "poll_changed", key, version + 1, STATED, values)


def withdraw_poll(office: Office, viewer: Viewer, key: str, version: int, reason: str) -> None:
    """Take a poll off the register; its versions stay. Raises as ``change_poll``."""
    check_can_administer(viewer)
    if not typed(reason):
        raise InvalidFields({"why": "Say why the poll is withdrawn"})
    with system_transaction(office.database, viewer, office.clock.now()) as tx:
        latest, stands = _check_version(tx, key, version)
        if not stands:
            raise Conflict("This poll is withdrawn already.")
        values = {
            "title": latest.title, "poll_on": latest.poll_on, "kind": latest.kind,
            "all_england": latest.all_england, "areas": " ".join(latest.areas),
            "starts_on": latest.starts_on, "source": latest.source, "reason": typed(reason),
        }  # fmt: skip
        _write(tx, "poll_withdrawn", key, version + 1, WITHDRAWN, values)


def _checked(details: PollDetails, *, again: bool = False) -> dict[str, Any]:
    """The columns of a version. Raises InvalidFields with every fault at once."""
    faults = {} if typed(details.title) else {"title": "Enter what the poll is called"}
    faults |= _faults_of_days(details)
    if details.kind not in POLL_KINDS:
        faults["kind"] = "Choose the kind of poll"
    if details.all_england and details.areas:
        faults["areas"] = "Choose councils, or all of England, but not both"
    if not typed(details.source):
        faults["source"] = "Say where this comes from"
    if again and not typed(details.reason):
        faults["reason"] = "Say why you correct it"
    if faults:
        raise InvalidFields(faults)
    return {
        "title": typed(details.title), "poll_on": details.poll_on, "kind": details.kind,
        "all_england": details.all_england, "areas": " ".join(sorted(set(details.areas))),
        "starts_on": details.starts_on, "source": typed(details.source),
        "reason": typed(details.reason),
    }  # fmt: skip


def _faults_of_days(details: PollDetails) -> dict[str, str]:
    if details.poll_on is None:
        return {"poll_on": "Enter the day of the poll"}
    outside = {
        name: f"The day must lie from {long_date(FIRST_POLL)} to {long_date(LAST_POLL)}: our "
        "calendar holds no others"
        for name in ("poll_on", "starts_on")
        if (day := getattr(details, name)) is not None and not FIRST_POLL <= day <= LAST_POLL
    }
    if not outside and details.starts_on and details.starts_on > details.poll_on:
        poll_on = long_date(details.poll_on)
        return {"starts_on": f"The notice must not be after the poll on {poll_on}"}
    return outside


def _check_areas(tx: Transaction, values: dict[str, Any]) -> None:
    areas = set(values["areas"].split())
    if areas - parties.names_of_organisations(tx.connection, areas).keys():
        raise InvalidFields({"areas": "Choose councils from the list"})


def _latest(rows: list[Any], key: str) -> tuple[Poll, bool]:
    """The newest version and whether it stands. Raises NotFound."""
    if rows:
        return store.poll_of(rows[-1]), rows[-1].state == STATED
    shipped = find_shipped(key)
    if shipped is None:
        raise NotFound("There is no such poll.", "Choose one from the register.")
    return shipped, True


def _check_version(tx: Transaction, key: str, version: int) -> tuple[Poll, bool]:
    latest, stands = _latest(store.versions_of(tx.connection, key), key)
    if latest.version != version:
        raise Conflict(
            "Somebody changed this poll meanwhile.", "Look at it again, and then change it."
        )
    return latest, stands


def _free_key(tx: Transaction, wanted: str, title: str) -> str:
    offered = (wanted, *(f"{wanted}-{key_from(title)[:40]}-{n}" for n in range(1, 100)))
    return next(
        key for key in offered
        if find_shipped(key) is None and not store.versions_of(tx.connection, key)
    )  # fmt: skip


def _write(
    tx: Transaction, kind: str, key: str, version: int, state: str, values: dict[str, Any]
) -> None:
    store.insert_version(tx.connection, {
        "key": key, "version": version, "state": state, **values,
        "recorded_by": tx.viewer.person, "recorded_at": tx.now,
    })  # fmt: skip
    tx.record_audit(kind, {
        "poll": key, "version": version, "poll_on": values["poll_on"].isoformat(),
        "kind": values["kind"], "all_england": values["all_england"],
        "areas": values["areas"].split(),
        "starts_on": values["starts_on"].isoformat() if values["starts_on"] else "",
    })  # fmt: skip

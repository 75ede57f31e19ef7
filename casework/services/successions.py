"""Successions of bodies: stated by one person, confirmed by another, carried out over all cases.

The system's chain tells of the bodies; each case's own chain of what passed on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from casework.domain.dates import long_date
from casework.domain.errors import Conflict, Invalid, InvalidFields, NotFound, RefusedMove
from casework.domain.organisations import is_from_published_records
from casework.domain.successions import (
    CARRIED_OUT,
    CONFIRMED,
    CONFIRMERS,
    RENAMING,
    STATED,
    WITHDRAWN,
    Succession,
    can_see_cases,
    check_can_confirm,
    check_can_keep_successions,
    check_can_see_successions,
    check_can_state,
)
from casework.domain.text import typed
from casework.domain.viewer import Viewer
from casework.services.office import Office
from casework.services.organisations import key_from
from casework.services.succession_checks import SuccessionDetails, checked_details
from casework.store import accounts, one_use_keys, parties
from casework.store import successions as store
from casework.store.transaction import Transaction, system_transaction

OPEN = (STATED, CONFIRMED)


@dataclass(frozen=True, slots=True)
class SuccessionVersion:
    """One version, by whom and when."""

    succession: Succession
    reason: str
    recorder: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class SuccessionView:
    """A succession with its versions, newest first, the names of its bodies, their persons as
    (key, name, organisation), and its cases as (reference, title).

    ``passed`` are the records that cases have of it, ``was`` the day by which it was carried out
    last, and ``keepers`` who may confirm or carry out: (key, name, roles).
    """

    latest: Succession
    versions: tuple[SuccessionVersion, ...]
    names: Mapping[str, str]
    persons: tuple[tuple[str, str, str], ...]
    cases: tuple[tuple[str, str], ...]
    passed: Mapping[str, tuple[Any, ...]]
    was: date | None
    keepers: tuple[tuple[str, str, str], ...]

    @property
    def waits_to_be_carried_out_anew(self) -> bool:
        """True of the correction of a succession that cases and the register have as it was."""
        return self.was is not None and self.latest.state in OPEN

    @property
    def stated_by(self) -> set[str]:
        """Who stated any version of it, or chose a successor: they do not confirm it."""
        return authors(v.succession for v in reversed(self.versions))


def authors(versions: Iterable[Succession]) -> set[str]:
    """Who wrote any version that stated something; oldest first."""
    return {s.recorded_by for s in versions if s.state == STATED}


def list_successions(
    office: Office, viewer: Viewer
) -> tuple[tuple[Succession, ...], dict[str, str]]:
    """The newest version of every succession, and the names of their bodies."""
    check_can_see_successions(viewer)
    with office.database.reading() as connection:
        found = store.newest_successions(connection)
        keys = {key for s in found for key in (*s.predecessors, *s.successors)}
        return found, parties.names_of_organisations(connection, keys)


def get_succession(office: Office, viewer: Viewer, key: str) -> SuccessionView:
    """One succession. Its cases are listed for those who may see them. Raises NotFound."""
    check_can_see_successions(viewer)
    with office.database.reading() as connection:
        rows = store.versions_of(connection, key)
        if not rows:
            raise NotFound("There is no such succession.", "Choose one from the list.")
        latest = store.succession_of(rows[-1])
        names, people = store.bodies_of(connection, latest)
        cases = store.cases_of(connection, latest.predecessors, [*latest.origins, *(
            p.key for p in people)])  # fmt: skip
        passed: dict[str, tuple[Any, ...]] = {}
        for reference, payload in store.passed_on_cases(connection, key):
            passed[reference] = (*passed.get(reference, ()), payload)
        keepers = accounts.active_with_roles(connection, CONFIRMERS)
    versions = tuple(
        SuccessionVersion(store.succession_of(r), r.reason, r.recorder, r.recorded_at)
        for r in reversed(rows)
    )
    seen = cases if can_see_cases(viewer) else []
    return SuccessionView(
        latest, versions, names, tuple((p.key, p.name, p.organisation) for p in people),
        tuple((c.reference, c.title) for c in seen), passed, was_in_force(rows), tuple(keepers),
    )  # fmt: skip


def persons_in(connection: Any, s: Succession) -> list[Any]:
    """The persons of the bodies that cease, as far as they have not gone with it."""
    return store.persons_of(connection, s.predecessors) if s.sort != RENAMING else []


def bodies_to_choose(office: Office, viewer: Viewer) -> list[tuple[str, str]]:
    """Key and name of every body that is not only in published records, by name; of one that has
    ceased with its last day."""
    check_can_state(viewer)
    today = office.clock.today()
    with office.database.reading() as connection:
        return [(r.key, _named(r, today)) for r in parties.list_organisations(connection)
                if not is_from_published_records(r.source)]  # fmt: skip


def _named(row: Any, today: date) -> str:
    ceased = row.valid_to is not None and row.valid_to < today
    return f"{row.name} (ceased: last day {long_date(row.valid_to)})" if ceased else str(row.name)


def state_succession(
    office: Office, viewer: Viewer, details: SuccessionDetails, *, one_use_key: str = ""
) -> str:
    """State a succession and return its key; nothing passes by it yet.

    Raises NotPermitted, and InvalidFields for bodies that contradict each other or the register.
    """
    check_can_state(viewer)
    now = office.clock.now()
    with system_transaction(office.database, viewer, now) as tx:
        before = one_use_keys.claim_key(tx.connection, one_use_key, viewer.person, now)
        if before is not None:
            tx.record_audit("form_sent_twice", {"created": before})
            return before
        values = checked_details(tx, details, "")
        key = _free_key(tx, details)
        s = Succession(key, 1, STATED, **values, recorded_by=viewer.person)
        write_version(tx, s, "succession_stated", "")
        one_use_keys.keep_result(tx.connection, one_use_key, viewer.person, key)
    return key


def correct_succession(
    office: Office, viewer: Viewer, key: str, version: int, details: SuccessionDetails
) -> None:
    """State a succession anew, also one that was carried out: it waits for its second person
    again. Choices of a body that takes over no more fall away. Raises as ``state_succession``,
    NotFound, and Conflict if somebody was quicker."""
    check_can_state(viewer)
    if not typed(details.reason):
        raise InvalidFields({"reason": "Say why you correct it"})
    with system_transaction(office.database, viewer, office.clock.now()) as tx:
        latest = latest_for_change(tx, key, version)
        if latest.sort == RENAMING and latest.origins.get("renamed"):
            raise Conflict("The body was renamed already.", "State another renaming.")
        values = checked_details(tx, details, key)
        rows = store.versions_of(tx.connection, key)
        check_not_put_off(rows, values["on"], tx.today, "on")
        done = was_in_force(rows) is not None
        if done and values["sort"] == RENAMING:
            raise Conflict("This succession was carried out: it is no renaming.",
                           "State the renaming by itself.")  # fmt: skip
        if done and set(values["predecessors"]) != set(latest.predecessors):
            raise Conflict("This succession was carried out: the bodies that ceased by it stay.",
                           "State another succession for another body.")  # fmt: skip
        kept = set(values["successors"])
        choices = {line: to for line, to in latest.choices.items() if set(to) <= kept}
        persons = {p: to for p, to in latest.persons.items() if to in kept | {""}}
        s = replace(latest, version=version + 1, state=STATED, **values, choices=choices,
                    persons=persons, recorded_by=viewer.person)  # fmt: skip
        write_version(tx, s, "succession_corrected", typed(details.reason))


def choose_successors(
    office: Office, viewer: Viewer, key: str, version: int, *,
    lines: Mapping[str, tuple[str, ...]] | None = None, persons: Mapping[str, str] | None = None,
) -> None:
    """Choose to whom lines of cases (`case|line`) and persons pass; it waits for its second
    person (again). Raises NotPermitted, NotFound, InvalidFields, Conflict."""
    check_can_keep_successions(viewer)
    with system_transaction(office.database, viewer, office.clock.now()) as tx:
        latest = latest_for_change(tx, key, version)
        known = set(latest.successors)
        faults = {f"{line}": "Choose a body that takes over" for line, to in (lines or {}).items()
                  if not to or set(to) - known}  # fmt: skip
        faults |= {p: "Choose a body that takes over, or that the roles end"
                   for p, to in (persons or {}).items() if to and to not in known}  # fmt: skip
        if faults:
            raise InvalidFields(faults)
        s = replace(
            latest, version=version + 1, state=STATED, recorded_by=viewer.person,
            choices={**latest.choices, **(lines or {})},
            persons={**latest.persons, **(persons or {})},
        )  # fmt: skip
        write_version(tx, s, "successors_chosen", "")


def confirm_succession(office: Office, viewer: Viewer, key: str, version: int) -> None:
    """The second person confirms exactly this version. Raises NotPermitted for whoever stated any
    part of it, RefusedMove while a person of the old bodies has no place, Conflict."""
    with system_transaction(office.database, viewer, office.clock.now()) as tx:
        latest = latest_for_change(tx, key, version)
        rows = store.versions_of(tx.connection, key)
        check_can_confirm(viewer, authors(store.succession_of(r) for r in rows))
        if latest.state != STATED:
            raise Conflict("This succession is confirmed already.")
        check_not_put_off(rows, latest.on, tx.today)
        people = persons_in(tx.connection, latest)
        unplaced = [p.name for p in people if latest.successor_of_person(p.key) is None]
        if unplaced:
            raise RefusedMove(
                f"It is not chosen where these people go: {', '.join(unplaced[:5])}.",
                remedy="Choose a body for each, or that their roles end.",
            )
        s = replace(latest, version=version + 1, state=CONFIRMED, recorded_by=viewer.person)
        write_version(tx, s, "succession_confirmed", "")


def withdraw_succession(
    office: Office, viewer: Viewer, key: str, version: int, reason: str
) -> None:
    """Take a succession back that was not carried out. Raises Conflict where it was."""
    check_can_state(viewer)
    if not typed(reason):
        raise InvalidFields({"why": "Say why it is withdrawn"})
    with system_transaction(office.database, viewer, office.clock.now()) as tx:
        latest = latest_for_change(tx, key, version)
        rows = store.versions_of(tx.connection, key)
        if any(r.state == CARRIED_OUT for r in rows):
            raise Conflict(
                "This succession was carried out, so it cannot be withdrawn.",
                "Correct it: every version is kept.",
            )
        s = replace(latest, version=version + 1, state=WITHDRAWN, recorded_by=viewer.person)
        write_version(tx, s, "succession_withdrawn", typed(reason))


def was_in_force(rows: Iterable[Any]) -> date | None:
    """The day in force by which it was carried out last, if it was; ``rows`` oldest first."""
    return next((r.in_force_on for r in reversed(list(rows)) if r.state == CARRIED_OUT), None)


def check_not_put_off(rows: Iterable[Any], on: date, today: date, field: str = "") -> None:
    """Raise Invalid if a succession that was carried out would begin on a day that lies ahead:
    what has passed cannot wait for its day again."""
    was = was_in_force(rows)
    if was is not None and on > today:
        raise Invalid(
            f"This succession was carried out with {long_date(was)} as its first day, so it cannot "
            f"be put off to {long_date(on)}: that day has not come.",
            f"Correct it to {long_date(today)} or an earlier day; it is then carried out anew on "
            "every case.", field or None,
        )  # fmt: skip


def latest_for_change(tx: Transaction, key: str, version: int) -> Succession:
    """The newest version, if it is the one that was shown. Raises NotFound, Conflict."""
    rows = store.versions_of(tx.connection, key)
    if not rows:
        raise NotFound("There is no such succession.", "Choose one from the list.")
    latest = store.succession_of(rows[-1])
    if latest.version != version:
        raise Conflict("Somebody changed this succession meanwhile.", "Look at it again.")
    if latest.state == WITHDRAWN:
        raise Conflict("This succession is withdrawn.", "State another one.")
    return latest


def write_version(tx: Transaction, s: Succession, audit_kind: str, reason: str) -> None:
    """Add a version with its audit entry."""
    store.insert_version(tx.connection, s, reason, tx.now)
    tx.record_audit(audit_kind, {
        "succession": s.key, "version": s.version, "sort": s.sort, "on": s.on.isoformat(),
        "predecessors": list(s.predecessors), "successors": list(s.successors),
        "choices": {line: list(to) for line, to in s.choices.items()},
        "persons": dict(s.persons),
    })  # fmt: skip


def _free_key(tx: Transaction, details: SuccessionDetails) -> str:
    stem = f"{details.sort}-{details.on}-{key_from(details.predecessors[0])}"[:60].strip("-")
    offered = (stem, *(f"{stem}-{n}" for n in range(2, 100)))
    return next(key for key in offered if not store.versions_of(tx.connection, key))


def last_day(s: Succession) -> date:
    """The last day of the bodies that cease, or of the old name."""
    return s.on - timedelta(days=1)

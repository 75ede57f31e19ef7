"""A body keeps its scheme of delegation once; a change goes to each of its live cases by a job."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from casework.domain.dates import FactDate
from casework.domain.errors import Conflict, Invalid, InvalidFields, NotFound
from casework.domain.records.delegation import POWERS
from casework.domain.schemes import (
    FIELDS,
    STATED,
    WITHDRAWN,
    SchemeEntry,
    can_keep_scheme,
    check_can_keep_scheme,
    check_can_see_scheme,
    check_entry,
    took_over,
)
from casework.domain.text import typed
from casework.domain.viewer import Viewer
from casework.services.office import Office
from casework.services.scheme_followed import cases_of_scheme, enqueue_taking_over
from casework.store import one_use_keys, parties
from casework.store import schemes as store
from casework.store.transaction import Transaction, system_transaction

LONGEST_DOCUMENT = 300
COMMITTEE_KINDS = frozenset({"joint_committee", "other"})
"""Kinds of body that may be a committee; a board's own committee has no kind of its own."""


@dataclass(frozen=True, slots=True)
class EntryDetails:
    """What is stated of an entry: ``values`` by the names of a case's record; the paper or minute
    by which the body approved it, with its day; ``reason`` says why it is stated anew."""

    values: Mapping[str, Any]
    document: str
    dated: date | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class EntryVersion:
    """One version of an entry, by whom and when."""

    entry: SchemeEntry
    reason: str
    recorder: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class SchemeView:
    """The scheme of a body: the newest version of every entry, in the order in which they were
    first stated, and all versions. ``last_day`` is the body's where it has ceased; ``names`` are
    those of the bodies named. ``came_from`` and ``went_to`` are bodies by recorded successions;
    ``may_keep`` says whether the viewer changes it."""

    body: str
    name: str
    last_day: date | None
    today: date
    versions: tuple[EntryVersion, ...]
    names: Mapping[str, str]
    came_from: tuple[str, ...] = ()
    went_to: tuple[str, ...] = ()
    may_keep: bool = False

    @property
    def entries(self) -> tuple[SchemeEntry, ...]:
        """The newest version of each."""
        found = {v.entry.key: v.entry for v in self.versions}
        return tuple(found.values())

    def history(self, key: str) -> tuple[EntryVersion, ...]:
        """The versions of one entry, newest first. Raises NotFound."""
        found = tuple(v for v in reversed(self.versions) if v.entry.key == key)
        if not found:
            raise NotFound("There is no such entry in this scheme.", "Choose one from the list.")
        return found

    def passed_on(self, key: str) -> tuple[SchemeEntry, ...]:
        """The entries that were passed on from one: they rest on it."""
        return tuple(
            e for e in self.entries
            if e.state == STATED and e.values.get("passed_on_from") == key
        )

    @property
    def silent_on(self) -> tuple[str, ...]:
        """The powers of which nothing is stated for today: they are not known."""
        known = {
            e.values["power"] for e in self.entries
            if e.stands_on(self.today, self.last_day) is not False
        }
        return tuple(power for power in POWERS if power not in known)


def get_scheme(office: Office, viewer: Viewer, body: str) -> SchemeView:
    """The scheme of a body. Raises NotPermitted, NotFound."""
    with office.database.reading() as connection:
        links = parties.succession_links(connection)
        followed_by = took_over(links, body)
        check_can_see_scheme(viewer, body, followed_by)
        versions = tuple(
            EntryVersion(store.entry_of(r), r.reason, r.recorder, r.recorded_at)
            for r in store.versions_of(connection, body)
        )
        came = tuple(old for old, new, done in links if new == body and done)
        went = tuple(new for old, new, _ in links if old == body)
        keys = {v.entry.values.get("committee", "") for v in versions} | {body, *came, *went}
        rows = parties.organisations_by_key(connection, keys)
    if body not in rows:
        raise NotFound(f"There is no organisation “{body}”.", "Add it first.")
    names = {key: row.name for key, row in rows.items()}
    return SchemeView(
        body, names[body], rows[body].valid_to, office.clock.today(), versions, names, came, went,
        can_keep_scheme(viewer, body, followed_by),
    )  # fmt: skip


def get_scheme_to_keep(office: Office, viewer: Viewer, body: str) -> SchemeView:
    """The scheme for who may change it. Raises NotPermitted for others, NotFound."""
    view = get_scheme(office, viewer, body)
    if not view.may_keep:
        check_can_keep_scheme(viewer, body)
    return view


def state_entry(
    office: Office, viewer: Viewer, body: str, details: EntryDetails, *, one_use_key: str = ""
) -> str:
    """State an entry of a body's scheme and return its key; every live case of the body takes it
    over by a job of its own. Raises NotPermitted, NotFound, and InvalidFields with every fault."""
    now = office.clock.now()
    with system_transaction(office.database, viewer, now) as tx:
        _check_keeper(tx, viewer, body)
        before = one_use_keys.claim_key(tx.connection, one_use_key, viewer.person, now)
        if before is not None:
            tx.record_audit("form_sent_twice", {"created": before})
            return before
        entry = _checked(tx, body, details)
        _write(office, tx, entry, "scheme_entry_stated", "")
        one_use_keys.keep_result(tx.connection, one_use_key, viewer.person, entry.key)
    return entry.key


def correct_entry(
    office: Office, viewer: Viewer, body: str, key: str, version: int, details: EntryDetails
) -> None:
    """State an entry anew because it was wrong, or one that was withdrawn again. Raises as
    ``state_entry``, and Conflict if somebody was quicker."""
    if not typed(details.reason):
        raise InvalidFields({"reason": "Say why you correct it"})
    with system_transaction(office.database, viewer, office.clock.now()) as tx:
        _check_keeper(tx, viewer, body)
        latest = _latest(tx, body, key, version)
        entry = replace(_checked(tx, body, details, key), version=latest.version + 1)
        if entry.values["power"] != latest.values["power"]:
            raise InvalidFields({"power": "An entry keeps its power: withdraw this one, and state "
                                          "another"})  # fmt: skip
        _write(office, tx, entry, "scheme_entry_corrected", _reason(details.reason))


def end_entry(
    office: Office, viewer: Viewer, body: str, key: str, version: int, until: FactDate | None,
    reason: str,
) -> None:
    """Give an entry its last day, which still counts. What comes after it is an entry of its own.
    Raises as ``correct_entry``."""
    faults = {} if until is not None else {"last": "Enter the last day of the entry"}
    if not typed(reason):
        faults["why"] = "Say by which paper or minute it ends"
    if faults or until is None:
        raise InvalidFields(faults)
    with system_transaction(office.database, viewer, office.clock.now()) as tx:
        _check_keeper(tx, viewer, body)
        latest = _standing(_latest(tx, body, key, version))
        entry = replace(latest, version=latest.version + 1,
                        values={**latest.values, "until": until.text})  # fmt: skip
        try:
            check_entry(entry, tx.today, _last_day(tx, body))
        except InvalidFields as error:
            raise InvalidFields({"last": " ".join(error.faults.values())}) from error
        _write(office, tx, entry, "scheme_entry_ended", _reason(reason))


def withdraw_entry(
    office: Office, viewer: Viewer, body: str, key: str, version: int, reason: str
) -> None:
    """Withdraw an entry that never was so; its versions are kept, and no case is judged by it any
    more. Raises as ``correct_entry``."""
    if not typed(reason):
        raise InvalidFields({"reason": "Say why it is withdrawn"})
    with system_transaction(office.database, viewer, office.clock.now()) as tx:
        _check_keeper(tx, viewer, body)
        latest = _standing(_latest(tx, body, key, version))
        entry = replace(latest, version=latest.version + 1, state=WITHDRAWN)
        _write(office, tx, entry, "scheme_entry_withdrawn", _reason(reason))


def send_scheme_to_cases(office: Office, viewer: Viewer, body: str) -> int:
    """Put a job in the outbox for every live case that does not hold the scheme as it stands now,
    and return how many. Raises NotPermitted, and Conflict where every case holds it."""
    with system_transaction(office.database, viewer, office.clock.now()) as tx:
        _check_keeper(tx, viewer, body)
        lacking = [c.reference for c in cases_of_scheme(office, tx.connection, body).cases
                   if not c.holds_it]  # fmt: skip
        if not lacking:
            raise Conflict("Every live case of the body holds the scheme as it stands now.")
        tx.record_audit("scheme_sent_to_cases", {"body": body, "cases": len(lacking)})
        enqueue_taking_over(tx, body, lacking, f"sent:{tx.head.position}")
    return len(lacking)


def _check_keeper(tx: Transaction, viewer: Viewer, body: str) -> None:
    check_can_keep_scheme(viewer, body, took_over(parties.succession_links(tx.connection), body))


def _last_day(tx: Transaction, body: str) -> date | None:
    last: date | None = parties.get_organisation(tx.connection, body).valid_to
    return last


def _latest(tx: Transaction, body: str, key: str, version: int) -> SchemeEntry:
    rows = store.versions_of(tx.connection, body, key)
    if not rows:
        raise NotFound("There is no such entry in this scheme.", "Choose one from the list.")
    latest = store.entry_of(rows[-1])
    if latest.version != version:
        raise Conflict("Somebody changed this entry meanwhile.", "Look at it again.")
    return latest


def _standing(latest: SchemeEntry) -> SchemeEntry:
    if latest.state != STATED:
        raise Conflict("This entry is withdrawn already.")
    return latest


def _checked(tx: Transaction, body: str, details: EntryDetails, key: str = "") -> SchemeEntry:
    """The entry as its first version. Raises InvalidFields with every fault at once."""
    values = {name: _plain(details.values.get(name)) for name in FIELDS}
    faults = {} if details.dated is not None else {"dated": "Enter the day of the paper"}
    document = _text(details.document, "document", faults)
    faults |= _faults_of_register(tx, body, values, key)
    entry = SchemeEntry(
        body, key or _free_key(tx, body, values["power"]), 1, STATED,
        {name: value for name, value in values.items() if value not in ("", None)}, document,
        details.dated or tx.today,
    )  # fmt: skip
    try:
        check_entry(entry, tx.today, _last_day(tx, body))
    except InvalidFields as error:
        faults = {**error.faults, **faults}
    if faults:
        raise InvalidFields(faults)
    # In the types of a record, not as a form spells them.
    payload = entry.payload()
    kept = {name: _plain(getattr(payload, name)) for name in entry.values}
    kept |= {name: entry.values[name] for name in ("passed_on_from",) if name in entry.values}
    return replace(entry, values=kept)


def _plain(value: Any) -> Any:
    """A value as it is stored: texts tidied, dates as their text."""
    if isinstance(value, FactDate):
        return value.text
    if value is None or isinstance(value, bool | int):
        return value
    return typed(str(value))


def _text(given: str, name: str, faults: dict[str, str]) -> str:
    text = typed(given)
    if len(text) > LONGEST_DOCUMENT:
        faults[name] = f"Shorten it to {LONGEST_DOCUMENT} characters at most"
    return text


def _reason(given: str) -> str:
    text = typed(given)
    if len(text) > LONGEST_DOCUMENT:
        raise Invalid(f"The reason has {len(text)} characters.",
                      f"Shorten it to {LONGEST_DOCUMENT}.")  # fmt: skip
    return text


def _faults_of_register(
    tx: Transaction, body: str, values: Mapping[str, Any], key: str
) -> dict[str, str]:
    faults = {}
    committee, source = values["committee"], values["passed_on_from"]
    known = parties.find_organisation(tx.connection, committee) if committee else None
    if committee and (known is None or known.kind not in COMMITTEE_KINDS):
        faults["committee"] = "Choose a committee from the list"
    if source:
        rows = store.versions_of(tx.connection, body, source)
        found = store.entry_of(rows[-1]) if rows else None
        if found is None or found.state != STATED or source == key:
            faults["passed_on_from"] = "Choose another entry of this scheme"
        elif found.values["power"] != values["power"]:
            faults["passed_on_from"] = "Choose an entry of the same power"
        elif key and key in _sources(tx, body, source):
            faults["passed_on_from"] = "That entry was passed on from this one: choose another"
    return faults


def _sources(tx: Transaction, body: str, key: str) -> set[str]:
    """The entries from which an entry was passed on, directly or through others."""
    newest = {row.key: store.entry_of(row) for row in store.versions_of(tx.connection, body)}
    found: set[str] = set()
    while key in newest and (key := newest[key].values.get("passed_on_from", "")) not in found:
        found.add(key)
    return found


def _free_key(tx: Transaction, body: str, power: str) -> str:
    """The power with a number of its own: names are for pages, keys stay in chains."""
    stem = power if power in POWERS else "power"
    known = {row.key for row in store.versions_of(tx.connection, body)}
    return next(key for n in range(1, len(known) + 2) if (key := f"{stem}-{n}") not in known)


def _write(
    office: Office, tx: Transaction, entry: SchemeEntry, audit_kind: str, reason: str
) -> None:
    """The version, its entry in the system's chain, and a job for each live case."""
    store.insert_version(tx.connection, entry, reason, tx.viewer.person, tx.now)
    tx.record_audit(audit_kind, structure_of_entry(entry))
    cases = cases_of_scheme(office, tx.connection, entry.body).cases
    enqueue_taking_over(tx, entry.body, [c.reference for c in cases], entry.pin)


def structure_of_entry(entry: SchemeEntry) -> dict[str, Any]:
    """What the chain says of a version: no text that somebody wrote."""
    texts = ("holder", "conditions")
    said = {name: value for name, value in entry.values.items() if name not in texts}
    return {
        "body": entry.body, "entry": entry.key, "version": entry.version,
        "dated": entry.dated.isoformat(), "says": said,
        "has": sorted(name for name in texts if entry.values.get(name)),
    }  # fmt: skip

"""Organisations: their codes, how long they were valid, and who took over from them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from casework.domain.administration import check_can_administer
from casework.domain.errors import Conflict, InvalidFields
from casework.domain.organisations import (
    ORGANISATION_KINDS,
    InvalidCode,
    checked_code,
    is_from_published_records,
)
from casework.domain.text import typed
from casework.domain.viewer import Viewer
from casework.services.office import Office
from casework.store import one_use_keys, parties
from casework.store.transaction import Transaction, system_transaction

LONGEST_KEY = 80
KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class OrganisationDetails:
    """What is known of an organisation. ``source`` says where from. Both dates are inclusive."""

    name: str
    kind: str
    code_system: str = ""
    code: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Succession:
    """One organisation took over from another. Names stand beside the keys."""

    predecessor: str
    predecessor_name: str
    successor: str
    successor_name: str
    on: date | None
    instrument: str


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation as pages show it."""

    key: str
    details: OrganisationDetails
    successions: tuple[Succession, ...] = ()

    @property
    def kind_in_words(self) -> str:
        """What kind of body it is; an unknown kind is shown as it is."""
        return ORGANISATION_KINDS.get(self.details.kind, self.details.kind)

    @property
    def is_from_published_records(self) -> bool:
        """True if only a replay brought it in."""
        return is_from_published_records(self.details.source)


def list_organisations(office: Office, viewer: Viewer, words: str = "") -> list[Organisation]:
    """Organisations whose name has each of the words, or whose code one is. By name."""
    check_can_administer(viewer)
    with office.database.reading() as connection:
        return [_organisation(row) for row in parties.list_organisations(connection, words)]


def get_organisation(office: Office, viewer: Viewer, key: str) -> Organisation:
    """One organisation with its successions. Raises NotPermitted, NotFound."""
    check_can_administer(viewer)
    with office.database.reading() as connection:
        row = parties.get_organisation(connection, key)
        successions = parties.successions_of(connection, key)
        keys = {s.predecessor for s in successions} | {s.successor for s in successions}
        names = parties.names_of_organisations(connection, keys)
    return _organisation(row, tuple(_succession(s, names) for s in successions))


def add_organisation(
    office: Office, viewer: Viewer, details: OrganisationDetails, *, key: str = "",
    one_use_key: str = "",
) -> str:
    """Add an organisation and return its key, made from its name unless given.

    Raises NotPermitted, InvalidFields, and Conflict if the key or the code is taken.
    """
    check_can_administer(viewer)
    values = checked_values(details)
    now = office.clock.now()
    with system_transaction(office.database, viewer, now) as tx:
        before = one_use_keys.claim_key(tx.connection, one_use_key, viewer.person, now)
        if before is not None:
            tx.record_audit("form_sent_twice", {"created": before})
            return before
        key = _free_key(tx, key, details.name)
        _check_code_is_free(tx, values, key)
        parties.insert_organisation(tx.connection, {"key": key, **values})
        one_use_keys.keep_result(tx.connection, one_use_key, viewer.person, key)
        tx.record_audit("organisation_added", {"organisation": key, **_audited(values)})
    return key


def change_organisation(
    office: Office, viewer: Viewer, key: str, details: OrganisationDetails
) -> None:
    """Correct what is known of an organisation. Its key never changes."""
    check_can_administer(viewer)
    values = checked_values(details)
    with system_transaction(office.database, viewer, office.clock.now()) as tx:
        parties.get_organisation(tx.connection, key)
        _check_code_is_free(tx, values, key)
        parties.update_organisation(tx.connection, key, **values)
        tx.record_audit("organisation_changed", {"organisation": key, **_audited(values)})


def checked_values(details: OrganisationDetails) -> dict[str, Any]:
    """The columns of an organisation. Raises InvalidFields with every fault at once."""
    faults: dict[str, str] = {}
    if not typed(details.name):
        faults["name"] = "Enter the organisation's name"
    if details.kind not in ORGANISATION_KINDS:
        faults["kind"] = "Choose what kind of organisation it is"
    code = ""
    try:
        code = checked_code(details.code_system, details.code)
    except InvalidCode as error:
        faults[error.field or "code"] = str(error)
    if details.valid_from and details.valid_to and details.valid_to < details.valid_from:
        faults["valid_to"] = "The last day must not be before the first day"
    if faults:
        raise InvalidFields(faults)
    return {
        "name": typed(details.name), "kind": details.kind, "code": code,
        "code_system": details.code_system if code else "", "valid_from": details.valid_from,
        "valid_to": details.valid_to, "source": typed(details.source),
    }  # fmt: skip


def key_from(name: str) -> str:
    """A key made from a name: small letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[: LONGEST_KEY - 4].strip("-")


def _free_key(tx: Transaction, wanted: str, name: str) -> str:
    key = wanted or key_from(name) or "organisation"
    if len(key) > LONGEST_KEY or not KEY.match(key):
        raise InvalidFields({"key": "A key has small letters, digits and single hyphens"})
    if parties.find_organisation(tx.connection, key) is None:
        return key
    if wanted:
        raise Conflict(f"There is an organisation “{key}” already.", "Use another key.", "key")
    return next(
        f"{key}-{n}" for n in range(2, 100)
        if parties.find_organisation(tx.connection, f"{key}-{n}") is None
    )  # fmt: skip


def _check_code_is_free(tx: Transaction, values: dict[str, Any], key: str) -> None:
    if not values["code"]:
        return
    for row in parties.list_organisations(tx.connection, values["code"]):
        if row.key != key and (row.code_system, row.code) == (
            values["code_system"], values["code"]
        ):  # fmt: skip
            raise Conflict(
                f"{row.name} has this code already.",
                "Check the code; a body that changes keeps its record, and a new one has its own.",
                "code",
            )


def _audited(values: dict[str, Any]) -> dict[str, Any]:
    dates = {n: values[n].isoformat() if values[n] else "" for n in ("valid_from", "valid_to")}
    return {"kind": values["kind"], "code_system": values["code_system"], "code": values["code"],
            **dates}  # fmt: skip


def _organisation(row: Any, successions: tuple[Succession, ...] = ()) -> Organisation:
    details = OrganisationDetails(
        row.name, row.kind, row.code_system, row.code, row.valid_from, row.valid_to, row.source
    )
    return Organisation(row.key, details, successions)


def _succession(row: Any, names: dict[str, str]) -> Succession:
    return Succession(
        row.predecessor, names.get(row.predecessor, row.predecessor), row.successor,
        names.get(row.successor, row.successor), row.succeeded_on, row.instrument,
    )  # fmt: skip

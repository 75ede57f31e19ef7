"""What is stated of a succession, judged by itself and against the register of bodies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from casework.domain.dates import long_date
from casework.domain.errors import InvalidFields
from casework.domain.organisations import ORGANISATION_KINDS, takes_over_plainly
from casework.domain.successions import RENAMING, WITHDRAWN, faults_of_shape
from casework.domain.text import typed
from casework.store import parties
from casework.store import successions as store
from casework.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class SuccessionDetails:
    """What is stated. ``on`` is the first day on which it is in force; ``reason`` says why it is
    corrected; ``another_kind`` that a body is rightly followed by one of plainly another kind."""

    sort: str
    predecessors: tuple[str, ...]
    successors: tuple[str, ...]
    on: date | None
    instrument: str
    name: str = ""
    reason: str = ""
    another_kind: bool = False


def checked_details(tx: Transaction, details: SuccessionDetails, key: str) -> dict[str, Any]:
    """The values of a version. Raises InvalidFields with every fault at once."""
    old = tuple(dict.fromkeys(details.predecessors))
    new = tuple(dict.fromkeys(details.successors))
    faults = faults_of_shape(details.sort, old, new, typed(details.name))
    if details.on is None:
        faults["on"] = "Enter the first day on which it is in force"
    if not typed(details.instrument):
        faults["instrument"] = "Say by which instrument, such as the order that does it"
    if details.on is not None and not faults:
        faults |= _faults_of_register(tx, old, new, details.on, key)
    if not faults and not details.another_kind and (odd := _another_kind(tx, old, new)):
        faults["another_kind"] = f"{odd}. Tick this if it is right"
    if faults:
        raise InvalidFields(faults)
    return {
        "sort": details.sort, "predecessors": old, "successors": new, "on": details.on,
        "instrument": typed(details.instrument), "name": typed(details.name),
    }  # fmt: skip


def _another_kind(tx: Transaction, old: tuple[str, ...], new: tuple[str, ...]) -> str:
    """Names the first body that is followed by one of plainly another kind; empty if none is."""
    for before in old:
        stood_for = parties.kinds_stood_for(tx.connection, before)
        for after in new:
            to = parties.get_organisation(tx.connection, after)
            if not takes_over_plainly(stood_for, to.kind):
                was = parties.get_organisation(tx.connection, before)
                return (f"{was.name} is listed as “{ORGANISATION_KINDS[was.kind]}” and {to.name} "
                        f"as “{ORGANISATION_KINDS[to.kind]}”")  # fmt: skip
    return ""


def _faults_of_register(
    tx: Transaction, old: tuple[str, ...], new: tuple[str, ...], on: date, key: str
) -> dict[str, str]:
    found = {k: parties.find_organisation(tx.connection, k) for k in (*old, *new)}
    faults: dict[str, str] = {}
    others = [s for s in store.newest_successions(tx.connection)
              if s.key != key and s.state != WITHDRAWN and s.sort != RENAMING]  # fmt: skip
    for name, keys in (("predecessors", old), ("successors", new)):
        if any(found[k] is None for k in keys):
            faults[name] = "Choose bodies from the list"
    if faults:
        return faults
    if new and (twice := [k for k in old for s in others if k in s.predecessors]):
        faults["predecessors"] = (
            f"{found[twice[0]].name} ceases by another succession already: correct that one"
        )
    ceased = [found[k].name for k in new for s in others if k in s.predecessors and s.on <= on]
    own = {r.in_force_on for r in store.versions_of(tx.connection, key)}
    late = [k for k in new if (first := found[k].valid_from) and first > on and first not in own]
    circle = [k for k in new for o in old if k in parties.all_predecessors(tx.connection, o)]
    if ceased:
        faults["successors"] = f"{ceased[0]} has itself ceased by {long_date(on)}"
    elif late:
        faults["successors"] = (
            f"{found[late[0]].name} begins only on {long_date(found[late[0]].valid_from)}"
        )
    elif circle:
        faults["successors"] = f"{found[circle[0]].name} came before the body that it would follow"
    return faults

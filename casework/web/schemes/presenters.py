"""A scheme of delegation in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from casework.domain.records.delegation import HOLDERS, POWERS
from casework.domain.schemes import STATED, SchemeEntry
from casework.services.schemes import SchemeView
from casework.web.cases.words import Tag

IN_FORCE, NOT_NOW = Tag("In force", "green"), Tag("Not in force today", "grey")
ROUGH, WITHDRAWN = Tag("Not known whether in force", "yellow"), Tag("Withdrawn", "red")


@dataclass(frozen=True, slots=True)
class EntryLine:
    """An entry as lists show it."""

    key: str
    power: str
    holder: str
    since: str
    until: str
    terms: tuple[str, ...]
    instrument: str
    state: Tag


def power_words(power: str) -> str:
    """The power in words."""
    return POWERS.get(power, power)


def lines_of_scheme(view: SchemeView) -> list[EntryLine]:
    """Every entry, by power, those in force first."""
    found = sorted(view.entries, key=lambda e: (
        place_of(e), e.stands_on(view.today, view.last_day) is False
    ))  # fmt: skip
    return [entry_line(e, view.today, view.last_day, view.names) for e in found]


def place_of(entry: SchemeEntry) -> int:
    """Where the power of an entry stands among all powers."""
    return list(POWERS).index(entry.values["power"])


def entry_line(
    entry: SchemeEntry, today: date, last_day: date | None, names: Mapping[str, str]
) -> EntryLine:
    """One entry in words."""
    payload = entry.payload(last_day)
    return EntryLine(
        entry.key, power_words(entry.values["power"]), _holder(entry, names), payload.since.plain(),
        payload.until.plain() if payload.until else "No last day", tuple(_terms(entry)),
        entry.instrument, _state(entry, today, last_day),
    )  # fmt: skip


def label_of(entry: SchemeEntry, names: Mapping[str, str]) -> str:
    """The entry in a list to choose from."""
    return f"{power_words(entry.values['power'])}: {_holder(entry, names)}, {entry.instrument}"


def _holder(entry: SchemeEntry, names: Mapping[str, str]) -> str:
    said = [HOLDERS.get(entry.values["held_by"], entry.values["held_by"])]
    committee = entry.values.get("committee", "")
    if committee:
        said.append(names.get(committee, committee))
    if entry.values.get("holder"):
        said.append(entry.values["holder"])
    return ": ".join((said[0], ", ".join(said[1:]))) if said[1:] else said[0]


def _terms(entry: SchemeEntry) -> list[str]:
    values, said = entry.values, []
    if values.get("reserved") is not None:
        said.append("Reserved to the board" if values["reserved"] else "Not reserved to the board")
    if values.get("limit") is not None:
        said.append(f"Up to £{values['limit']:,}")
    if values.get("conditions"):
        said.append(f"Conditions: {values['conditions']}")
    if values.get("may_be_passed_on") is not None:
        said.append("May be passed on" if values["may_be_passed_on"] else "May not be passed on")
    if values.get("passed_on_from"):
        said.append("Passed on from another entry")
    return said


def _state(entry: SchemeEntry, today: date, last_day: date | None) -> Tag:
    if entry.state != STATED:
        return WITHDRAWN
    stands = entry.stands_on(today, last_day)
    return ROUGH if stands is None else IN_FORCE if stands else NOT_NOW

"""An administrator's corrections of England's bank holidays, and closure days of the offices.

A bank holiday counts wherever working days are counted. A closure day counts only where papers or
notices of the board's own meetings must be open to inspection: nobody who waits for a reply waits
longer because the offices are shut. Counting it there publishes earlier, never later.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from casework.domain.calendar.bank_holidays import BankHolidays
from casework.domain.calendar.england import england_bank_holidays
from casework.domain.calendar.working_days import SATURDAY
from casework.domain.canonical import canonical
from casework.domain.dates import long_date
from casework.domain.errors import Invalid
from casework.domain.facts import CaseFacts

BANK_HOLIDAY, CLOSURE = "bank_holiday", "closure"
NOT_A_HOLIDAY, AS_LISTED = "not_a_holiday", "as_listed"
EFFECTS = {
    BANK_HOLIDAY: "Is a bank holiday that the list lacks",
    NOT_A_HOLIDAY: "Is no bank holiday, although it is listed",
    CLOSURE: "The board's offices are shut",
    AS_LISTED: "Take back the correction of this day",
}
ON_THE_CASE = "bank_holidays"
"""The name under which the facts of a case hold the corrections, in ``CaseFacts.extra``."""
_NAMES = {BANK_HOLIDAY: "bank holiday added by correction", CLOSURE: "the board's offices are shut"}


@dataclass(frozen=True, slots=True)
class Correction:
    """What was stated of one day; the newest of a day counts."""

    on: date
    effect: str


def in_force(corrections: Iterable[Correction]) -> str:
    """What the corrections, oldest first, come to, as canonical text; empty where to nothing."""
    days: dict[str, str] = {}
    for each in corrections:
        days[each.on.isoformat()] = each.effect
    days = {day: effect for day, effect in days.items() if effect != AS_LISTED}
    return canonical(days) if days else ""


@lru_cache(maxsize=64)
def corrected_bank_holidays(text: str) -> BankHolidays:
    """England's bank holidays with the corrections, closure days of the offices left out."""
    return _with_corrections(text, BANK_HOLIDAY)


@lru_cache(maxsize=64)
def days_shut(text: str) -> BankHolidays:
    """England's bank holidays with the corrections and the closure days of the offices."""
    return _with_corrections(text, BANK_HOLIDAY, CLOSURE)


def bank_holidays_for(facts: CaseFacts) -> BankHolidays:
    """The bank holidays by which this case is judged."""
    return corrected_bank_holidays(facts.extra.get(ON_THE_CASE, ""))


def days_shut_for(facts: CaseFacts) -> BankHolidays:
    """The days on which nobody can inspect papers at the board's offices."""
    return days_shut(facts.extra.get(ON_THE_CASE, ""))


def check_correction(text: str, correction: Correction) -> None:
    """Raises Invalid if the correction would change nothing, or lies outside the years."""
    listed, day = england_bank_holidays(), long_date(correction.on)
    if not listed.covers_from <= correction.on <= listed.covers_to:
        raise Invalid(f"The list runs from {long_date(listed.covers_from)} to "
                      f"{long_date(listed.covers_to)}.", "Check the date.", "on")  # fmt: skip
    standing = json.loads(text).get(correction.on.isoformat()) if text else None
    if correction.effect == AS_LISTED:
        if standing is None:
            raise Invalid(f"{day} has no correction to take back.", "Check the date.", "on")
        return
    if correction.effect not in EFFECTS:
        raise Invalid("Choose what is true of this day.", "Choose one.", "effect")
    if standing is not None:
        raise Invalid(f"{day} has a correction already.", "Take that one back first.", "on")
    _check_day(correction, correction.on in listed, day)


def _check_day(correction: Correction, is_listed: bool, day: str) -> None:
    if correction.effect == NOT_A_HOLIDAY:
        if not is_listed:
            raise Invalid(f"{day} is not on the list.", "Check the date.", "on")
    elif is_listed:
        raise Invalid(f"{day} is on the list already.", "Check the date.", "on")
    elif correction.on.weekday() >= SATURDAY:
        raise Invalid(f"{day} is a {correction.on:%A} and no working day in any case.",
                      "Check the date.", "on")  # fmt: skip


def _with_corrections(text: str, *effects: str) -> BankHolidays:
    stated = {date.fromisoformat(day): e for day, e in json.loads(text).items()} if text else {}
    return england_bank_holidays().with_changes(
        {day: _NAMES[effect] for day, effect in stated.items() if effect in effects},
        [day for day, effect in stated.items() if effect == NOT_A_HOLIDAY],
    )

"""England's bank holidays by year, and what administrators correct of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from casework.domain.administration import check_can_administer
from casework.domain.calendar.bank_holidays import BankHolidays
from casework.domain.calendar.corrections import (
    AS_LISTED,
    EFFECTS,
    NOT_A_HOLIDAY,
    Correction,
    check_correction,
    days_shut,
    in_force,
)
from casework.domain.calendar.england import england_bank_holidays
from casework.domain.errors import InvalidFields, NotFound
from casework.domain.text import typed
from casework.domain.viewer import Viewer
from casework.services.office import Office
from casework.store import bank_holidays as store
from casework.store import one_use_keys
from casework.store.transaction import system_transaction


@dataclass(frozen=True, slots=True)
class StatedDay:
    """One correction: what was stated of a day, why, from what source, by whom and when."""

    on: date
    effect: str
    reason: str
    source: str
    recorder: str
    recorded_at: datetime
    stands: bool

    @property
    def in_words(self) -> str:
        """What was stated."""
        return EFFECTS.get(self.effect, self.effect)


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A bank holiday or closure day of the year; ``correction`` where one changed it."""

    on: date
    name: str
    is_shut: bool
    correction: StatedDay | None


@dataclass(frozen=True, slots=True)
class BankHolidayYear:
    """A year of the calendar, and every correction there is, newest first."""

    year: int
    first_year: int
    last_year: int
    source: str
    days: tuple[CalendarDay, ...]
    corrections: tuple[StatedDay, ...]


def get_bank_holidays(office: Office, viewer: Viewer, year: int | None = None) -> BankHolidayYear:
    """The bank holidays of a year, this year's without one. Raises NotPermitted, and NotFound for
    a year that the list does not cover."""
    check_can_administer(viewer)
    listed = england_bank_holidays()
    year = office.clock.today().year if year is None else year
    if not listed.covers_from.year <= year <= listed.covers_to.year:
        raise NotFound(f"The bank holidays of {year} are not recorded.", "Choose another year.")
    with office.database.reading() as connection:
        rows = store.list_corrections(connection)
    stated = _stated(rows)
    return BankHolidayYear(
        year, listed.covers_from.year, listed.covers_to.year, listed.source,
        tuple(_days(year, listed, days_shut(rows[-1].in_force if rows else ""), stated)),
        tuple(reversed(stated)),
    )  # fmt: skip


def correct_bank_holiday(
    office: Office, viewer: Viewer, on: date | None, effect: str, reason: str, source: str,
    *, one_use_key: str = "",
) -> None:
    """State of a day that it is a bank holiday, is none, or that the offices are shut.

    Cases whose answers it changes are worked out anew by the worker. Raises NotPermitted,
    InvalidFields with every fault at once, and Invalid for what would change nothing.
    """
    check_can_administer(viewer)
    correction, texts = _checked(on, effect, reason, source)
    now = office.clock.now()
    with system_transaction(office.database, viewer, now) as tx:
        before = one_use_keys.claim_key(tx.connection, one_use_key, viewer.person, now)
        if before is not None:
            tx.record_audit("form_sent_twice", {"created": before})
            return
        standing = store.list_corrections(tx.connection)
        check_correction(standing[-1].in_force if standing else "", correction)
        known = [Correction(row.corrected_on, row.effect) for row in standing]
        row = {"corrected_on": correction.on, "effect": effect, **texts,
               "recorded_by": viewer.person, "recorded_at": now,
               "in_force": in_force([*known, correction])}  # fmt: skip
        store.insert_correction(tx.connection, row)
        one_use_keys.keep_result(
            tx.connection, one_use_key, viewer.person, correction.on.isoformat()
        )
        tx.record_audit(
            "bank_holiday_corrected",
            {"on": correction.on.isoformat(), "effect": effect, "in_force": row["in_force"]},
        )
        tx.enqueue("recompute_differing", f"bank-holidays:{tx.head.position}", {})


def _checked(
    on: date | None, effect: str, reason: str, source: str
) -> tuple[Correction, dict[str, str]]:
    faults = {}
    if on is None:
        faults["on"] = "Enter the day"
    if effect not in EFFECTS:
        faults["effect"] = "Choose what is true of this day"
    texts = {"reason": typed(reason), "source": typed(source)}
    if not texts["reason"]:
        faults["reason"] = "Say why"
    if not texts["source"]:
        faults["source"] = "Say where this comes from"
    if faults or on is None:
        raise InvalidFields(faults)
    return Correction(on, effect), texts


def _stated(rows: list[Any]) -> list[StatedDay]:
    newest = {row.corrected_on: row.id for row in rows}
    return [
        StatedDay(
            row.corrected_on, row.effect, row.reason, row.source, row.recorder, row.recorded_at,
            newest[row.corrected_on] == row.id and row.effect != AS_LISTED,
        )
        for row in rows
    ]


def _days(
    year: int, listed: BankHolidays, shut: BankHolidays, stated: list[StatedDay]
) -> list[CalendarDay]:
    standing = {each.on: each for each in stated if each.stands}
    days = sorted(day for day in listed.dates | shut.dates if day.year == year)
    return [
        CalendarDay(
            day, listed.name_of(day) if day in listed.dates else shut.name_of(day),
            day not in standing or standing[day].effect != NOT_A_HOLIDAY, standing.get(day),
        )
        for day in days
    ]  # fmt: skip

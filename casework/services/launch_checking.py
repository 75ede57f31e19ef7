"""Checking the dates proposed for a consultation. Nothing is recorded."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from casework.domain.calendar.corrections import bank_holidays_for
from casework.domain.calendar.windows import ConsultationWindow
from casework.domain.dates import FactDate
from casework.domain.errors import InvalidFields
from casework.domain.facts import STATED, RecordVersion
from casework.domain.launch import OtherConsultation, Part, check_launch
from casework.domain.viewer import Viewer
from casework.services.dates import is_sponsored_by, national_bodies_of
from casework.services.office import Office
from casework.services.reading import CaseView, get_case
from casework.store.consultations import consultations_of_others
from casework.store.polls import polls_that_stand

LONGEST_DAYS = 728


@dataclass(frozen=True)
class LaunchDates:
    """The case, and the days recorded for its consultation as far as they are exact."""

    view: CaseView
    opens_on: date | None
    closes_on: date | None


def launch_dates(office: Office, viewer: Viewer, reference: str) -> LaunchDates:
    """The case with the days from which a check begins. Raises NotFound."""
    view = get_case(office, viewer, reference, signing=False)
    stated = view.facts.single("consultation")
    periods = view.facts.current("consultation_period", purpose="first")
    found = [r for r in (stated, *reversed(periods)) if r is not None]
    return LaunchDates(
        view, *(next((day for r in found if (day := _exact(getattr(r.payload, name)))), None)
                for name in ("opens_on", "closes_on"))
    )  # fmt: skip


def check_dates(
    office: Office, viewer: Viewer, view: CaseView, opens_on: date, closes_on: date
) -> tuple[Part, ...]:
    """What these dates run into. Raises InvalidFields for dates that cannot be checked."""
    holidays = bank_holidays_for(view.judged)
    faults = _faults(opens_on, closes_on, holidays.covers_from, holidays.covers_to)
    if faults:
        raise InvalidFields(faults)
    with office.database.reading() as connection:
        polls = polls_that_stand(connection)
        rows = [] if view.replayed else consultations_of_others(
            connection, viewer, office.clock.today(), view.reference
        )  # fmt: skip
    others = None if view.replayed else _others(rows)
    window = ConsultationWindow(opens_on, closes_on)
    national = is_sponsored_by(view.facts, national_bodies_of(view.names))
    return check_launch(view.facts, window, holidays, polls, others, national=national)


def _faults(opens_on: date, closes_on: date, first: date, last: date) -> dict[str, str]:
    """What is wrong with the dates; counts reach a few weeks beyond them."""
    faults = {
        name: f"The year must be from {first.year + 1} to {last.year - 1}"
        for name, day in (("opens_on", opens_on), ("closes_on", closes_on))
        if not first.year < day.year < last.year
    }
    if not faults and closes_on < opens_on:
        faults["closes_on"] = "The closing day must be on or after the opening day"
    elif not faults and (closes_on - opens_on).days >= LONGEST_DAYS:
        faults["closes_on"] = "The closing day must be within two years of the opening day"
    return faults


def _others(rows: list[tuple[Any, RecordVersion]]) -> tuple[OtherConsultation, ...]:
    titles: dict[str, str] = {}
    records: dict[str, list[RecordVersion]] = defaultdict(list)
    for row, record in rows:
        titles[row.reference] = row.title
        if record.state == STATED:
            records[row.reference].append(record)
    return tuple(
        OtherConsultation(
            reference, titles[reference], r.payload.opens_on,
            r.payload.closed_on or r.payload.closes_on,
            frozenset(o.payload.organisation for o in of_case if o.kind == "affected_authority"),
        )
        for reference, of_case in records.items() for r in of_case if r.kind == "consultation"
    )  # fmt: skip


def _exact(on: FactDate | None) -> date | None:
    return on.latest if on is not None and on.is_exact else None

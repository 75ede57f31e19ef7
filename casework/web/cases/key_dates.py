"""Key dates of a case: those that people wait for, and those that a rule makes of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from casework.domain.case_dates import CaseDate, case_dates
from casework.domain.case_dates.next_date import is_waited_for, mark_of
from casework.domain.dates import long_date
from casework.services.dates import terms_of
from casework.services.reading import CaseView
from casework.web.cases.date_words import (
    distance,
    explanation_words,
    link_to_record,
    rule_words,
    what_of,
)
from casework.web.cases.next_dates import address_of_date

RECENT = timedelta(days=30)
SHOWN_ON_CASE_PAGE = 12


@dataclass(frozen=True, slots=True)
class KeyDate:
    """One date: what it is, what it comes from, and how far it lies from the date judged."""

    on: date
    when: str
    what: str
    distance: str
    is_past: bool
    explanation: str
    rule: str
    source: str
    address: str
    line: str


def key_dates(view: CaseView) -> tuple[KeyDate, ...]:
    """Dates ahead and those of the last 30 days, soonest first, once each.

    Elections stand on the page of all dates, which reads the register of polls."""
    from_day = view.judged.as_at - RECENT
    found = {}
    for each in case_dates(view.facts, terms_of(view, ())):
        if each.on is not None and each.on >= from_day and is_waited_for(each):
            line = _line(view, each, each.on)
            found[line.on, line.what, line.source] = line
    return tuple(sorted(found.values(), key=lambda d: (d.is_past, d.on, d.what)))


def _line(view: CaseView, found: CaseDate, on: date) -> KeyDate:
    record = link_to_record(view, found.record)
    return KeyDate(
        on=on,
        when=long_date(on),
        what=what_of(view, found),
        distance=distance(view.judged.as_at, on),
        is_past=on < view.judged.as_at,
        explanation=_explanation(view, found),
        rule=rule_words(found.found) if found.found else "",
        source=record.text,
        address=record.address,
        line=address_of_date(view.reference, mark_of(found),
                             view.as_of.isoformat() if view.as_of else ""),
    )


def _explanation(view: CaseView, found: CaseDate) -> str:
    """How a computed date comes about, and what to know besides."""
    working = explanation_words(found.found) if found.found else ""
    return f"{working} {view.names.fill(found.note)}".strip()

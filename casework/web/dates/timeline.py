"""The course of a case as a line of time, and the same as a table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from casework.domain.case_dates import CaseDate
from casework.domain.case_dates.stated import COURSE
from casework.domain.dates import FactDate, long_date
from casework.domain.deadline_register import REGISTER
from casework.services.dates import Dates
from casework.services.reading import CaseView
from casework.web.cases.date_words import (
    capital,
    distance,
    falls_away_words,
    link_to_record,
    what_of,
)
from casework.web.cases.record_links import RecordLink, title_of
from casework.web.dates.line_of_time import Drawing, Stretch, draw

DRAWN = frozenset((kind, field) for kind, field, _ in COURSE) | {("stage_move", "judged_on")}
PERIODS = {("consultation", "opens_on"): ("closes_on", "Consultation"),
           ("hold", "started_on"): ("ended_on", "Hold")}  # fmt: skip
OWN_NAMES = frozenset({("letter", "sent_on"), ("meeting", "held_on"), ("decision", "decided_on"),
                       ("assurance_letter", "dated"), ("scrutiny_response", "received_on")})
"""Dates that their record's title says better than the name of the date."""
RECORDED = "Recorded"


@dataclass(frozen=True, slots=True)
class TimeRow:
    """One line of the table."""

    when: str
    what: str
    record: RecordLink
    where_from: str
    distance: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Timeline:
    """The drawing, what it says in a sentence, and its data as a table."""

    drawing: Drawing | None
    description: str
    rows: tuple[TimeRow, ...]


def timeline_of(view: CaseView, dates: Dates) -> Timeline:
    """The dates that make the course of the case, first to last."""
    placed = [(span, d) for d in dates.all if _is_drawn(d) and (span := _span(d)) is not None]
    placed.sort(key=lambda pair: (pair[0], pair[1].what))
    today = view.judged.as_at
    drawn = [_stretch(view, span, d) for span, d in placed if not _is_end_of_period(view, d)]
    return Timeline(
        drawing=draw(drawn, today),
        description=_description(placed, today),
        rows=tuple(_row(view, d, span, today) for span, d in placed),
    )


def _is_drawn(found: CaseDate) -> bool:
    """What a rule made and has fallen away is no part of the course; what was stated is, and says
    so."""
    if found.is_computed and found.falls_away:
        return False
    return found.is_computed or (found.record.partition("/")[0], found.field) in DRAWN


def _span(found: CaseDate) -> tuple[date, date] | None:
    """The day, or the first and last that a rough date may be; None where a side is open."""
    if found.on is not None:
        return found.on, found.on
    stated = found.stated
    if stated is None or stated.earliest is None or stated.latest is None:
        return None
    return stated.earliest, stated.latest


def _stretch(view: CaseView, span: tuple[date, date], found: CaseDate) -> Stretch:
    first, last = span
    if found.is_computed:
        return Stretch(f"{long_date(first)}: {_words(view, found)}", first, last, "computed")
    ends = _end_of_period(view, found)
    if ends is not None and found.on is not None and ends >= first:
        name = PERIODS[found.record.partition("/")[0], found.field][1]
        return Stretch(f"{long_date(first)} to {long_date(ends)}: {name}", first, ends, "period")
    sort = "recorded" if found.on is not None else "rough"
    return Stretch(f"{_when(found.stated)}: {_words(view, found)}", first, last, sort)


def _words(view: CaseView, found: CaseDate) -> str:
    """What a row of the drawing is about: by its record, or with the body that it concerns."""
    record = view.facts.find(found.record) if found.record else None
    if record is None or found.body:
        return what_of(view, found)
    if (record.kind, found.field) in OWN_NAMES:
        return title_of(record, view.names)
    body = getattr(record.payload, "organisation", "")
    name = view.names.organisation(body) if body and isinstance(body, str) else ""
    return ", ".join(part for part in (what_of(view, found), name) if part)


def _end_of_period(view: CaseView, found: CaseDate) -> date | None:
    """The last day of the period that this date begins, where both are known exactly."""
    named = PERIODS.get((found.record.partition("/")[0], found.field))
    record = view.facts.find(found.record) if named else None
    value = getattr(record.payload, named[0]) if record is not None and named else None
    return value.latest if value is not None and value.is_exact else None


def _is_end_of_period(view: CaseView, found: CaseDate) -> bool:
    """Whether the row on which its period begins shows this date already."""
    kind = found.record.partition("/")[0]
    begins = next((b for (k, b), (e, _) in PERIODS.items() if (k, e) == (kind, found.field)), "")
    record = view.facts.find(found.record) if begins else None
    value: FactDate | None = getattr(record.payload, begins) if record is not None else None
    return (
        value is not None and value.is_exact and found.on is not None
        and value.latest is not None and value.latest <= found.on
    )  # fmt: skip


def _row(view: CaseView, found: CaseDate, span: tuple[date, date], today: date) -> TimeRow:
    rule = REGISTER.get(found.rule_id)
    return TimeRow(
        when=_when(found.stated) if found.stated else long_date(span[0]),
        what=what_of(view, found),
        record=link_to_record(view, found.record),
        where_from=f"Rule {rule.id}" if rule else RECORDED,
        distance=distance(today, found.on) if found.on else "not exact",
        note=falls_away_words(found).rstrip(".") or view.names.fill(found.note),
    )


def _when(stated: FactDate | None) -> str:
    return capital(stated.plain()) if stated is not None else ""


def _description(placed: list[tuple[tuple[date, date], CaseDate]], today: date) -> str:
    if not placed:
        return "No date is recorded."
    first, last = placed[0][0][0], max(span[1] for span, _ in placed)
    past = sum(1 for span, _ in placed if span[1] < today)
    return (
        f"{len(placed)} dates from {long_date(first)} to {long_date(last)}; {past} of them before "
        f"today, {long_date(today)}. The table below the drawing holds the same."
    )

"""A committee's meetings with the days by which papers are wanted, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for

from casework.domain.calendar.bank_holidays import BankHolidays, CalendarNotKnown
from casework.domain.council_meetings import PaperDate, paper_dates
from casework.domain.council_papers import Figure, OwnDeadlines, own_deadlines
from casework.domain.dates import FactDate, long_date
from casework.domain.facts import STATED, WITHDRAWN, CaseFacts, RecordVersion
from casework.domain.forces import CONFIDENCE, PLAIN_FORCE
from casework.services.council_meetings import CouncilCalendar
from casework.web.cases.date_words import capital, distance

WHOSE = {
    "": "assumed: your committee has set none",
    "case": "set by your committee for this case",
    "council": "your committee’s rule for all its cases",
    "meeting": "set by your committee for this meeting",
}
NO_DAY = "Its day is not recorded exactly, so no deadline is worked out."
NO_CALENDAR = "The bank holidays of that year are not recorded, so no deadline is worked out."


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One deadline for papers, and how it comes about."""

    what: str
    when: str
    distance: str
    working: str
    skipped: tuple[str, ...]
    rule: str
    note: str


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """One meeting. ``why_not`` says why no deadline stands under it."""

    key: str
    body: str
    when: str
    distance: str
    agenda: str
    papers: tuple[PaperLine, ...]
    why_not: str
    cancelled: bool
    reason: str
    move: str
    cancel: str
    papers_address: str


@dataclass(frozen=True, slots=True)
class MovedLine:
    """A deadline as it is and as it would be."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class OwnLine:
    """What one committee wants of papers, and whether it has said so."""

    body: str
    draft: str
    final: str
    address: str


def meeting_lines(calendar: CouncilCalendar) -> tuple[MeetingLine, ...]:
    """Every meeting, those ahead first in the order of their days, then past ones."""
    today = calendar.facts.as_at
    lines = [(_day(r), _line(calendar, r)) for r in calendar.meetings]
    ahead = [line for day, line in lines if day is None or day >= today]
    past = [line for day, line in reversed(lines) if day is not None and day < today]
    return (*ahead, *past)


def _line(calendar: CouncilCalendar, record: RecordVersion) -> MeetingLine:
    on: FactDate | None = record.payload.held_on
    day, cancelled = _day(record), record.state == WITHDRAWN
    papers, why_not = _papers(calendar, record, day)
    where: dict[str, Any] = {"reference": calendar.reference, "key": record.key}
    return MeetingLine(
        key=record.key,
        body=calendar.bodies[record.subject],
        when=capital(on.plain()) if on else "Day not recorded",
        distance=distance(calendar.facts.as_at, day) if day else "",
        agenda=str(record.payload.agenda),
        papers=() if cancelled else papers,
        why_not="" if cancelled else why_not,
        cancelled=cancelled,
        reason=str(record.source or "") if cancelled else "",
        move="" if cancelled else url_for("outside.move_meeting", **where),
        cancel="" if cancelled else url_for("outside.cancel_meeting", **where),
        papers_address="" if cancelled else url_for("outside.set_meeting_papers", **where),
    )


def _papers(
    calendar: CouncilCalendar, record: RecordVersion, day: date | None
) -> tuple[tuple[PaperLine, ...], str]:
    if day is None:
        return (), NO_DAY
    facts = calendar.facts.with_records((record,)) if record.state == STATED else calendar.facts
    return paper_lines(facts, own_deadlines(facts, record.subject, day), day, calendar.holidays)


def paper_lines(
    facts: CaseFacts, own: OwnDeadlines, day: date, holidays: BankHolidays
) -> tuple[tuple[PaperLine, ...], str]:
    """Each deadline for papers of a meeting on a day, or why none is worked out."""
    try:
        found = paper_dates(day, own, holidays)
    except CalendarNotKnown:
        return (), NO_CALENDAR
    return tuple(_paper_line(each, facts.as_at) for each in found), ""


def _paper_line(paper: PaperDate, today: date) -> PaperLine:
    found, rule = paper.found, paper.found.rule
    return PaperLine(
        what=rule.title,
        when=long_date(found.on),
        distance=distance(today, found.on),
        working=capital(found.explanation),
        skipped=tuple(f"{day.on:%A} {long_date(day.on)}: {day.why}" for day in found.skipped),
        rule=f"Rule {rule.id}. {PLAIN_FORCE.get(rule.force, rule.force)}. How sure we are of the "
        f"rule: {CONFIDENCE.get(rule.tag, rule.tag)} ({rule.tag}).",
        note=paper.note,
    )


def moved_lines(
    calendar: CouncilCalendar, before: RecordVersion, after: RecordVersion | None
) -> tuple[MovedLine, ...]:
    """Each deadline before and after a move; none before a new day was entered."""
    if after is None:
        return ()
    old = {line.what: line.when for line in _papers(calendar, before, _day(before))[0]}
    new = {line.what: line.when for line in _papers(calendar, after, _day(after))[0]}
    unknown = "not known"
    return tuple(
        MovedLine(what, old.get(what, unknown), new.get(what, unknown))
        for what in dict.fromkeys((*old, *new))
    )


def own_lines(calendar: CouncilCalendar) -> tuple[OwnLine, ...]:
    """What each committee wants, and where that is set."""
    return tuple(
        OwnLine(
            calendar.bodies[body], wanted(own.draft), wanted(own.final),
            url_for("outside.set_papers", reference=calendar.reference, body=body),
        )
        for body in calendar.bodies
        for own in (own_deadlines(calendar.facts, body),)
    )  # fmt: skip


def wanted(figure: Figure) -> str:
    """How long before the meeting, and who has said so."""
    return f"{figure.in_words} before the meeting ({WHOSE[figure.set_for]})"


def _day(record: RecordVersion) -> date | None:
    on: FactDate | None = record.payload.held_on
    return on.latest if on is not None and on.is_exact else None

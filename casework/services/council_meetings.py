"""A council's clerk keeps its committee's meetings."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from casework.domain.calendar.bank_holidays import BankHolidays
from casework.domain.calendar.corrections import bank_holidays_for
from casework.domain.council_meetings import (
    PURPOSE,
    bodies_kept_by,
    missed_meetings,
    moved_past_comments,
    questions_of_day,
)
from casework.domain.dates import FactDate, long_date
from casework.domain.errors import Invalid, NotFound, NotPermitted
from casework.domain.facts import STATED, WITHDRAWN, CaseFacts, RecordVersion
from casework.domain.permissions import check_knows_case
from casework.domain.viewer import Viewer
from casework.services.office import Office
from casework.services.reading import today_of
from casework.services.recording import Statement, record_fact, withdraw_record
from casework.services.verb import AlreadyDone
from casework.store.facts import texts_of_case, with_texts
from casework.store.names import Names, names_of
from casework.store.one_use_keys import result_of_key
from casework.store.originals import facts_now
from casework.store.transaction import find_case_row

KIND = "meeting"


@dataclass(frozen=True)
class CouncilCalendar:
    """The meetings of the bodies that a clerk speaks for.

    ``bodies`` are by key and name; ``meetings`` in the order of their days, with those that were
    cancelled. ``missed`` says where no meeting is left before comments are due.
    """

    reference: str
    title: str
    facts: CaseFacts
    bodies: dict[str, str]
    meetings: tuple[RecordVersion, ...]
    missed: tuple[str, ...]
    names: Names

    @property
    def holidays(self) -> BankHolidays:
        """The calendar by which the case is judged."""
        return bank_holidays_for(self.facts)

    def meeting(self, key: str) -> RecordVersion:
        """One that is not cancelled. Raises NotFound."""
        found = next((r for r in self.meetings if r.key == key and r.state == STATED), None)
        if found is None:
            raise NotFound("There is no such meeting, or it was cancelled.",
                           "Choose one from the list.")  # fmt: skip
        return found


def council_calendar(office: Office, viewer: Viewer, reference: str) -> CouncilCalendar:
    """The calendar of the viewer's committees on a case.

    Raises NotFound for who has nothing to do with the case, NotPermitted for who speaks for no
    committee of it.
    """
    with office.database.reading() as connection:
        row = find_case_row(connection, reference)
        if row is None:
            raise NotFound(f"There is no case {reference}.")
        facts = facts_now(connection, row, today_of(office, row))
        check_knows_case(facts, viewer)
        bodies = bodies_kept_by(facts, viewer)
        if not bodies:
            raise NotPermitted(
                "You cannot keep the meetings of a committee of this case.",
                "Ask the NHS body to give you the role of your committee’s clerk or chair.",
            )
        names = names_of(connection, bodies, ())
        found = [r for r in facts.records if _is_meeting_of(r, bodies)]
        shown = with_texts(found, texts_of_case(connection, row.id), privileged=False)
    missed = (names.fill(each) for body in sorted(bodies)
              for each in missed_meetings(facts, body, bank_holidays_for(facts)))  # fmt: skip
    return CouncilCalendar(
        reference, row.title, facts, {key: names.organisation(key) for key in sorted(bodies)},
        tuple(sorted(shown, key=_by_day)), tuple(dict.fromkeys(missed)), names,
    )  # fmt: skip


def _is_meeting_of(record: RecordVersion, bodies: set[str]) -> bool:
    return (
        record.kind == KIND and record.state in (STATED, WITHDRAWN)
        and record.payload is not None and record.purpose == PURPOSE and record.subject in bodies
    )  # fmt: skip


def _by_day(record: RecordVersion) -> tuple[date, int]:
    on: FactDate | None = record.payload.held_on
    return ((on.latest or on.earliest or date.max) if on else date.max, record.position)


def questions_about(
    calendar: CouncilCalendar, body: str, day: date, moved: str = ""
) -> tuple[str, ...]:
    """What is worth a second look before a meeting of a body is set for, or moved to, a day.

    Raises Invalid for a day on which it meets already. ``moved`` is the key of a meeting that
    moves away from its own day.
    """
    for known in calendar.meetings:
        same = known.state == STATED and known.subject == body and known.key != moved
        if same and known.payload.held_on == FactDate.on(day):
            raise Invalid(
                f"A meeting of {calendar.names.organisation(body)} on {long_date(day)} is "
                "recorded already.", "Enter another day.", "on",
            )  # fmt: skip
    return questions_of_day(day, calendar.facts.as_at, calendar.holidays)


def missed_with(calendar: CouncilCalendar, body: str, moved: RecordVersion) -> tuple[str, ...]:
    """What would be said of meetings before comments are due, if a meeting were as given."""
    facts = calendar.facts.with_records((moved,))
    was = calendar.meeting(moved.key).payload.held_on
    found = (*moved_past_comments(calendar.facts, body, was, moved.payload.held_on),
             *missed_meetings(facts, body, calendar.holidays))  # fmt: skip
    return tuple(calendar.names.fill(each) for each in found)


def set_meeting(
    office: Office, viewer: Viewer, reference: str, body: str, day: date, agenda: str = "",
    *, sure: bool = False, once: str = "",
) -> RecordVersion:
    """Record a meeting of one's own committee, past or to come.

    Raises Invalid for a day on which it meets already and, unless ``sure``, for one that is past,
    at a weekend or a bank holiday; NotPermitted and NotFound; AlreadyDone for a form that was
    sent before.
    """
    with office.database.reading() as connection:
        done = result_of_key(connection, once, viewer.person) if once else None
    if done is not None:
        raise AlreadyDone(done)
    _check_day(council_calendar(office, viewer, reference), body, day, sure)
    values = {"organisation": body, "purpose": PURPOSE, "held_on": FactDate.on(day),
              "agenda": agenda}  # fmt: skip
    statement = Statement(KIND, values, on=FactDate.on(day), on_behalf_of=body)
    return record_fact(office, viewer, reference, statement, once=once)


def move_meeting(
    office: Office, viewer: Viewer, reference: str, key: str, version: int, day: date,
    *, sure: bool = False,
) -> RecordVersion:
    """Move a meeting to another day, as a new version of its record.

    Raises as ``set_meeting``, and Conflict if it changed since ``version``.
    """
    calendar = council_calendar(office, viewer, reference)
    known = calendar.meeting(key)
    if known.payload.held_on == FactDate.on(day):
        raise Invalid("The meeting is on that day already.", "Enter another day.", "on")
    _check_day(calendar, known.subject, day, sure, moved=key)
    values: dict[str, Any] = {f.name: getattr(known.payload, f.name) for f in fields(known.payload)}
    values["held_on"] = FactDate.on(day)
    statement = Statement(
        KIND, values, key=key, version=version, on=FactDate.on(day), cites=known.cites,
        on_behalf_of=known.subject,
    )  # fmt: skip
    return record_fact(office, viewer, reference, statement)


def _check_day(
    calendar: CouncilCalendar, body: str, day: date, sure: bool, moved: str = ""
) -> None:
    if body not in calendar.bodies:
        raise NotPermitted("You cannot record a meeting of another committee than yours.",
                           "Its own clerk or chair records it.")  # fmt: skip
    questions = questions_about(calendar, body, day, moved)
    if questions and not sure:
        raise Invalid(" ".join(questions), "Confirm that the day is right, or enter another.",
                      "on")  # fmt: skip


def cancel_meeting(
    office: Office, viewer: Viewer, reference: str, key: str, version: int, reason: str
) -> RecordVersion:
    """Cancel a meeting of one's own committee; it stays in the list, with the reason.

    Raises Invalid without a reason, Conflict if it changed, NotPermitted and NotFound.
    """
    council_calendar(office, viewer, reference).meeting(key)
    return withdraw_record(office, viewer, reference, f"{KIND}/{key}", version, reason)

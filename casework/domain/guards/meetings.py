"""Guards on the meetings that decide: each body's last meeting for the purpose counts.

Source: Public Bodies (Admission to Meetings) Act 1960, section 1 (SRC-L15); three clear days are
read as clear working days, the cautious reading. Five working days for papers is a local custom.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from casework.domain.answers import Answer, from_bool, no, not_known, yes
from casework.domain.calendar.bank_holidays import CalendarNotKnown
from casework.domain.calendar.corrections import days_shut_for
from casework.domain.calendar.working_days import last_publication, working_days_before
from casework.domain.dates import FactDate, long_date
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.guards.registry import guard
from casework.domain.predicates import (
    every,
    fact_not_recorded,
    happened,
    latest_of_each_body,
    not_recorded,
    organisation,
)

TO_CONSULT, FINAL = "decision_to_consult", "decision"
NOTICE_CLEAR_DAYS = 3
PAPERS_WORKING_DAYS = 5
Judge = Callable[[RecordVersion], Answer]
Deadline = Callable[[date], date]


@guard("meeting_to_consult_was_in_public")
def meeting_to_consult_was_in_public(facts: CaseFacts, subject: str) -> Answer:
    """The meeting that decided to consult has been held, in public."""
    return _every_meeting(facts, TO_CONSULT, lambda record: _in_public(facts, record))


@guard("notice_of_meeting_to_consult_was_in_time")
def notice_of_meeting_to_consult_was_in_time(facts: CaseFacts, subject: str) -> Answer:
    """Notice of that meeting was published with three clear working days before it."""
    return _every_meeting(facts, TO_CONSULT, lambda record: _notice_in_time(facts, record))


@guard("meeting_to_consult_was_quorate")
def meeting_to_consult_was_quorate(facts: CaseFacts, subject: str) -> Answer:
    """Enough members were at that meeting to decide."""
    return _every_meeting(facts, TO_CONSULT, _quorate)


@guard("meeting_to_consult_had_authority")
def meeting_to_consult_had_authority(facts: CaseFacts, subject: str) -> Answer:
    """It is recorded under which authority that meeting decided."""
    return _every_meeting(facts, TO_CONSULT, _has_authority)


@guard("meeting_to_consult_recorded_regard")
def meeting_to_consult_recorded_regard(facts: CaseFacts, subject: str) -> Answer:
    """Its minute records regard to equality, inequalities, the triple aim and the climate."""
    return _every_meeting(facts, TO_CONSULT, _regard_recorded)


@guard("decision_meeting_was_in_public")
def decision_meeting_was_in_public(facts: CaseFacts, subject: str) -> Answer:
    """The meeting that decided on the proposal has been held, in public."""
    return _every_meeting(facts, FINAL, lambda record: _in_public(facts, record))


@guard("notice_of_decision_meeting_was_in_time")
def notice_of_decision_meeting_was_in_time(facts: CaseFacts, subject: str) -> Answer:
    """Notice of that meeting was published with three clear working days before it."""
    return _every_meeting(facts, FINAL, lambda record: _notice_in_time(facts, record))


@guard("decision_papers_were_published_in_time")
def decision_papers_were_published_in_time(facts: CaseFacts, subject: str) -> Answer:
    """The papers of that meeting were published five working days before it, or earlier."""
    return _every_meeting(facts, FINAL, lambda record: _papers_in_time(facts, record))


@guard("decision_meeting_was_quorate")
def decision_meeting_was_quorate(facts: CaseFacts, subject: str) -> Answer:
    """Enough members were at that meeting to decide."""
    return _every_meeting(facts, FINAL, _quorate)


@guard("decision_meeting_had_authority")
def decision_meeting_had_authority(facts: CaseFacts, subject: str) -> Answer:
    """It is recorded under which authority that meeting decided."""
    return _every_meeting(facts, FINAL, _has_authority)


@guard("decision_meeting_recorded_regard")
def decision_meeting_recorded_regard(facts: CaseFacts, subject: str) -> Answer:
    """Its minute records regard to equality, inequalities, the triple aim and the climate."""
    return _every_meeting(facts, FINAL, _regard_recorded)


@guard("members_read_the_material")
def members_read_the_material(facts: CaseFacts, subject: str) -> Answer:
    """Members stated that they had read the report and had the responses."""
    return _every_meeting(facts, FINAL, _members_read)


@guard("interests_at_the_decision_were_recorded")
def interests_at_the_decision_were_recorded(facts: CaseFacts, subject: str) -> Answer:
    """The interests declared at that meeting are recorded, with how each was managed."""
    return _every_meeting(facts, FINAL, _interests_recorded)


def _every_meeting(facts: CaseFacts, purpose: str, judge: Judge) -> Answer:
    meetings = latest_of_each_body(facts.current("meeting", purpose=purpose))
    if not meetings:
        return not_recorded("meeting", purpose)
    return every(judge(record) for record in meetings)


def _in_public(facts: CaseFacts, record: RecordVersion) -> Answer:
    held = happened(facts, record.payload.held_on, _meeting(record))
    if not held.is_yes:
        return held
    return from_bool(
        record.payload.in_public,
        "",
        f"{_meeting(record)} was not held in public",
        f"Not recorded: whether {_meeting(record)} was held in public",
    )


def _quorate(record: RecordVersion) -> Answer:
    return from_bool(
        record.payload.quorate,
        "",
        f"{_meeting(record)} was not quorate",
        f"Not recorded: whether {_meeting(record)} was quorate",
    )


def _regard_recorded(record: RecordVersion) -> Answer:
    return from_bool(
        record.payload.regard_recorded,
        "",
        f"the minute of {_meeting(record)} does not record regard to these duties",
        f"Not recorded: whether the minute of {_meeting(record)} records regard to these duties",
    )


def _members_read(record: RecordVersion) -> Answer:
    return from_bool(
        record.payload.members_read_material,
        "",
        f"members did not state at {_meeting(record)} that they had read the material",
        f"Not recorded: whether members stated at {_meeting(record)} that they had read the "
        "material",
    )


def _has_authority(record: RecordVersion) -> Answer:
    if record.payload.authority:
        return yes()
    return fact_not_recorded(f"the authority of {_meeting(record)}")


def _interests_recorded(record: RecordVersion) -> Answer:
    if record.payload.interests:
        return yes()
    return fact_not_recorded(f"interests declared at {_meeting(record)} and how each was managed")


def _notice_in_time(facts: CaseFacts, record: RecordVersion) -> Answer:
    return _published_by(
        record,
        record.payload.notice_published_on,
        "notice",
        lambda day: last_publication(day, NOTICE_CLEAR_DAYS, days_shut_for(facts)),
    )


def _papers_in_time(facts: CaseFacts, record: RecordVersion) -> Answer:
    return _published_by(
        record,
        record.payload.papers_published_on,
        "the papers",
        lambda day: working_days_before(day, PAPERS_WORKING_DAYS, days_shut_for(facts)),
    )


def _published_by(
    record: RecordVersion, published: FactDate | None, what: str, deadline: Deadline
) -> Answer:
    """Whether something was published by the deadline that the day of the meeting sets."""
    if published is None:
        return fact_not_recorded(f"when {what} of {_meeting(record)} was published")
    held = record.payload.held_on
    if held is None or not held.is_known:
        return fact_not_recorded(f"the day of {_meeting(record)}")
    try:
        earliest = deadline(held.earliest) if held.earliest else None
        latest = deadline(held.latest) if held.latest else None
    except CalendarNotKnown as unknown:
        return not_known(unknown.message)
    in_time = published.on_or_before(FactDate(held.text, earliest, latest))
    words = f"publication of {what} of {_meeting(record)} is dated {published.plain()}"
    if in_time is None:
        return not_known(f"{words}, which does not settle whether that was in time")
    if in_time:
        return yes()
    last = long_date(latest) if latest else "not known"
    return no(f"{words}; the last day for it was {last}")


def _meeting(record: RecordVersion) -> str:
    held = record.payload.held_on
    day = held.plain() if held is not None else "date not recorded"
    return f"the meeting of {organisation(record.payload.organisation)} ({day})"

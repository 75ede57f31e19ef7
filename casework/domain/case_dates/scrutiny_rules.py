"""Dates around councils, Healthwatch and the Secretary of State: T01 to T03 and T07 to T10."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from casework.domain import deadlines
from casework.domain.case_dates.computing import from_day, not_known
from casework.domain.case_dates.done import report_was_answered, was_replied_to
from casework.domain.case_dates.shapes import CaseDate, Terms
from casework.domain.council_meetings import missed_meetings
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.regime import CONSEQUENCES, Regime
from casework.domain.sent_letters import has_gone

CONSULTING = "regulation_23"
WITH_DATES = (CONSULTING, "regulation_23_dates")
NOTIFICATION = "secretary_of_state_notification"
TAKEN_TO_ASK = (
    "Counted from receipt of the council's recommendations, taking them to ask for a response; "
    "a request of its own is not recorded."
)


def consulting_letters(facts: CaseFacts) -> list[RecordVersion]:
    """Letters by which a council was consulted, in the order of their dates."""
    return [
        r for r in facts.current("letter", purpose=CONSULTING) if r.payload.direction == "sent"
    ]


def dated_letters(facts: CaseFacts) -> list[RecordVersion]:
    """Letters that give a council dates, or change them."""
    return [
        r for r in facts.current("letter")
        if r.payload.direction == "sent" and r.payload.purpose in WITH_DATES
    ]  # fmt: skip


def comments_after_meeting(facts: CaseFacts, terms: Terms) -> Iterator[CaseDate]:
    """T01: for each letter, 10 working days after the council's next meeting."""
    for letter in dated_letters(facts):
        meeting = _next_meeting(facts, letter)
        body = letter.payload.organisation
        missed = " ".join(
            missed_meetings(facts, body, terms.holidays, planned=True)
        ) if body else ""  # fmt: skip
        if meeting is None:
            yield replace(not_known(
                "T01", f"the next meeting of {{org:{body}}} on scrutiny "
                "after the letter", record=letter.reference,
            ), note=missed)  # fmt: skip
            continue
        yield from_day(
            "T01", letter, meeting.payload.held_on, "the HOSC meeting",
            lambda day: deadlines.hosc_comments_earliest(day, terms.holidays),
            what="Earliest sensible date for the HOSC's comments", given_by=meeting.reference,
            note=missed,
        )  # fmt: skip


def _next_meeting(facts: CaseFacts, letter: RecordVersion) -> RecordVersion | None:
    """The first scrutiny meeting of the council, or of its joint committee, after its letter."""
    body, sent = letter.payload.organisation, letter.payload.sent_on
    if sent is None or not body:
        return None
    bodies = facts.passed_to(letter.reference, body)
    met = {r.reference for b in bodies for r in facts.about("meeting", b, purpose="scrutiny")}
    found = [
        r for r in facts.current("meeting", purpose="scrutiny")
        if r.reference in met
        and r.payload.held_on is not None and r.payload.held_on.on_or_after(sent) is True
    ]  # fmt: skip
    return found[0] if found else None


def decision_after_comments(facts: CaseFacts, terms: Terms) -> Iterator[CaseDate]:
    """T02: the proposed decision date is later than the date for comments."""
    consulting = {r.reference for r in consulting_letters(facts)}
    for letter in facts.current("letter"):
        given = letter.payload.comments_date
        if given is not None or letter.reference in consulting:
            yield from_day("T02", letter, given, "the date for comments that the letter gives",
                           deadlines.decision_earliest)  # fmt: skip


def notification(facts: CaseFacts, terms: Terms) -> Iterator[CaseDate]:
    """T07: where the regime has the duty, no later than the first letter that consults a council.
    """
    if facts.regime is None:
        if consulting_letters(facts):
            yield not_known("T07", "which regime of scrutiny and call-in applies")
        return
    if not CONSEQUENCES[Regime(facts.regime)].sos_notification_duty:
        return
    sent = [r for r in facts.current("letter", purpose=NOTIFICATION)
            if r.payload.direction == "sent"]  # fmt: skip
    letters = consulting_letters(facts)
    if not letters:
        if not sent:
            yield not_known("T07", "the day on which the first council is consulted")
        return
    due = from_day("T07", letters[0], letters[0].payload.sent_on,
                   "the first letter that consults a council", deadlines.sos_notification,
                   settled=any(has_gone(facts, r) for r in sent))  # fmt: skip
    yield replace(due, record="")  # it is about the case, and not about that council


def call_in(facts: CaseFacts, terms: Terms) -> Iterator[CaseDate]:
    """T08: six months beginning with the direction, while the hold is open."""
    for hold in facts.current("hold"):
        if hold.payload.hold == "CALLED_IN" and hold.payload.ended_on is None:
            yield from_day("T08", hold, hold.payload.started_on, "the direction",
                           deadlines.call_in_period_ends)  # fmt: skip


def scrutiny_reports(facts: CaseFacts, terms: Terms) -> Iterator[CaseDate]:
    """T09: 28 days from a council's report that recommends something."""
    for response in facts.current("scrutiny_response"):
        if response.payload.outcome != "comments_with_recommendation":
            continue
        yield from_day(
            "T09", response, response.payload.received_on, "receipt of the council's report",
            lambda day: deadlines.scrutiny_response(day, "receipt of the council's report"),
            settled=report_was_answered(facts, response), note=TAKEN_TO_ASK,
        )  # fmt: skip


def healthwatch_reports(facts: CaseFacts, terms: Terms) -> Iterator[CaseDate]:
    """T10: 20 working days from a letter or report that came from Healthwatch."""
    for letter in facts.current("letter"):
        p = letter.payload
        if p.direction != "received" or not p.purpose.startswith("healthwatch_"):
            continue
        yield from_day(
            "T10", letter, p.sent_on, "receipt of what Healthwatch sent",
            lambda day: deadlines.healthwatch_response(day, terms.holidays),
            settled=was_replied_to(facts, letter, p.sent_on),
            note="It is taken to be a report that asks for a response.",
        )  # fmt: skip


RULES = (
    comments_after_meeting, decision_after_comments, notification, call_in, scrutiny_reports,
    healthwatch_reports,
)  # fmt: skip

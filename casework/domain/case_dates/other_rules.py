"""Dates of meetings, the consultation, decisions, requests, temporary changes and evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from casework.domain import deadlines
from casework.domain.calendar.windows import ConsultationWindow
from casework.domain.case_dates.computing import from_day, lacking, not_known
from casework.domain.case_dates.done import (
    claim_was_answered,
    council_was_told,
    was_decided,
)
from casework.domain.case_dates.reviews import looks_between, reviews
from casework.domain.case_dates.senate import senate_reviews
from casework.domain.case_dates.shapes import CaseDate, Terms, exact
from casework.domain.council_papers import draft_papers, final_papers, own_deadlines
from casework.domain.dates import FactDate
from casework.domain.deadlines import ExplainedDate
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.limitation import Arguable, arguable_decisions
from casework.domain.limitation import letters_before_claim as received_before_claim
from casework.domain.sent_letters import has_come

DECIDING = ("decision", "decision_to_consult")
FREEDOM_OF_INFORMATION = ("foi", "eir")
WINDOW_OF_POLLS = timedelta(days=42)
POLL_NOTE = (
    "Where the register of polls does not say whose people vote, ask each council of this case."
)
NO_SAFE_HARBOUR = (
    "A claim must be made promptly: it may be too late before this day, and a court may let one in "
    "after it."
)
OWN_PAPERS = "board_papers_clear_days"
SET_BY_A_DOCUMENT = "As the document named by the local threshold sets it."


def papers_and_notice(facts: CaseFacts, terms: Terms) -> Iterator[CaseDate]:
    """T04 to T06: papers and notice of the meetings that scrutinise and decide."""
    for meeting in facts.current("meeting"):
        for rule_id, compute, done in _of_meeting(facts, meeting, terms):
            yield from_day(rule_id, meeting, meeting.payload.held_on, "the meeting", compute,
                           settled=has_come(facts, done),
                           note=own_papers_note(facts) if rule_id == "T06" else "")  # fmt: skip


def own_papers_days(facts: CaseFacts) -> int:
    """Clear working days for papers of our own meetings: what a document sets, else 5, assumed."""
    threshold = facts.threshold(OWN_PAPERS)
    sourced = threshold is not None and threshold.sourced
    return threshold.value if threshold and sourced else deadlines.ICB_PAPERS_DEFAULT_DAYS


def own_papers_note(facts: CaseFacts) -> str:
    """Whose figure T06 counts."""
    threshold = facts.threshold(OWN_PAPERS)
    if threshold is not None and threshold.sourced:
        return SET_BY_A_DOCUMENT
    return (f"{deadlines.ICB_PAPERS_DEFAULT_DAYS} days are assumed. Record what the standing "
            "orders set as a local threshold, with the document.")  # fmt: skip


def _of_meeting(
    facts: CaseFacts, meeting: RecordVersion, terms: Terms
) -> Iterator[tuple[str, Callable[[date], ExplainedDate], FactDate | None]]:
    p, holidays, shut = meeting.payload, terms.holidays, terms.days_shut
    if p.purpose == "scrutiny":
        yield "T04", lambda day: deadlines.hosc_papers(day, holidays), p.papers_published_on
    elif p.purpose in DECIDING:
        yield "T05", lambda day: deadlines.icb_meeting_notice(day, shut), p.notice_published_on
        days = own_papers_days(facts)
        yield "T06", lambda day: deadlines.icb_papers(day, shut, days), p.papers_published_on


def papers_for_the_clerk(facts: CaseFacts, terms: Terms) -> Iterator[CaseDate]:
    """T04a and T04b: draft and final papers, as the council wants them before its meeting."""
    for meeting in facts.current("meeting", purpose="scrutiny"):
        own = own_deadlines(facts, meeting.payload.organisation, exact(meeting.payload.held_on))
        day, done = meeting.payload.held_on, has_come(facts, meeting.payload.papers_published_on)
        for rule_id, compute, note in (("T04a", draft_papers, own.draft.note),
                                       ("T04b", final_papers, own.final.note)):  # fmt: skip
            yield from_day(rule_id, meeting, day, "the meeting",
                           partial(compute, own=own, holidays=terms.holidays),
                           settled=done, note=note)  # fmt: skip


def meeting_to_come(facts: CaseFacts, terms: Terms) -> Iterator[CaseDate]:
    """T05: a case that consults will need a meeting that decides."""
    planned = facts.current("meeting", purpose="decision")
    if facts.current("consultation") and not was_decided(facts) and not planned:
        yield not_known("T05", "the day of the meeting that decides", limb="to come")


def midpoint(facts: CaseFacts, terms: Terms) -> Iterator[CaseDate]:
    """T13: when half of the consultation has passed."""
    for consultation in facts.current("consultation"):
        opens = exact(consultation.payload.opens_on)
        if opens is None:
            missing = lacking("the day on which it opens", consultation.payload.opens_on)
            yield not_known("T13", missing, record=consultation.reference)
            continue
        yield from_day("T13", consultation, consultation.payload.closes_on,
                       "the day on which it closes", _half_from(opens))  # fmt: skip


def _half_from(opens: date) -> Callable[[date], ExplainedDate]:
    return lambda closes: deadlines.consultation_midpoint(ConsultationWindow(opens, closes))


def polls(facts: CaseFacts, terms: Terms) -> Iterator[CaseDate]:
    """T12: known local polls near the days on which something opens, closes or is decided."""
    days = _public_days(facts)
    if not days:
        return
    first, last = min(days) - WINDOW_OF_POLLS, max(days) + WINDOW_OF_POLLS
    for period in terms.polls:
        if period.poll_on >= first and period.starts_on <= last:
            yield CaseDate(
                "Pre-election period begins", found=deadlines.pre_election_starts(period),
                rule_id="T12", limb=period.poll_on.isoformat(), note=POLL_NOTE,
            )  # fmt: skip


def _public_days(facts: CaseFacts) -> list[date]:
    found = [
        value
        for record in facts.current("consultation")
        for value in (record.payload.opens_on, record.payload.closes_on)
    ]
    found += [r.payload.held_on for r in facts.current("meeting") if r.payload.purpose in DECIDING]
    found += [r.payload.decision_date for r in facts.current("letter")]
    return [day for day in map(exact, found) if day is not None]


def letters_before_claim(facts: CaseFacts, terms: Terms) -> Iterator[CaseDate]:
    """T14: 14 days from a letter before claim, whether it is on record itself or a claim tells of
    it."""
    for letter in received_before_claim(facts):
        yield from_day("T14", letter.record, letter.dated, "the letter before claim",
                       deadlines.pre_action_response, settled=claim_was_answered(facts, letter))


def watches(facts: CaseFacts, terms: Terms) -> Iterator[CaseDate]:
    """T15: one for each decision that may be challenged."""
    for each in arguable_decisions(facts):
        yield from_day("T15", each.record, each.decided_on, "the decision", _watch(each),
                       note=NO_SAFE_HARBOUR)  # fmt: skip


def _watch(decision: Arguable) -> Callable[[date], ExplainedDate]:
    return lambda day: deadlines.judicial_review_watch_ends(day, decision.time_limit)


def information_requests(facts: CaseFacts, terms: Terms) -> Iterator[CaseDate]:
    """T16: requests under freedom of information and environmental information."""
    for request in facts.current("information_request"):
        if request.payload.under in FREEDOM_OF_INFORMATION:
            yield from_day(
                "T16", request, request.payload.asked_on, "receipt of the request",
                lambda day: deadlines.information_response(day, terms.holidays),
                settled=bool(request.payload.outcome),
            )  # fmt: skip


def temporary_changes(facts: CaseFacts, terms: Terms) -> Iterator[CaseDate]:
    """T11 and T17: notice of an urgent change to each council to which regulation 23 applies, and
    the reviews of any temporary one."""
    with_figures = facts.beside(thresholds=dict(terms.figures)) if terms.figures else facts
    for change in facts.current("temporary_change"):
        if change.payload.status == "urgent":
            yield from _notices(facts, terms, change)
        yield from reviews(with_figures, change)
        yield from looks_between(with_figures, change)


def _notices(facts: CaseFacts, terms: Terms, change: RecordVersion) -> Iterator[CaseDate]:
    first, event = _decided_or_begun(change)
    for council in facts.scrutiny_authorities() or [""]:
        due = from_day(
            "T11", change, first, event,
            lambda day: deadlines.urgent_change_notice(day, terms.holidays, event), limb=council,
            settled=council_was_told(facts, change, council),
            note="It is due at once; this is the day after which it is overdue.",
        )  # fmt: skip
        yield replace(due, body=council)


def _decided_or_begun(change: RecordVersion) -> tuple[FactDate | None, str]:
    """The day from which the notice is counted, and what it is: the decision, or the start where
    that certainly came first."""
    decided, starts = change.payload.decided_on, change.payload.starts_on
    if decided is not None and starts is not None and starts.before(decided):
        return starts, "the start of the temporary change"
    return decided, deadlines.URGENT_DECISION


def evidence(facts: CaseFacts, terms: Terms) -> Iterator[CaseDate]:
    """T19: until when each paper with a shelf life counts as current."""
    for record in facts.current("evidence"):
        months = terms.shelf_lives.get(record.payload.type)
        if months is None:
            continue
        dated = record.payload.dated or record.effective_on
        last = dated.latest if dated is not None else None
        if last is None:
            yield not_known("T19", "the date of the evidence", record=record.reference)
            continue
        found = deadlines.evidence_current_for(months, "the evidence", last)
        yield CaseDate("Last day on which this counts as current", record.reference, found=found,
                       rule_id="T19", start=record.reference)  # fmt: skip


RULES = (
    papers_and_notice, papers_for_the_clerk, meeting_to_come, midpoint, polls,
    letters_before_claim, watches, information_requests, temporary_changes, senate_reviews,
    evidence,
)  # fmt: skip

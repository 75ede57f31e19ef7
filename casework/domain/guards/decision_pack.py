"""GD12: the decision paper answers what people said, and its statements rest on records.

Source: Gunning 4; Corby (2018): a report said wrongly that there had been engagement on the
proposal; Save our Surgery (2013). Days before the meeting are a local figure.
"""

from __future__ import annotations

from casework.domain.answers import Answer, no, yes
from casework.domain.calendar.england import england_bank_holidays
from casework.domain.calendar.working_days import clear_working_days
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.guards.registry import guard
from casework.domain.predicates import every, fact_not_recorded, happened, not_recorded
from casework.domain.proposal import is_about_present_proposal

SORTS = {"response": "a response", "counter_proposal": "a counter-proposal",
         "delay": "a request for delay"}  # fmt: skip


@guard("representations_are_answered_in_the_paper")
def representations_are_answered_in_the_paper(facts: CaseFacts, subject: str) -> Answer:
    """Each response, counter-proposal and request for delay has a disposition and a paragraph."""
    found = facts.current("representation")
    if not found:
        return yes() if facts.absent("representation") else not_recorded("representation")
    return every(_answered(r) for r in found)


def _answered(record: RecordVersion) -> Answer:
    p = record.payload
    what = f"{SORTS.get(p.sort, 'a response')} of an organisation"
    received = f" received {p.received_on.plain()}" if p.received_on is not None else ""
    if not p.disposition:
        return no(f"{what}{received}: nothing is recorded of what was done with it")
    if not p.paragraph:
        return fact_not_recorded(f"the paragraph of the paper that answers {what}{received}")
    return yes()


@guard("statements_rest_on_activities")
def statements_rest_on_activities(facts: CaseFacts, subject: str) -> Answer:
    """Statements that people were involved on the proposal rest on activities on this version."""
    found = facts.current("paper_statement")
    if not found:
        return yes() if facts.absent("paper_statement") else not_recorded("paper_statement")
    return every(_rests(facts, r) for r in found)


def _rests(facts: CaseFacts, statement: RecordVersion) -> Answer:
    activities = [facts.find(name.partition("@")[0]) for name in statement.payload.rests_on]
    stated = [a for a in activities if a is not None and a.state == "stated"]
    if not stated:
        return no("a statement of the paper that people were involved rests on no recorded "
                  "activity")  # fmt: skip
    for activity in stated:
        same = is_about_present_proposal(facts, activity.payload.about)
        if same:
            return yes()
        if same is None:
            return fact_not_recorded("on which version the activity behind a statement was")
    return no("a statement of the paper rests on activities on another version of the proposal")


@guard("full_report_is_in_members_hands")
def full_report_is_in_members_hands(facts: CaseFacts, subject: str) -> Answer:
    """Each member who votes was given papers by a known channel, before the decision."""
    given = voting(facts)
    if not given:
        return not_recorded("papers_to_member")
    return every(_delivered(facts, r) for r in given)


@guard("full_report_came_in_time")
def full_report_came_in_time(facts: CaseFacts, subject: str) -> Answer:
    """The papers came the clear working days before the meeting that a local figure asks for."""
    threshold = facts.threshold("report_clear_days")
    if threshold is None:
        return yes()
    return every(_in_time(facts, r, threshold.value) for r in voting(facts))


def voting(facts: CaseFacts) -> list[RecordVersion]:
    """What was put before members who vote; where it is not recorded whether they do, also."""
    return [r for r in facts.current("papers_to_member") if r.payload.votes is not False]


def _delivered(facts: CaseFacts, record: RecordVersion) -> Answer:
    p = record.payload
    if not p.items:
        return fact_not_recorded(f"which papers {p.seat} was given")
    return happened(facts, p.delivered_on, f"giving {p.seat} the papers")


def _in_time(facts: CaseFacts, record: RecordVersion, days: int) -> Answer:
    p = record.payload
    meeting = facts.find(p.meeting.partition("@")[0])
    held = meeting.payload.held_on if meeting is not None and meeting.payload is not None else None
    came = p.delivered_on
    if held is None or came is None or came.latest is None or held.earliest is None:
        return yes()
    clear = clear_working_days(came.latest, held.earliest, england_bank_holidays())
    if clear < days:
        return no(f"{p.seat} had the papers {clear} clear days before the meeting, and {days} are "
                  "looked for")  # fmt: skip
    return yes()

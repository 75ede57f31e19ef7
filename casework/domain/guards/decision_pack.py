"""GD12: the decision paper answers what people said, and its statements rest on records.

Source: Gunning 4; Corby (2018): a report said wrongly that there had been engagement on the
proposal; Save our Surgery (2013). Days before the meeting are a local figure.
"""

from __future__ import annotations

from typing import Any

from casework.domain.answers import Answer, no, not_known, yes
from casework.domain.facts import STATED, CaseFacts, RecordVersion
from casework.domain.guards.activities import any_of, could_give_views
from casework.domain.guards.before_deciding import KIND as ACTIVITY
from casework.domain.guards.before_deciding import is_about_this_proposal, on_it
from casework.domain.guards.in_time import (
    came_before_the_decision,
    clear_days_between,
    is_recorded_absent,
)
from casework.domain.guards.registry import guard
from casework.domain.predicates import about_each, every, fact_not_recorded, not_recorded

SORTS = {"response": "a response", "counter_proposal": "a counter-proposal",
         "delay": "a request for delay"}  # fmt: skip
STOOD_BACK = frozenset({"no_vote", "left", "replaced"})


@guard("representations_are_answered_in_the_paper")
def representations_are_answered_in_the_paper(facts: CaseFacts, subject: str) -> Answer:
    """Each response, counter-proposal and request for delay has a disposition and a paragraph."""
    found = facts.current("representation")
    if not found:
        absent = is_recorded_absent(facts, "representation")
        return yes() if absent else not_recorded("representation")
    return about_each(found, _answered)


def _answered(record: RecordVersion) -> list[Answer]:
    p = record.payload
    what = f"{SORTS.get(p.sort, 'a response')} of an organisation"
    received = f" received {p.received_on.plain()}" if p.received_on is not None else ""
    if not p.disposition:
        return [fact_not_recorded(f"what was done with {what}{received}")]
    return [
        yes() if p.paragraph else fact_not_recorded(
            f"the paragraph of the paper that answers {what}{received}"),
        yes() if p.reasons or p.disposition != "not_accepted" else fact_not_recorded(
            f"why {what}{received} was not accepted"),
    ]  # fmt: skip


@guard("statements_rest_on_activities")
def statements_rest_on_activities(facts: CaseFacts, subject: str) -> Answer:
    """Statements that people were involved rest on recorded activities, and those that say it was
    on this proposal on activities on this proposal."""
    found = facts.current("paper_statement")
    if not found:
        absent = is_recorded_absent(facts, "paper_statement")
        return yes() if absent else not_recorded("paper_statement")
    return about_each(found, lambda r: _rests(facts, r))


def _rests(facts: CaseFacts, statement: RecordVersion) -> Answer:
    p = statement.payload
    if not p.rests_on:
        return fact_not_recorded("the activities on which a statement of the paper rests")
    named = [facts.find(name.partition("@")[0]) for name in p.rests_on]
    activities = [a for a in named
                  if a is not None and a.state == STATED and a.kind == ACTIVITY]  # fmt: skip
    if not activities:
        return no("a statement of the paper that people were involved rests on no recorded "
                  "activity")  # fmt: skip
    judged = any_of([_bears(facts, a.payload, p.on_this_proposal) for a in activities])
    assert judged is not None
    return judged if not judged.is_no else no(f"a statement of the paper: {judged.reason}")


def _bears(facts: CaseFacts, activity: Any, on_this_proposal: bool | None) -> Answer:
    """Whether an activity bears out a statement. Unless it is said otherwise, the statement is on
    this proposal."""
    return every((
        could_give_views(activity),
        came_before_the_decision(
            facts, activity.closed_on or activity.opened_on, "an involvement activity"),
        yes() if on_this_proposal is False else on_it(
            activity, is_about_this_proposal(facts, activity.about)),
    ))  # fmt: skip


@guard("full_report_is_in_members_hands")
def full_report_is_in_members_hands(facts: CaseFacts, subject: str) -> Answer:
    """Each member who votes was given the full report by a known channel, before the decision."""
    given = voting(facts)
    if not given:
        return not_recorded("papers_to_member")
    return every([*(_delivered(facts, r) for r in given), *voters_without_papers(facts)])


@guard("full_report_came_in_time")
def full_report_came_in_time(facts: CaseFacts, subject: str) -> Answer:
    """The papers came the clear working days before the meeting that a local figure asks for."""
    given = voting(facts)
    if not given:
        return not_recorded("papers_to_member")
    threshold = facts.threshold("report_clear_days")
    if threshold is None:
        return yes()
    return every(_in_time(facts, r, threshold.value) for r in given)


def voting(facts: CaseFacts) -> list[RecordVersion]:
    """What was put before members who vote at the public decision; where it is not recorded
    whether they do, also."""
    return [
        r for r in facts.current("papers_to_member")
        if r.payload.votes is not False and not _is_of_another_meeting(facts, r)
    ]  # fmt: skip


def _is_of_another_meeting(facts: CaseFacts, papers: RecordVersion) -> bool:
    meeting = _meeting(facts, papers)
    return meeting is not None and meeting.payload.purpose != "decision"


def _meeting(facts: CaseFacts, papers: RecordVersion) -> RecordVersion | None:
    found = facts.find(papers.payload.meeting.partition("@")[0])
    is_meeting = found is not None and found.state == STATED and found.kind == "meeting"
    return found if is_meeting else None


def voters(facts: CaseFacts) -> list[str]:
    """Seats of those who declared interests as voters and do not stand back."""
    return [
        r.payload.seat for r in facts.current("interest")
        if r.payload.capacity == "voter" and r.payload.managed not in STOOD_BACK
    ]  # fmt: skip


def voters_without_papers(facts: CaseFacts) -> list[Answer]:
    """Of each voter who is known by a declaration alone: that what they were given is not known."""
    seats = {r.payload.seat for r in voting(facts)}
    return [fact_not_recorded(f"the papers put before {seat}")
            for seat in voters(facts) if seat not in seats]  # fmt: skip


def _delivered(facts: CaseFacts, record: RecordVersion) -> Answer:
    p = record.payload
    if not p.items:
        return fact_not_recorded(f"which papers {p.seat} was given")
    if p.full_report is None:
        return fact_not_recorded(f"whether {p.seat} was given the full report")
    if not p.full_report:
        return no(f"{p.seat} was given less than the full report")
    return came_before_the_decision(
        facts, p.delivered_on, f"giving {p.seat} the papers", same_day=True
    )


def _in_time(facts: CaseFacts, record: RecordVersion, days: int) -> Answer:
    p, meeting = record.payload, _meeting(facts, record)
    held = meeting.payload.held_on if meeting is not None else None
    came = p.delivered_on
    if held is None or came is None:
        return fact_not_recorded(f"when {p.seat} had the papers, and when the meeting was held")
    least = clear_days_between(facts, came.latest, held.earliest)
    most = clear_days_between(facts, came.earliest, held.latest)
    if least is not None and least >= days:
        return yes()
    if most is not None and most < days:
        return no(f"{p.seat} had the papers {most} clear days before the meeting, and {days} are "
                  "looked for")  # fmt: skip
    return not_known(f"Not recorded: on which day {p.seat} had the papers, or the meeting was held")

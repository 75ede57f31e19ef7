"""GD03: the record with each affected authority is whole before the decision.

Source: regulation 23(1) and (4) and regulation 26 of the 2013 Regulations; Juttla (2018). What a
joint committee was given or said stands for its members' (regulation 30(5)).
"""

from __future__ import annotations

from typing import Any

from casework.domain.answers import Answer, no, not_known, yes
from casework.domain.dates import FactDate
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.guards.before_deciding import is_about_this_proposal
from casework.domain.guards.in_time import (
    came_before_the_decision,
    clear_days_between,
    decision_days,
    is_recorded_absent,
)
from casework.domain.guards.letters import letters_sent_to
from casework.domain.guards.registry import guard
from casework.domain.predicates import every, fact_not_recorded, happened, organisation
from casework.domain.proposal import present_version

CONSULTING = ("regulation_23", "regulation_23_dates")


@guard("council_was_supplied_with_this_proposal")
def council_was_supplied_with_this_proposal(facts: CaseFacts, subject: str) -> Answer:
    """The council was given the version that is meant now, or one that does not differ, or the
    one consulted on where the change since is answered for; and before the decision."""
    name = organisation(subject)
    if present_version(facts) is None:
        return fact_not_recorded("the version of the proposal that is to be decided")
    supplied = facts.about("supplied_to_scrutiny", subject)
    if not supplied:
        if is_recorded_absent(facts, "supplied_to_scrutiny", subject):
            return no(f"it is recorded that {name} was not supplied with the proposal")
        return fact_not_recorded(f"when {name} was supplied with the proposal")
    same = {r.pin: is_about_this_proposal(facts, r.payload.proposal) for r in supplied}
    answers = [
        came_before_the_decision(
            facts, r.payload.supplied_on, f"supplying {name} with the proposal"
        )
        for r in supplied if same[r.pin]
    ]
    good = next((a for a in answers if a.is_yes), None)
    if good is not None:
        return good
    if None in same.values():
        return fact_not_recorded(f"which version of the proposal {name} was supplied with, and "
                                 "whether it is the present one")  # fmt: skip
    return answers[-1] if answers else no(
        f"{name} was supplied with another version of the proposal"
    )


@guard("council_consultation_was_whole")
def council_consultation_was_whole(facts: CaseFacts, subject: str) -> Answer:
    """Both dates were given and published, and the council answered or its date has passed, all
    before the decision."""
    name = organisation(subject)
    letters = [r.payload for r in letters_sent_to(facts, subject, *CONSULTING)]
    first = next((p for p in letters if p.purpose == "regulation_23"), None)
    if first is None:
        if is_recorded_absent(facts, "letter", subject, "regulation_23"):
            return no(f"it is recorded that {name} was not consulted")
        return fact_not_recorded(f"the consultation of {name}")
    sent = [p for p in letters if happened(facts, p.sent_on, "the letter").is_yes]
    last = (sent or letters)[-1]
    decision, comments = _last_given(sent, "decision_date"), _last_given(sent, "comments_date")
    return every([
        came_before_the_decision(facts, first.sent_on, f"consulting {name}"),
        yes() if decision else fact_not_recorded(f"the decision date given to {name}"),
        yes() if comments else fact_not_recorded(f"the comments date given to {name}"),
        came_before_the_decision(
            facts, last.dates_published_on, f"publishing the dates given to {name}"
        ),
        _answered_or_lapsed(facts, subject, comments, first.sent_on),
    ])  # fmt: skip


def _last_given(letters: list[Any], field: str) -> FactDate | None:
    """The date that the last letter which gave one gave."""
    given = [getattr(p, field) for p in letters if getattr(p, field) is not None]
    return given[-1] if given else None


def _answered_or_lapsed(
    facts: CaseFacts, council: str, comments: FactDate | None, asked: FactDate | None
) -> Answer:
    """Whether the council answered, or its date passed. What it said before it was consulted is
    no answer."""
    name = organisation(council)
    answers = [
        came_before_the_decision(
            facts, r.payload.received_on, f"the response of {name}", same_day=True
        )
        for r in facts.about("scrutiny_response", council) if not _is_before(r, asked)
    ]
    if any(a.is_yes for a in answers):
        return yes()
    if comments is None:
        return fact_not_recorded(f"whether {name} answered")
    days = [FactDate.on(facts.as_at), *decision_days(facts)]
    passed = [comments.before(day) for day in days]
    if all(passed):
        return yes()
    reason = f"{name} has until {comments.plain()}, and no answer before the decision is recorded"
    return no(reason) if False in passed and not any(a.is_not_known for a in answers) else (
        not_known(f"Not recorded: whether {name} answered, or its date passed, before the decision")
    )


def _is_before(response: RecordVersion, asked: FactDate | None) -> bool:
    received: FactDate | None = response.payload.received_on
    return received is not None and asked is not None and received.before(asked) is True


@guard("what_the_council_asked_for_was_answered")
def what_the_council_asked_for_was_answered(facts: CaseFacts, subject: str) -> Answer:
    """Everything that the council asked for before the decision was supplied, or refused with
    reasons, before it."""
    name = organisation(subject)
    asked = [
        r for r in facts.about_body("information_request", subject)
        if not any(_is_after(r.payload.asked_on, day) for day in decision_days(facts))
    ]
    papers = [r for r in facts.about("supplied_to_scrutiny", subject) if r.payload.asked_on]
    return every([
        *(_answer_of(facts, r, name) for r in asked),
        *(came_before_the_decision(
            facts, r.payload.supplied_on, f"supplying {name} with what it asked for"
        ) for r in papers),
    ])  # fmt: skip


def _is_after(on: FactDate | None, day: FactDate) -> bool:
    return on is not None and on.after(day) is True


def _answer_of(facts: CaseFacts, request: RecordVersion, name: str) -> Answer:
    p = request.payload
    if p.outcome == "withdrawn":
        return yes()
    if not p.outcome:
        asked = p.asked_on.plain() if p.asked_on else "date not known"
        return no(f"what {name} asked for ({asked}) is neither supplied nor refused")
    if p.outcome != "supplied" and not p.refusal_reasons:
        return fact_not_recorded(f"why information that {name} asked for was refused")
    return came_before_the_decision(
        facts, p.answered_on, f"answering what {name} asked for", same_day=True
    )


@guard("papers_reached_the_council_before_its_meeting")
def papers_reached_the_council_before_its_meeting(facts: CaseFacts, subject: str) -> Answer:
    """What was supplied for a meeting came the clear working days before it."""
    threshold = facts.threshold("papers_clear_days")
    if threshold is None:
        return yes()
    came = [
        (r.payload.supplied_on, r.payload.for_meeting_on)
        for r in facts.about("supplied_to_scrutiny", subject)
    ] + [
        (r.payload.answered_on, r.payload.for_meeting_on)
        for r in facts.about_body("information_request", subject)
        if r.payload.outcome.startswith("supplied")
    ]  # fmt: skip
    name = organisation(subject)
    return every(
        _came_in_time(facts, on, meeting, threshold.value, name) for on, meeting in came
        if meeting is not None
    )  # fmt: skip


def _came_in_time(
    facts: CaseFacts, on: FactDate | None, meeting: FactDate, wanted: int, name: str
) -> Answer:
    if on is None:
        return fact_not_recorded(f"when papers for the meeting of {name} came")
    fewest = clear_days_between(facts, on.latest, meeting.earliest, at_our_offices=False)
    most = clear_days_between(facts, on.earliest, meeting.latest, at_our_offices=False)
    if fewest is not None and fewest >= wanted:
        return yes()
    if most is not None and most < wanted:
        return no(
            f"papers for the meeting of {name} of {meeting.plain()} came {most} clear days before "
            f"it, and {wanted} are looked for"
        )
    return not_known(f"Not recorded: whether papers for the meeting of {name} of "
                     f"{meeting.plain()} came {wanted} clear days before it")  # fmt: skip

"""GD03: the record with each affected authority is whole before the decision.

Source: regulation 23(1) and (4) and regulation 26 of the 2013 Regulations; Juttla (2018). What a
joint committee was given or said stands for its members' (regulation 30(5)).
"""

from __future__ import annotations

from casework.domain.answers import Answer, no, not_known, yes
from casework.domain.calendar.england import england_bank_holidays
from casework.domain.calendar.working_days import clear_working_days
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.guards.registry import guard
from casework.domain.predicates import every, fact_not_recorded, happened, organisation
from casework.domain.proposal import is_about_present_proposal, present_version


@guard("council_was_supplied_with_this_proposal")
def council_was_supplied_with_this_proposal(facts: CaseFacts, subject: str) -> Answer:
    """The council was given the version that is meant now, or one that does not differ."""
    name = organisation(subject)
    if present_version(facts) is None:
        return fact_not_recorded("the version of the proposal that is to be decided")
    supplied = facts.about("supplied_to_scrutiny", subject)
    if not supplied:
        if facts.absent("supplied_to_scrutiny"):
            return no("it is recorded that the proposal was not supplied")
        return fact_not_recorded(f"when {name} was supplied with the proposal")
    of_this = [
        r for r in supplied
        if is_about_present_proposal(facts, r.payload.proposal) is not False and r.payload.proposal
    ]
    if not of_this:
        unknown = [r for r in supplied if not r.payload.proposal]
        if unknown:
            return fact_not_recorded(f"which version of the proposal {name} was supplied with")
        return no(f"{name} was supplied with another version of the proposal")
    if any(is_about_present_proposal(facts, r.payload.proposal) is None for r in of_this) and not (
        any(is_about_present_proposal(facts, r.payload.proposal) for r in of_this)
    ):
        return not_known(
            f"Not recorded: whether what {name} was supplied with is the same proposal"
        )
    return _any_supplied(facts, of_this, name)


def _any_supplied(facts: CaseFacts, supplied: list[RecordVersion], name: str) -> Answer:
    answers = [
        happened(facts, r.payload.supplied_on, f"supplying {name} with the proposal")
        for r in supplied
    ]
    return next((a for a in answers if a.is_yes), answers[-1])


@guard("council_consultation_was_whole")
def council_consultation_was_whole(facts: CaseFacts, subject: str) -> Answer:
    """Both dates were given and published, and the council answered or its date has passed."""
    name = organisation(subject)
    letters = [
        r for purpose in ("regulation_23", "regulation_23_dates")
        for r in facts.about("letter", subject, purpose=purpose) if r.payload.direction == "sent"
    ]
    if not any(r.payload.purpose == "regulation_23" for r in letters):
        if facts.absent("letter"):
            return no(f"it is recorded that {name} was not consulted")
        return fact_not_recorded(f"the consultation of {name}")
    last = letters[-1].payload
    given = [
        happened(facts, letters[0].payload.sent_on, f"consulting {name}"),
        yes() if last.decision_date else fact_not_recorded(f"the decision date given to {name}"),
        yes() if last.comments_date else fact_not_recorded(f"the comments date given to {name}"),
        happened(facts, last.dates_published_on, f"publishing the dates given to {name}"),
    ]
    return every([*given, _answered_or_lapsed(facts, subject, last)])


def _answered_or_lapsed(facts: CaseFacts, council: str, last: object) -> Answer:
    if facts.about("scrutiny_response", council):
        return yes()
    due = getattr(last, "comments_date", None)
    if due is None:
        return fact_not_recorded(f"whether {organisation(council)} answered")
    passed = due.before(facts.as_at)
    if passed:
        return yes()
    reason = f"{organisation(council)} has not answered, and has until {due.plain()}"
    return not_known(reason) if passed is None else no(reason)


@guard("what_the_council_asked_for_was_answered")
def what_the_council_asked_for_was_answered(facts: CaseFacts, subject: str) -> Answer:
    """Everything that the council asked for was supplied, or refused with reasons."""
    asked = facts.about_body("information_request", subject)
    papers = [r for r in facts.about("supplied_to_scrutiny", subject) if r.payload.asked_on]
    name = organisation(subject)
    return every([
        *(_answer_of(r, name) for r in asked),
        *(happened(facts, r.payload.supplied_on, f"supplying {name} with what it asked for")
          for r in papers),
    ])  # fmt: skip


def _answer_of(request: RecordVersion, name: str) -> Answer:
    p = request.payload
    if p.outcome in ("supplied", "withdrawn"):
        return yes()
    if p.outcome in ("refused", "supplied_in_part"):
        return yes() if p.refusal_reasons else fact_not_recorded(
            f"why information that {name} asked for was refused"
        )
    asked = p.asked_on.plain() if p.asked_on else "date not known"
    return no(f"what {name} asked for ({asked}) is neither supplied nor refused")


@guard("papers_reached_the_council_before_its_meeting")
def papers_reached_the_council_before_its_meeting(facts: CaseFacts, subject: str) -> Answer:
    """What was supplied for a meeting came the clear working days before it."""
    threshold = facts.threshold("papers_clear_days")
    if threshold is None:
        return yes()
    answers = []
    for r in facts.about("supplied_to_scrutiny", subject):
        came, meeting = r.payload.supplied_on, r.payload.for_meeting_on
        if came is None or meeting is None or came.latest is None or meeting.earliest is None:
            continue
        days = clear_working_days(came.latest, meeting.earliest, england_bank_holidays())
        if days < threshold.value:
            answers.append(no(
                f"papers for the meeting of {organisation(subject)} of {meeting.plain()} came "
                f"{days} clear days before it, and {threshold.value} are looked for"
            ))  # fmt: skip
    return every(answers)

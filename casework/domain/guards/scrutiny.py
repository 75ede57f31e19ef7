"""Guards on what councils do when they are consulted.

Source: regulations 23 and 30 of the 2013 Regulations; domain brief, sections 1.3 and 4.
"""

from __future__ import annotations

from casework.domain.answers import Answer, no, not_known, yes
from casework.domain.dates import FactDate
from casework.domain.facts import CaseFacts
from casework.domain.guards.letters import LETTERS_WITH_DATES, letters_sent_to
from casework.domain.guards.registry import guard
from casework.domain.predicates import (
    fact_not_recorded,
    happened,
    not_recorded,
    organisation,
)


@guard("joint_scrutiny_is_settled")
def joint_scrutiny_is_settled(facts: CaseFacts, subject: str) -> Answer:
    """The council is a member of the joint committee appointed, or declined in writing to join.

    A council that finds the change substantial and declined has records that disagree.
    """
    found = [r for r in facts.current("joint_scrutiny") if subject in r.payload.members]
    if not found:
        return not_recorded("joint_scrutiny")
    record = found[-1]
    if record.payload.outcome == "not_appointed":
        return no(f"it is recorded that {organisation(subject)} has appointed no joint committee")
    views = facts.about("authority_view", subject)
    finds_substantial = bool(views) and views[-1].payload.view == "substantial"
    if record.payload.outcome == "declined" and finds_substantial:
        return no(
            f"{organisation(subject)} finds the change substantial and has declined to join the "
            "joint committee: these records disagree"
        )
    return happened(facts, record.payload.on, f"the answer of {organisation(subject)}")


@guard("council_commented_or_comments_date_passed")
def council_commented_or_comments_date_passed(facts: CaseFacts, subject: str) -> Answer:
    """The council has answered, or the day by which it was to comment is over."""
    responses = facts.about("scrutiny_response", subject)
    if responses:
        received = responses[-1].payload.received_on
        return happened(facts, received, f"the response of {organisation(subject)}")
    due = comments_date_of(facts, subject)
    if due is None:
        return fact_not_recorded(f"a response of {organisation(subject)}, or its date for comments")
    passed = due.before(facts.as_at)
    if passed is None:
        return not_known(
            f"the date for the comments of {organisation(subject)}, {due.plain()}, does not "
            "settle whether it has passed"
        )
    return yes() if passed else no(
        f"the date for the comments of {organisation(subject)}, {due.plain()}, has not passed"
    )


def comments_date_of(facts: CaseFacts, council: str) -> FactDate | None:
    """The date for comments in the last letter that gave the council one, and that went out."""
    dates = [
        letter.payload.comments_date
        for letter in letters_sent_to(facts, council, *LETTERS_WITH_DATES)
        if letter.payload.comments_date is not None
        and happened(facts, letter.payload.sent_on, "the letter").is_yes
    ]
    return dates[-1] if dates else None


@guard("council_stated_its_position_on_referral")
def council_stated_its_position_on_referral(facts: CaseFacts, subject: str) -> Answer:
    """The council said whether it will refer, or gave a date by which it will decide."""
    statements = facts.about("referral_statement", subject)
    if not statements:
        return not_recorded("referral_statement")
    payload = statements[-1].payload
    if payload.statement == "decides_by" and payload.decides_by is None:
        return fact_not_recorded(f"by when {organisation(subject)} decides whether to refer")
    return happened(facts, payload.stated_on, f"the statement of {organisation(subject)}")

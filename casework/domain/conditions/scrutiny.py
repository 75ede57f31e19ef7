"""Conditions on the councils that are consulted and on what they answer."""

from __future__ import annotations

from casework.domain.answers import Answer, no, not_known, yes
from casework.domain.conditions.registry import condition
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.guards.scrutiny import council_commented_or_comments_date_passed
from casework.domain.predicates import fact_not_recorded, happened, not_recorded, organisation


@condition("two_or_more_councils_consulted")
def two_or_more_councils_consulted(facts: CaseFacts, subject: str) -> Answer:
    """Whether more than one council is, or is to be, consulted on the proposal.

    Counted are affected councils to which regulation 23 applies, and any other council to which
    a letter under it was sent. Source: regulation 30(5) of the 2013 Regulations.
    """
    joint = {r.payload.organisation for r in facts.current("joint_scrutiny")}
    written_to = {
        r.payload.organisation
        for r in facts.current("letter", purpose="regulation_23")
        if r.payload.direction == "sent"
    }
    councils = set(facts.scrutiny_authorities()) | (written_to - joint)
    if not councils:
        return not_recorded("affected_authority")
    if len(councils) == 1:
        return no("only one council is consulted")
    return yes(f"{len(councils)} councils are consulted")


@condition("council_is_consulted")
def council_is_consulted(facts: CaseFacts, subject: str) -> Answer:
    """Whether a letter that consults a council under regulation 23 has gone.

    The notification of the Secretary of State is to go no later than that. Source: Schedule 10A
    paragraph 2 to the NHS Act 2006; the timing is our reading (domain brief, section 1.4).
    """
    letters = [r for r in facts.current("letter", purpose="regulation_23")
               if r.payload.direction == "sent"]  # fmt: skip
    if not letters:
        return not_recorded("letter", "regulation_23")
    sent = [(r, happened(facts, r.payload.sent_on, "the letter")) for r in letters]
    for letter, answer in sent:
        if answer.is_yes:
            return yes(f"{organisation(letter.payload.organisation)} has been consulted")
    return next((a for _, a in sent if a.is_not_known), no("no council has been written to yet"))


@condition("recommendation_disagreed")
def recommendation_disagreed(facts: CaseFacts, subject: str) -> Answer:
    """Whether the body disagrees with a recommendation of the council, or of any council.

    Source: regulation 23(5) of the 2013 Regulations.
    """
    recommendations = recommendations_of(facts, subject)
    disagreed = [r for r in recommendations if r.payload.agreed is False]
    if disagreed:
        names = dict.fromkeys(organisation(r.payload.organisation) for r in disagreed)
        return yes(f"a recommendation is not accepted: {', '.join(names)}")
    for record in recommendations:
        if record.payload.agreed is None:
            body = organisation(record.payload.organisation)
            return fact_not_recorded(f"whether the recommendation of {body} is accepted")
    return _nothing_left_to_disagree_with(facts, subject)


@condition("council_has_not_agreed")
def council_has_not_agreed(facts: CaseFacts, subject: str) -> Answer:
    """Whether a council may still refer, because it made no comment or no agreement was reached.

    Source: regulation 23(6) to (8) of the 2013 Regulations as made.
    """
    recommendations = recommendations_of(facts, subject)
    if any(_is_open(r) for r in recommendations):
        return yes(f"a recommendation of {organisation(subject)} is not agreed")
    if recommendations:
        if all(r.payload.agreed or r.payload.resolution == "resolved" for r in recommendations):
            return no(f"agreement with {organisation(subject)} is recorded")
        return fact_not_recorded(f"whether the body agrees with {organisation(subject)}")
    responses = facts.about("scrutiny_response", subject)
    if responses and responses[-1].payload.outcome == "no_comment":
        return yes(f"{organisation(subject)} made no comment")
    return not_known(f"whether agreement with {organisation(subject)} was reached is not recorded")


def recommendations_of(facts: CaseFacts, subject: str) -> list[RecordVersion]:
    """Recommendations of one council, its joint committee's among them, or of every council."""
    if subject in facts.scrutiny_authorities():
        return facts.about("recommendation", subject)
    return facts.current("recommendation")


def _is_open(record: RecordVersion) -> bool:
    return record.payload.agreed is False and record.payload.resolution != "resolved"


def _nothing_left_to_disagree_with(facts: CaseFacts, subject: str) -> Answer:
    """No, once every council has answered or let its date pass and no recommendation is missing."""
    councils = facts.scrutiny_authorities()
    asked = [subject] if subject in councils else councils
    if not asked:
        return not_recorded("affected_authority")
    for council in asked:
        if _response_promises_a_recommendation(facts, council):
            return fact_not_recorded(f"the recommendation of {organisation(council)}")
        answered = council_commented_or_comments_date_passed(facts, council)
        if not answered.is_yes:
            return not_known(answered.reason)
    return no("no recommendation is disagreed with")


def _response_promises_a_recommendation(facts: CaseFacts, council: str) -> bool:
    responses = facts.about("scrutiny_response", council)
    promised = any(r.payload.outcome == "comments_with_recommendation" for r in responses)
    return promised and not facts.about("recommendation", council)

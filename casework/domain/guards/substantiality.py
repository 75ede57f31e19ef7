"""Guards on whether the change is substantial. Source: domain brief, section 4.1."""

from __future__ import annotations

from casework.domain.answers import Answer, no, not_known, yes
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.guards.registry import guard
from casework.domain.predicates import (
    every,
    fact_not_recorded,
    from_single,
    not_recorded,
    organisation,
)


@guard("council_view_is_recorded_or_chased")
def council_view_is_recorded_or_chased(facts: CaseFacts, subject: str) -> Answer:
    """The council gave its view, or it is recorded when it was asked, chased and given up on."""
    record = _view(facts, subject)
    if record is None:
        return not_recorded("authority_view")
    payload = record.payload
    if payload.view != "no_answer":
        return yes()
    dates = {
        "asked": payload.asked_on,
        "chased": payload.chased_on,
        "to have answered": payload.given_on,
    }
    missing = [step for step, on in dates.items() if on is None]
    if missing:
        return fact_not_recorded(f"when {organisation(subject)} was {', '.join(missing)}")
    if payload.given_on.after(facts.as_at) is True:
        return no(
            f"the date for the answer of {organisation(subject)}, {payload.given_on.plain()}, "
            "has not passed"
        )
    return yes()


@guard("substantiality_is_determined")
def substantiality_is_determined(facts: CaseFacts, subject: str) -> Answer:
    """The determination is recorded, with its reasons."""
    return from_single(
        facts,
        "substantiality",
        lambda record: (
            yes()
            if record.payload.reasons
            else fact_not_recorded("the reasons of the substantiality determination")
        ),
    )


@guard("substantiality_agrees_with_councils_views")
def substantiality_agrees_with_councils_views(facts: CaseFacts, subject: str) -> Answer:
    """What the determination says of the councils is what the councils are recorded to have said.

    "Councils agree" needs every council's view that the change is not substantial; an answer that
    never came is not agreement. "A council disagrees" needs one that finds it substantial.
    """
    return from_single(facts, "substantiality", lambda record: _compare(facts, record))


def _compare(facts: CaseFacts, determination: RecordVersion) -> Answer:
    outcome = determination.payload.outcome
    if outcome == "not_substantial_agreed":
        councils = facts.scrutiny_authorities()
        if not councils:
            return not_recorded("affected_authority")
        return every(_agrees(facts, council) for council in councils)
    if outcome == "not_substantial_disputed":
        views = [_view(facts, council) for council in facts.scrutiny_authorities()]
        if any(view is not None and view.payload.view == "substantial" for view in views):
            return yes()
        return fact_not_recorded("which council finds the change substantial")
    if outcome == "urgent_exception":
        screen = facts.single("urgency_screen")
        if screen is not None and screen.payload.no_time_to_consult is False:
            return no(
                "the determination uses the urgent exception, and the urgency screen finds time "
                "to consult: these records disagree"
            )
    return yes()


def _agrees(facts: CaseFacts, council: str) -> Answer:
    record = _view(facts, council)
    if record is None:
        return fact_not_recorded(f"the view of {organisation(council)}")
    if record.payload.view == "substantial":
        return no(
            f"the determination says that the councils agree, and {organisation(council)} finds "
            "the change substantial: these records disagree"
        )
    if record.payload.view == "no_answer":
        return not_known(f"{organisation(council)} has not answered, which is not agreement")
    return yes()


def _view(facts: CaseFacts, council: str) -> RecordVersion | None:
    found = facts.about("authority_view", council)
    return found[-1] if found else None

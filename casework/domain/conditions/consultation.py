"""Conditions on the public consultation."""

from __future__ import annotations

from datetime import date

from casework.domain.answers import Answer, from_bool, no, not_known, yes
from casework.domain.conditions.registry import condition
from casework.domain.dates import FactDate
from casework.domain.facts import CaseFacts
from casework.domain.predicates import fact_not_recorded, from_single

SIX_WEEKS_IN_DAYS = 42


@condition("consultation_planned")
def consultation_planned(facts: CaseFacts, subject: str) -> Answer:
    """Whether the public is, or is to be, consulted; a consultation that is recorded settles it."""
    if facts.single("consultation") is not None:
        return yes("a public consultation is recorded")
    if facts.absent("consultation"):
        return no("it is recorded that there was no public consultation")
    return from_single(
        facts,
        "particulars",
        lambda record: from_bool(
            record.payload.public_consultation_planned,
            "a public consultation is planned",
            "no public consultation is planned",
            "Not recorded: whether a public consultation is planned",
        ),
    )


@condition("consultation_window_is_six_weeks_or_more")
def consultation_window_is_six_weeks_or_more(facts: CaseFacts, subject: str) -> Answer:
    """Whether the public could answer for 42 calendar days or more, first and last included.

    The day on which the consultation closed in fact counts, else the day published.
    """
    record = facts.single("consultation")
    if record is None:
        planned = consultation_planned(facts, subject)
        return planned if not planned.is_yes else fact_not_recorded("the consultation's dates")
    opens, closes = record.payload.opens_on, record.payload.closed_on or record.payload.closes_on
    if opens is None or closes is None:
        return fact_not_recorded("when the consultation opens and closes")
    shortest, longest = _days(opens.latest, closes.earliest), _days(opens.earliest, closes.latest)
    if shortest is not None and shortest >= SIX_WEEKS_IN_DAYS:
        return yes(f"the consultation runs from {opens.plain()} to {closes.plain()}")
    if longest is not None and longest < SIX_WEEKS_IN_DAYS:
        return no(f"the consultation runs for less than six weeks, {_span(opens, closes)}")
    return not_known(f"whether {_span(opens, closes)} is six weeks or more")


def _days(first: date | None, last: date | None) -> int | None:
    return None if first is None or last is None else (last - first).days + 1


def _span(opens: FactDate, closes: FactDate) -> str:
    return f"from {opens.plain()} to {closes.plain()}"

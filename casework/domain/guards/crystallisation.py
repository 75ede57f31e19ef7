"""GD02: once a paper names service, site and effect, there is a proposal and a clock runs.

Source: Pow (1997): a proposal triggers the duty before any resolution of a board, and urgency of
the body's own making is none. The days to a council's first contact are a local figure and only
raise a question.
"""

from __future__ import annotations

from datetime import date

from casework.domain.answers import Answer, no, not_known, yes
from casework.domain.calendar.england import england_bank_holidays
from casework.domain.calendar.working_days import working_days_after
from casework.domain.dates import FactDate, long_date
from casework.domain.facts import CaseFacts
from casework.domain.guards.registry import guard
from casework.domain.predicates import every, fact_not_recorded, organisation

CONTACTS = (
    ("letter", "sent_on"),
    ("authority_view", "asked_on"),
    ("supplied_to_scrutiny", "supplied_on"),
    ("at_risk_service", "shared_on"),
)


@guard("councils_were_contacted_once_the_change_was_named")
def councils_were_contacted_once_the_change_was_named(facts: CaseFacts, subject: str) -> Answer:
    """Each scrutiny authority was in contact within the working days after the first mention."""
    named = first_named_on(facts)
    if named is None or named.earliest is None:
        return fact_not_recorded("the first paper that names service, site and effect")
    threshold = facts.threshold("contact_working_days")
    if threshold is None:
        return yes()
    last = working_days_after(named.earliest, threshold.value, england_bank_holidays())
    if facts.as_at <= last:
        return yes(f"the councils are to be told by {long_date(last)}")
    councils = facts.scrutiny_authorities()
    if not councils:
        return fact_not_recorded("which councils are affected")
    return every(_contacted(facts, council, last) for council in councils)


@guard("urgency_is_not_older_than_claimed")
def urgency_is_not_older_than_claimed(facts: CaseFacts, subject: str) -> Answer:
    """No paper named the change before the day from which urgency is claimed."""
    changes = [r for r in facts.current("temporary_change") if subject in ("", r.key)]
    return every(_not_older(facts, r.payload) for r in changes if r.payload.status == "urgent")


def first_named_on(facts: CaseFacts) -> FactDate | None:
    """The earliest dated paper that names service, site and effect; contingency plans left out."""
    found = [
        r.payload.dated for r in facts.current("mention")
        if r.payload.names_service and r.payload.names_site and r.payload.names_effect
        and r.payload.contingency is False
    ]  # fmt: skip
    found += [
        r.payload.dated for r in facts.current("proposal_version")
        if {"service", "site"} <= {row["parameter"] for row in r.payload.parameters}
    ]
    found += [
        r.payload.decided_on for r in facts.current("logged_decision") if r.payload.names_change
    ]
    found += [r.payload.first_mentioned_on for r in facts.current("temporary_change")]
    dated = [on for on in found if on is not None and on.is_known]
    return min(dated) if dated else None


def _contacted(facts: CaseFacts, council: str, last: date) -> Answer:
    days = [
        getattr(r.payload, field) for kind, field in CONTACTS
        for r in facts.about(kind, council)
        if getattr(r.payload, "direction", "sent") == "sent"
    ]  # fmt: skip
    days += [r.payload.held_on for r in facts.about("meeting", council, purpose="scrutiny")]
    dated = [day for day in days if day is not None]
    if any(day.on_or_before(last) for day in dated):
        return yes()
    if any(day.on_or_before(last) is None for day in dated):
        return not_known(f"Not recorded: when {organisation(council)} was first told")
    return no(f"no contact with {organisation(council)} is recorded by {long_date(last)}")


def _not_older(facts: CaseFacts, change: object) -> Answer:
    since: FactDate | None = getattr(change, "urgent_since", None)
    if since is None:
        return fact_not_recorded("since when it is urgent")
    named = first_named_on(facts)
    if named is None:
        return fact_not_recorded("the day on which the option was first mentioned")
    older = named.before(since)
    if older is None:
        return not_known(
            "Not recorded: whether the option was first mentioned before it was urgent"
        )
    if older:
        return no(
            f"the option is first mentioned {named.plain()}, and urgency is claimed from "
            f"{since.plain()}"
        )
    return yes()

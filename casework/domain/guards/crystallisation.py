"""GD02: once a paper names service, site and effect, there is a proposal and a clock runs.

Source: Pow (1997): a proposal triggers the duty before any resolution of a board, and urgency of
the body's own making is none. The days to a council's first contact are a local figure and only
raise a question.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from casework.domain.answers import Answer, no, not_known, yes
from casework.domain.dates import FactDate, long_date
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.guards.in_time import working_days_later
from casework.domain.guards.regime import UNKNOWN
from casework.domain.guards.registry import guard
from casework.domain.guards.temporary_changes import no_temporary_change
from casework.domain.predicates import (
    about_each,
    every,
    fact_not_recorded,
    not_recorded,
    organisation,
)

CONTACTS = (
    ("letter", "sent_on"),
    ("authority_view", "asked_on"),
    ("authority_view", "given_on"),
    ("supplied_to_scrutiny", "supplied_on"),
    ("at_risk_service", "shared_on"),
)
NAMED = ("names_service", "names_site", "names_effect")


@guard("councils_were_contacted_once_the_change_was_named")
def councils_were_contacted_once_the_change_was_named(facts: CaseFacts, subject: str) -> Answer:
    """Each scrutiny authority was in contact within the working days after the first mention."""
    named = first_named_on(facts)
    if named is None:
        return fact_not_recorded("the first paper that names service, site and effect")
    threshold = facts.threshold("contact_working_days")
    if threshold is None:
        return yes()
    soonest = working_days_later(facts, named.earliest, threshold.value)
    last = working_days_later(facts, named.latest, threshold.value)
    if soonest is None or last is None:
        return fact_not_recorded("by when the councils were to be told")
    if facts.as_at <= soonest:
        return yes(f"the councils are to be told by {long_date(soonest)}")
    councils = facts.scrutiny_authorities()
    if not councils:
        return fact_not_recorded("which councils are affected")
    return every(_contacted(facts, council, soonest, last) for council in councils)


@guard("urgency_is_not_older_than_claimed")
def urgency_is_not_older_than_claimed(facts: CaseFacts, subject: str) -> Answer:
    """No paper named the change before the day from which urgency is claimed.

    Without a subject every urgent change is meant; where none is recorded, it is recorded that
    there is none.
    """
    changes = [r for r in facts.current("temporary_change") if subject in ("", r.key)]
    if not changes:
        return not_recorded("temporary_change") if subject else no_temporary_change(facts)
    urgent = [r for r in changes if r.payload.status == "urgent"]
    if subject:
        return every(_not_older(facts, r) for r in urgent)
    return about_each(urgent, lambda r: _not_older(facts, r))


def first_named_on(facts: CaseFacts) -> FactDate | None:
    """The earliest dated paper that names service, site and effect; contingency plans left out."""
    dated = [on for on, certain in _namings(facts, None) if certain and on.is_known]
    return min(dated) if dated else None


def _namings(
    facts: CaseFacts, change: RecordVersion | None
) -> Iterator[tuple[FactDate, bool]]:
    """The dates on which a paper named the change, and whether it is certain that it did.

    Of one temporary change, what is recorded of another is left out.
    """
    for r in facts.current("mention"):
        about = r.payload.about.partition("@")[0]
        other = about.startswith("temporary_change/") and change is not None and (
            about != change.reference
        )
        does = _names_the_change(r.payload)
        if does is not False and not other:
            yield r.payload.dated or UNKNOWN, does is True
    for r in facts.current("proposal_version"):
        if r.payload.dated is not None and {"service", "site"} <= {
            row["parameter"] for row in r.payload.parameters
        }:
            yield r.payload.dated, True
    for r in facts.current("logged_decision"):
        if r.payload.names_change is not False:
            yield r.payload.decided_on or UNKNOWN, r.payload.names_change is True
    for r in [change] if change is not None else facts.current("temporary_change"):
        if r.payload.first_mentioned_on is not None:
            yield r.payload.first_mentioned_on, True


def _names_the_change(p: Any) -> bool | None:
    """Whether a mention names service, site and effect and is no mere contingency; None if that
    is not recorded."""
    said = [getattr(p, name) for name in NAMED]
    if p.contingency or False in said:
        return False
    return True if all(said) and p.contingency is False else None


def _contacted(facts: CaseFacts, council: str, soonest: date, last: date) -> Answer:
    days = [
        getattr(r.payload, field) for kind, field in CONTACTS
        for r in facts.about(kind, council)
        if getattr(r.payload, "direction", "sent") == "sent"
    ]  # fmt: skip
    days += [r.payload.held_on for r in facts.about("meeting", council, purpose="scrutiny")]
    dated: list[FactDate] = [day for day in days if day is not None]
    name = organisation(council)
    if not dated:
        return fact_not_recorded(f"the first contact with {name}")
    if any(day.on_or_before(soonest) for day in dated):
        return yes()
    if all(day.after(last) for day in dated):
        return no(f"the first contact with {name} that is recorded is {min(dated).plain()}, after "
                  f"{long_date(last)}")  # fmt: skip
    return not_known(f"Not recorded: whether {name} was told by {long_date(last)}")


def _not_older(facts: CaseFacts, change: RecordVersion) -> Answer:
    since: FactDate | None = change.payload.urgent_since
    if since is None:
        return fact_not_recorded("since when it is urgent")
    named = list(_namings(facts, change))
    if not any(certain for _, certain in named):
        return fact_not_recorded("the day on which the option was first mentioned")
    older = [on for on, certain in named if certain and on.before(since)]
    if older:
        return no(
            f"the option is first mentioned {min(older).plain()}, and urgency is claimed from "
            f"{since.plain()}"
        )
    if any(on.before(since) is not False for on, _ in named):
        return not_known(
            "Not recorded: whether the option was first mentioned before it was urgent"
        )
    return yes()

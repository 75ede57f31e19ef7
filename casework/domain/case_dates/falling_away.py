"""Dates that no longer apply although nothing of them was done: of a case that has ended, and of a
temporary change that is over.

What has to be answered all the same stays: a letter before claim, a request for information, a
report of Healthwatch or of a council, a direction, and the watch over decisions. So do the reviews
of a temporary change that outlasts its case.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from casework.domain.case_dates.done import change_is_over
from casework.domain.case_dates.shapes import CaseDate
from casework.domain.case_dates.stated import KEY_DATES
from casework.domain.endings import Ending, ending_of
from casework.domain.facts import CaseFacts

RULES_OF_THE_PROPOSAL = frozenset({
    "T01", "T02", "T04", "T04a", "T04b", "T05", "T06", "T07", "T12", "T13", "T18", "T19",
})  # fmt: skip
"""Rules that ask for something only while a proposal is on its way."""
STATED_OF_THE_PROPOSAL = frozenset((kind, field) for kind, field, _ in KEY_DATES) | {
    ("irreversible_step", "planned_on"),
}
CHANGE, OF_A_CHANGE = "temporary_change", ("review_on", "expires_on")
REVIEWS = "T17"


def with_those_that_fall_away(
    facts: CaseFacts, dates: Iterable[CaseDate]
) -> Iterator[CaseDate]:
    """The same dates in the same order; those that no longer apply say why."""
    ending = ending_of(facts)
    for each in dates:
        why = "" if each.settled else _of_change(facts, each) or _of_case(each, ending)
        yield replace(each, falls_away=why) if why else each


def _of_change(facts: CaseFacts, found: CaseDate) -> str:
    """Why a review or the expiry of a temporary change falls away; empty while it lasts."""
    kind = found.record.partition("/")[0]
    if kind != CHANGE or not (found.rule_id == REVIEWS or found.field in OF_A_CHANGE):
        return ""
    change = facts.find(found.record)
    if change is None or change.payload is None or not change_is_over(facts, change):
        return ""
    return f"the temporary change ended {change.payload.ended_on.plain()}"


def _of_case(found: CaseDate, ending: Ending | None) -> str:
    if ending is None or not _is_of_the_proposal(found) or _had_come_before(found, ending.on):
        return ""
    return ending.in_words


def _is_of_the_proposal(found: CaseDate) -> bool:
    if found.is_computed:
        return found.rule_id in RULES_OF_THE_PROPOSAL
    return (found.record.partition("/")[0], found.field) in STATED_OF_THE_PROPOSAL


def _had_come_before(found: CaseDate, ended_on: date | None) -> bool:
    last = found.on or (found.stated.latest if found.stated is not None else None)
    return last is not None and ended_on is not None and last < ended_on

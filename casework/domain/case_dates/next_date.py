"""The date of a case that comes next, for lists over many cases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from casework.domain.canonical import sha256_of
from casework.domain.case_dates.all_dates import RULES
from casework.domain.case_dates.done import was_asked
from casework.domain.case_dates.falling_away import with_those_that_fall_away
from casework.domain.case_dates.other_rules import polls, watches
from casework.domain.case_dates.scrutiny_rules import (
    comments_after_meeting,
    decision_after_comments,
)
from casework.domain.case_dates.shapes import CaseDate, Terms
from casework.domain.case_dates.stated import WAITED_FOR, dates_waited_for
from casework.domain.deadlines import Bound
from casework.domain.facts import CaseFacts

NOTHING_IS_DUE = frozenset({Bound.NO_EARLIER_THAN, Bound.STARTS, Bound.LOOKED_AT})
"""Bounds by which nothing is to be done on the day: the earliest that something may be, when a
period begins, and a watch that ends nothing."""
_OF_SUCH_BOUNDS = (polls, watches, comments_after_meeting, decision_after_comments)
TO_BE_DONE = tuple(rule for rule in RULES if rule not in _OF_SUCH_BOUNDS)
"""The rules that make dates of other bounds: every write asks for the next date anew."""


@dataclass(frozen=True, slots=True)
class NextDate:
    """A day ahead, what it is, and the mark of its line on the page of the case's dates."""

    on: date
    what: str
    mark: str


def mark_of(found: CaseDate) -> str:
    """What marks the line of a date on the page of dates: the same while the date moves."""
    return f"date-{sha256_of('|'.join(found.key))[:16]}"


def is_waited_for(found: CaseDate) -> bool:
    """Whether pages and reports tell of a date ahead: one that a rule makes, or that records state
    and people wait for, while it is neither done nor has fallen away."""
    stated = (found.record.partition("/")[0], found.field)
    return found.is_open and (found.is_computed or stated in WAITED_FOR)


def next_date(facts: CaseFacts, terms: Terms) -> NextDate | None:
    """The earliest date, on or after the one judged, by which something is to be done or to happen.

    ``terms`` may be without polls: a pre-election period is nothing to be done. What somebody was
    not asked for yet, and what fell away with the end of a case, is no such date.
    """
    found = [
        NextDate(each.on, each.what, mark_of(each))
        for each in with_those_that_fall_away(facts, _coming(facts, terms))
        if each.on is not None and each.on >= facts.as_at and _is_to_be_done(facts, each)
    ]
    return min(found, key=lambda n: (n.on, n.what, n.mark), default=None)


def _coming(facts: CaseFacts, terms: Terms) -> Iterator[CaseDate]:
    yield from dates_waited_for(facts)
    for rule in TO_BE_DONE:
        yield from rule(facts, terms)


def _is_to_be_done(facts: CaseFacts, found: CaseDate) -> bool:
    if not is_waited_for(found):
        return False
    if found.found is not None:
        return found.found.bound not in NOTHING_IS_DUE
    record = facts.find(found.record)
    return record is None or was_asked(facts, record, found.field)

"""When a hold may be said to begin and to end, and which kinds of it are open once at a time.

A hold says what is so. A direction, a request, a report, a claim and a dispute have been made or
have not: none of them begins on a day that is still to come. A pause is decided, and may be decided
from a day ahead. Every end is a fact; until when a pause is planned to last stands in its terms.
"""

from __future__ import annotations

from datetime import date

from casework.domain.dates import FactDate
from casework.domain.errors import Conflict, Invalid
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.hold_standing import CALLED_IN, PAUSED, REQUESTED

MAY_BE_PLANNED = frozenset({PAUSED})
"""Kinds of hold that may be recorded before the day on which they begin."""
ONCE_AT_A_TIME = {
    REQUESTED: "Record who else asks as a call-in request: one hold stands for all of them.",
    CALLED_IN: "Record a further direction as a call-in direction: it is part of this call-in.",
    PAUSED: "If its terms have changed, correct them.",
}
"""Kinds of which only one is open, with what to do instead of opening another. Each council's
report, each claim and each dispute is one of its own."""
LIES_AHEAD = "This day lies ahead: {}."


def check_hold_start(
    facts: CaseFacts, hold: str, on: FactDate | None, field: str = "started_on"
) -> None:
    """Raise Invalid where a hold that cannot be planned would begin on a day to come."""
    if hold not in MAY_BE_PLANNED and _lies_ahead(on, facts.as_at):
        raise Invalid(
            LIES_AHEAD.format(on.plain() if on else ""),
            "Only what has happened is recorded. Check the day and the year.", field,
        )  # fmt: skip


def check_hold_end(facts: CaseFacts, started: FactDate | None, on: FactDate | None) -> None:
    """Raise Invalid for an end on a day to come, or before the hold began."""
    if on is None:
        return
    if _lies_ahead(on, facts.as_at):
        raise Invalid(
            LIES_AHEAD.format(on.plain()),
            "A hold has ended once it is over. Check the day and the year.", "ended_on",
        )  # fmt: skip
    if started is not None and on.before(started) is True:
        raise Invalid("A hold does not end before it began.",
                      f"It began on {started.plain()}.", "ended_on")  # fmt: skip


def check_is_only_one(facts: CaseFacts, hold: str, title: str, but: str = "") -> None:
    """Raise Conflict where a hold of a kind that is open once at a time is open already, begun or
    planned. ``but`` is the reference of a hold that does not count."""
    remedy = ONCE_AT_A_TIME.get(hold)
    known = [r for r in unended(facts, hold) if r.reference != but]
    if remedy is None or not known:
        return
    started = known[0].payload.started_on
    since = f", since {started.plain()}" if started is not None else ""
    raise Conflict(f"“{title}” is open already{since}.", remedy)


def unended(facts: CaseFacts, hold: str) -> list[RecordVersion]:
    """The holds of a kind whose end has not come, begun or planned, in the order recorded."""
    return [
        r for r in facts.current("hold") if r.payload.hold == hold
        and not (r.payload.ended_on and r.payload.ended_on.has_come_by(facts.as_at))
    ]  # fmt: skip


def is_planned(facts: CaseFacts, hold: RecordVersion) -> bool:
    """Whether a hold begins on a day to come: it freezes nothing yet."""
    p = hold.payload
    return p.ended_on is None and _lies_ahead(p.started_on, facts.as_at)


def _lies_ahead(on: FactDate | None, day: date) -> bool:
    return on is not None and on.after(day) is True

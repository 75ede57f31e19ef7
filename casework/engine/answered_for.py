"""What somebody answers for by name on a case, and when it is done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from casework.domain.cover import may_lie_ahead
from casework.domain.facts import STATED, RecordVersion


def _not_kept(p: Any, day: date) -> bool:
    return p.kept_on is None and p.touches_this_proposal is not False


def _still_ahead(p: Any, day: date) -> bool:
    return p.held_on is not None and p.held_on.before(day) is not True


def _not_settled(p: Any, day: date) -> bool:
    return p.settled_on is None or not p.settled_on.has_come_by(day)


OWNED: dict[str, tuple[Callable[[Any, date], bool], str]] = {
    "promise": (_not_kept, ""),
    "condition": (lambda p, day: p.discharged_on is None, "due_on"),
    "mitigation": (lambda p, day: p.delivered_on is None, "due_on"),
    "risk": (lambda p, day: True, ""),
    "issue": (_not_settled, "due_on"),
    "information_request": (lambda p, day: not p.outcome, "due_on"),
    "meeting": (_still_ahead, "held_on"),
}
"""Kinds of record that somebody answers for: when one is still open, and its field of the date."""


def is_open(record: RecordVersion | None, day: date) -> bool:
    """True of a request that is not settled, a cover that lasts, and what somebody still has to do
    on the date judged; never of what is not recorded, or withdrawn."""
    if record is None or record.state != STATED:
        return False
    if record.kind == "request":
        return record.payload.state in ("open", "returned", "sent")
    if record.kind == "cover":
        return may_lie_ahead(record, day)
    still_open, _ = OWNED.get(record.kind, (lambda p, day: False, ""))
    return still_open(record.payload, day)

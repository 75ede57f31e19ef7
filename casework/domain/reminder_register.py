"""When people are reminded of a date, and who: dated data, every figure assumed.

No source sets when a person is reminded (tag A). ``before`` and ``after`` are calendar days from
the date; ``roles`` are those whose move it is; from ``escalate_after`` days after the date the
senior responsible owner and governance are told too. An entry is in force from ``valid_from`` until
a later one of the same id; add one to change a figure, so that a past reminder stays explained.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

FIRST = date(2013, 4, 1)
ESCALATED_TO = ("SRO", "GOV")


@dataclass(frozen=True, slots=True)
class ReminderRule:
    """For one rule of the deadline register, or one `kind.field` that a record states."""

    id: str
    before: tuple[int, ...]
    after: tuple[int, ...]
    roles: tuple[str, ...]
    escalate_after: int | None = None
    valid_from: date = FIRST
    tag: str = "A"


_LONG, _SHORT, _LATE = (28, 14, 7, 1), (7, 1), (1, 7, 14)

RULES = (
    ReminderRule("T03", (), (1, 3), ("AO", "PM"), 3),
    ReminderRule("T04", (14, 7, 1), _LATE, ("PM",), 1),
    ReminderRule("T04a", (14, 3), (1, 7), ("PM",)),
    ReminderRule("T04b", (7, 1), (1, 7), ("PM",), 7),
    ReminderRule("T05", (14, 7, 1), _LATE, ("GOV",), 1),
    ReminderRule("T06", (14, 7, 1), _LATE, ("GOV",), 1),
    ReminderRule("T07", _SHORT, _LATE, ("AO",), 1),
    ReminderRule("T08", _LONG, (), ("LEG", "SRO")),
    ReminderRule("T09", (14, 7, 1), _LATE, ("AO", "PM"), 1),
    ReminderRule("T10", (7, 1), _LATE, ("ENG",), 7),
    ReminderRule("T11", (0,), (1, 2, 7), ("AO", "PM"), 1),
    ReminderRule("T12", (28, 7), (), ("GOV", "PM")),
    ReminderRule("T13", (14, 1), (), ("ENG",)),
    ReminderRule("T14", (7, 1), _LATE, ("LEG",), 1),
    ReminderRule("T15", (28, 7), (), ("LEG",)),
    ReminderRule("T16", (7, 1), _LATE, ("GOV",), 1),
    ReminderRule("T17", (14, 3), (1, 7, 14), ("PM", "CMO", "CNO"), 7),
    ReminderRule("T18", (28, 7), _LATE, ("CMO",)),
    ReminderRule("T19", (60, 14), (), ("PM",)),
    ReminderRule("letter.comments_date", (14, 3), (1, 7), ("PM", "HC"), 7),
    ReminderRule("letter.decision_date", (28, 7), (1,), ("PM", "GOV"), 1),
    ReminderRule("consultation.opens_on", (14, 1), (), ("ENG", "PM")),
    ReminderRule("consultation.closes_on", (14, 1), (), ("ENG", "PM")),
    ReminderRule("meeting.held_on", (7, 1), (), ("PM", "GOV")),
    ReminderRule("request.due_on", (3, 0), (1, 7), (), 7),
    ReminderRule("temporary_change.expires_on", (28, 7, 1), _LATE, ("SRO", "PM"), 1),
    ReminderRule("temporary_change.review_on", (7, 1), _LATE, ("PM",), 7),
    ReminderRule("condition.due_on", (14, 1), _LATE, ("PM",), 7),
)
"""A rule without roles is for the person whom the record names."""


def rule_in_force(rule_id: str, on: date) -> ReminderRule | None:
    """The entry of this id in force on a day, or None: nobody is reminded of such dates."""
    found = [rule for rule in RULES if rule.id == rule_id and rule.valid_from <= on]
    return max(found, key=lambda rule: rule.valid_from, default=None)

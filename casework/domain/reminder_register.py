"""When people are reminded of a date, and who: dated rules, which administrators correct.

No source sets when a person is reminded, so every shipped figure is assumed (tag A). ``before`` and
``after`` are calendar days from the date; ``roles`` are those whose move it is; from
``escalate_after`` days after the date the senior responsible owner and governance are told too. An
entry is in force from ``valid_from`` until a later one of the same id, so that a reminder that was
made stays explained. What administrators record stands beside what is shipped, as versions.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from casework.domain.case_dates.stated import LABELS
from casework.domain.deadline_register import REGISTER
from casework.domain.roles import ROLES

FIRST = date(2013, 4, 1)
ESCALATED_TO = ("SRO", "GOV")
LONGEST_BEFORE, LONGEST_AFTER, MOST_DAYS = 365, 60, 10
"""Calendar days; and how many reminders one date may have on each side. After 60 days the nightly
job no longer knows what it made."""
NO_SOURCE = "No source sets it"


@dataclass(frozen=True, slots=True)
class ReminderRule:
    """For one rule of the deadline register, or one `kind.field` that a record states. ``version``
    is 0 for what is shipped; ``tag`` is empty where an administrator recorded it."""

    id: str
    before: tuple[int, ...]
    after: tuple[int, ...]
    roles: tuple[str, ...]
    escalate_after: int | None = None
    valid_from: date = FIRST
    tag: str = "A"
    source: str = NO_SOURCE
    version: int = 0

    @property
    def title(self) -> str:
        """Of which date people are reminded."""
        if self.id in REGISTER:
            return REGISTER[self.id].title
        kind, _, name = self.id.partition(".")
        return LABELS[(kind, name)]

    @property
    def moments(self) -> frozenset[int]:
        """Days from the date on which somebody is reminded, less than 0 before it."""
        return frozenset({*(-n for n in self.before), *self.after})


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


def rules_with(recorded: Iterable[ReminderRule]) -> tuple[ReminderRule, ...]:
    """The shipped rules and those that administrators recorded."""
    return (*RULES, *recorded)


def rule_in_force(
    rule_id: str, on: date, rules: Iterable[ReminderRule] | None = None
) -> ReminderRule | None:
    """The entry of this id in force on a day, or None: nobody is reminded of such dates.

    Of two that begin on the same day the one recorded later counts. ``rules`` are the shipped ones
    unless given.
    """
    known = RULES if rules is None else rules
    found = [rule for rule in known if rule.id == rule_id and rule.valid_from <= on]
    return max(found, key=lambda rule: (rule.valid_from, rule.version), default=None)


def rules_to_come(
    rule_id: str, after: date, rules: Iterable[ReminderRule]
) -> tuple[ReminderRule, ...]:
    """What will be in force of an id later than a day, in the order of time."""
    days = sorted({r.valid_from for r in rules if r.id == rule_id and r.valid_from > after})
    found = (rule_in_force(rule_id, day, rules) for day in days)
    return tuple(rule for rule in found if rule is not None)


def shipped_rule(rule_id: str) -> ReminderRule | None:
    """The shipped entry with this id, or None."""
    return next((rule for rule in RULES if rule.id == rule_id), None)


def faults_of_rule(rule: ReminderRule) -> dict[str, str]:
    """What makes no sense in a rule, by the name of its field; empty where nothing does."""
    faults = _faults_of_days("before", rule.before, 0, LONGEST_BEFORE)
    faults |= _faults_of_days("after", rule.after, 1, LONGEST_AFTER)
    shipped = shipped_rule(rule.id)
    if set(rule.roles) - ROLES.keys():
        faults["roles"] = "Choose roles from the list"
    elif shipped is not None and shipped.roles and not rule.roles:
        faults["roles"] = "Choose whose move it is"
    elif shipped is not None and not shipped.roles and rule.roles:
        faults["roles"] = "The record names who is reminded: choose no role"
    if "after" not in faults and not _somebody_is_told(rule):
        faults["escalate_after"] = (
            "No reminder comes that many days after the date, or later: enter such a day as a "
            "reminder too"
        )
    return faults


def _faults_of_days(
    name: str, days: tuple[int, ...], least: int, most: int
) -> dict[str, str]:
    if len(days) > MOST_DAYS:
        return {name: f"Enter at most {MOST_DAYS} days"}
    if len(set(days)) < len(days):
        return {name: "Enter each day once"}
    if not all(least <= day <= most for day in days):
        return {name: f"Each must be from {least} to {most} days"}
    return {}


def _somebody_is_told(rule: ReminderRule) -> bool:
    limit = rule.escalate_after
    return limit is None or (limit >= 1 and any(day >= limit for day in rule.after))

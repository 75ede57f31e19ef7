"""Which reminders are due: before and after a date, to whose move it is, until it is done."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from casework.domain.case_dates import CaseDate
from casework.domain.case_dates.done import was_asked
from casework.domain.facts import STATED, CaseFacts, RecordVersion
from casework.domain.permissions import PRIVILEGED_READERS, is_privileged
from casework.domain.reminder_register import ESCALATED_TO, ReminderRule, rule_in_force

CAUGHT_UP_FOR = timedelta(days=7)
"""How long after its day a reminder that was missed is still made."""
Made = tuple[str, date, str, int]


@dataclass(frozen=True, slots=True)
class Reminder:
    """One reminder of one date to one person. ``days`` are those from the date, less than 0
    before it. ``passed_over`` is True where a later one of the same date takes its place."""

    date_key: str
    due_on: date
    person: str
    days: int
    what: str
    rule_id: str
    escalated: bool = False
    passed_over: bool = False

    @property
    def key(self) -> Made:
        """What is made once."""
        return (self.date_key, self.due_on, self.person, self.days)


def key_of(found: CaseDate) -> str:
    """A date of a case as a text."""
    return "|".join(found.key)


def waits_for_somebody(facts: CaseFacts, found: CaseDate) -> bool:
    """Whether a date is one of which people are reminded: known, and not yet done with."""
    return found.on is not None and found.is_open and _is_asked(facts, found)


def due_reminders(
    facts: CaseFacts, dates: Iterable[CaseDate], made: Collection[Made],
    rules: Collection[ReminderRule] | None = None,
) -> tuple[Reminder, ...]:
    """The reminders of a case that are due by the date judged and were not made.

    Of several that were missed for one date and person only the last is to be sent; the others
    are passed over, so that a missed night makes no flood. What was due more than a week ago is
    left alone: a case that begins to be watched today is not reminded of its past. ``rules`` are
    the shipped ones unless given.
    """
    known = set(made)
    found: list[Reminder] = []
    for each in dates:
        if not waits_for_somebody(facts, each):
            continue
        rule = rule_in_force(_rule_id(each), facts.as_at, rules)
        if rule is not None:
            found += _of_date(facts, each, rule, known)
    return tuple(found)


def is_still_wanted(
    facts: CaseFacts, found: CaseDate, person: str, days: int,
    rules: Collection[ReminderRule] | None = None,
) -> bool:
    """Whether a reminder that was made and not sent is one that would still be made: its rule has
    it, and the person is one whom the rule tells."""
    rule = rule_in_force(_rule_id(found), facts.as_at, rules)
    if rule is None or days not in rule.moments:
        return False
    people = _people(facts, found, rule)
    return person in people and (not people[person] or _is_escalated(rule, days))


def _rule_id(found: CaseDate) -> str:
    return found.rule_id or f"{found.record.partition('/')[0]}.{found.field}"


def _of_date(
    facts: CaseFacts, found: CaseDate, rule: ReminderRule, known: set[Made]
) -> Iterator[Reminder]:
    on, today = found.on, facts.as_at
    assert on is not None
    reached = [d for d in sorted(rule.moments) if today - CAUGHT_UP_FOR < _day(on, d) <= today]
    for person, escalated_only in _people(facts, found, rule).items():
        offered = [
            Reminder(key_of(found), on, person, days, found.what, found.rule_id,
                     _is_escalated(rule, days))
            for days in reached if not escalated_only or _is_escalated(rule, days)
        ]  # fmt: skip
        new = [each for each in offered if each.key not in known]
        later = [each for each in offered if each.key in known]
        for each in new:
            last = max(offered, key=lambda r: r.days)
            over = each is not last or any(done.days > each.days for done in later)
            yield _passed_over(each) if over else each


def _passed_over(r: Reminder) -> Reminder:
    return Reminder(r.date_key, r.due_on, r.person, r.days, r.what, r.rule_id, r.escalated, True)


def _day(on: date, days: int) -> date:
    try:
        return on + timedelta(days=days)
    except OverflowError:
        return date.max


def _is_escalated(rule: ReminderRule, days: int) -> bool:
    return rule.escalate_after is not None and days >= rule.escalate_after


def _people(facts: CaseFacts, found: CaseDate, rule: ReminderRule) -> dict[str, bool]:
    """Who is reminded, and whether only once it is escalated to them."""
    record = facts.find(found.record) if found.record else None
    own = _named(record) if not rule.roles else _holders(facts, rule.roles, record)
    people = dict.fromkeys(own, False)
    if rule.escalate_after is not None:
        for person in _holders(facts, ESCALATED_TO, record):
            people.setdefault(person, True)
    return {p: only for p, only in people.items() if _may_be_told(facts, record, p)}


def _may_be_told(facts: CaseFacts, record: RecordVersion | None, person: str) -> bool:
    """False of a date of a privileged record for who may not read it."""
    hidden = record is not None and (
        record.kind == "privileged_note" or is_privileged(facts, record)
    )
    return not hidden or bool(facts.roles_of(person) & PRIVILEGED_READERS)


def _holders(
    facts: CaseFacts, roles: tuple[str, ...], record: RecordVersion | None
) -> list[str]:
    body = record.subject if record is not None and record.payload is not None else ""
    found = []
    for role in roles:
        found += facts.holders_of(role, body if role == "HC" else "")
    return list(dict.fromkeys(found))


def _named(record: RecordVersion | None) -> list[str]:
    person = getattr(record.payload, "to", "") if record is not None else ""
    return [person] if person else []


def _is_asked(facts: CaseFacts, found: CaseDate) -> bool:
    record = facts.find(found.record) if found.record and found.field else None
    stated = record is not None and record.state == STATED
    return not (record and stated) or was_asked(facts, record, found.field)

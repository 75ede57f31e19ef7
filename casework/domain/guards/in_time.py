"""What came before the public decision, and what is recorded as not having happened.

What is published, supplied or kept after the decision does not count. Each body's last decision is
meant; one of a body that no longer answers for the case belongs to an earlier round.
"""

from __future__ import annotations

from datetime import date

from casework.domain.answers import Answer, no, not_known, yes
from casework.domain.calendar.bank_holidays import CalendarNotKnown
from casework.domain.calendar.corrections import bank_holidays_for, days_shut_for
from casework.domain.calendar.working_days import clear_working_days, working_days_after
from casework.domain.dates import FactDate
from casework.domain.facts import CaseFacts
from casework.domain.predicates import happened, latest_of_each_body


def decision_days(facts: CaseFacts) -> list[FactDate]:
    """The days of the public decision, one of each body that decides, as far as they are dated."""
    past = {r.payload.organisation for r in facts.current("responsible_body")}
    past -= set(facts.parties("responsible_body"))
    decisions = latest_of_each_body(facts.current("decision", purpose="final"))
    return [
        r.payload.decided_on for r in decisions
        if r.payload.decided_on is not None and r.payload.outcome != "deferred"
        and r.payload.organisation not in past
    ]  # fmt: skip


def came_before_the_decision(
    facts: CaseFacts, on: FactDate | None, what: str, *, same_day: bool = False
) -> Answer:
    """Whether something dated had happened by the day judged, and before the public decision.

    With ``same_day`` the day of the decision is early enough.
    """
    done = happened(facts, on, what)
    if on is None or not done.is_yes:
        return done
    for decided in decision_days(facts):
        early = on.on_or_before(decided) if same_day else on.before(decided)
        if early is False:
            relation = "after" if same_day else "not before"
            return no(f"the date of {what} is {on.plain()}, which is {relation} the decision of "
                      f"{decided.plain()}")  # fmt: skip
        if early is None:
            return not_known(f"Not recorded: whether {what} ({on.plain()}) came before the "
                             f"decision ({decided.plain()})")  # fmt: skip
    return yes()


def working_days_later(facts: CaseFacts, day: date | None, count: int) -> date | None:
    """The working day so many after a day, the day itself after none; None where the day, or its
    bank holidays, are not known."""
    if count < 1:
        return day
    try:
        return None if day is None else working_days_after(day, count, bank_holidays_for(facts))
    except CalendarNotKnown:
        return None


def clear_days_between(
    facts: CaseFacts, first: date | None, last: date | None, *, at_our_offices: bool = True
) -> int | None:
    """Clear working days between two days; None where that is not known.

    ``at_our_offices`` is False for what another body does: our closure days are nothing to it.
    """
    if first is None or last is None:
        return None
    try:
        calendar = days_shut_for(facts) if at_our_offices else bank_holidays_for(facts)
        return clear_working_days(first, last, calendar)
    except CalendarNotKnown:
        return None


def is_recorded_absent(facts: CaseFacts, kind: str, subject: str = "", what: str = "") -> bool:
    """Whether it is recorded that something of a kind did not happen, at all or for a subject.

    ``what`` is the purpose where a kind has several; the absence of another is none of this one.
    """
    keys = {"case", *(f"no-{name}" for name in (kind, what) if name)}
    if subject:
        keys |= {f"no-{name}:{subject}" for name in (kind, what) if name}
    return any(record.key in keys for record in facts.absent(kind))

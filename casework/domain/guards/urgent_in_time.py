"""What an urgent change rests on and who was told of it, and apart from that whether in time.

What was left undone can be done late; a day that has passed cannot be mended, except by recording
another than the true one. So what was done bars, and when it was done is answered for in public.

Source: regulation 23(2) and (3) of the 2013 Regulations (the wording of (3) is assumed).
"""

from __future__ import annotations

from datetime import date

from casework.domain.answers import Answer, no, not_known, yes
from casework.domain.dates import FactDate, long_date
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.guards.in_time import working_days_later
from casework.domain.guards.registry import guard
from casework.domain.guards.urgent_decisions import (
    OVERDUE_AFTER_WORKING_DAYS,
    about_change,
    dated_in_time,
    each_change,
    notice_was_sent,
    notices_to,
)
from casework.domain.predicates import every, fact_not_recorded, happened, organisation


@guard("risk_is_evidenced")
def risk_is_evidenced(facts: CaseFacts, subject: str) -> Answer:
    """Each temporary change names its reason and the evidence of the risk, which is dated."""
    return each_change(facts, lambda r: every(_evidence(facts, r)))


@guard("risk_evidence_came_before_the_decision")
def risk_evidence_came_before_the_decision(facts: CaseFacts, subject: str) -> Answer:
    """The evidence of the risk of each temporary change is not later than the decision on it."""
    return each_change(facts, lambda r: dated_in_time(facts, r))


@guard("council_was_told_of_the_urgent_change")
def council_was_told_of_the_urgent_change(facts: CaseFacts, subject: str) -> Answer:
    """The council was told of each temporary change, with the reason, on whatever day."""
    return each_change(facts, lambda change: notice_was_sent(facts, subject, change))


@guard("council_was_told_of_the_urgent_change_in_time")
def council_was_told_of_the_urgent_change_in_time(facts: CaseFacts, subject: str) -> Answer:
    """The council was told of each temporary change no later than the working day after it began
    or was decided, whichever came first (T11). A notice before both is in time as well."""
    return each_change(facts, lambda change: _told_in_time(facts, subject, change))


def _evidence(facts: CaseFacts, change: RecordVersion) -> list[Answer]:
    p = change.payload
    asked = (("reason", "the risk to safety or welfare"), ("risk_evidence", "the evidence of it"))
    dated = p.risk_evidence_on is not None and p.risk_evidence_on.is_known
    return [
        *(fact_not_recorded(words) for name, words in asked if not getattr(p, name)),
        happened(facts, p.risk_evidence_on, "the evidence of the risk") if dated
        else fact_not_recorded("the date of the evidence of the risk"),
    ]  # fmt: skip


def _told_in_time(facts: CaseFacts, council: str, change: RecordVersion) -> Answer:
    sent = notice_was_sent(facts, council, change)
    if not sent.is_yes:
        return sent
    dates = [
        r.payload.sent_on for r in about_change(facts, change, notices_to(facts, council))
        if r.payload.summary and r.payload.sent_on is not None
        and happened(facts, r.payload.sent_on, "the notice").is_yes
    ]  # fmt: skip
    soonest, latest = _last_day(facts, change)
    if latest is not None and all(on.after(latest) for on in dates):
        return no(_late(council, change, min(dates), latest))
    decided: FactDate | None = change.payload.decided_on
    if decided is None or not decided.is_known:
        return fact_not_recorded("when the temporary change was decided")
    if soonest is not None and any(on.on_or_before(soonest) for on in dates):
        return yes()
    return not_known(
        f"Not recorded: whether {organisation(council)} was told of the temporary change in time"
    )


def _late(council: str, change: RecordVersion, told: FactDate, last: date) -> str:
    p = change.payload
    said = [f"{words} {on.plain()}" for on, words in (
        (p.starts_on, "it began"), (p.decided_on, "it was decided")) if on is not None]  # fmt: skip
    return (f"{organisation(council)} was told on {told.plain()}; {' and '.join(said)}, and the "
            f"last day was {long_date(last)}")  # fmt: skip


def _last_day(facts: CaseFacts, change: RecordVersion) -> tuple[date | None, date | None]:
    """The soonest and the latest that the last day for the notice may be, as far as the beginning
    and the decision are dated."""
    days = [on for on in (change.payload.decided_on, change.payload.starts_on) if on is not None]
    firsts = [on.earliest for on in days]
    lasts = [on.latest for on in days if on.latest is not None]
    first = min((on for on in firsts if on is not None), default=None)
    return (
        None if None in firsts else
        working_days_later(facts, first, OVERDUE_AFTER_WORKING_DAYS),
        working_days_later(facts, min(lasts, default=None), OVERDUE_AFTER_WORKING_DAYS),
    )  # fmt: skip

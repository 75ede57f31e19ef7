"""Who decided on an urgent temporary change, with which power, and who was told at once.

Source: regulation 23(2) and (3) of the 2013 Regulations (the wording of (3) is assumed); the body's
scheme of delegation; the guidance of 2022 (SRC-G1, Annex A2).
"""

from __future__ import annotations

from collections.abc import Callable

from casework.domain.answers import Answer, no, not_known, yes
from casework.domain.dates import long_date
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.guards.decisions import APPROVING
from casework.domain.guards.in_time import working_days_later
from casework.domain.guards.registry import guard
from casework.domain.guards.temporary_changes import KIND
from casework.domain.predicates import (
    about_each,
    every,
    fact_not_recorded,
    happened,
    latest_of_each_body,
    not_recorded,
    organisation,
)

PURPOSE, NOTICE = "temporary_change", "urgent_change_notice"
OVERDUE_AFTER_WORKING_DAYS = 1


@guard("risk_is_evidenced_and_dated")
def risk_is_evidenced_and_dated(facts: CaseFacts, subject: str) -> Answer:
    """Each temporary change names its reason and the evidence of the risk, which is dated and not
    later than the decision."""
    return each_change(facts, lambda r: every([
        *(fact_not_recorded(words) for name, words in (
            ("reason", "the risk to safety or welfare"), ("risk_evidence", "the evidence of it"),
        ) if not getattr(r.payload, name)),
        dated_in_time(facts, r),
    ]))  # fmt: skip


@guard("alternatives_to_the_temporary_change_are_recorded")
def alternatives_to_the_temporary_change_are_recorded(facts: CaseFacts, subject: str) -> Answer:
    """What else was thought of, and why it will not do, is recorded of each temporary change."""
    return each_change(facts, lambda r: yes() if r.payload.alternatives else fact_not_recorded(
        "what else was thought of instead of the temporary change"
    ))  # fmt: skip


@guard("lack_of_time_is_accounted_for")
def lack_of_time_is_accounted_for(facts: CaseFacts, subject: str) -> Answer:
    """It is answered of each whether the delay was the body's own and who could still be asked."""
    asked = (
        ("own_delay", "whether the lack of time comes from the body's own delay"),
        ("short_involvement_possible", "whether people could have been involved in short form"),
    )
    return each_change(facts, lambda r: every([
        *(fact_not_recorded(words) for name, words in asked if getattr(r.payload, name) is None),
        yes() if r.payload.urgent_since and r.payload.urgent_since.is_known
        else fact_not_recorded("since when it is urgent"),
    ]))  # fmt: skip


@guard("temporary_change_was_decided_with_authority")
def temporary_change_was_decided_with_authority(facts: CaseFacts, subject: str) -> Answer:
    """The decision on each temporary change is recorded, and for each body that took it the power
    to do so."""
    return _each_decided(facts, _with_authority)


@guard("urgent_decision_was_reported_to_the_board")
def urgent_decision_was_reported_to_the_board(facts: CaseFacts, subject: str) -> Answer:
    """What was decided under an urgent rule came before the board afterwards."""
    return _each_decided(facts, _reported)


@guard("council_was_told_of_the_urgent_change_at_once")
def council_was_told_of_the_urgent_change_at_once(facts: CaseFacts, subject: str) -> Answer:
    """The council was told of each temporary change, with the reason, on the day of the decision
    or the next working day (T11). A notice from before the decision tells of something else."""
    return each_change(facts, lambda change: _told_at_once(facts, subject, change))


@guard("healthwatch_was_told_of_the_urgent_change")
def healthwatch_was_told_of_the_urgent_change(facts: CaseFacts, subject: str) -> Answer:
    """Healthwatch was sent the notice of each temporary change."""
    if not facts.current(KIND):
        return _sent(notices_to(facts, subject), facts, subject)
    return each_change(facts, lambda r: notice_was_sent(facts, subject, r))


def dated_in_time(facts: CaseFacts, change: RecordVersion) -> Answer:
    """Whether the evidence of the risk is dated, and not later than the decision."""
    on, decided = change.payload.risk_evidence_on, change.payload.decided_on
    if on is None or not on.is_known:
        return fact_not_recorded("the date of the evidence of the risk")
    if decided is not None and on.after(decided):
        return no(f"the evidence of the risk is dated {on.plain()}, after the decision of "
                  f"{decided.plain()}")  # fmt: skip
    return happened(facts, on, "the evidence of the risk")


def _reported(facts: CaseFacts, decision: RecordVersion) -> Answer:
    on, decided = decision.payload.reported_on, decision.payload.decided_on
    if on is not None and decided is not None and on.before(decided):
        return no(f"the report to the board is dated {on.plain()}, before the decision of "
                  f"{decided.plain()}")  # fmt: skip
    return happened(facts, on, "the report to the board of the urgent decision")


def _told_at_once(facts: CaseFacts, council: str, change: RecordVersion) -> Answer:
    decided = change.payload.decided_on
    if decided is None or not decided.is_known:
        return fact_not_recorded("when the temporary change was decided")
    sent = notice_was_sent(facts, council, change)
    if not sent.is_yes:
        return sent
    soonest = working_days_later(facts, decided.earliest, OVERDUE_AFTER_WORKING_DAYS)
    latest = working_days_later(facts, decided.latest, OVERDUE_AFTER_WORKING_DAYS)
    dates = [
        r.payload.sent_on for r in about_change(facts, change, notices_to(facts, council))
        if r.payload.summary and r.payload.sent_on is not None
        and r.payload.sent_on.before(decided) is not True
    ]  # fmt: skip
    if soonest is not None and any(
        on.on_or_before(soonest) and on.before(decided) is False for on in dates
    ):
        return yes()
    name = organisation(council)
    if latest is not None and dates and all(on.after(latest) for on in dates):
        return no(f"{name} was told on {min(dates).plain()}; the decision was taken "
                  f"{decided.plain()} and the last day was {long_date(latest)}")  # fmt: skip
    return not_known(f"Not recorded: whether {name} was told of the temporary change at once")


def notice_was_sent(facts: CaseFacts, body: str, change: RecordVersion) -> Answer:
    """Whether the body was sent a notice of this change; one of nobody knows which is none."""
    notices = notices_to(facts, body)
    told = about_change(facts, change, notices)
    if notices and not told and any(not r.payload.temporary_changes for r in notices):
        return fact_not_recorded(
            f"of which temporary change the notice to {organisation(body)} tells"
        )
    return _sent(told, facts, body)


def _sent(notices: list[RecordVersion], facts: CaseFacts, body: str) -> Answer:
    """Whether a notice was sent that gives its reason."""
    if not notices:
        return fact_not_recorded(f"the notice of the temporary change to {organisation(body)}")
    reasoned = [r for r in notices if r.payload.summary]
    if not reasoned:
        return fact_not_recorded(f"the reason given to {organisation(body)}")
    sent = [happened(facts, r.payload.sent_on, "the notice of the temporary change")
            for r in reasoned]  # fmt: skip
    return next((answer for answer in sent if answer.is_yes), sent[0])


def notices_to(facts: CaseFacts, body: str) -> list[RecordVersion]:
    """The notices of urgent changes that are recorded as sent to a body."""
    return [r for r in facts.about("letter", body, purpose=NOTICE)
            if r.payload.direction == "sent"]  # fmt: skip


def about_change(
    facts: CaseFacts, change: RecordVersion, records: list[RecordVersion]
) -> list[RecordVersion]:
    """Those notices or decisions that are about one temporary change: they name it, or they name
    none and the case has no other."""
    alone = len(facts.current(KIND)) == 1
    return [
        r for r in records
        if any(named.partition("@")[0] == change.reference for named in r.payload.temporary_changes)
        or (alone and not r.payload.temporary_changes)
    ]  # fmt: skip


def _each_decided(
    facts: CaseFacts, judge: Callable[[CaseFacts, RecordVersion], Answer]
) -> Answer:
    """The last decision of each body on each temporary change, judged."""
    decisions = facts.current("decision", purpose=PURPOSE)
    if not decisions:
        return not_recorded("decision", PURPOSE)
    changes = facts.current(KIND)
    if not changes:
        return every(judge(facts, r) for r in latest_of_each_body(decisions))
    return about_each(changes, lambda change: _decided(facts, change, decisions, judge))


def _decided(
    facts: CaseFacts, change: RecordVersion, decisions: list[RecordVersion],
    judge: Callable[[CaseFacts, RecordVersion], Answer],
) -> Answer:
    found = latest_of_each_body(about_change(facts, change, decisions))
    if found:
        return every(judge(facts, r) for r in found)
    if any(not r.payload.temporary_changes for r in decisions):
        return fact_not_recorded("on which temporary change a decision was taken")
    return fact_not_recorded("the decision on the temporary change")


def _with_authority(facts: CaseFacts, decision: RecordVersion) -> Answer:
    p = decision.payload
    if p.outcome not in APPROVING:
        return no("the decision on the temporary change is recorded as "
                  f"{p.outcome.replace('_', ' ')}")  # fmt: skip
    powers = [r.payload for r in facts.current("decision_authority")
              if r.payload.organisation == p.organisation]  # fmt: skip
    has = any(a.power or a.delegation for a in powers)
    return every([
        happened(facts, p.decided_on, "the decision on the temporary change"),
        yes() if has else fact_not_recorded(
            f"the power or delegation by which {organisation(p.organisation)} decided"
        ),
    ])  # fmt: skip


def each_change(facts: CaseFacts, judge: Callable[[RecordVersion], Answer]) -> Answer:
    """Every temporary change judged, and all answers together; not known where none is stated."""
    changes = facts.current(KIND)
    if not changes:
        return not_recorded(KIND)
    return about_each(changes, judge)

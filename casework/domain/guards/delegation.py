"""Whoever decided or signed had the power to do so on that day, by the body's own scheme.

Source: the integrated care board's scheme of reservation and delegation; the powers to delegate of
sections 65Z5 to 65Z7 of the NHS Act 2006.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from casework.domain.answers import Answer
from casework.domain.dates import FactDate
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.guards.registry import guard
from casework.domain.guards.scheme import Exercise, had_the_power
from casework.domain.predicates import (
    Predicate,
    about_each,
    fact_not_recorded,
    latest_of_each_body,
    not_recorded,
)
from casework.domain.records.delegation import POWERS

BUSINESS_CASE = "GT50.business_case"
"""The check by which the pre-consultation business case is signed off as finished."""


@dataclass(frozen=True, slots=True)
class _Act:
    """What was decided or signed: which record, for which body, and on which day."""

    record: RecordVersion
    body: str
    on: FactDate | None


def _decided_within_the_scheme(purpose: str, power: str) -> Predicate:
    def answer(facts: CaseFacts, subject: str) -> Answer:
        decisions = latest_of_each_body(facts.current("decision", purpose=purpose))
        if not decisions:
            return not_recorded("decision", purpose)
        return _each(facts, power, (
            _Act(r, r.payload.organisation, r.payload.decided_on) for r in decisions
        ))  # fmt: skip

    return answer


guard("decision_to_consult_was_within_the_scheme_of_delegation")(
    _decided_within_the_scheme("to_consult", "decide_to_consult")
)
guard("public_decision_was_within_the_scheme_of_delegation")(
    _decided_within_the_scheme("final", "decide_proposal")
)
guard("temporary_change_was_decided_within_the_scheme_of_delegation")(
    _decided_within_the_scheme("temporary_change", "decide_temporary_change")
)
guard("minor_change_was_decided_within_the_scheme_of_delegation")(
    _decided_within_the_scheme("final", "decide_minor_change")
)


@guard("letters_to_councils_were_signed_within_the_scheme_of_delegation")
def letters_to_councils_were_signed_within_the_scheme_of_delegation(
    facts: CaseFacts, subject: str
) -> Answer:
    """Whoever signed a letter that consults a council held that power on the day it went."""
    letters = [r for r in facts.current("letter", purpose="regulation_23")
               if r.payload.direction == "sent"]  # fmt: skip
    if not letters:
        return not_recorded("letter", "regulation_23")
    return _each(facts, "sign_letters_to_councils", (
        _Act(r, r.payload.sender or _sponsor(facts), r.payload.sent_on) for r in letters
    ))  # fmt: skip


@guard("business_case_was_signed_off_within_the_scheme_of_delegation")
def business_case_was_signed_off_within_the_scheme_of_delegation(
    facts: CaseFacts, subject: str
) -> Answer:
    """Whoever signed off the pre-consultation business case held that power on the day. Who signed,
    and when, is the sign-off's own; of a limit or a condition the power used says what was so."""
    signed = [r for r in facts.current("attestation") if r.payload.criterion == BUSINESS_CASE]
    if not signed:
        return fact_not_recorded("the sign-off of the pre-consultation business case")
    body, power = _sponsor(facts), "sign_off_business_case"
    if not body:
        return fact_not_recorded("the sponsoring body")
    return about_each(signed, lambda r: had_the_power(facts, _exercise(
        _Act(r, body, FactDate.on(r.judged_on)), power, r.payload.role, r.payload.person,
        _use_of(facts, r, power),
    )))  # fmt: skip


def _each(facts: CaseFacts, power: str, acts: Iterable[_Act]) -> Answer:
    by_reference = {act.record.reference: act for act in acts}
    return about_each(
        [act.record for act in by_reference.values()],
        lambda r: _answer(facts, power, by_reference[r.reference]),
    )


def _answer(facts: CaseFacts, power: str, act: _Act) -> Answer:
    if not act.body:
        return fact_not_recorded("the body for which it was decided or signed")
    if act.on is None or not act.on.is_known:
        return fact_not_recorded("the day on which it was decided or signed")
    use = _use_of(facts, act.record, power)
    if use is None:
        return fact_not_recorded(
            f"who used the power {POWERS[power][:1].lower()}{POWERS[power][1:]}"
        )
    return had_the_power(facts, _exercise(act, power, use.used_by, use.person, use))


def _exercise(act: _Act, power: str, used_by: str, person: str, use: Any) -> Exercise:
    assert act.on is not None
    return Exercise(
        act.body, power, used_by, person, act.on, use.amount if use else None,
        use.conditions_met if use else None,
    )  # fmt: skip


def _use_of(facts: CaseFacts, record: RecordVersion, power: str) -> Any:
    """What is recorded of the power used for a decision, letter or sign-off; the newest counts."""
    found = [r.payload for r in facts.current("power_used", purpose=power)
             if record.reference in {pin.partition("@")[0] for pin in r.payload.what}]  # fmt: skip
    return found[-1] if found else None


def _sponsor(facts: CaseFacts) -> str:
    particulars = facts.single("particulars")
    return particulars.payload.sponsor if particulars is not None else ""

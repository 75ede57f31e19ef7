"""GD20: nothing irreversible while somebody may still stop it. It raises questions; a direction
or referral is a hold and bars by itself.

Source: paragraph 3 of Schedule 10A to the NHS Act 2006; rule 54.5 of the Civil Procedure Rules.
"""

from __future__ import annotations

from datetime import date

from casework.domain.answers import Answer, no, yes
from casework.domain.calendar.months import judicial_review_expiry
from casework.domain.dates import FactDate, long_date
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.guards.in_time import is_recorded_absent
from casework.domain.guards.letters import secretary_of_state_was_notified
from casework.domain.guards.registry import guard
from casework.domain.predicates import (
    every,
    fact_not_recorded,
    latest_of_each_body,
    not_recorded,
    organisation,
)

LIVE = {
    "CALLED_IN": "the proposal is called in",
    "CALL_IN_REQUESTED": "a call-in is requested",
    "REFERRED": "the proposal is referred to the Secretary of State",
    "IN_LITIGATION": "a claim, or a letter before claim, is live",
}

CHANGES_NOTHING = ("deferred", "not_approved")


@guard("nobody_may_still_stop_it")
def nobody_may_still_stop_it(facts: CaseFacts, subject: str) -> Answer:
    """No referral, call-in, request or claim is live, and the time for a claim has passed."""
    return every([*_holds(facts), *_stated_otherwise(facts), *_claims(facts)])


@guard("no_challenge_is_live_or_still_possible")
def no_challenge_is_live_or_still_possible(facts: CaseFacts, subject: str) -> Answer:
    """No referral, call-in, request or claim is live, and nothing was decided that a court may yet
    be asked about.

    The cautious day of T15 changes nothing: a court may let a claim in after it. So it stays raised
    until somebody answers it, and only a decision that changes nothing leaves nothing to answer.
    """
    return every([*_holds(facts), *_stated_otherwise(facts), *_any_claims(facts)])


@guard("secretary_of_state_was_notified_if_notifiable")
def secretary_of_state_was_notified_if_notifiable(facts: CaseFacts, subject: str) -> Answer:
    """Under the law since 31 January 2024 a substantial change was notified."""
    substantiality = facts.single("substantiality")
    if facts.regime is None or substantiality is None:
        return fact_not_recorded("whether the change is notifiable")
    if facts.regime != "R24" or substantiality.payload.outcome != "substantial":
        return yes()
    if is_recorded_absent(facts, "letter", "", "secretary_of_state_notification"):
        return no("it is recorded that the Secretary of State was not notified")
    return secretary_of_state_was_notified(facts, "")


def _holds(facts: CaseFacts) -> list[Answer]:
    live = [r.payload for r in facts.open_holds() if r.payload.hold in LIVE]
    return [
        no(LIVE[p.hold] + (f", since {p.started_on.plain()}" if p.started_on else ""))
        for p in live
    ]


def _stated_otherwise(facts: CaseFacts) -> list[Answer]:
    """What other records say is live, where no hold is recorded for it, or only one that ended
    before."""
    found = [no("a request to call the proposal in has no answer yet")
             for r in facts.current("call_in_request") if r.payload.outcome == "open"]  # fmt: skip
    found += [
        no(f"{organisation(r.subject)} states that it will refer the proposal")
        for r in latest_of_each_body(facts.current("referral_statement"))
        if r.payload.statement == "will_refer"
        and not _is_held(facts, "REFERRED", r.payload.stated_on)
    ]
    if any(not _is_held(facts, "IN_LITIGATION", r.payload.sent_on)
           for r in facts.current("letter", purpose="pre_action")):
        found.append(fact_not_recorded("whether the letter before claim is settled"))
    if any(not _is_held(facts, "CALLED_IN", on) for on in _directions(facts)):
        found.append(no("a direction to call the proposal in is recorded, and no hold for it"))
    return found


def _directions(facts: CaseFacts) -> list[FactDate | None]:
    """The days of the directions to call the proposal in that records name."""
    position = facts.single("call_in_position")
    found = [r.payload.answered_on for r in facts.current("call_in_request")
             if r.payload.outcome == "direction"]  # fmt: skip
    if position is not None and position.payload.position == "direction":
        found.append(position.payload.as_at)
    return found


def _is_held(facts: CaseFacts, hold: str, on: FactDate | None) -> bool:
    """Whether a hold stands for what was stated on a day: it is open, or ended on that day or
    later. One that had ended before says nothing of it."""
    holds = [r.payload for r in facts.current("hold") if r.payload.hold == hold]
    return any(
        p.ended_on is None or on is None or p.ended_on.before(on) is not True for p in holds
    )


def _claims(facts: CaseFacts) -> list[Answer]:
    decisions = facts.current("decision", purpose="final")
    return [_time_for_a_claim(facts, r) for r in decisions] or [not_recorded("decision", "final")]


def _time_for_a_claim(facts: CaseFacts, decision: RecordVersion) -> Answer:
    decided = decision.payload.decided_on
    first, last = _expiry(decided and decided.earliest), _expiry(decided and decided.latest)
    if last is not None and last < facts.as_at:
        return yes()
    if decided is None or first is None or last is None or first < facts.as_at:
        return fact_not_recorded("until when the decision may be challenged in court")
    return no(
        f"the decision of {decided.plain()} may be challenged in court, at the latest until "
        f"{long_date(last)}; that is no safe day"
    )


def _any_claims(facts: CaseFacts) -> list[Answer]:
    decisions = facts.current("decision", purpose="final")
    return [_open_to_a_claim(facts, r) for r in decisions] or [not_recorded("decision", "final")]


def _open_to_a_claim(facts: CaseFacts, decision: RecordVersion) -> Answer:
    if decision.payload.outcome in CHANGES_NOTHING:
        return yes()
    decided = decision.payload.decided_on
    last = _expiry(decided and decided.latest)
    if decided is None or last is None:
        return fact_not_recorded("the day of the decision that may be challenged in court")
    if last < facts.as_at:
        return no(
            f"the cautious day for a claim against the decision of {decided.plain()}, "
            f"{long_date(last)}, has passed; that is no safe day, and a court may extend time"
        )
    return _time_for_a_claim(facts, decision)


def _expiry(decided: date | None) -> date | None:
    return judicial_review_expiry(decided) if decided is not None else None

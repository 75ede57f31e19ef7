"""Guards on the recorded calendar checks. Source: SRC-G1, Annex B3; SRC-G33."""

from __future__ import annotations

from casework.domain.answers import Answer, from_bool, yes
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.guards.registry import guard
from casework.domain.predicates import Predicate, fact_not_recorded, not_recorded


def _check(facts: CaseFacts, purpose: str) -> RecordVersion | None:
    checks = facts.current("calendar_check", purpose=purpose)
    return checks[-1] if checks else None


def _avoids_pre_election_period(purpose: str, what: str) -> Predicate:
    def answer(facts: CaseFacts, subject: str) -> Answer:
        check = _check(facts, purpose)
        if check is None:
            return not_recorded("calendar_check", purpose)
        falls = check.payload.falls_in_pre_election_period
        return from_bool(
            None if falls is None else not falls,
            "",
            f"{what} is recorded as falling in a pre-election period",
            f"Not recorded: whether {what} falls in a pre-election period",
        )

    return answer


def _consultation_check_says(field: str, what: str) -> Predicate:
    def answer(facts: CaseFacts, subject: str) -> Answer:
        check = _check(facts, "consultation")
        if check is None:
            return not_recorded("calendar_check", "consultation")
        return yes() if getattr(check.payload, field) else fact_not_recorded(what)

    return answer


guard("consultation_avoids_pre_election_period")(
    _avoids_pre_election_period("consultation", "the consultation")
)
guard("decision_avoids_pre_election_period")(
    _avoids_pre_election_period("decision", "the decision or its publication")
)
guard("holidays_in_the_consultation_are_considered")(
    _consultation_check_says("holidays", "which holidays fall in the consultation")
)
guard("scrutiny_meetings_are_considered")(
    _consultation_check_says("committee_meetings", "which scrutiny meetings fall in it")
)
guard("consultation_length_has_reasons")(
    _consultation_check_says("length_rationale", "why the consultation has this length")
)

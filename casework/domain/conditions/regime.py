"""Conditions on the regime, as determined and recorded. Source: domain brief, section 1.1."""

from __future__ import annotations

from casework.domain.answers import Answer, no, yes
from casework.domain.conditions.registry import condition
from casework.domain.facts import CaseFacts
from casework.domain.predicates import Predicate, not_recorded

REGIMES_OF: dict[str, frozenset[str]] = {}
"""Under which regimes each of these conditions holds: two without a common one never hold both."""


def _regime_is_one_of(name: str, regimes: frozenset[str], if_yes: str, if_no: str) -> Predicate:
    def answer(facts: CaseFacts, subject: str) -> Answer:
        regime = facts.regime
        if regime is None:
            return not_recorded("regime")
        return yes(if_yes) if regime in regimes else no(if_no)

    REGIMES_OF[name] = regimes
    return condition(name)(answer)


_regime_is_one_of(
    "regime_is_r24",
    frozenset({"R24"}),
    "the law in force since 31 January 2024 applies",
    "the law in force since 31 January 2024 does not apply in full",
)
_regime_is_one_of(
    "regime_has_call_in",
    frozenset({"R24", "R24_TRANSITIONAL"}),
    "the proposal can be called in under the law that applies",
    "call-in is not part of the law that applies",
)
# Whether a saved referral can be called in as well is an open question of law. A direction that
# was given all the same is a fact, and must be possible to record.
_regime_is_one_of(
    "regime_may_be_called_in",
    frozenset({"R24", "R24_TRANSITIONAL", "R13_SAVED"}),
    "the law that applies does not rule out a call-in",
    "there was no power of call-in under the law that applies",
)
_regime_is_one_of(
    "regime_allows_referral",
    frozenset({"R13", "R13_SAVED"}),
    "a council's report to the Secretary of State can be acted on",
    "the law that applies gives councils no right of referral",
)

"""What differs between two judgements of the same step: as things are, and as assumed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from casework.engine.results import CriterionResult, Judgement, State


class Change(StrEnum):
    """What an assumption does to one check."""

    BECOMES_UNMET = "would become unmet"
    STILL_UNMET = "still unmet"
    MET = "would be met by the assumption"
    NOT_ASKED = "would no longer be asked"


@dataclass(frozen=True, slots=True)
class CheckChange:
    """One check for one subject that is unmet now or as assumed; ``after`` is None where it would
    be asked of nobody, ``before`` where it is not asked now."""

    change: Change
    before: CriterionResult | None
    after: CriterionResult | None

    @property
    def result(self) -> CriterionResult:
        """How it would stand, or how it stands where it would be asked no more."""
        found = self.after or self.before
        assert found is not None
        return found


def changes_between(
    now: Iterable[Judgement], then: Iterable[Judgement]
) -> tuple[CheckChange, ...]:
    """Every check that waits for something now or as assumed, once each: first what the
    assumption makes worse, last what falls away."""
    before, after = _results(now), _results(then)
    found = []
    for key in dict.fromkeys((*after, *before)):
        change = _change(before.get(key), after.get(key))
        if change is not None:
            found.append(CheckChange(change, before.get(key), after.get(key)))
    order = list(Change)
    return tuple(sorted(found, key=lambda c: order.index(c.change)))


def _results(judgements: Iterable[Judgement]) -> dict[tuple[str, str], CriterionResult]:
    found: dict[tuple[str, str], CriterionResult] = {}
    for judgement in judgements:
        for result in (r for gate in judgement.gates for r in gate.results):
            key = (result.criterion.ref, result.subject)
            known = found.get(key)
            if known is None or (waits(result) and not waits(known)):
                found[key] = result
    return found


def waits(result: CriterionResult) -> bool:
    """True if the check bars something, or raises a question that nobody has answered."""
    return result.blocks or result.is_flag


def _change(
    before: CriterionResult | None, after: CriterionResult | None
) -> Change | None:
    waited = before is not None and waits(before)
    if after is not None and waits(after):
        return Change.STILL_UNMET if waited else Change.BECOMES_UNMET
    if not waited:
        return None
    met = after is not None and after.state in (State.MET, State.ANSWERED)
    return Change.MET if met else Change.NOT_ASKED

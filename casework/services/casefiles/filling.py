"""Filling by assumption: what would meet the checks that bar a move, all marked as assumed.

The same filler serves `--assume-unrecorded` and case files that start from a compliant base.
"""

from __future__ import annotations

from datetime import date

from casework.domain.errors import CaseworkError
from casework.domain.facts import CaseFacts
from casework.domain.guards import find_guard
from casework.engine.definition import Criterion, Definition, Need
from casework.engine.results import CriterionResult, State
from casework.engine.supply import is_stale, serving_need
from casework.services.casefiles.assumed import AssumedHands
from casework.services.casefiles.compliant import remedy_of
from casework.services.casefiles.report import Filled
from casework.services.casefiles.seeing import see
from casework.services.office import Office

MOST_STEPS = 1000
SIGNABLE = (State.TO_SIGN, State.RECONFIRM)


class Filler:
    """Fills one replayed case. Persons and bodies that it needs are added, named as assumed."""

    def __init__(self, office: Office, reference: str) -> None:
        self.office = office
        self.reference = reference
        self.hands = AssumedHands(office, reference)

    def fill_before(
        self, move: str, day: date, subject: str = "", spared: frozenset[str] = frozenset()
    ) -> tuple[Filled, ...]:
        """Meet every check that bars a move or act on ``day``, but those of ``spared`` gates.

        Returns the checks that were filled. A check that the table of compliant values cannot
        meet stays as it is, and so bars the move.
        """
        filled: dict[Filled, None] = {}
        tried: set[tuple[str, str, str, str]] = set()
        for _ in range(MOST_STEPS):
            view = see(self.office, self.reference)
            result = self._next(view.judge_on(move, day, subject).blockers, spared, tried)
            if result is None:
                break
            if self._meet(view.definition, view.judged.at(day), result, day):
                filled[Filled(result.criterion.gate, result.criterion.ref, result.subject)] = None
        return tuple(filled)

    def _next(
        self, blockers: tuple[CriterionResult, ...], spared: frozenset[str],
        tried: set[tuple[str, str, str, str]],
    ) -> CriterionResult | None:
        """The first blocker that may be filled and has not been tried as it now stands."""
        for result in blockers:
            stands = (result.criterion.ref, result.subject, result.state.value, result.reason)
            if result.criterion.gate not in spared and stands not in tried:
                tried.add(stands)
                return result
        return None

    def _meet(self, d: Definition, facts: CaseFacts, result: CriterionResult, day: date) -> bool:
        """One step towards meeting a check; False if there is none to take."""
        try:
            if result.state in SIGNABLE:
                return self._sign(result, day)
            return self._supply(d, facts, result, day)
        except CaseworkError:
            return False

    def _sign(self, result: CriterionResult, day: date) -> bool:
        attesters = result.criterion.attesters
        roles = [r for r in attesters.all_of if r in result.roles] or list(attesters.any_of[:1])
        for role in roles:
            self.hands.sign(result.criterion.ref, role, result.subject, day)
        return bool(roles)

    def _supply(
        self, d: Definition, facts: CaseFacts, result: CriterionResult, day: date
    ) -> bool:
        c, subject = result.criterion, result.subject
        if c.per != "case" and not subject:
            return self.hands.record(facts, Need(record=c.per), "", day)
        missing = [need for need in c.needs if _is_missing(d, c, need, facts, subject)]
        if missing:
            supplied = [self._supply_need(d, facts, need, result, day) for need in missing]
            return any(supplied)
        return any([self._remedy(facts, guard, c, subject, day) for guard in c.guards])

    def _supply_need(
        self, d: Definition, facts: CaseFacts, need: Need, result: CriterionResult, day: date
    ) -> bool:
        if not need.evidence:
            return self.hands.record(facts, need, result.subject, day)
        kind = d.find_evidence_type(need.evidence)
        subjects = [result.subject] if result.criterion.per != "case" else []
        self.hands.put_in(need.evidence, kind.title if kind else need.evidence, subjects, day)
        return True

    def _remedy(
        self, facts: CaseFacts, guard: str, c: Criterion, subject: str, day: date
    ) -> bool:
        found = find_guard(guard)
        if found is None or found(facts, subject).is_yes:
            return False
        if guard == "senior_responsible_owner_is_named":
            self.hands.person("SRO", day)
            return True
        remedy = remedy_of(guard)
        if remedy is not None:
            kind, _, purpose = str(remedy["record"]).partition("/")
            changes = remedy.get("changes")
            return self.hands.record(facts, Need(record=kind, purpose=purpose), subject, day,
                                     changes)  # fmt: skip
        own = [need for need in c.needs if need.record]
        return bool(own) and self.hands.record(facts, own[0], subject, day)


def _is_missing(
    d: Definition, c: Criterion, need: Need, facts: CaseFacts, subject: str
) -> bool:
    serving = serving_need(c, need, facts, subject)
    return not need.optional and all(is_stale(d, r, facts.as_at) for r in serving)

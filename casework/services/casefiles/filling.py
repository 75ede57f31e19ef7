"""Filling by assumption: what would meet the checks that bar a move, all marked as assumed.

The same filler serves `--assume-unrecorded` and case files that start from a compliant base.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from casework.domain.errors import CaseworkError
from casework.domain.facts import CaseFacts
from casework.domain.guards import find_guard
from casework.domain.guards.footprint import approached
from casework.domain.second_person import waits_for_check
from casework.engine.definition import Criterion, Definition, Need
from casework.engine.judgement import judge_move, with_thresholds
from casework.engine.results import CriterionResult, State
from casework.engine.supply import is_stale, serving_need
from casework.services.casefiles.assumed import AssumedHands
from casework.services.casefiles.compliant import remedy_of
from casework.services.casefiles.dating import assumed_decisions
from casework.services.casefiles.report import Filled
from casework.services.casefiles.seeing import facts_of
from casework.services.casefiles.touching import Touched
from casework.services.office import Office

MOST_ROUNDS = 400
SIGNABLE = (State.TO_SIGN, State.RECONFIRM)


@dataclass
class _Round:
    """One look at the case: its facts on the day, and what was supplied since that look."""

    facts: CaseFacts
    day: date
    supplied: set[Hashable] = field(default_factory=set)

    def is_new(self, *what: Hashable) -> bool:
        """False if the same was supplied in this round already: several checks may ask for it."""
        if what in self.supplied:
            return False
        self.supplied.add(what)
        return True


class Filler:
    """Fills one replayed case. Persons and bodies that it needs are added, named as assumed.

    ``touched`` is what it leaves as it is. Where it ``decides``, it also records what a move's own
    conditions ask: only a compliant base does.

    ``home`` is the organisation of its persons, one whose people work on the case.
    """

    def __init__(
        self, office: Office, definition: Definition, reference: str, home: str,
        *, touched: Touched | None = None, decides: bool = False,
    ) -> None:
        self.touched = touched or Touched()
        self.decides = decides
        self.office = office
        self.definition = definition
        self.reference = reference
        self.hands = AssumedHands(office, reference, home, self.touched)

    def fill_before(
        self, move: str, day: date, subject: str = "", spared: frozenset[str] = frozenset()
    ) -> tuple[Filled, ...]:
        """Meet every check that bars a move or act on ``day``, but those of ``spared`` gates.

        Gate by gate, since filling one may settle whether the next applies. Returns the checks
        that were filled. A check that the table of compliant values cannot meet stays as it is,
        and so bars the move.
        """
        filled: dict[Filled, None] = {}
        tried: set[tuple[str, ...]] = set()
        for _ in range(MOST_ROUNDS):
            look = _Round(facts_of(self.office, self.reference).at(day), day)
            judgement = judge_move(self.definition, look.facts, move, subject)
            if self.decides and judgement.conditions:
                self._meet_conditions(look, move)
            results = _first_gate((*judgement.blockers, *judgement.flags), spared, tried)
            if not results:
                filled |= self._answer_all(look, judgement.flags, spared)
                break
            for result in results:
                if self._meet(look, result):
                    c = result.criterion
                    filled[Filled(c.gate, c.ref, result.subject)] = None
        return tuple(filled)

    def decide_on(self, day: date) -> None:
        """Date the decision anew that was assumed in the stage where the case stands, and its
        meeting, unless the file touches one of them. What was signed on them is to be signed
        again."""
        facts = facts_of(self.office, self.reference).at(day)
        for record in assumed_decisions(facts, self.touched, day):
            with suppress(CaseworkError):
                self.hands.date_anew(facts, record, day)

    def _meet_conditions(self, look: _Round, move: str) -> None:
        """Record what a move's own conditions ask, such as that the public decision approves."""
        edge = next((e for e in self.definition.edges if e.id == move), None)
        for condition in edge.when if edge else ():
            remedy = remedy_of(condition)
            if remedy is not None:
                kind, _, purpose = str(remedy["record"]).partition("/")
                self._record(look, Need(record=kind, purpose=purpose), "")

    def _meet(self, look: _Round, result: CriterionResult) -> bool:
        """One step towards meeting a check; False if there is none to take."""
        try:
            if result.state in SIGNABLE:
                return self._sign(look, result)
            if result.state is State.TO_CHECK:
                return self._check(look, result)
            return self._supply(look, result)
        except CaseworkError:
            return False

    def _answer_all(
        self, look: _Round, flags: tuple[CriterionResult, ...], spared: frozenset[str]
    ) -> dict[Filled, None]:
        """Answer the questions that nothing supplied settles, unless the file says something of
        what one rests on. Returns those answered."""
        answered: dict[Filled, None] = {}
        for flag in flags:
            c = flag.criterion
            if c.gate in spared or not self.touched.may_answer(flag):
                continue
            with suppress(CaseworkError):
                self.hands.answer(c.ref, flag.subject, look.day)
                answered[Filled(c.gate, c.ref, flag.subject)] = None
        return answered

    def _check(self, look: _Round, result: CriterionResult) -> bool:
        """Check, as a second person, what still waits for it of what a check relies on."""
        relied_on = [look.facts.find(pin.partition("@")[0]) for pin in result.relied_on]
        waiting = [
            r for r in relied_on
            if r is not None and waits_for_check(look.facts, r) and self.touched.may_check(r)
        ]  # fmt: skip
        return any([self.hands.check(r.pin, look.day) for r in waiting])

    def _sign(self, look: _Round, result: CriterionResult) -> bool:
        attesters = result.criterion.attesters
        roles = [r for r in attesters.all_of if r in result.roles] or list(attesters.any_of[:1])
        roles = [role for role in roles if self.touched.may_sign(result, role)]
        for role in roles:
            self.hands.sign(result.criterion.ref, role, result.subject, look.day)
        return bool(roles)

    def _supply(self, look: _Round, result: CriterionResult) -> bool:
        c, subject = result.criterion, result.subject
        if c.per != "case" and not subject:
            return self._record(look, Need(record=c.per), "")
        missing = [n for n in c.needs if _is_missing(self.definition, c, n, look.facts, subject)]
        if missing:
            return any([self._supply_need(look, need, result) for need in missing])
        return any([self._remedy(look, guard, c, subject) for guard in c.guards])

    def _supply_need(self, look: _Round, need: Need, result: CriterionResult) -> bool:
        if not self.touched.may_supply(need, result.subject):
            return False
        if not need.evidence:
            return self._record(look, need, result.subject)
        kind = self.definition.find_evidence_type(need.evidence)
        subjects = [result.subject] if result.criterion.per != "case" else []
        if look.is_new(need.evidence, *subjects):
            title = kind.title if kind else need.evidence
            kept = (kind.classification if kind else "") or "public"
            self.hands.put_in(need.evidence, title, subjects, look.day, kept)
        return True

    def _remedy(self, look: _Round, guard: str, c: Criterion, subject: str) -> bool:
        """Supply what a guard that does not say yes reads."""
        if says_yes(self.definition, guard, look.facts, subject):
            return False
        if guard == "senior_responsible_owner_is_named":
            return "SRO" not in self.touched.roles and bool(self.hands.person("SRO", look.day))
        remedy = remedy_of(guard)
        if remedy is not None:
            kind, _, purpose = str(remedy["record"]).partition("/")
            need = Need(record=kind, purpose=purpose)
            if remedy.get("each_council"):
                return any([
                    self._record(look, need, council)
                    for council in look.facts.scrutiny_authorities()
                    if not approached(look.facts, council).is_yes
                ])  # fmt: skip
            return self._record(
                look, need, subject, remedy.get("changes"), bool(remedy.get("each"))
            )
        own = [need for need in c.needs if need.record]
        return bool(own) and self._record(look, own[0], subject)

    def _record(
        self, look: _Round, need: Need, subject: str,
        changes: Mapping[str, Any] | bool | None = None, each: bool = False,
    ) -> bool:
        if not self.touched.may_supply(need, subject):
            return False
        if not look.is_new(need, subject, repr(changes)):
            return True
        return self.hands.record(look.facts, need, subject, look.day, changes, each)


def _first_gate(
    blockers: tuple[CriterionResult, ...], spared: frozenset[str], tried: set[tuple[str, ...]]
) -> list[CriterionResult]:
    """The blockers of the first gate with any that have not been tried as they now stand."""
    found: list[CriterionResult] = []
    for result in blockers:
        gate = result.criterion.gate
        if gate in spared or (found and gate != found[0].criterion.gate):
            continue
        stands = (result.criterion.ref, result.subject, result.state.value, result.reason)
        if stands not in tried:
            tried.add(stands)
            found.append(result)
    return found


def says_yes(d: Definition, guard: str, facts: CaseFacts, subject: str) -> bool:
    """True if a guard is met, by the pathway's figures too, or is not known."""
    found = find_guard(guard)
    return found is None or found(with_thresholds(d, facts), subject).is_yes


def _is_missing(
    d: Definition, c: Criterion, need: Need, facts: CaseFacts, subject: str
) -> bool:
    serving = serving_need(c, need, facts, subject)
    return not need.optional and all(is_stale(d, r, facts.as_at) for r in serving)

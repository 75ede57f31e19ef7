"""Which checks before the next moves are asked because of a succession, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from casework.domain.facts import SEATS, STATED, CaseFacts
from casework.engine.definition import Definition
from casework.engine.judgement import is_settled, judge_move
from casework.engine.results import CriterionResult, State
from casework.services.succession_lines import before_it_passed


@dataclass(frozen=True, slots=True)
class AskedAgain:
    """A check that bars a next move, and would not have barred it without the succession.

    ``before`` is how it stood without; ``rests_on`` are checks whose sign-off, which the succession
    reopened, says whether this one applies at all, by their references.
    """

    result: CriterionResult
    before: CriterionResult | None
    rests_on: tuple[str, ...]


def asked_again(d: Definition, facts: CaseFacts) -> tuple[AskedAgain, ...]:
    """Every check asked because of successions on the case, once each, in the pathway's order."""
    if not facts.successions_in_force:
        return ()
    earlier, followed = facts, dict[str, str]()
    for done in facts.successions_in_force:
        earlier = _without(earlier, before_it_passed(earlier, done))
        followed |= {new: done.payload.predecessor for new in done.payload.successors}
    was = {(r.criterion.ref, r.subject): r for r in _results(d, earlier)}
    found: dict[tuple[str, str], AskedAgain] = {}
    for result in _results(d, facts):
        key = (result.criterion.ref, result.subject)
        before = was.get(key) or was.get((key[0], followed.get(key[1], "")))
        if result.blocks and not (before is not None and before.blocks):
            found.setdefault(key, AskedAgain(result, before, _rests_on(d, facts, result, before)))
    return tuple(found.values())


def _without(facts: CaseFacts, restored: CaseFacts) -> CaseFacts:
    """The facts restored, with places and roles in the version that the succession ended, so that
    a sign-off that pins it stands as it did."""
    records = (
        replace(new, version=new.version - 1)
        if new.kind in SEATS and new.state == STATED and new.payload != old.payload else new
        for old, new in zip(facts.records, restored.records, strict=True)
    )
    return replace(restored, records=tuple(records))


def _results(d: Definition, facts: CaseFacts) -> Iterator[CriterionResult]:
    for edge in d.edges_from(facts.stage):
        if edge.kind == "forward":
            for gate in judge_move(d, facts, edge.id).gates:
                yield from gate.results


def _rests_on(
    d: Definition, facts: CaseFacts, result: CriterionResult, before: CriterionResult | None
) -> tuple[str, ...]:
    if before is None or before.state not in (State.NOT_APPLICABLE, State.LAW_NOT_ENCODED):
        return ()
    names = [*result.criterion.when, "regime"]
    behind = (d.sign_off_behind(name) for name in names
              if not is_settled(d, name, facts, result.subject))  # fmt: skip
    return tuple(dict.fromkeys(c.ref for c in behind if c is not None))

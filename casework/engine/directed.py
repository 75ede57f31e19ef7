"""What the Secretary of State's procedural steps do to the checks of a case.

Statutory checks are never waived. Here the direction itself is law: under paragraph 3(3) of
Schedule 10A to the NHS Act 2006 the Secretary of State may direct procedural steps, and a step that
is recorded from its paper and checked by a second person replaces or removes what it names.
"""

from __future__ import annotations

from casework.domain.facts import STATED, CaseFacts, RecordVersion
from casework.domain.forces import Force
from casework.domain.predicates import happened
from casework.domain.records.turns import REMOVES
from casework.domain.second_person import waits_for_check
from casework.engine.definition import Criterion
from casework.engine.results import CriterionResult, State

LAW = "Schedule 10A to the NHS Act 2006, paragraph 3(3)"


def may_be_directed_away(c: Criterion) -> bool:
    """False for what stays under every law: that the law itself was determined."""
    return not c.every_regime


def steps_naming(c: Criterion, facts: CaseFacts) -> list[RecordVersion]:
    """The procedural steps in force that name a check, or its gate; checked or not.

    What common law asks of a gate stays when the gate is named whole: fairness is the courts' to
    judge. Such a check is reached only by its own name.
    """
    if not may_be_directed_away(c):
        return []
    names = {c.ref} if c.force == Force.COMMON_LAW else {c.ref, c.gate}
    return [
        r for r in facts.current("direction_step")
        if names & set(r.payload.checks) and _stands(facts, r)
    ]


def _stands(facts: CaseFacts, step: RecordVersion) -> bool:
    direction = facts.find(step.payload.direction.partition("@")[0])
    if direction is None or direction.state != STATED:
        return False
    return happened(facts, step.payload.dated, "the step").is_yes


def directed(c: Criterion, facts: CaseFacts, subject: str) -> CriterionResult | None:
    """What the newest checked step makes of a check: set aside, or still to be done instead."""
    steps = [r for r in steps_naming(c, facts) if not waits_for_check(facts, r)]
    if not steps:
        return None
    step = steps[-1]
    if step.payload.effect == REMOVES:
        return CriterionResult(
            c, subject, State.SET_ASIDE,
            f"Removed by a procedural step that the Secretary of State directed ({LAW}).",
            relied_on=(step.pin,),
        )  # fmt: skip
    if happened(facts, step.payload.done_on, "what is to be done instead").is_yes:
        return CriterionResult(
            c, subject, State.SET_ASIDE,
            f"Replaced by a procedural step that the Secretary of State directed ({LAW}), which "
            "was done.",
            relied_on=(step.pin,),
        )  # fmt: skip
    if c.flag:
        return None
    return CriterionResult(
        c, subject, State.NOT_RECORDED,
        f"Replaced by a procedural step that the Secretary of State directed ({LAW}). Not "
        "recorded: the day on which what takes its place was done.",
        ("PM", "GOV"), (step.pin,),
    )  # fmt: skip

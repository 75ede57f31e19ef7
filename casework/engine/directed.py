"""What the Secretary of State's procedural steps do to the checks of a case.

Statutory checks are never waived. Here the direction itself is law: under paragraph 3(3) of
Schedule 10A to the NHS Act 2006 the Secretary of State may direct procedural steps, and a step that
is recorded from its paper and checked by a second person replaces or removes what it names.
"""

from __future__ import annotations

from collections.abc import Iterator

from casework.domain.calendar.months import period_beginning_with
from casework.domain.dates import FactDate
from casework.domain.deadlines import CALL_IN_MONTHS
from casework.domain.facts import STATED, CaseFacts, RecordVersion
from casework.domain.forces import Force
from casework.domain.hold_standing import CALLED_IN
from casework.domain.predicates import happened
from casework.domain.records.turns import ADDS, REMOVES
from casework.domain.second_person import waits_for_check
from casework.engine.definition import Criterion, Definition
from casework.engine.results import CriterionResult, State

LAW = "Schedule 10A to the NHS Act 2006, paragraph 3(3)"
CALL_IN_GATES = frozenset({"GT92"})
"""Gates that ask whether the direction itself is respected."""
DIRECTABLE = (
    "nhs-act-2006-sch-10a-", "si-2013-218-reg-23-", "si-2013-218-reg-25", "si-2013-218-reg-26",
    "si-2013-218-reg-30-5", "si-2013-218-part-4", "si-2024-15-", "si-2024-16-",
    "dhsc-", "nhse-", "five-tests", "bed-test", "consultation-principles-", "casework-", "icb-",
    "nhs-quality-practice", "benefits-review-practice", "lessons-practice", "decision-conditions",
)  # fmt: skip
"""How the ids of law begin that a directed step may vary: Schedule 10A, the regulations on scrutiny
and on its notices, and what has less force than law."""


def stays_because(c: Criterion, d: Definition | None = None) -> str:
    """Why no direction sets a check aside; empty where one may. With the definition, laws have
    their titles.

    An allow-list: only what Schedule 10A and the regulations on scrutiny ask, and what guidance,
    NHS England's assurance, good practice and the body's own rules ask, is the procedure of a
    proposal. A check that cites anything else stays.
    """
    if c.every_regime:
        return "it is asked whichever law applies"
    if c.gate in CALL_IN_GATES:
        return "it asks how the direction itself was respected"
    if c.force == Force.COMMON_LAW:
        return "it is what the courts ask of a fair decision"
    if c.force == Force.COURT_RULE:
        return "it rests on a rule of court"
    beyond = [_title(law, d) for law in c.law if not law.startswith(DIRECTABLE)]
    return f"it rests on law that a direction does not vary: {', '.join(beyond)}" if beyond else ""


def _title(law_id: str, d: Definition | None) -> str:
    entry = d.find_law(law_id) if d is not None else None
    return entry.title if entry is not None else law_id


def staying_in(d: Definition, ref: str) -> tuple[str, ...]:
    """The checks of a gate named whole that a direction leaves as they are."""
    gate = d.find_gate(ref)
    return tuple(c.ref for c in gate.criteria if stays_because(c)) if gate is not None else ()


def may_be_directed_away(c: Criterion) -> bool:
    """True for a check that a directed step may replace or remove."""
    return not stays_because(c)


def steps_naming(c: Criterion, facts: CaseFacts) -> list[RecordVersion]:
    """The procedural steps in force that name a check, or its gate; checked or not.

    Where a gate is named whole, its checks that no direction varies stay as they are.
    """
    if not may_be_directed_away(c):
        return []
    return [
        r for r in facts.current("direction_step")
        if r.payload.effect != ADDS and {c.ref, c.gate} & set(r.payload.checks)
        and stands(facts, r)
    ]


def stands(facts: CaseFacts, step: RecordVersion) -> bool:
    """Whether a step counts: its direction is on record and not later than it, its own paper was
    not withdrawn, its day has come, and one after the six months of the call-in has its
    explanation."""
    direction = facts.find(step.payload.direction.partition("@")[0])
    if direction is None or direction.state != STATED:
        return False
    paper = facts.find(step.payload.document.partition("@")[0])
    if paper is not None and paper.state != STATED:
        return False
    if is_before(step.payload.dated, direction.payload.dated):
        return False
    if is_late(facts, direction, step.payload.dated) and not step.payload.late_because:
        return False
    return happened(facts, step.payload.dated, "the step").is_yes


def is_done(facts: CaseFacts, step: RecordVersion) -> bool:
    """Whether a step waits for nothing more: one that adds something, once that was done."""
    done = step.payload.done_on
    return step.payload.effect != ADDS or happened(facts, done, "what it adds").is_yes


def is_before(step: FactDate | None, direction: FactDate | None) -> bool:
    """True if a step certainly counts from a day before its direction."""
    return step is not None and direction is not None and step.before(direction) is True


def is_late(facts: CaseFacts, direction: RecordVersion, step: FactDate | None) -> bool:
    """True if a step counts from a day certainly after the six months (T08) of the call-in, which
    begin with the first direction or hold that is not later than its own."""
    days = [d.latest for d in _beginnings(facts, direction) if d is not None and d.latest]
    if step is None or not days:
        return False
    return step.after(period_beginning_with(min(days), CALL_IN_MONTHS)) is True


def _beginnings(facts: CaseFacts, direction: RecordVersion) -> Iterator[FactDate | None]:
    """The days with which the call-in of a direction may have begun."""
    own: FactDate | None = direction.payload.dated
    holds = [r for r in facts.current("hold") if r.payload.hold == CALLED_IN]
    linked = [r.payload.started_on for r in holds if direction.reference in r.payload.because]
    yield from linked or [own]
    others = [r.payload.started_on for r in holds]
    others += [r.payload.dated for r in facts.current("call_in_direction")]
    for day in others:
        if day is not None and own is not None and day.on_or_before(own) is True:
            yield day


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

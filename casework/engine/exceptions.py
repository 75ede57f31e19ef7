"""What takes a criterion out of the way: determinations, waivers, varied assurance, the past."""

from __future__ import annotations

from casework.domain.facts import STATED, CaseFacts
from casework.domain.forces import PLAIN_MEANS, Force
from casework.engine.definition import Criterion, Definition, Gate, Waiver
from casework.engine.results import CriterionResult, State

ACCEPTED_RISK = Waiver("accepted_risk", ("AO",), ("LEG",))


def criterion_key(ref: str, subject: str) -> str:
    """The key of a determination or waiver about a criterion."""
    return f"{ref}:{subject}" if subject else ref


def waivers_of(c: Criterion) -> tuple[Waiver, ...]:
    """Every way past a criterion: those its file lists, and what its force adds.

    Common law is never waived, but the accountable officer may accept the residual risk on
    written legal advice.
    """
    if c.force == Force.COMMON_LAW:
        return (*c.waivers, ACCEPTED_RISK)
    return c.waivers


def is_before_this_system(d: Definition, gate: Gate, facts: CaseFacts) -> bool:
    """True if everything that a gate bars lay behind the case when it was opened here."""
    before = facts.single("stage_before")
    if before is None:
        return False
    reached = d.position_of(before.payload.stage)
    return all(_position(d, move) < reached for move in gate.blocks + gate.legal_latest)


def _position(d: Definition, move: str) -> int:
    act = d.find_act(move)
    stages = act.stages if act else (d.edge(move).origin,)
    return max(d.position_of(stage) for stage in stages)


def exception_for(
    d: Definition, c: Criterion, facts: CaseFacts, subject: str
) -> CriterionResult | None:
    """The recorded exception that takes a criterion out of the way, or None."""
    return (
        _determined(c, facts, subject)
        or _set_aside(c, facts, subject)
        or _varied(c, facts, subject)
    )


def _determined(c: Criterion, facts: CaseFacts, subject: str) -> CriterionResult | None:
    record = facts.find(f"not_applicable/{criterion_key(c.ref, subject)}")
    if record is None or record.state != STATED:
        return None
    if not record.payload.confirmed_by:
        return CriterionResult(
            c, subject, State.TO_SIGN,
            "Determined not to apply; a second person has not confirmed it.",
            ("GOV", "LEG"), (record.pin,),
        )  # fmt: skip
    return CriterionResult(
        c, subject, State.NOT_APPLICABLE, "Determined not to apply, with a published reason.",
        relied_on=(record.pin,),
    )  # fmt: skip


def _set_aside(c: Criterion, facts: CaseFacts, subject: str) -> CriterionResult | None:
    record = facts.find(f"waiver/{criterion_key(c.ref, subject)}")
    if record is None or record.state != STATED:
        return None
    means = PLAIN_MEANS.get(record.payload.means, record.payload.means)
    return CriterionResult(
        c, subject, State.SET_ASIDE, f"{means}: a published reason is recorded.",
        relied_on=(record.pin,),
    )  # fmt: skip


def _varied(c: Criterion, facts: CaseFacts, subject: str) -> CriterionResult | None:
    if c.force != Force.NHSE_ASSURANCE:
        return None
    for letter in facts.current("assurance_letter", purpose="proportionate"):
        if c.gate in letter.payload.varies:
            return CriterionResult(
                c, subject, State.SET_ASIDE,
                "Varied by NHS England's proportionate assurance letter.",
                relied_on=(letter.pin,),
            )  # fmt: skip
    return None

"""Judging: how every criterion stands on the facts, and so what may happen next."""

from __future__ import annotations

from casework.domain.answers import Answer, no, yes
from casework.domain.conditions import find_condition
from casework.domain.facts import CaseFacts
from casework.domain.forces import FOUR_EYES
from casework.domain.guards import find_guard
from casework.domain.permissions import COUNCIL_ROLES
from casework.domain.roles import CLINICAL_EXECUTIVES, OUTSIDE_ROLES, role_in_words
from casework.domain.second_person import RECORDERS, waits_for_check
from casework.engine.aftermath import frozen_after
from casework.engine.baseline import barred_by_its_baseline
from casework.engine.definition import Criterion, Definition, Edge, Gate, NamedAct
from casework.engine.exceptions import (
    exception_for,
    is_before_this_system,
    to_check,
    varied_unchecked,
)
from casework.engine.flags import raised
from casework.engine.left_open import left_open_before
from casework.engine.results import (
    CriterionResult,
    Freeze,
    GateResult,
    Judgement,
    Signature,
    State,
)
from casework.engine.signatures import counts, signatures_for, unsigned_roles
from casework.engine.supply import Supply, stale_pins, supply_for
from casework.engine.vocabulary import PER_RECORD, PER_WHERE_THERE_IS_ONE

IN_OWN_WORDS = {"safety_ground": CLINICAL_EXECUTIVES}
"""Kinds of record that count only in the words of those who hold one of these roles."""
PER_TITLES = {
    "responsible_body": "responsible body",
    "affected_authority": "affected council",
    "healthwatch": "local Healthwatch",
    "irreversible_step": "irreversible step",
    "promise": "promise",
    "classification_claim": "claim that takes a duty away",
    "temporary_change": "temporary change",
    "condition": "condition of an approval",
}


def judge_move(d: Definition, facts: CaseFacts, move: str, subject: str = "") -> Judgement:
    """Judge a move (an edge's id) or a named act against every gate and hold before it, and what
    successions of bodies left open.

    For an act asked `per:` something, ``subject`` says which; gates asked of the same thing are
    judged for that one only. KeyError if the pathway has no such move or act.
    """
    edge = next((e for e in d.edges if e.id == move), None)
    act = d.find_act(move)
    if edge is None and act is None:
        raise KeyError(move)
    one = (act.per, subject) if act is not None and subject else None
    gates = tuple(
        _judge_for_move(d, gate, facts, move, one) for gate in d.gates_blocking(move)
    )
    title = edge.title if edge else (act.title if act else move)
    conditions = (*_failed_conditions(edge, facts), *barred_by_its_baseline(gates, facts))
    results = (r for gate in gates for r in gate.results)
    return Judgement(
        move, title, gates, freezes_of(d, facts, move), conditions,
        left_open_before(d, facts, move, results),
    )  # fmt: skip


def _failed_conditions(edge: Edge | None, facts: CaseFacts) -> tuple[str, ...]:
    if edge is None:
        return ()
    answers = [_condition(name)(facts, "") for name in edge.when]
    return tuple(answer.reason for answer in answers if not answer.is_yes)


def freezes_of(d: Definition, facts: CaseFacts, move: str) -> tuple[Freeze, ...]:
    """The holds that bar a move or act: open ones, and those after which nothing was decided anew.
    """
    found = []
    for record in facts.open_holds():
        hold = d.find_hold(record.payload.hold)
        if hold is not None and move in hold.freezes:
            since = record.payload.started_on
            found.append(
                Freeze(hold.id, hold.title, since.plain() if since else "", record.reference)
            )
    return (*found, *frozen_after(d, facts, move))


def _judge_for_move(
    d: Definition, gate: Gate, facts: CaseFacts, move: str, one: tuple[str, str] | None
) -> GateResult:
    result = judge_gate(d, gate, facts, one, move)
    deferral = facts.find(f"deferral/{gate.ref}")
    if deferral is None or deferral.state != "stated" or move in gate.legal_latest:
        return result
    if not may_be_deferred(gate, facts).is_yes:
        return result
    return GateResult(gate, tuple(_deferred(r, deferral.pin) for r in result.results))


def may_be_deferred(gate: Gate, facts: CaseFacts) -> Answer:
    """Whether the law still has a later point for the gate; a deferral made before lapses with it.
    """
    if not gate.legal_latest:
        return no("the law gives it no later point")
    if gate.deferral_ends_once:
        reached = _condition(gate.deferral_ends_once)(facts, "")
        if reached.is_yes:
            return no(f"the law's latest point has come: {reached.reason}")
    return yes()


def _deferred(result: CriterionResult, pin: str) -> CriterionResult:
    if not result.blocks:
        return result
    return CriterionResult(
        result.criterion, result.subject, State.DEFERRED,
        "Deferred by governance to the latest point that the law allows.",
        relied_on=(pin,),
    )  # fmt: skip


def judge_gate(
    d: Definition, gate: Gate, facts: CaseFacts, one: tuple[str, str] | None = None, move: str = ""
) -> GateResult:
    """Judge every criterion of a gate for every body or record it is asked of.

    ``one`` is a kind and a key: criteria asked of each of that kind are asked of it alone. With
    ``move`` only the criteria that are asked at that move or act are judged.
    """
    asked = [c for c in gate.criteria if not move or not c.at or move in c.at]
    return GateResult(gate, tuple(r for c in asked for r in _judged(d, gate, c, facts, one)))


def _judged(
    d: Definition, gate: Gate, c: Criterion, facts: CaseFacts, one: tuple[str, str] | None
) -> tuple[CriterionResult, ...]:
    """A criterion's results; it stands before several moves, and is judged once on the same facts.
    """
    only = one if one is not None and c.per == one[0] else None
    known: tuple[CriterionResult, ...] | None = facts.worked_out.get((d.hash, c.ref, only))
    if known is None:
        known = _judge_each(d, gate, c, facts, [only[1]] if only else subjects_of(c, facts))
        facts.worked_out[d.hash, c.ref, only] = known
    return known


def _judge_each(
    d: Definition, gate: Gate, c: Criterion, facts: CaseFacts, subjects: list[str]
) -> tuple[CriterionResult, ...]:
    if not subjects:
        return (_without_subjects(d, gate, c, facts),)
    return tuple(judge_criterion(d, gate, c, facts, s) for s in subjects)


def subjects_of(criterion: Criterion | NamedAct, facts: CaseFacts) -> list[str]:
    """The bodies or steps of which a criterion is asked; one empty subject for the case."""
    if criterion.per == "case":
        return [""]
    if criterion.per == "affected_authority":
        return facts.scrutiny_authorities()
    if criterion.per in PER_RECORD:
        return [record.key for record in facts.current(criterion.per)]
    return facts.parties(criterion.per)


def _without_subjects(
    d: Definition, gate: Gate, c: Criterion, facts: CaseFacts
) -> CriterionResult:
    if is_before_this_system(d, gate, facts):
        return CriterionResult(c, "", State.BEFORE, "Before this system.")
    not_applying = _inapplicable(d, c, facts, "")
    if not_applying is not None:
        return not_applying
    if c.per in PER_WHERE_THERE_IS_ONE:
        return CriterionResult(c, "", State.NOT_APPLICABLE, f"No {PER_TITLES[c.per]} is recorded.")
    name = PER_TITLES[c.per]
    absent = facts.absent(c.per)
    if absent and is_settled(d, c.per, facts, ""):
        return CriterionResult(
            c, "", State.NOT_APPLICABLE, f"It is recorded that there is no {name}.",
            relied_on=tuple(r.pin for r in absent),
        )  # fmt: skip
    return CriterionResult(
        c, "", State.NOT_RECORDED, f"No {name} is recorded.", roles=("PM", "GOV")
    )


def judge_criterion(
    d: Definition, gate: Gate, c: Criterion, facts: CaseFacts, subject: str
) -> CriterionResult:
    """How one criterion stands for one subject: exceptions first, then what is recorded."""
    if is_before_this_system(d, gate, facts):
        return CriterionResult(c, subject, State.BEFORE, "Before this system.")
    excepted = _inapplicable(d, c, facts, subject) or exception_for(d, c, facts, subject)
    if excepted is not None:
        return excepted
    result = _judge_record(d, c, facts, subject)
    if c.flag:
        return raised(c, facts, subject, result) if result.blocks else result
    return (varied_unchecked(c, facts, subject) or result) if result.blocks else result


def _inapplicable(
    d: Definition, c: Criterion, facts: CaseFacts, subject: str
) -> CriterionResult | None:
    """What takes a criterion away by its conditions, if what they rest on is signed off.

    A determination that nobody signed, or that changed since, takes nothing away.
    """
    encoded = facts.regime != "PRE_R13_OR_OTHER" or c.every_regime or c.force != "STATUTE"
    if not encoded and is_settled(d, "regime", facts, subject):
        return CriterionResult(
            c, subject, State.LAW_NOT_ENCODED,
            "The law that applied at that date is not encoded here; take legal advice.",
        )  # fmt: skip
    for name in c.when:
        answer = _condition(name)(facts, subject)
        if answer.is_no and is_settled(d, name, facts, subject):
            return CriterionResult(c, subject, State.NOT_APPLICABLE, answer.reason)
    return None


def is_settled(d: Definition, name: str, facts: CaseFacts, subject: str) -> bool:
    """True if the sign-off that a condition rests on stands, or it rests on none."""
    behind = d.sign_off_behind(name)
    if behind is None:
        return True
    known: bool | None = facts.worked_out.get((d.hash, "settled", name, subject))
    if known is None:
        subjects = subjects_of(behind, facts)
        asked = [subject] if subject in subjects else subjects
        known = bool(asked) and all(_is_signed(d, behind, facts, s) for s in asked)
        facts.worked_out[d.hash, "settled", name, subject] = known
    return known


def _is_signed(d: Definition, c: Criterion, facts: CaseFacts, subject: str) -> bool:
    supplied = supply_for(d, c, facts, subject).records
    return not unsigned_roles(
        c, signatures_for(c, facts, subject, supplied, stale_pins(d, facts))
    )


def _condition(name: str):  # type: ignore[no-untyped-def]
    found = find_condition(name)
    if found is None:
        raise KeyError(f"condition {name!r} is not registered")
    return found


def _judge_record(
    d: Definition, c: Criterion, facts: CaseFacts, subject: str
) -> CriterionResult:
    supply = supply_for(d, c, facts, subject)
    asked = with_thresholds(d, facts)
    answers = [_guard(name)(asked, subject) for name in c.guards]
    relied_on = tuple(record.pin for record in supply.records)
    state, reason = _recorded_state(supply, answers)
    if state is not State.MET:
        return CriterionResult(
            c, subject, state, reason, supplying_roles(c), relied_on,
            signatures_for(c, facts, subject, supply.records, stale_pins(d, facts)),
        )  # fmt: skip
    signatures = signatures_for(c, facts, subject, supply.records, stale_pins(d, facts))
    unchecked = [r for r in supply.records if waits_for_check(facts, r)]
    if unchecked and not any(s.role in COUNCIL_ROLES and counts(s) for s in signatures):
        return to_check(c, subject, unchecked, relied_on)
    if c.attesters.system:
        return CriterionResult(c, subject, State.MET, reason or "Recorded.", (), relied_on)
    return _judge_signatures(c, subject, signatures, relied_on)


def with_thresholds(d: Definition, facts: CaseFacts) -> CaseFacts:
    """The facts with the pathway's figures beside them, for guards to compare with."""
    if not d.thresholds:
        return facts
    known: CaseFacts | None = facts.worked_out.get((d.hash, "with thresholds"))
    if known is None:
        known = facts.beside(thresholds=d.thresholds_by_name)
        facts.worked_out[d.hash, "with thresholds"] = known
    return known


def _guard(name: str):  # type: ignore[no-untyped-def]
    found = find_guard(name)
    if found is None:
        raise KeyError(f"guard {name!r} is not registered")
    return found


def _recorded_state(supply: Supply, answers: list[Answer]) -> tuple[State, str]:
    """Unmet outranks not recorded: what the records contradict is said first, then the rest."""
    said_no = [*supply.denied, *supply.stale, *(a.reason for a in answers if a.is_no)]
    unknown = [f"Not recorded: {name}" for name in supply.missing]
    unknown += [a.reason for a in answers if a.is_not_known]
    if said_no:
        return State.UNMET, _sentences([*said_no, *unknown])
    if unknown:
        return State.NOT_RECORDED, _sentences(unknown)
    return State.MET, _sentences([a.reason for a in answers if a.reason])


def _sentences(parts: list[str]) -> str:
    unique = dict.fromkeys(part.strip().rstrip(".") for part in parts if part.strip())
    return " ".join(f"{part[0].upper()}{part[1:]}." for part in unique)


def supplying_roles(c: Criterion) -> tuple[str, ...]:
    """Who can put in what is missing: not the attester where four eyes are asked."""
    own_words = [role for need in c.needs for role in IN_OWN_WORDS.get(need.record, ())]
    if own_words:
        return tuple(own_words)
    roles = c.attesters.all_of + c.attesters.any_of
    if c.attesters.system or c.force in FOUR_EYES or all(role in OUTSIDE_ROLES for role in roles):
        return ("PM",)
    return tuple(role for role in roles if role not in OUTSIDE_ROLES)


def _judge_signatures(
    c: Criterion, subject: str, signatures: tuple[Signature, ...], relied_on: tuple[str, ...]
) -> CriterionResult:
    waiting = unsigned_roles(c, signatures)
    if not waiting:
        return CriterionResult(
            c, subject, State.MET, _signed_reason(signatures), (), relied_on, signatures
        )
    changed = sorted({pin for s in signatures for pin in s.changed})
    if changed:
        return CriterionResult(
            c, subject, State.RECONFIRM,
            "Signed off before something that it relied on changed; confirm it again.",
            waiting, relied_on, signatures,
        )  # fmt: skip
    unchecked = [s for s in signatures if s.recorded_from and not s.checked_by]
    reason = (
        "A sign-off recorded from outside waits for a second person's check."
        if unchecked
        else "Everything asked for is recorded; the sign-off is not."
    )
    roles = RECORDERS if unchecked else waiting
    return CriterionResult(c, subject, State.TO_SIGN, reason, roles, relied_on, signatures)


def _signed_reason(signatures: tuple[Signature, ...]) -> str:
    roles = [role_in_words(s.role) for s in signatures if not s.changed]
    return f"Signed off as {' and '.join(roles)}."

"""What was wrong about a move that went through, by the records alone.

Written from the pathway and the decisions, so that it leans on the judgement as little as it can:
guards, conditions and records are asked one by one here.
"""

from __future__ import annotations

from collections.abc import Iterator

from casework.domain.conditions import find_condition
from casework.domain.facts import STATED, CaseFacts, RecordVersion
from casework.domain.forces import FOUR_EYES, MEANS_BY_FORCE, Force
from casework.domain.guards import find_guard
from casework.engine.definition import Criterion, Definition, Gate
from casework.engine.judgement import judge_gate
from casework.engine.results import BLOCKING, CriterionResult, State


def wrongly_passed(d: Definition, facts: CaseFacts, move: str, subject: str = "") -> list[str]:
    """Everything that should have barred a move or act on these facts, in a line each."""
    act = d.find_act(move)
    one = (act.per, subject) if act is not None and subject else None
    found = [*_holds(d, facts, move), *_conditions(d, facts, move)]
    for gate in d.gates:
        if move not in (*gate.blocks, *gate.legal_latest, *gate.also_blocks):
            continue
        for result in judge_gate(d, gate, facts, one).results:
            if not result.criterion.at or move in result.criterion.at:
                found += _of_result(d, gate, facts, move, result)
    return found


def _holds(d: Definition, facts: CaseFacts, move: str) -> Iterator[str]:
    for record in facts.records:
        if record.kind != "hold" or record.state != STATED:
            continue
        begun, ended = record.payload.started_on, record.payload.ended_on
        open_still = (begun is None or begun.after(facts.as_at) is not True) and (
            ended is None or (ended.is_known and ended.on_or_before(facts.as_at) is not True)
        )
        hold = d.find_hold(record.payload.hold)
        if open_still and hold is not None and move in hold.freezes:
            yield f"{hold.id} freezes {move}"


def _conditions(d: Definition, facts: CaseFacts, move: str) -> Iterator[str]:
    edge = next((e for e in d.edges if e.id == move), None)
    for name in edge.when if edge else ():
        condition = find_condition(name)
        if condition is None or not condition(facts, "").is_yes:
            yield f"{move} asks for {name}"


def _of_result(
    d: Definition, gate: Gate, facts: CaseFacts, move: str, result: CriterionResult
) -> Iterator[str]:
    c, name = result.criterion, f"{result.criterion.ref}:{result.subject} {result.state}"
    if result.state in BLOCKING:
        if not _is_deferred(gate, facts, move):
            yield f"{name}: {result.reason}"
    elif result.state is State.MET:
        yield from (f"{name}: {fault}" for fault in _not_met(d, c, facts, result))
    elif result.state is State.SET_ASIDE:
        yield from (f"{name}: {fault}" for fault in _not_set_aside(c, facts, result.subject))
    elif result.state is State.NOT_APPLICABLE and not _takes_away(c, facts, result):
        yield f"{name}: nothing takes it away"


def _is_deferred(gate: Gate, facts: CaseFacts, move: str) -> bool:
    if move in gate.legal_latest or not gate.legal_latest:
        return False
    ends = find_condition(gate.deferral_ends_once) if gate.deferral_ends_once else None
    return _stated(facts, f"deferral/{gate.ref}") is not None and not (
        ends is not None and ends(facts, "").is_yes
    )


def _not_met(
    d: Definition, c: Criterion, facts: CaseFacts, result: CriterionResult
) -> Iterator[str]:
    asked = facts.beside(thresholds=d.thresholds_by_name)
    for name in c.guards:
        guard = find_guard(name)
        answer = guard(asked, result.subject) if guard else None
        if answer is None or not answer.is_yes:
            yield f"the guard {name} says {answer}"
    for need in c.needs:
        of_kind = [r for r in facts.records if r.state == STATED and r.payload is not None
                   and (r.kind == need.record or
                        (r.kind == "evidence" and r.payload.type == need.evidence))]  # fmt: skip
        if not need.optional and not of_kind:
            yield f"nothing is there for {need}"
    if not c.attesters.system:
        yield from _not_signed(c, facts, result.subject)


def _not_signed(c: Criterion, facts: CaseFacts, subject: str) -> Iterator[str]:
    signed: dict[str, RecordVersion] = {}
    for role in (*c.attesters.all_of, *c.attesters.any_of):
        key = ":".join(part for part in (c.ref, subject, role) if part)
        record = _stated(facts, f"attestation/{key}")
        if record is not None and _is_valid(c, facts, record):
            signed[role] = record
    if c.attesters.any_of and not signed:
        yield "no sign-off stands"
    yield from (f"{role} has not signed" for role in c.attesters.all_of if role not in signed)
    if c.force in FOUR_EYES:
        yield from _too_few_eyes(c, facts, signed)


def _is_valid(c: Criterion, facts: CaseFacts, record: RecordVersion) -> bool:
    p = record.payload
    current = {r.pin for r in facts.records if r.state == STATED}
    checked = not p.recorded_from or (p.checked_by and p.checked_by != p.person)
    of_visit = not c.each_visit or p.visit == facts.visit
    return bool(set(p.relied_on) <= current and checked and of_visit)


def _too_few_eyes(
    c: Criterion, facts: CaseFacts, signed: dict[str, RecordVersion]
) -> Iterator[str]:
    roles = [role for role in c.attesters.all_of if role in signed]
    persons = [signed[role].payload.person for role in roles]
    if len(set(persons)) < len(persons):
        yield "one person signed in two roles"
    for record in signed.values():
        recorders = {r.recorded_by for r in facts.records if r.pin in record.payload.relied_on}
        if record.payload.person in recorders:
            yield f"{record.payload.person} signed off what they recorded"


def _not_set_aside(c: Criterion, facts: CaseFacts, subject: str) -> Iterator[str]:
    record = _stated(facts, f"waiver/{_key(c, subject)}")
    if record is None:
        if "proportionate_assurance" not in {w.means for w in c.waivers}:
            yield "no exception is recorded"
        elif not any(c.gate in letter.payload.varies
                     for letter in facts.current("assurance_letter")):  # fmt: skip
            yield "no letter varies it"
        return
    p = record.payload
    if p.means not in MEANS_BY_FORCE[Force(c.force)]:
        yield f"{p.means} past a check of force {c.force}"
    if p.second_person and p.means != "accepted_risk" and not p.confirmed_by:
        yield "the second person has not confirmed it"
    if p.confirmed_by and p.confirmed_by == p.person:
        yield "one person decided and confirmed it"
    current = {r.pin for r in facts.records if r.state == STATED}
    if not set(p.relied_on) <= current:
        yield "what it relied on has changed"


def _takes_away(c: Criterion, facts: CaseFacts, result: CriterionResult) -> bool:
    """True if a condition says no, it is determined by two persons, or there is no such body."""
    determined = _stated(facts, f"not_applicable/{_key(c, result.subject)}")
    if determined is not None:
        p = determined.payload
        return bool(p.confirmed_by) and p.confirmed_by != p.person
    if c.per != "case" and not result.subject:
        return not facts.current(c.per)
    conditions = [find_condition(name) for name in c.when]
    return any(found(facts, result.subject).is_no for found in conditions if found)


def _key(c: Criterion, subject: str) -> str:
    return f"{c.ref}:{subject}" if subject else c.ref


def _stated(facts: CaseFacts, reference: str) -> RecordVersion | None:
    record = facts.find(reference)
    return record if record is not None and record.state == STATED else None

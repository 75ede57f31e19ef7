"""What going back to an earlier stage asks for again, worked out before it is done.

A move back changes no record. What asks to be confirmed again is what rests on a record that
changed since it was signed or set aside, or that the return puts in doubt; what starts empty are
the criteria that are asked in each visit, of the gates that are passed again; everything else
stays.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from casework.domain.facts import STATED, CaseFacts, RecordVersion
from casework.domain.records import get_kind
from casework.engine.definition import Criterion, Definition, Edge
from casework.engine.exceptions import changed_behind, waiver_of
from casework.engine.judgement import judge_criterion, subjects_of
from casework.engine.results import CriterionResult, State
from casework.engine.signatures import attestation_key

_AFTER_EVERYTHING = 2**62
_NO_INSTANT = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class StartsEmpty:
    """A criterion asked in each visit that was signed in an earlier one, and who signs it anew."""

    criterion: Criterion
    subject: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Returned:
    """What a return asks for again. Results are those of the case as it stands after it.

    ``changed`` says of each in ``confirm_again``, in its order, what changed or is in doubt.
    """

    confirm_again: tuple[CriterionResult, ...]
    empty: tuple[StartsEmpty, ...]
    stays: tuple[CriterionResult, ...]
    changed: tuple[tuple[str, ...], ...] = ()

    @property
    def asked(self) -> tuple[str, ...]:
        """Everything that is asked for again, as `again:GT01.determination` or `empty:GT60.minute`
        with the subject where there is one; in a fixed order, so that two can be compared."""
        again = [_label("again", r.criterion, r.subject) for r in self.confirm_again]
        return tuple(again + [_label("empty", e.criterion, e.subject) for e in self.empty])


def _label(what: str, c: Criterion, subject: str) -> str:
    return ":".join(part for part in (what, c.ref, subject) if part)


def returned(
    d: Definition, facts: CaseFacts, edge: Edge, in_doubt: tuple[str, ...] = ()
) -> Returned:
    """What the case asks for again once it has gone back along ``edge``, with ``in_doubt``."""
    return asked_again(d, _after(facts, edge, in_doubt))


def asked_again(d: Definition, facts: CaseFacts) -> Returned:
    """What is to be confirmed again, starts empty, or stays signed in the case as it stands."""
    again: list[CriterionResult] = []
    stays: list[CriterionResult] = []
    empty: list[StartsEmpty] = []
    for c in (c for gate in d.gates for c in gate.criteria):
        for subject in subjects_of(c, facts):
            waived = _waived(d, c, facts, subject)
            if waived is not None:
                (again if waived.state is State.RECONFIRM else stays).append(waived)
                continue
            if c.attesters.system:
                continue
            if c.each_visit:
                empty += _empty(d, c, facts, subject)
                continue
            if not _attested(c, facts, subject):
                continue
            result = _judged(d, c, facts, subject)
            if any(s.changed for s in result.signatures):
                again.append(_with_signers(result))
            elif result.signatures:
                stays.append(result)
    changed = tuple(_changed(result, facts) for result in again)
    return Returned(tuple(again), tuple(empty), tuple(stays), changed)


def pinned_by_sign_offs(d: Definition, facts: CaseFacts) -> dict[str, tuple[str, ...]]:
    """The record versions that standing sign-offs and waivers rest on, each with the criteria that
    do; in the order of the pathway. Exactly these can be put in doubt."""
    found: dict[str, dict[str, None]] = {}
    for result in asked_again(d, facts).stays:
        for record in _behind(result, facts):
            for pin in record.payload.relied_on:
                found.setdefault(pin, {})[result.criterion.ref] = None
    return {pin: tuple(refs) for pin, refs in found.items()}


def _after(facts: CaseFacts, edge: Edge, in_doubt: tuple[str, ...]) -> CaseFacts:
    visit = facts.visit + 1
    payload = get_kind("stage_return").payload(
        origin=edge.origin, target=edge.target, visit=visit, in_doubt=in_doubt
    )
    record = RecordVersion(
        "stage_return", f"visit-{visit}", 1, STATED, payload, None, _NO_INSTANT, facts.as_at, "",
        position=_AFTER_EVERYTHING,
    )  # fmt: skip
    return replace(facts.with_records([record]), stage=edge.target, visit=visit)


def _changed(result: CriterionResult, facts: CaseFacts) -> tuple[str, ...]:
    waived = _rests_on_waiver(result, facts)
    if waived is not None:
        return changed_behind(waived, facts)
    return tuple(dict.fromkeys(pin for s in result.signatures for pin in s.changed))


def _waived(d: Definition, c: Criterion, facts: CaseFacts, subject: str) -> CriterionResult | None:
    """The result that a waiver gives, where one decides it."""
    record = waiver_of(c, facts, subject)
    if record is None:
        return None
    result = _judged(d, c, facts, subject)
    found = result.state in (State.RECONFIRM, State.SET_ASIDE)
    return result if found and result.relied_on == (record.pin,) else None


def _rests_on_waiver(result: CriterionResult, facts: CaseFacts) -> RecordVersion | None:
    record = waiver_of(result.criterion, facts, result.subject)
    return record if record is not None and result.relied_on == (record.pin,) else None


def _behind(result: CriterionResult, facts: CaseFacts) -> list[RecordVersion]:
    """The waiver that a result rests on, or the sign-offs of its criterion."""
    waived = _rests_on_waiver(result, facts)
    return [waived] if waived else _attested(result.criterion, facts, result.subject)


def _attested(c: Criterion, facts: CaseFacts, subject: str) -> list[RecordVersion]:
    roles = c.attesters.all_of + c.attesters.any_of
    found = (facts.find(f"attestation/{attestation_key(c.ref, subject, role)}") for role in roles)
    return [record for record in found if record is not None and record.state == STATED]


def _empty(d: Definition, c: Criterion, facts: CaseFacts, subject: str) -> list[StartsEmpty]:
    """The criterion, where it was signed in an earlier visit, is not in this one, and the gate that
    asks it is still to be passed."""
    signed = _attested(c, facts, subject)
    if not signed or any(r.payload.visit == facts.visit for r in signed):
        return []
    if not _lies_ahead(d, c, facts.stage):
        return []
    if not _judged(d, c, facts, subject).blocks:
        return []
    return [StartsEmpty(c, subject, tuple(r.payload.role for r in signed))]


def _lies_ahead(d: Definition, c: Criterion, stage: str) -> bool:
    gate = d.find_gate(c.gate)
    return gate is not None and d.position_of(gate.stage) >= d.position_of(stage)


def _judged(d: Definition, c: Criterion, facts: CaseFacts, subject: str) -> CriterionResult:
    gate = d.find_gate(c.gate)
    assert gate is not None
    return judge_criterion(d, gate, c, facts, subject)


def _with_signers(result: CriterionResult) -> CriterionResult:
    """The result with the roles whose sign-off changed, also where a record comes first."""
    if result.roles:
        return result
    roles = tuple(s.role for s in result.signatures if s.changed)
    return replace(result, roles=roles)

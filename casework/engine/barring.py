"""What one case record bars, now and later on."""

from __future__ import annotations

from dataclasses import dataclass

from casework.domain.facts import STATED, CaseFacts, RecordVersion
from casework.domain.predicates import organisation, the_record
from casework.engine.definition import Definition, Gate
from casework.engine.judgement import judge_gate
from casework.engine.results import CriterionResult
from casework.engine.route import way_to
from casework.engine.vocabulary import PER_RECORD


@dataclass(frozen=True, slots=True)
class Bar:
    """A check that is not met, or a question raised, because of a record; ``steps`` are the ids
    of the moves and acts ahead that it stands before."""

    result: CriterionResult
    steps: tuple[str, ...]


def bars_of(d: Definition, facts: CaseFacts, record: RecordVersion) -> tuple[Bar, ...]:
    """Everything ahead of the case that does not pass as long as the record says what it says."""
    if record.state != STATED:
        return ()
    names = [edge.id for edge in d.edges if edge.kind == "forward"] + [act.id for act in d.acts]
    ahead = frozenset(name for name in names if way_to(d, facts, name) is not None)
    found = []
    for gate in d.gates:
        steps = [s for s in (*gate.blocks, *gate.also_blocks) if s in ahead]
        if not steps:
            continue
        for result in judge_gate(d, gate, facts).results:
            asked = [s for s in steps if not result.criterion.at or s in result.criterion.at]
            if asked and (result.blocks or result.is_flag) and _is_about(result, gate, record):
                found.append(Bar(result, tuple(dict.fromkeys(asked))))
    return tuple(found)


def _is_about(result: CriterionResult, gate: Gate, record: RecordVersion) -> bool:
    """Whether the check is asked of the record, or its reason names it or, where the gate reads
    records of the kind, the body that it is about."""
    if result.criterion.per == record.kind and record.kind in PER_RECORD:
        return result.subject == record.key
    if the_record(record.reference) in result.reason:
        return True
    reads = any(need.record == record.kind for c in gate.criteria for need in c.needs)
    return reads and bool(record.subject) and organisation(record.subject) in result.reason

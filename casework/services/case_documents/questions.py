"""Questions that checks raised, as every later document and pack prints them with their answers.

A flag bars nothing and is never silenced: it prints until what raised it is gone, answered or not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from casework.documents import facts as printed
from casework.domain.facts import RecordVersion
from casework.domain.roles import role_title
from casework.engine.exceptions import criterion_key
from casework.engine.judgement import judge_gate
from casework.engine.results import CriterionResult, State
from casework.services.case_documents.printing import Source, about, role_of, words


def judged_results(source: Source) -> Iterator[CriterionResult]:
    """How every check stands that only raises questions: those answered, and those that are open
    at a stage that the case has reached."""
    d = source.definition
    reached = d.position_of(source.judged.stage)
    for gate in d.gates:
        if not any(c.flag for c in gate.criteria):
            continue
        for result in judge_gate(d, gate, source.judged).results:
            if result.state is State.ANSWERED or d.position_of(gate.stage) <= reached:
                yield result


def questions(
    source: Source, results: Iterable[CriterionResult]
) -> tuple[printed.Question, ...]:
    """The questions among the results, in their order; an open one has no answer."""
    return tuple(
        _question(source, result)
        for result in results
        if result.state in (State.FLAGGED, State.ANSWERED)
    )


def _question(source: Source, result: CriterionResult) -> printed.Question:
    c = result.criterion
    answer = _answer(source, result)
    p = answer.payload if answer else None
    return printed.Question(
        raised=source.names.fill(result.reason), check=c.asks, reference=c.ref,
        about=about(source, result.subject), answer=words(p.answer) if p else None,
        answered_by=(role_title(p.role) if p.role else role_of(source, p.person)) if p else None,
        on=(answer.effective_on or answer.judged_on) if answer else None,
    )  # fmt: skip


def _answer(source: Source, result: CriterionResult) -> RecordVersion | None:
    if result.state is not State.ANSWERED:
        return None
    return source.facts.find(f"flag_answer/{criterion_key(result.criterion.ref, result.subject)}")

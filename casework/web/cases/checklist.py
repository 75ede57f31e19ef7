"""The checklist of a stage: every gate with its state, and 3 of 4 where bodies are counted."""

from __future__ import annotations

from dataclasses import dataclass

from casework.engine.definition import Gate
from casework.engine.judgement import PER_TITLES, judge_gate
from casework.engine.results import CriterionResult, GateResult, State
from casework.services.reading import CaseView
from casework.web.cases.next_links import gate_page
from casework.web.cases.standing import move_title
from casework.web.cases.words import STATE_TAGS, Tag, counted, in_words

PLURALS = {
    "responsible_body": "responsible bodies",
    "affected_authority": "affected councils",
    "healthwatch": "local Healthwatch bodies",
    "irreversible_step": "irreversible steps",
    "promise": "promises",
    "classification_claim": "claims that take a duty away",
    "temporary_change": "temporary changes",
    "condition": "conditions of approvals",
}


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One check of a gate over all bodies it is asked of."""

    asks: str
    tag: Tag
    detail: str


@dataclass(frozen=True, slots=True)
class GateLine:
    """One gate of the checklist."""

    ref: str
    title: str
    reason: str
    address: str
    tag: Tag
    detail: str
    checks: tuple[CheckLine, ...]

    @property
    def counts_bodies(self) -> bool:
        """True if any of its checks is asked of several bodies."""
        return any(check.detail for check in self.checks)


def checklist_of(view: CaseView, stage: str) -> tuple[GateLine, ...]:
    """Every gate of a stage, judged on the facts shown."""
    return tuple(_gate_line(view, gate) for gate in view.definition.gates if gate.stage == stage)


def _gate_line(view: CaseView, gate: Gate) -> GateLine:
    result = judge_gate(view.definition, gate, view.judged)
    tag, detail = gate_state(result)
    if not result.is_open and not _stands_before_a_move(view, gate):
        detail += f"; it stands before {in_words(_titles(view, gate), 'or')}, and before no move"
    deferral = view.judged.find(f"deferral/{gate.ref}")
    if deferral is not None and deferral.state == "stated" and not result.is_open:
        detail += "; governance has deferred it to the latest point that the law allows"
    return GateLine(
        gate.ref, gate.title, gate.reason, gate_page(view, gate.ref), tag, detail,
        tuple(_check_line(results) for results in _by_criterion(result)),
    )  # fmt: skip


def _stands_before_a_move(view: CaseView, gate: Gate) -> bool:
    moves = {e.id for e in view.definition.edges}
    return not moves.isdisjoint((*gate.blocks, *gate.legal_latest, *gate.also_blocks))


def _titles(view: CaseView, gate: Gate) -> list[str]:
    return [f"“{move_title(view, move)}”" for move in gate.blocks]


def gate_state(result: GateResult) -> tuple[Tag, str]:
    """How a gate stands: its tag, and how many of its checks are out of the way."""
    states = {r.state for r in result.results}
    if len(states) == 1 and next(iter(states)) in (
        State.NOT_APPLICABLE, State.BEFORE, State.LAW_NOT_ENCODED,
    ):  # fmt: skip
        return STATE_TAGS[next(iter(states))], ""
    asked = [r for r in result.results if r.state is not State.NOT_APPLICABLE]
    done = [r for r in asked if not (r.blocks or r.is_flag)]
    questions = sum(1 for r in asked if r.is_flag)
    detail = f"{len(done)} of {counted(len(asked), 'check')} done"
    if questions:
        detail += f", {counted(questions, 'question')} to answer"
    if len(done) == len(asked):
        return Tag("Done", "green"), detail
    if len(done) + questions == len(asked):
        return STATE_TAGS[State.FLAGGED], detail
    return Tag("Blocks", "red") if not done else Tag("In progress", "blue"), detail


def _by_criterion(result: GateResult) -> list[list[CriterionResult]]:
    grouped: dict[str, list[CriterionResult]] = {}
    for each in result.results:
        grouped.setdefault(each.criterion.id, []).append(each)
    return list(grouped.values())


def _check_line(results: list[CriterionResult]) -> CheckLine:
    c = results[0].criterion
    open_ones = [r for r in results if r.blocks] + [r for r in results if r.is_flag]
    tag = STATE_TAGS[(open_ones or results)[0].state]
    if c.per == "case" or not results[0].subject:
        return CheckLine(c.asks, tag, "")
    noun = PER_TITLES[c.per] if len(results) == 1 else PLURALS[c.per]
    return CheckLine(c.asks, tag, f"{len(results) - len(open_ones)} of {len(results)} {noun}")

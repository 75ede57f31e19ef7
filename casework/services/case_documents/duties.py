"""The legal duties of a case as a public business case sets them out: each, and how it was met."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from casework.documents import facts as printed
from casework.domain.facts import RecordVersion
from casework.domain.own_words import own_words
from casework.domain.records import get_kind
from casework.domain.roles import role_title
from casework.engine.citing import cite
from casework.engine.definition import Criterion, Gate
from casework.engine.judgement import judge_gate
from casework.engine.results import CriterionResult, State
from casework.engine.vocabulary import PER_RECORD
from casework.services.case_documents.printing import Source
from casework.services.case_documents.set_aside import SET_ASIDE_ELSEWHERE

LAW = ("STATUTE", "COMMON_LAW")
OUT_OF_THE_WAY = {
    State.SET_ASIDE: SET_ASIDE_ELSEWHERE,
    State.DEFERRED: "This was deferred; the published reason stands under “Checks set aside, and "
    "why”.",
    State.BEFORE: "This was dealt with before the case was recorded here.",
    State.ANSWERED: "A question was raised on this, and answered in public.",
    State.LAW_NOT_ENCODED: "What the law of that time asked is not set out here.",
}


def legal_duties(source: Source) -> tuple[printed.LegalDuty, ...]:
    """What the law requires so far: what is met as one line a gate, what is not each on its own."""
    reached = source.definition.position_of(source.judged.stage)
    return tuple(
        duty
        for gate in source.definition.gates
        if source.definition.position_of(gate.stage) <= reached
        for duty in _duties_of(source, gate)
    )


def _duties_of(source: Source, gate: Gate) -> Iterator[printed.LegalDuty]:
    asked = [
        r
        for r in judge_gate(source.definition, gate, source.judged).results
        if r.criterion.force in LAW and r.state != State.NOT_APPLICABLE
    ]
    met = [r for r in asked if not (r.blocks or r.is_flag)]
    if met:
        yield printed.LegalDuty(
            duty=gate.title, provision=_provisions(source, met),
            how_met="\n".join(_sentences(source, met, asked)), evidence=_relied_on(source, met),
        )  # fmt: skip
    for same in _by_criterion([r for r in asked if r.blocks]):
        asks = same[0].criterion.asks + _bodies(source, same, asked)
        yield printed.LegalDuty(
            duty=f"{gate.title}: {asks}", provision=_provisions(source, same),
            how_met=None if _is_due(source, gate) else _later(source, gate),
        )  # fmt: skip
    for same in _by_criterion([r for r in asked if r.is_flag]):
        asks = same[0].criterion.asks + _bodies(source, same, asked)
        yield printed.LegalDuty(
            duty=f"{gate.title}: {asks}", provision=_provisions(source, same),
            how_met="A question is raised on this, and is to be answered in public.",
        )  # fmt: skip


def _by_criterion(results: Iterable[CriterionResult]) -> list[list[CriterionResult]]:
    grouped: dict[str, list[CriterionResult]] = {}
    for result in results:
        grouped.setdefault(result.criterion.ref, []).append(result)
    return list(grouped.values())


def _sentences(
    source: Source, met: list[CriterionResult], asked: list[CriterionResult]
) -> Iterator[str]:
    """What is so, a criterion at a time, then who signed it."""
    for same in _by_criterion(met):
        by_words: dict[str, list[CriterionResult]] = {}
        for result in same:
            by_words.setdefault(_how(result), []).append(result)
        for words, alike in by_words.items():
            yield f"{words}{_bodies(source, alike, asked)}"
    roles = dict.fromkeys(role_title(s.role).lower() for r in met for s in r.signatures)
    if roles:
        yield f"Signed off by: {', '.join(roles)}."


def _how(result: CriterionResult) -> str:
    """What the check asks, and what became of it where it was not met."""
    instead = OUT_OF_THE_WAY.get(result.state)
    return f"{result.criterion.asks} {instead}" if instead else result.criterion.asks


def _bodies(
    source: Source, alike: list[CriterionResult], asked: list[CriterionResult]
) -> str:
    """Which bodies this is about, or nothing where it is so of every one that it is asked of."""
    criterion: Criterion = alike[0].criterion
    every = {r.subject for r in asked if r.criterion.ref == criterion.ref}
    about = [r.subject for r in alike]
    if every == set(about):
        return ""
    return f" ({', '.join(_named(source, criterion, key) for key in about)})"


def _named(source: Source, criterion: Criterion, key: str) -> str:
    """The body, or the own words of the record, that a check is asked of."""
    if criterion.per not in PER_RECORD:
        return source.names.organisation(key)
    record = source.facts.find(f"{criterion.per}/{key}")
    return own_words(record) if record is not None else ""


def _is_due(source: Source, gate: Gate) -> bool:
    """True if the gate bars a move that the case has made, or makes next."""
    d = source.definition
    reached = d.position_of(source.judged.stage)
    return any(d.position_of(e.origin) <= reached for e in d.edges if e.id in gate.blocks)


def _later(source: Source, gate: Gate) -> str:
    acts = [source.definition.find_act(name) for name in gate.blocks]
    moves = [e.title for e in source.definition.edges if e.id in gate.blocks]
    before = [act.title for act in acts if act is not None] + moves
    return f"Not met yet. It is asked for before this step: {'; '.join(before).lower()}."


def _provisions(source: Source, results: Iterable[CriterionResult]) -> str | None:
    """The law in force on the date judged that the checks rest on, or why none is named."""
    judged = source.judged
    cited = [cite(source.definition, r.criterion, judged.as_at, judged.regime) for r in results]
    titles = dict.fromkeys(title for citation in cited for title in citation.titles)
    notes = dict.fromkeys(citation.note for citation in cited if citation.note)
    return "; ".join(titles) or " ".join(notes) or None


def _relied_on(source: Source, results: Iterable[CriterionResult]) -> str | None:
    """What the checks rely on, by title. Evidence that is not public is not even counted."""
    pins = dict.fromkeys(pin for r in results for pin in r.relied_on)
    found = (source.facts.find(pin.partition("@")[0]) for pin in pins)
    titles = [
        str(r.payload.title) if r.kind == "evidence" else get_kind(r.kind).title
        for r in found
        if r is not None and r.payload is not None and (r.kind != "evidence" or is_open(r))
    ]
    return ", ".join(dict.fromkeys(titles)) or None


def is_open(evidence: RecordVersion) -> bool:
    """True for evidence that may be named in what is published."""
    return evidence.payload.classification == "public" and not evidence.payload.sealed

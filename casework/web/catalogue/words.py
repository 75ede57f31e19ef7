"""Gates, criteria and law entries in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from casework.domain.dates import long_date
from casework.domain.forces import PLAIN_FORCE, PLAIN_MEANS
from casework.domain.roles import role_in_words
from casework.engine.citing import DATE_NOT_RECORDED, is_undated
from casework.engine.definition import Attesters, Criterion, Definition, Gate, LawEntry, Waiver
from casework.engine.exceptions import waivers_of
from casework.engine.supply import need_title

CONFIDENCE = {
    "C1": "Confirmed: the text of the law or the official guidance was read",
    "C2": "Confirmed by a second hand: a reliable account of the text was read, not the text",
    "A": "Assumed: the text was not read; a legal user has still to check it",
}
PER = {
    "case": "Asked once for the case",
    "responsible_body": "Asked of each responsible body",
    "affected_authority": "Asked of each affected council",
    "healthwatch": "Asked of each local Healthwatch",
    "irreversible_step": "Asked of each irreversible step",
    "promise": "Asked of each promise",
    "classification_claim": "Asked of each claim that takes a duty away",
    "temporary_change": "Asked of each temporary change",
    "condition": "Asked of each condition of an approval",
}
FINDINGS = {"agrees": "it agrees with the source", "differs": "it differs from the source"}


@dataclass(frozen=True, slots=True)
class LawWords:
    """A law entry in words; ``checked`` says who checked it last, or that nobody has."""

    id: str
    title: str
    says: str
    force: str
    validity: str
    sureness: str
    needs_check: bool
    checked: str
    differs: bool
    address: str
    sources: tuple[Mapping[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class CriterionWords:
    """One check of a gate in words."""

    ref: str
    asks: str
    force: str
    per: str
    needs: tuple[str, ...]
    signed_by: str
    ways_past: tuple[str, ...]
    how: str
    sureness: str
    notes: tuple[str, ...]
    law: tuple[LawWords, ...]


@dataclass(frozen=True, slots=True)
class GateWords:
    """One gate in words."""

    ref: str
    title: str
    reason: str
    stage: str
    good: tuple[str, ...]
    blocks: tuple[str, ...]
    latest: tuple[str, ...]
    documents: tuple[str, ...]
    criteria: tuple[CriterionWords, ...]


def gate_words(d: Definition, gate: Gate, checks: Mapping[str, Any]) -> GateWords:
    """A gate with all its checks."""
    stage = d.stage(gate.stage)
    return GateWords(
        gate.ref, gate.title, gate.reason, f"{stage.id} {stage.title}", gate.good,
        tuple(move_words(d, move) for move in gate.blocks),
        tuple(move_words(d, move) for move in gate.legal_latest),
        gate.documents,
        tuple(_criterion_words(d, c, checks) for c in gate.criteria),
    )  # fmt: skip


def _criterion_words(d: Definition, c: Criterion, checks: Mapping[str, Any]) -> CriterionWords:
    entries = [d.find_law(law_id) for law_id in c.law]
    return CriterionWords(
        ref=c.ref,
        asks=c.asks,
        force=PLAIN_FORCE.get(c.force, c.force),
        per=PER.get(c.per, c.per),
        needs=tuple(_need(d, need) for need in c.needs),
        signed_by=attesters_in_words(c.attesters),
        ways_past=tuple(waiver_in_words(w) for w in waivers_of(c)),
        how=c.how,
        sureness=sureness_in_words(c.confidence),
        notes=tuple(_notes(d, c)),
        law=tuple(law_words(e, checks.get(e.id)) for e in entries if e is not None),
    )


def _need(d: Definition, need: Any) -> str:
    title = need_title(d, need)
    return f"{title} (if there is one)" if need.optional else title


def _notes(d: Definition, c: Criterion) -> Iterable[str]:
    if c.each_visit:
        yield "Signed off anew each time the case comes back to this stage"
    if c.flag:
        yield "Bars nothing: it raises a question, answered in public before the case moves on"
    if c.at:
        moves = "; ".join(dict.fromkeys(move_words(d, move) for move in c.at))
        yield f"Asked only before: {moves}"
    if c.when:
        conditions = ", ".join(name.replace("_", " ") for name in c.when)
        yield f"Applies when these hold, and when it is not known whether they do: {conditions}"


def attesters_in_words(attesters: Attesters) -> str:
    """Who signs: `The accountable officer`, or that the record alone decides."""
    if attesters.system:
        return "Nobody: what is recorded decides by itself"
    if attesters.any_of:
        return "Any one of: " + ", ".join(role_in_words(r) for r in attesters.any_of)
    titles = [role_in_words(role) for role in attesters.all_of]
    if len(titles) == 1:
        return titles[0].capitalize()
    return "Each of: " + ", ".join(titles)


def waiver_in_words(waiver: Waiver) -> str:
    """A way past a check: how, by whom, and with whom."""
    means = PLAIN_MEANS.get(waiver.means, waiver.means)
    by = " or ".join(role_in_words(role) for role in waiver.by)
    with_ = " and ".join(role_in_words(role) for role in waiver.with_)
    return f"{means}: {by}{f', with the {with_}' if with_ else ''}"


def move_words(d: Definition, move: str) -> str:
    """A move or act in words, with its code."""
    act = d.find_act(move)
    edge = next((e for e in d.edges if e.id == move), None)
    title = act.title if act else (edge.title if edge else move)
    return f"{title} ({move})" if edge else title


def law_words(
    entry: LawEntry, check: Any, sources: Mapping[str, Mapping[str, str]] | None = None
) -> LawWords:
    """A law entry, with the last check of its citation."""
    known = sources or {}
    return LawWords(
        entry.id, entry.title, entry.says, PLAIN_FORCE.get(entry.force, entry.force),
        validity_in_words(entry), sureness_in_words(entry.confidence),
        entry.verify or entry.confidence == "A", check_in_words(check),
        check is not None and check.finding == "differs", entry.address,
        tuple(known[s] for s in entry.sources if s in known),
    )  # fmt: skip


def sureness_in_words(confidence: str) -> str:
    """How sure we are, with the code that the register gives it."""
    return f"{CONFIDENCE.get(confidence, 'Not known')} ({confidence})"


def validity_in_words(entry: LawEntry) -> str:
    """From when to when a provision applied, as far as that is recorded."""
    begins = f"from {long_date(entry.valid_from)}" if entry.valid_from else ""
    ends = f"to {long_date(entry.valid_to)}" if entry.valid_to else ""
    if begins:
        return f"In force {begins} {ends}" if ends else f"In force {begins}; no end is recorded"
    if not is_undated(entry):
        return "As the courts have developed it, without a day on which it began"
    unknown = DATE_NOT_RECORDED
    return f"In force {ends}; {unknown}" if ends else unknown.capitalize()


def check_in_words(check: Any) -> str:
    """Who checked a citation last, when, against what, and what they found; or nothing."""
    if check is None:
        return ""
    found = FINDINGS.get(check.finding, check.finding)
    day = long_date(check.checked_at.date())
    return f"Checked by {check.checker} on {day} against {check.against}: {found}"

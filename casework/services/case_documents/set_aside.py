"""Checks set aside, as every later document and pack prints them: what, how, by whom and why.

Only the published reason is printed. A privileged note, and the papers that a decision relied on,
have no place in any document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from casework.documents import facts as printed
from casework.domain.cover import act_of, covers_behind
from casework.domain.facts import RecordVersion
from casework.domain.records.turns import REMOVES, REPLACES
from casework.domain.roles import role_title
from casework.domain.second_person import waits_for_check
from casework.engine.definition import Criterion
from casework.engine.directed import LAW, steps_naming
from casework.engine.exceptions import (
    confirmers_of,
    second_roles,
    stands,
    varying_letters,
    waivers_of,
)
from casework.engine.judgement import may_be_deferred
from casework.engine.results import CriterionResult, State
from casework.services.both_names import role_and_names
from casework.services.case_documents.printing import Source, about, words

SET_ASIDE_ELSEWHERE = (
    "This was set aside; the published reason stands under “Checks set aside, and why”."
)
NOT_COUNTING = (
    "It was set aside, and that does not count now: it is to be confirmed, or decided again."
)
MEANS = {
    "waiver": "Waived",
    "departure": "Departed from guidance, with cogent reasons",
    "proportionate_assurance": "Varied by NHS England",
    "accepted_risk": "The residual risk was accepted",
    "shorter_notice": "The shorter-notice rule was used",
    "urgent_decision": "The urgent-decision rule was used",
    "not_applicable": "Found not to apply",
}
"""In print, an accepted risk does not say on whose paper it rests: that paper is privileged."""
DEFERRED = "Deferred to the latest point that the law allows"
HAPPENED = "It went on although this was unmet"
DIRECTED_MEANS = {
    REPLACES: "Replaced by a direction of the Secretary of State",
    REMOVES: "Removed by a direction of the Secretary of State",
}
DIRECTED = f"A procedural step was directed ({LAW})."
VARIED = "NHS England varied what its own assurance asks for, by its letter."


def set_aside(source: Source) -> tuple[printed.SetAside, ...]:
    """Every check that is set aside now. What was withdrawn, waits for its second person, rests on
    what has changed or has run out is left out."""
    return (*_exceptions(source), *_deferrals(source), *_in_fact(source), *_varied(source),
            *_directed(source))  # fmt: skip


def basis_of(source: Source, result: CriterionResult) -> str:
    """Why a check stands as it does, in words that may be published."""
    if any(pin.startswith("waiver/") for pin in result.relied_on):
        if result.state is State.SET_ASIDE:
            return SET_ASIDE_ELSEWHERE
        if result.state in (State.TO_SIGN, State.RECONFIRM):
            return NOT_COUNTING
    return source.names.fill(result.reason)


def _exceptions(source: Source) -> Iterator[printed.SetAside]:
    for kind in ("waiver", "not_applicable"):
        for record in source.facts.current(kind):
            c = source.definition.find_criterion(record.payload.criterion)
            if stands(record, source.judged):
                yield _exception(source, record, c)


def _exception(
    source: Source, record: RecordVersion, c: Criterion | None
) -> printed.SetAside:
    p = record.payload
    means = getattr(p, "means", "not_applicable")
    return printed.SetAside(
        check=c.asks if c else p.criterion, reference=p.criterion, about=about(source, p.subject),
        means=MEANS.get(means, means), decided_by=_decided_by(source, record, c),
        second_person=_second_person(source, record, c), on=_since(record),
        published_reason=words(p.reason),
    )  # fmt: skip


def _decided_by(source: Source, record: RecordVersion, c: Criterion | None) -> str | None:
    p = record.payload
    if record.kind == "not_applicable":
        ways = waivers_of(c) if c else ()
        by = next((way.by for way in ways if way.means == "not_applicable"), ())
        return _role_among(source, p.person, by, p.acted_for)
    body = source.organisation(p.recorded_from)
    if body:
        return f"{role_title(p.role)} ({body})"
    return role_and_names(source.names, p.role, p.person, p.acted_for)


def _second_person(source: Source, record: RecordVersion, c: Criterion | None) -> str | None:
    """The roles of whoever had to agree: who was named, and who confirmed."""
    p = record.payload
    named, confirmed = getattr(p, "second_person", ""), p.confirmed_by
    roles = []
    covered = _covered_by(source, record, confirmed)
    seconds = second_roles(c, p.means) if named and c else ()
    if named and named not in covered:
        roles.append(_role_among(source, named, seconds))
    if confirmed and confirmed != named:
        wanted = seconds if named in covered else confirmers_of(c, record) if c else ()
        roles.append(_role_among(source, confirmed, wanted, covered))
    return ", ".join(dict.fromkeys(role for role in roles if role)) or None


def _covered_by(source: Source, record: RecordVersion, person: str) -> tuple[str, ...]:
    """For whom a person covered who recorded this version of a record, if they did."""
    if record.recorded_by != person:
        return ()
    covers = covers_behind(source.judged, act_of(record))
    return tuple(dict.fromkeys(r.payload.covered for r in covers))


def _role_among(
    source: Source, person: str, wanted: Iterable[str], covered: Iterable[str] = ()
) -> str | None:
    """The role in which a person acted: one that was asked for and that they hold, or held; else
    one of those for whom they covered, with both names.

    Where the case does not say which of them, all that may are named.
    """
    held, wanted = _roles_held(source, person), tuple(wanted)
    acted = [role for role in wanted if role in held][:1]
    if acted:
        return role_title(acted[0])
    for other in covered:
        lent = [role for role in wanted if role in _roles_held(source, other)]
        if lent:
            return role_and_names(source.names, lent[0], person, (other,))
    return " or ".join(role_title(role) for role in wanted or sorted(held)[:1]) or None


def _roles_held(source: Source, person: str) -> set[str]:
    return {r.payload.role for r in source.judged.current("role") if r.payload.person == person}


def _deferrals(source: Source) -> Iterator[printed.SetAside]:
    for record in source.facts.current("deferral"):
        gate = source.definition.find_gate(record.payload.gate)
        if gate is None or not may_be_deferred(gate, source.judged).is_yes:
            continue
        yield printed.SetAside(
            check=gate.title, reference=gate.ref, means=DEFERRED,
            decided_by=_role_among(source, record.payload.person, ("GOV",), _covered_by(
                source, record, record.payload.person
            )),
            on=_since(record), published_reason=words(record.payload.reason),
        )  # fmt: skip


def _in_fact(source: Source) -> Iterator[printed.SetAside]:
    """What went on although checks were unmet. Who decided that is not recorded."""
    for record in source.facts.current("departure"):
        p = record.payload
        refs = dict.fromkeys(ref.partition(":")[0] for ref in p.unmet)
        found = [c for c in map(source.definition.find_criterion, refs) if c is not None]
        yield printed.SetAside(
            check="\n".join(c.asks for c in found) or p.act,
            reference=", ".join(c.ref for c in found) or None, means=HAPPENED, on=_since(record),
            published_reason=words(p.reason) or "Nothing is recorded of why.",
        )  # fmt: skip


def _varied(source: Source) -> Iterator[printed.SetAside]:
    """What NHS England's letter varies, a gate at a time."""
    for gate in source.definition.gates:
        found = [r for c in gate.criteria for r in varying_letters(c, source.judged)]
        for letter in {record.pin: record for record in found}.values():
            yield printed.SetAside(
                check=gate.title, reference=gate.ref, means=MEANS["proportionate_assurance"],
                decided_by=source.organisation(letter.payload.organisation) or "NHS England",
                on=letter.payload.dated, published_reason=VARIED,
            )  # fmt: skip


def _directed(source: Source) -> Iterator[printed.SetAside]:
    """What a procedural step of the Secretary of State replaces or removes, a check or gate at a
    time; only where it bears on a check of the pathway and counts now."""
    steps = {r.reference: r for r in source.facts.current("direction_step")}
    for ref, reference in dict.fromkeys(_directed_away(source)):
        step, gate = steps[reference], source.definition.find_gate(ref)
        c = source.definition.find_criterion(ref)
        title = gate.title if gate else (c.asks if c else ref)
        done = step.payload.done_on
        instead = f"{DIRECTED} Instead: {words(step.payload.instead)}" if (
            step.payload.effect == REPLACES) else DIRECTED  # fmt: skip
        if step.payload.effect == REPLACES:
            instead += f" Done: {done.plain()}." if done else " That is not recorded as done."
        yield printed.SetAside(
            check=title, reference=ref, means=DIRECTED_MEANS[step.payload.effect],
            decided_by="The Secretary of State", on=step.payload.dated, published_reason=instead,
        )  # fmt: skip


def _directed_away(source: Source) -> Iterator[tuple[str, str]]:
    for gate in source.definition.gates:
        for c in gate.criteria:
            for step in steps_naming(c, source.judged):
                if not waits_for_check(source.judged, step):
                    named = c.ref if c.ref in step.payload.checks else gate.ref
                    yield named, step.reference


def _since(record: RecordVersion) -> printed.When:
    """The day from which it counted."""
    return record.effective_on or record.judged_on

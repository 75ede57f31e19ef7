"""What takes a criterion out of the way: directed steps, determinations, waivers, varied assurance,
the past."""

from __future__ import annotations

from functools import partial

from casework.domain.facts import STATED, CaseFacts, RecordVersion
from casework.domain.forces import PLAIN_MEANS, Force
from casework.domain.permissions import COUNCIL_ROLES
from casework.domain.predicates import happened
from casework.domain.records import get_kind
from casework.domain.second_person import RECORDERS, waits_for_check
from casework.engine.definition import Criterion, Definition, Gate, Waiver
from casework.engine.directed import directed, steps_naming
from casework.engine.results import CriterionResult, State
from casework.engine.signatures import asked_otherwise, doubted_since, is_current

CONFIRMERS = ("GOV", "LEG")
"""Who confirms that a check does not apply, where its rule names nobody."""
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
    """True if everything that a gate bars lay behind the case when it was opened here.

    It ends when the case goes back here to a stage at or before one that the gate bars: from then
    on the gate is asked like any other.
    """
    before = facts.single("stage_before")
    if before is None:
        return False
    entered = [r.payload.target for r in facts.current("stage_move")]
    earliest = min(d.position_of(stage) for stage in [*entered, before.payload.stage])
    return all(_position(d, move) < earliest for move in gate.blocks + gate.legal_latest)


def _position(d: Definition, move: str) -> int:
    act = d.find_act(move)
    stages = act.stages if act else (d.edge(move).origin,)
    return max(d.position_of(stage) for stage in stages)


def exception_for(
    d: Definition, c: Criterion, facts: CaseFacts, subject: str
) -> CriterionResult | None:
    """The recorded exception that takes a criterion out of the way, or None."""
    return (
        directed(c, facts, subject)
        or _determined(c, facts, subject)
        or _set_aside(c, facts, subject)
        or _varied(c, facts, subject)
    )


def _determined(c: Criterion, facts: CaseFacts, subject: str) -> CriterionResult | None:
    record = facts.recorded_for("not_applicable", partial(criterion_key, c.ref), subject)
    if record is None or record.state != STATED:
        return None
    if not record.payload.confirmed_by:
        return CriterionResult(
            c, subject, State.TO_SIGN,
            "Determined not to apply; a second person has not confirmed it.",
            confirmers_of(c, record), (record.pin,),
        )  # fmt: skip
    return CriterionResult(
        c, subject, State.NOT_APPLICABLE, "Determined not to apply, with a published reason.",
        relied_on=(record.pin,),
    )  # fmt: skip


def _set_aside(c: Criterion, facts: CaseFacts, subject: str) -> CriterionResult | None:
    record = waiver_of(c, facts, subject)
    if record is None:
        return None
    p = record.payload
    means = PLAIN_MEANS.get(p.means, p.means)
    if changed_behind(record, facts):
        return CriterionResult(
            c, subject, State.RECONFIRM,
            f"{means}: what it relied on has changed; decide it again.", (p.role,), (record.pin,),
        )  # fmt: skip
    if waits_for_second(record):
        return CriterionResult(
            c, subject, State.TO_SIGN,
            f"{means}: the second person has not confirmed it.",
            confirmers_of(c, record), (record.pin,),
        )  # fmt: skip
    return CriterionResult(
        c, subject, State.SET_ASIDE, f"{means}: a published reason is recorded.",
        relied_on=(record.pin,),
    )  # fmt: skip


def waiver_of(c: Criterion, facts: CaseFacts, subject: str) -> RecordVersion | None:
    """The stated waiver, departure or accepted risk about a criterion, whether it counts or not."""
    record = facts.recorded_for("waiver", partial(criterion_key, c.ref), subject)
    return record if record is not None and record.state == STATED else None


def changed_behind(record: RecordVersion, facts: CaseFacts) -> tuple[str, ...]:
    """What a waiver relied on that has changed since, or that a later return puts in doubt; and the
    version of the pathway since which its check asks something else."""
    relied_on = getattr(record.payload, "relied_on", ())
    doubted = doubted_since(record, facts) if relied_on else []
    changed = [pin for pin in relied_on if pin in doubted or not is_current(pin, facts)]
    return (*changed, *asked_otherwise(record, facts))


def waits_for_second(record: RecordVersion) -> bool:
    """True while an exception counts for nothing, since its second person has not confirmed it.

    An accepted risk rests on the adviser's own written advice; any other second person acts, and
    so does one where a decision was recorded from the minute or letter of a body outside.
    """
    p = record.payload
    if record.state != STATED or p.confirmed_by:
        return False
    if record.kind == "not_applicable":
        return True
    named = bool(p.second_person) and p.means != "accepted_risk"
    return named or bool(p.recorded_from)


def stands(record: RecordVersion, facts: CaseFacts) -> bool:
    """True while a determination or waiver counts: stated, confirmed by the second person where
    one is asked for, and resting on nothing that has changed since or is in doubt."""
    if record.state != STATED or waits_for_second(record):
        return False
    return not changed_behind(record, facts)


def varying_letters(c: Criterion, facts: CaseFacts) -> tuple[RecordVersion, ...]:
    """The letters of NHS England that vary a criterion now: dated, and checked."""
    return tuple(r for r in _varying_letters(c, facts) if not waits_for_check(facts, r))


def confirmers_of(c: Criterion, record: RecordVersion) -> tuple[str, ...]:
    """The roles of which one confirms an exception of a criterion."""
    if getattr(record.payload, "recorded_from", ""):
        return RECORDERS
    means = "not_applicable" if record.kind == "not_applicable" else record.payload.means
    return second_roles(c, means) or CONFIRMERS


def second_roles(c: Criterion, means: str) -> tuple[str, ...]:
    """The roles of which one must confirm an exception, if its rule names any."""
    return next((w.with_ for w in waivers_of(c) if w.means == means), ())


def _varied(c: Criterion, facts: CaseFacts, subject: str) -> CriterionResult | None:
    """NHS England varies what its own assurance asks for, where the rule of the check lets it.

    Its letter counts from its date on, unless it says "not yet", and once it was checked.
    """
    for letter in varying_letters(c, facts):
        return CriterionResult(
            c, subject, State.SET_ASIDE,
            "Varied by NHS England's proportionate assurance letter.",
            relied_on=(letter.pin,),
        )  # fmt: skip
    return None


def varied_unchecked(c: Criterion, facts: CaseFacts, subject: str) -> CriterionResult | None:
    """The result of a check that a letter or directed step would vary, were it checked by a second
    person."""
    letters = _varying_letters(c, facts)
    letters += [r for r in steps_naming(c, facts) if waits_for_check(facts, r)]
    return to_check(c, subject, letters, tuple(r.pin for r in letters)) if letters else None


def _varying_letters(c: Criterion, facts: CaseFacts) -> list[RecordVersion]:
    if not any(way.means == "proportionate_assurance" for way in c.waivers):
        return []
    return [
        letter for letter in facts.current("assurance_letter", purpose="proportionate")
        if c.gate in letter.payload.varies and letter.payload.outcome != "not_yet"
        and happened(facts, letter.payload.dated, "the letter").is_yes
    ]  # fmt: skip


def to_check(
    c: Criterion, subject: str, records: list[RecordVersion], relied_on: tuple[str, ...]
) -> CriterionResult:
    """The result of a check that rests on what another body said, recorded by somebody else.

    A second person checks it, or the council's own clerk or chair signs where the check is theirs.
    """
    theirs = tuple(r for r in c.attesters.all_of + c.attesters.any_of if r in COUNCIL_ROLES)
    titles = dict.fromkeys(get_kind(r.kind).title.lower() for r in records)
    return CriterionResult(
        c, subject, State.TO_CHECK,
        f"Recorded here from a letter or minute: {', '.join(titles)}. A second person has not "
        "checked it.",
        (*RECORDERS, *theirs), relied_on,
    )  # fmt: skip

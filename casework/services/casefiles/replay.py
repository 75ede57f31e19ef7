"""Replaying a case file: the acts in order through the services, going on after a refusal."""

from __future__ import annotations

from dataclasses import dataclass, replace

from casework.domain.errors import CaseworkError, NotPermitted, RefusedMove
from casework.domain.viewer import SYSTEM, Viewer
from casework.engine.agenda import next_judgements
from casework.engine.results import Judgement
from casework.services import case_people
from casework.services.casefiles.base import build_base
from casework.services.casefiles.dating import is_day_of_next_move
from casework.services.casefiles.filling import Filler
from casework.services.casefiles.format import ActLine, CaseFile, Expectation
from casework.services.casefiles.mentions import mentioned_gates, names_in
from casework.services.casefiles.parties import prepare_store, viewer_of
from casework.services.casefiles.playing import play
from casework.services.casefiles.report import (
    STATEMENT,
    ActReport,
    Blocker,
    Filled,
    Flag,
    FrozenBy,
    NextMove,
    OpenMatter,
    Outcome,
    ReplayReport,
    blockers_of,
    flags_of,
    frozen_by,
    left_open_by,
)
from casework.services.casefiles.seeing import facts_of, open_holds, see
from casework.services.casefiles.touching import touched_by
from casework.services.casefiles.versions import ACTS as VERSION_ACTS
from casework.services.casefiles.versions import CHANGE
from casework.services.office import Office
from casework.services.opening import Opening, open_case

ASSUMING = (
    "Checks of gates that no act of the file mentions were filled by assumption: what is marked "
    "as assumed is not known to have happened."
)
STARTED_FROM_BASE = (
    "The case starts from a compliant base: everything before the acts of the file, and what they "
    "do not touch, is assumed. Only what the file states is said to have happened."
)
EARLY = (
    "Judged before the last day on which it may have happened, so perhaps before it did, by the "
    "number of the act:"
)


def replay(office: Office, case: CaseFile, *, assume_unrecorded: bool = False) -> ReplayReport:
    """Play the case file into the store. Raises Conflict if the store may not take it.

    With ``assume_unrecorded``, gates that no act of the file mentions are filled by assumption
    just before the move or act that they would block.
    """
    prepare_store(office, case)
    _open(office, case)
    home = viewer_of(case, case.opened_by).organisation
    base = None
    if case.base is not None:
        start = Filler(office, case.definition, case.reference, home, decides=True)
        base = build_base(office, case, start)
    filler = _filler(office, case, home, assume_unrecorded)
    spared = frozenset() if case.base else mentioned_gates(case)
    acts = []
    for line in case.acts:
        acts.append(_play(office, case, line, filler, spared))
        if line.act in VERSION_ACTS:
            case = replace(case, definition=see(office, case.reference).definition)
        if filler is not None:
            filler.definition = case.definition
    return replace(_report(office, case, tuple(acts), assume_unrecorded), base=base)


def _filler(
    office: Office, case: CaseFile, home: str, assume_unrecorded: bool
) -> Filler | None:
    """Who fills before moves and acts: after a base always, over nothing that the file touches."""
    if case.base is not None:
        return Filler(office, case.definition, case.reference, home,
                      touched=touched_by(case), decides=True)  # fmt: skip
    if assume_unrecorded:
        return Filler(office, case.definition, case.reference, home)
    return None


def _open(office: Office, case: CaseFile) -> None:
    undated = tuple((h.person, h.role) for h in case.roles if not (h.since or h.until))
    opening = Opening(
        case.title, case.organisation, case.summary, undated, case.opened_on, case.stage,
        case.what_went_before, case.programme, case.definition.pathway, case.definition.version,
        case.reference, case.opened_judged_on,
    )  # fmt: skip
    # The roles of a case file are part of its frame, so its opener gives nobody any by opening.
    opener = viewer_of(case, case.opened_by)
    open_case(office, replace(opener, roles=opener.roles | SYSTEM.roles), opening)
    _give_dated_roles(office, case)


def _give_dated_roles(office: Office, case: CaseFile) -> None:
    """Roles with dates are part of the frame of the case, so nobody in the file gives them."""
    for held in case.roles:
        if not (held.since or held.until):
            continue
        case_people.give_role(
            office, SYSTEM, case.reference, held.person, held.role, held.since,
            simulated_on=case.opened_judged_on,
        )  # fmt: skip
        if held.until:
            case_people.end_role(
                office, SYSTEM, case.reference, held.person, held.role, held.until,
                simulated_on=case.opened_judged_on,
            )  # fmt: skip


@dataclass(frozen=True)
class _Attempt:
    """What came of trying an act."""

    outcome: Outcome
    message: str = ""
    blockers: tuple[Blocker, ...] = ()
    frozen: tuple[FrozenBy, ...] = ()
    conditions: tuple[str, ...] = ()
    flags: tuple[Flag, ...] = ()
    left_open: tuple[OpenMatter, ...] = ()


def _play(
    office: Office, case: CaseFile, line: ActLine, filler: Filler | None, spared: frozenset[str]
) -> ActReport:
    filled: tuple[Filled, ...] = ()
    if filler is not None and filler.decides and is_day_of_next_move(case, line):
        filler.decide_on(line.judged_on)
    if filler is not None and line.act in ("move", "do"):
        filled = filler.fill_before(line.text("what"), line.judged_on, line.text("subject"), spared)
    attempt = _try(office, case, line, filler)
    anyway = attempt.outcome is Outcome.REFUSED and line.happened_anyway
    if anyway:
        anyway = _record_that_it_happened(office, case, line, filler)
    return _act_report(office, case, line, attempt, anyway, filled, filler is not None)


def _try(office: Office, case: CaseFile, line: ActLine, filler: Filler | None) -> _Attempt:
    try:
        judgement = play(office, case, line, _who(case, line, filler))
    except RefusedMove as refusal:
        return _refused(office, case, line, refusal)
    except NotPermitted as refusal:
        return _Attempt(Outcome.REFUSED, str(refusal))
    except CaseworkError as error:
        return _Attempt(Outcome.ERROR, str(error))
    if judgement is None or not judgement.flags:
        return _Attempt(Outcome.ACCEPTED)
    fill = see(office, case.reference).names.fill
    return _Attempt(Outcome.ACCEPTED, flags=flags_of(judgement, fill))


def _who(case: CaseFile, line: ActLine, filler: Filler | None) -> Viewer:
    """The person who does an act. Persons and bodies of the base whom it names are made."""
    assumed: dict[str, Viewer] = {}
    if case.base is not None and filler is not None:
        assumed = filler.hands.make_named(names_in(line), line.judged_on)
    return assumed.get(line.by) or viewer_of(case, line.by)


def _refused(office: Office, case: CaseFile, line: ActLine, refusal: RefusedMove) -> _Attempt:
    fill = see(office, case.reference).names.fill
    judged = facts_of(office, case.reference).at(line.judged_on)
    judgement: Judgement | None = refusal.blockers[0] if refusal.blockers else None
    if judgement is None:
        return _Attempt(Outcome.REFUSED, fill(str(refusal)))
    return _Attempt(
        Outcome.REFUSED, fill(refusal.message),
        blockers_of(case.definition, judgement, fill, judged), frozen_by(judgement.freezes),
        tuple(fill(reason) for reason in judgement.conditions), flags_of(judgement, fill),
        left_open_by(judgement, fill),
    )  # fmt: skip


def _record_that_it_happened(
    office: Office, case: CaseFile, line: ActLine, filler: Filler | None
) -> bool:
    try:
        play(office, case, line, _who(case, line, filler), happened_anyway=True)
    except CaseworkError:
        return False
    return True


def _act_report(
    office: Office, case: CaseFile, line: ActLine, attempt: _Attempt, anyway: bool,
    filled: tuple[Filled, ...], assuming: bool,
) -> ActReport:
    facts = facts_of(office, case.reference)
    expected = line.expect_assuming if assuming and line.expect_assuming else line.expect
    held = _held(expected, attempt) if expected else None
    return ActReport(
        index=line.index, act=line.act, what=what_of(line), on=line.on.text if line.on else "",
        judged_on=line.judged_on.isoformat(), by=line.by, source=line.source, assumed=line.assumed,
        outcome=attempt.outcome, message=attempt.message, stage=facts.stage,
        visit=facts.visit, happened_anyway=anyway,
        expected=expected.words() if expected else "", expectation_held=held,
        unexpected=expected is None and attempt.outcome is not Outcome.ACCEPTED and not anyway,
        holds=open_holds(case.definition, facts), blockers=attempt.blockers,
        frozen_by=attempt.frozen, conditions=attempt.conditions, filled=filled,
        flags=attempt.flags, left_open=attempt.left_open,
    )  # fmt: skip


def _held(expected: Expectation, attempt: _Attempt) -> bool:
    raised = {f.ref for f in attempt.flags} | {f.criterion for f in attempt.flags}
    if not set(expected.flagged_by) <= raised:
        return False
    if expected.accepted:
        return attempt.outcome is Outcome.ACCEPTED
    met = {b.ref for b in attempt.blockers} | {b.criterion for b in attempt.blockers}
    met |= {f.hold for f in attempt.frozen} | {m.about for m in attempt.left_open}
    return attempt.outcome is Outcome.REFUSED and set(expected.blocked_by) <= met


def what_of(line: ActLine) -> str:
    """The act in a few words, for a table."""
    names = ("what", "hold", "criterion", "gate", "record", "kind", "type", "person", "text")
    parts = [line.text(name) for name in names if line.text(name)][:1]
    parts += [str(line.fields["version"])] if line.act == CHANGE else []
    parts += [line.text(name) for name in ("key", "subject", "role", "means") if line.text(name)]
    values = line.fields.get("values")
    if isinstance(values, dict) and isinstance(values.get("purpose"), str):
        parts.append(values["purpose"])
    return " ".join(parts)


def _report(
    office: Office, case: CaseFile, acts: tuple[ActReport, ...], assuming: bool
) -> ReplayReport:
    d, facts = case.definition, facts_of(office, case.reference)
    moves = [] if d.stage(facts.stage).final else next_judgements(d, facts)
    return ReplayReport(
        reference=case.reference, title=case.title, file=case.path.name,
        source=case.source, pathway=d.pathway,
        version=d.version, definition=d.hash, assume_unrecorded=assuming, acts=acts,
        stage=facts.stage, stage_title=d.stage(facts.stage).title, visit=facts.visit,
        judged_on=facts.as_at.isoformat(), holds=open_holds(d, facts),
        next_moves=tuple(_next_move(j) for j in moves),
        notes=_notes(case, assuming),
    )  # fmt: skip


def _notes(case: CaseFile, assuming: bool) -> tuple[str, ...]:
    """What a reader must know before relying on the report."""
    notes = (STATEMENT, ASSUMING) if assuming else (STATEMENT,)
    if case.base is not None:
        notes = (STATEMENT, STARTED_FROM_BASE)
    early = [
        str(line.index) for line in case.acts
        if line.on is not None and line.on.latest is not None and line.judged_on < line.on.latest
    ]  # fmt: skip
    return (*notes, f"{EARLY} {', '.join(early)}.") if early else notes


def _next_move(judgement: Judgement) -> NextMove:
    refs = [f"{r.criterion.ref}:{r.subject}" if r.subject else r.criterion.ref
            for r in judgement.blockers]  # fmt: skip
    refs += [freeze.hold for freeze in judgement.freezes]
    refs += [each.about for each in judgement.left_open]
    return NextMove(judgement.move, judgement.title, judgement.allowed, tuple(refs))


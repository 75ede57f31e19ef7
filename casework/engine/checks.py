"""What must hold of a definition beyond the shape of its file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from casework.domain.conditions import find_condition
from casework.domain.conditions.regime import REGIMES_OF
from casework.domain.deadline_register import REGISTER as DEADLINES
from casework.domain.forces import FOUR_EYES, MEANS_BY_FORCE, Force
from casework.domain.guards import find_guard
from casework.domain.records import find_kind, get_kind
from casework.domain.roles import ROLES
from casework.engine.definition import Criterion, Definition, Gate, HoldType, LawEntry
from casework.engine.reading import Faults
from casework.engine.vocabulary import DOCUMENTS, HEADLINES, PER


def check_definition(d: Definition, law: dict[str, LawEntry] | None, faults: Faults) -> None:
    """Note every name that does not resolve, every dead end and every rule nobody could meet.

    Without a register of ``law`` nothing is said of what is cited.
    """
    _check_doubles(d, faults)
    _check_topology(d, faults)
    _check_roles_and_conditions(d, faults)
    for gate in d.gates:
        _check_gate(d, gate, faults)
        for criterion in gate.criteria:
            _check_criterion(d, criterion, faults)
            _check_law(criterion.law, law, f"gates[{gate.ref}].criteria[{criterion.id}]", faults)
    _check_rests_on(d, faults)
    for threshold in d.thresholds:
        choices = get_kind("local_threshold").specs["threshold"].choices
        _check_known([threshold.id], choices, "thresholds", f"one of {', '.join(choices)}", faults)
        _check_law(threshold.law, law, f"thresholds[{threshold.id}]", faults)
    for hold in d.holds:
        _check_hold(d, hold, faults)
        _check_law(hold.law, law, f"holds[{hold.id}]", faults)
    for kind in d.evidence_types:
        _check_documents([kind.document], f"evidence_types[{kind.id}].document", faults)
        known = get_kind("evidence").specs["classification"].choices
        if kind.classification and kind.classification not in known:
            faults.add(f"evidence_types[{kind.id}].classification",
                       f"unknown {kind.classification!r}", ", ".join(known))  # fmt: skip


def _check_hold(d: Definition, hold: HoldType, faults: Faults) -> None:
    known = {e.id for e in d.edges} | {a.id for a in d.acts}
    _check_known(hold.freezes, known, f"holds[{hold.id}].freezes", "a move or act", faults)
    if hold.clock:
        expected = f"a deadline, {min(DEADLINES)} to {max(DEADLINES)}"
        _check_known([hold.clock], DEADLINES, f"holds[{hold.id}].clock", expected, faults)


def _check_law(
    cited: Iterable[str], law: dict[str, LawEntry] | None, path: str, faults: Faults
) -> None:
    if law is not None:
        _check_known(cited, law, f"{path}.law", "an id of law.yaml", faults)


def _check_documents(codes: Iterable[str], path: str, faults: Faults) -> None:
    given = [code for code in codes if code]
    _check_known(given, DOCUMENTS, path, f"a document, {DOCUMENTS[0]} to {DOCUMENTS[-1]}", faults)


def _check_doubles(d: Definition, faults: Faults) -> None:
    named = {
        "stages": [s.id for s in d.stages],
        "edges": [e.id for e in d.edges],
        "acts": [a.id for a in d.acts],
        "holds": [h.id for h in d.holds],
        "gates": [g.ref for g in d.gates],
        "evidence_types": [e.id for e in d.evidence_types],
        "criteria": [c.ref for g in d.gates for c in g.criteria],
    }
    for group, ids in named.items():
        for doubled in (i for i, count in Counter(ids).items() if count > 1):
            faults.add(group, f"{doubled!r} is used twice", "one of each")


def _check_topology(d: Definition, faults: Faults) -> None:
    stages = {s.id for s in d.stages}
    if not d.stages:
        faults.add("stages", "none", "at least one stage")
        return
    for edge in d.edges:
        _check_known((edge.origin, edge.target), stages, f"edges[{edge.id}]", "a stage", faults)
    pairs = Counter((e.origin, e.target) for e in d.edges)
    for pair in (p for p, count in pairs.items() if count > 1):
        faults.add("edges", f"two moves from {pair[0]} to {pair[1]}", "one move")
    reached = _reachable(d, d.stages[0].id)
    for stage in d.stages:
        if stage.headline:
            _check_known([stage.headline], HEADLINES, f"stages[{stage.id}].headline",
                         f"one of {', '.join(HEADLINES)}", faults)  # fmt: skip
        if stage.id not in reached:
            faults.add(f"stages[{stage.id}]", "cannot be reached", "a move that leads here")
        if not stage.final and not d.edges_from(stage.id):
            faults.add(f"stages[{stage.id}]", "a dead end", "a move out, or final: true")
        if stage.final and d.edges_from(stage.id):
            faults.add(f"stages[{stage.id}]", "final, with moves out", "no move out")


def _reachable(d: Definition, start: str) -> set[str]:
    found, waiting = {start}, [start]
    while waiting:
        for edge in d.edges_from(waiting.pop()):
            if edge.target not in found:
                found.add(edge.target)
                waiting.append(edge.target)
    return found


def _check_roles_and_conditions(d: Definition, faults: Faults) -> None:
    stages = {s.id for s in d.stages}
    for act in d.acts:
        _check_known(act.stages, stages, f"acts[{act.id}].stages", "a stage", faults)
    for group, entries in (("edges", d.edges), ("acts", d.acts), ("holds", d.holds)):
        for entry in entries:
            path = f"{group}[{entry.id}]"
            _check_known(entry.by, ROLES, f"{path}.by", "a role", faults)
            if not entry.by:
                faults.add(f"{path}.by", "nobody", "at least one role")
            _check_conditions(getattr(entry, "when", ()), f"{path}.when", faults)


def _check_conditions(names: tuple[str, ...], path: str, faults: Faults) -> None:
    for name in names:
        if find_condition(name) is None:
            faults.add(path, f"unknown condition {name!r}", "a name in casework/domain/conditions")
    regimes = [REGIMES_OF[name] for name in names if name in REGIMES_OF]
    if regimes and not frozenset.intersection(*regimes):
        both = " and ".join(name for name in names if name in REGIMES_OF)
        faults.add(path, f"{both} never hold together", "conditions that one regime can meet")


def _check_gate(d: Definition, gate: Gate, faults: Faults) -> None:
    path = f"gates[{gate.ref}]"
    _check_known((gate.stage,), {s.id for s in d.stages}, f"{path}.stage", "a stage", faults)
    moves = {e.id for e in d.edges} | {a.id for a in d.acts}
    _check_known(gate.blocks, moves, f"{path}.blocks", "a move or act", faults)
    _check_known(gate.legal_latest, moves, f"{path}.legal_latest", "a move or act", faults)
    _check_known(gate.also_blocks, moves, f"{path}.also_blocks", "a move or act", faults)
    if gate.deferral_ends_once:
        _check_conditions((gate.deferral_ends_once,), f"{path}.deferral_ends_once", faults)
    if not gate.blocks:
        faults.add(f"{path}.blocks", "nothing", "at least one move or act")
    if not gate.criteria:
        faults.add(f"{path}.criteria", "none", "at least one criterion")
    barred = gate.blocks + gate.legal_latest + gate.also_blocks
    for c in gate.criteria:
        _check_known(c.at, barred, f"{path}.criteria[{c.id}].at", "what its gate bars", faults)
    _check_documents(gate.documents, f"{path}.documents", faults)
    _check_place(d, gate, faults)


def _check_place(d: Definition, gate: Gate, faults: Faults) -> None:
    """A gate stands before something of its own stage or of a later one."""
    place = {stage.id: number for number, stage in enumerate(d.stages)}
    asked_at = {edge.id: [place.get(edge.origin)] for edge in d.edges}
    asked_at |= {act.id: [place.get(stage) for stage in act.stages] for act in d.acts}
    barred = gate.blocks + gate.legal_latest + gate.also_blocks
    places = [n for move in barred for n in asked_at.get(move, ()) if n is not None]
    if gate.stage in place and places and max(places) < place[gate.stage]:
        faults.add(
            f"gates[{gate.ref}].blocks", f"only moves that lie before its stage {gate.stage}",
            "a move or act of that stage or of a later one",
        )  # fmt: skip


def _check_rests_on(d: Definition, faults: Faults) -> None:
    """Each names a condition, `regime` or a `per:` body, and a criterion that people sign."""
    for name, ref in d.rests_on:
        path = f"rests_on[{name}]"
        if find_condition(name) is None and name not in (*PER, "regime"):
            faults.add(path, f"unknown condition {name!r}", "a condition, a `per:` or regime")
        criterion = d.find_criterion(ref)
        if criterion is None or criterion.attesters.system:
            faults.add(path, f"{ref!r}", "a criterion that people sign")


def _check_criterion(d: Definition, c: Criterion, faults: Faults) -> None:
    path = f"gates[{c.gate}].criteria[{c.id}]"
    if c.flag and (c.waivers or not c.attesters.system):
        faults.add(f"{path}.flag", "with waivers or attesters",
                   "neither: a flag is answered")  # fmt: skip
    _check_conditions(c.when, f"{path}.when", faults)
    for name in c.guards:
        if find_guard(name) is None:
            faults.add(f"{path}.guards", f"unknown guard {name!r}", "a name in domain/guards")
    _check_needs(d, c, path, faults)
    _check_waivers(c, path, faults)
    _check_attesters(c, path, faults)


def _check_needs(d: Definition, c: Criterion, path: str, faults: Faults) -> None:
    for need in c.needs:
        if bool(need.evidence) == bool(need.record):
            faults.add(f"{path}.needs", "both or neither of evidence and record", "one of them")
        if need.evidence and d.find_evidence_type(need.evidence) is None:
            faults.add(f"{path}.needs", f"unknown evidence {need.evidence!r}", "an evidence type")
        if need.record:
            _check_record_need(need.record, need.purpose, path, faults)
    if not c.needs and not c.guards and c.attesters.system:
        faults.add(path, "nothing is asked", "needs, guards or attesters")


def _check_record_need(record: str, purpose: str, path: str, faults: Faults) -> None:
    kind = find_kind(record)
    if kind is None:
        faults.add(f"{path}.needs", f"unknown record kind {record!r}", "a kind of case record")
        return
    if kind.kept_apart:
        faults.add(f"{path}.needs", f"{record!r}, which is kept apart", "a kind that gates look at")
    if purpose:
        choices = kind.specs[kind.purpose].choices if kind.purpose else {}
        if purpose not in choices:
            faults.add(f"{path}.needs", f"unknown purpose {purpose!r}", ", ".join(choices))


def _check_waivers(c: Criterion, path: str, faults: Faults) -> None:
    allowed = MEANS_BY_FORCE.get(Force(c.force) if c.force else Force.LOCAL, frozenset())
    for waiver in c.waivers:
        if waiver.means and waiver.means not in allowed:
            faults.add(
                f"{path}.waiver", f"{waiver.means} where the force is {c.force}",
                f"one of {', '.join(sorted(allowed))}",
            )  # fmt: skip
        _check_known(waiver.by + waiver.with_, ROLES, f"{path}.waiver", "a role", faults)
        if not waiver.by:
            faults.add(f"{path}.waiver[{waiver.means}].by", "nobody", "at least one role")


def _check_attesters(c: Criterion, path: str, faults: Faults) -> None:
    roles = c.attesters.all_of + c.attesters.any_of
    _check_known(roles, ROLES, f"{path}.attesters", "a role", faults)
    if c.attesters.all_of and c.attesters.any_of:
        faults.add(f"{path}.attesters", "all_of and any_of together", "one of them")
    if not roles and not c.attesters.system:
        faults.add(f"{path}.attesters", "nobody", "roles, or system")
    if c.force in FOUR_EYES and c.needs and not c.law and not c.attesters.system:
        faults.add(f"{path}.law", "none", "the law that gives it this force")
    if len(set(c.attesters.all_of)) != len(c.attesters.all_of):
        faults.add(f"{path}.attesters", "one role twice", "roles that two persons can hold")


def _check_known(
    names: Iterable[str], known: Iterable[str], path: str, expected: str, faults: Faults
) -> None:
    for name in names:
        if name not in known:
            faults.add(path, f"unknown {name!r}", expected)

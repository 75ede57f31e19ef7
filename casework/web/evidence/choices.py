"""What evidence may be of, for and about: the choices of its forms."""

from __future__ import annotations

from dataclasses import dataclass

from casework.domain.records import get_kind
from casework.engine.vocabulary import PER_RECORD
from casework.services.reading import CaseView
from casework.web.cases.told_apart import told_apart

CLASSIFICATIONS = dict(get_kind("evidence").specs["classification"].choices)
CLASSIFICATION_HINTS = {
    "public": "May go into packs and be published",
    "restricted": "For people of the case; not published",
    "privileged": "Legal advice: seen only by legal, governance and those accountable",
}


@dataclass(frozen=True, slots=True)
class GateGroup:
    """The checks of one gate, as values and labels."""

    title: str
    criteria: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class StageGroup:
    """The gates of one stage; ``is_present`` for the stage that the case is in."""

    title: str
    gates: tuple[GateGroup, ...]
    is_present: bool

    def holds_any(self, chosen: list[str]) -> bool:
        """True if any of the chosen checks belongs to this stage."""
        wanted = set(chosen)
        return any(value in wanted for gate in self.gates for value, _ in gate.criteria)


def evidence_types(view: CaseView) -> list[tuple[str, str]]:
    """The types that the pathway knows, by title, with other evidence last."""
    found = sorted(view.definition.evidence_types, key=lambda t: (t.id == "other", t.title))
    return [(t.id, t.title) for t in found]


def stage_groups(view: CaseView) -> tuple[StageGroup, ...]:
    """Every check of the pathway by stage and gate."""
    groups = []
    for stage in view.definition.stages:
        gates = tuple(
            GateGroup(f"{g.ref} {g.title}", tuple((c.ref, c.asks) for c in g.criteria))
            for g in view.definition.gates if g.stage == stage.id
        )  # fmt: skip
        if gates:
            groups.append(StageGroup(stage.title, gates, stage.id == view.facts.stage))
    return tuple(groups)


def criteria(view: CaseView) -> list[tuple[str, str]]:
    """Every check of the pathway, as value and label."""
    return [(c.ref, f"{c.ref} {c.asks}") for g in view.definition.gates for c in g.criteria]


def subjects(view: CaseView, also: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """Bodies and records of the case of which checks are asked one by one."""
    kinds = ("responsible_body", "affected_authority", "healthwatch", "joint_scrutiny")
    keys = [
        r.payload.organisation for kind in kinds for r in view.facts.current(kind)
        if r.payload.organisation
    ]  # fmt: skip
    found = [(key, view.names.organisation(key)) for key in dict.fromkeys((*keys, *also)) if key]
    records = [
        (r.key, words) for kind in PER_RECORD
        for r, words in told_apart(view, view.facts.current(kind))
    ]  # fmt: skip
    asked_of = {key for key, _ in records}
    return [pair for pair in found if pair[0] not in asked_of] + records

"""What a pathway is made of, once its file has been read and found without fault."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from casework.domain.facts import Threshold


@dataclass(frozen=True, slots=True)
class LawEntry:
    """One provision, piece of guidance or principle, with its validity and how sure we are."""

    id: str
    title: str
    says: str
    force: str
    confidence: str
    valid_from: date | None = None
    valid_to: date | None = None
    verify: bool = False
    sources: tuple[str, ...] = ()
    address: str = ""

    def in_force_on(self, day: date) -> bool:
        """True if the provision applied on ``day``, as far as its recorded validity says."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class EvidenceType:
    """A kind of paper that criteria ask for; ``shelf_life_months`` counts calendar months.

    ``classification`` is the only one under which such a paper is kept; empty if any may be.
    """

    id: str
    title: str
    shelf_life_months: int | None = None
    document: str = ""
    classification: str = ""


@dataclass(frozen=True, slots=True)
class ThresholdEntry:
    """A dated figure that guards compare with. Without ``law`` it raises questions only."""

    id: str
    value: int
    unit: str
    says: str
    valid_from: date | None = None
    valid_to: date | None = None
    law: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that a criterion wants recorded: a type of evidence, or a kind of record."""

    evidence: str = ""
    record: str = ""
    purpose: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Waiver:
    """One way past an unmet criterion. ``by`` is met by any one role, ``with_`` asks for more."""

    means: str
    by: tuple[str, ...] = ()
    with_: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attesters:
    """Who signs. ``system`` means that the recorded facts alone decide."""

    all_of: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    system: bool = False


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of a gate's checklist.

    A ``flag`` bars nothing: what it raises must be answered. ``at`` are the moves and acts, of
    those that its gate bars, at which it is asked; empty means all of them.
    """

    gate: str
    id: str
    asks: str
    force: str
    waivers: tuple[Waiver, ...] = ()
    needs: tuple[Need, ...] = ()
    guards: tuple[str, ...] = ()
    attesters: Attesters = field(default_factory=Attesters)
    per: str = "case"
    each_visit: bool = False
    when: tuple[str, ...] = ()
    law: tuple[str, ...] = ()
    confidence: str = "A"
    how: str = ""
    every_regime: bool = False
    flag: bool = False
    at: tuple[str, ...] = ()

    @property
    def ref(self) -> str:
        """`GT31.letter`."""
        return f"{self.gate}.{self.id}"


@dataclass(frozen=True, slots=True)
class Gate:
    """A named barrier before moves or acts, made of criteria.

    ``also_blocks`` are later moves and acts at which it is judged again, because what it settles
    decides what else is asked. ``deferral_ends_once`` names the condition from which on governance
    may not put the gate off to ``legal_latest`` any more: the law's latest point has come.
    """

    ref: str
    stage: str
    title: str
    reason: str
    blocks: tuple[str, ...]
    criteria: tuple[Criterion, ...]
    legal_latest: tuple[str, ...] = ()
    good: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    also_blocks: tuple[str, ...] = ()
    deferral_ends_once: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the pathway. ``headline`` groups stages into the five that people speak of."""

    id: str
    title: str
    purpose: str = ""
    headline: str = ""
    final: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """A move from one stage to another. ``kind`` is forward, back or exit."""

    id: str
    origin: str
    target: str
    title: str
    kind: str = "forward"
    by: tuple[str, ...] = ()
    when: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NamedAct:
    """Something done within a stage that gates and holds can bar."""

    id: str
    title: str
    stages: tuple[str, ...]
    by: tuple[str, ...] = ()
    per: str = "case"


@dataclass(frozen=True, slots=True)
class HoldType:
    """Something true beside the stage, the moves and acts that it freezes, and its ways out."""

    id: str
    title: str
    plain: str
    freezes: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    when: tuple[str, ...] = ()
    exits: tuple[str, ...] = ()
    law: tuple[str, ...] = ()
    clock: str = ""


@dataclass(frozen=True)
class Definition:
    """A published version of a pathway, identified by the hash of its canonical text.

    The canonical text includes every law entry that it cites, so that a pinned case can always
    show the law as it was understood when the version was published.
    """

    pathway: str
    version: int
    title: str
    hash: str
    canonical_text: str
    stages: tuple[Stage, ...]
    edges: tuple[Edge, ...]
    acts: tuple[NamedAct, ...]
    holds: tuple[HoldType, ...]
    gates: tuple[Gate, ...]
    evidence_types: tuple[EvidenceType, ...]
    law: tuple[LawEntry, ...]
    rests_on: tuple[tuple[str, str], ...] = ()
    thresholds: tuple[ThresholdEntry, ...] = ()

    @cached_property
    def thresholds_by_name(self) -> dict[str, tuple[Threshold, ...]]:
        """The figures as guards read them, by name."""
        found: dict[str, tuple[Threshold, ...]] = {}
        for t in self.thresholds:
            figure = Threshold(t.id, t.value, bool(t.law), t.valid_from, t.valid_to)
            found[t.id] = (*found.get(t.id, ()), figure)
        return found

    @cached_property
    def _stages(self) -> dict[str, Stage]:
        return {stage.id: stage for stage in self.stages}

    @cached_property
    def _edges(self) -> dict[str, Edge]:
        return {edge.id: edge for edge in self.edges}

    @cached_property
    def _acts(self) -> dict[str, NamedAct]:
        return {act.id: act for act in self.acts}

    @cached_property
    def _gates(self) -> dict[str, Gate]:
        return {gate.ref: gate for gate in self.gates}

    @cached_property
    def _criteria(self) -> dict[str, Criterion]:
        return {c.ref: c for gate in self.gates for c in gate.criteria}

    @cached_property
    def _holds(self) -> dict[str, HoldType]:
        return {hold.id: hold for hold in self.holds}

    @cached_property
    def _law(self) -> dict[str, LawEntry]:
        return {entry.id: entry for entry in self.law}

    @cached_property
    def _evidence_types(self) -> dict[str, EvidenceType]:
        return {kind.id: kind for kind in self.evidence_types}

    def stage(self, stage_id: str) -> Stage:
        """The stage; KeyError if the pathway has none such."""
        return self._stages[stage_id]

    def has_stage(self, stage_id: str) -> bool:
        """True if the pathway has that stage."""
        return stage_id in self._stages

    def edge(self, edge_id: str) -> Edge:
        """The move; KeyError if the pathway has none such."""
        return self._edges[edge_id]

    def find_edge(self, origin: str, target: str) -> Edge | None:
        """The move from one stage to another, or None."""
        return next((e for e in self.edges if (e.origin, e.target) == (origin, target)), None)

    def find_act(self, act_id: str) -> NamedAct | None:
        """The named act, or None."""
        return self._acts.get(act_id)

    def find_hold(self, hold_id: str) -> HoldType | None:
        """The type of hold, or None."""
        return self._holds.get(hold_id)

    def find_gate(self, ref: str) -> Gate | None:
        """The gate, or None."""
        return self._gates.get(ref)

    def find_criterion(self, ref: str) -> Criterion | None:
        """The criterion called `GT31.letter`, or None."""
        return self._criteria.get(ref)

    def find_law(self, law_id: str) -> LawEntry | None:
        """The law entry, or None."""
        return self._law.get(law_id)

    def find_evidence_type(self, type_id: str) -> EvidenceType | None:
        """The type of evidence, or None."""
        return self._evidence_types.get(type_id)

    def gates_blocking(self, move_or_act: str) -> list[Gate]:
        """Gates that stand before a move or act, by our default or by the law's latest."""
        return [
            gate
            for gate in self.gates
            if move_or_act in gate.blocks
            or move_or_act in gate.legal_latest
            or move_or_act in gate.also_blocks
        ]

    def sign_off_behind(self, condition: str) -> Criterion | None:
        """The criterion whose sign-off a condition rests on before it may take others away."""
        return next((self._criteria.get(ref) for name, ref in self.rests_on if name == condition),
                    None)  # fmt: skip

    def edges_from(self, stage_id: str) -> list[Edge]:
        """Moves that lead out of a stage, in the file's order."""
        return [edge for edge in self.edges if edge.origin == stage_id]

    def position_of(self, stage_id: str) -> int:
        """The stage's place in the file's order, from 0."""
        return next(i for i, stage in enumerate(self.stages) if stage.id == stage_id)

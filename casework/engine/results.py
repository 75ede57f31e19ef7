"""What judging a criterion, a gate or a move comes to."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from casework.engine.definition import Criterion, Gate


class State(StrEnum):
    """How a criterion stands."""

    MET = "met"
    NOT_APPLICABLE = "not applicable"
    SET_ASIDE = "set aside"
    DEFERRED = "deferred"
    BEFORE = "before this system"
    LAW_NOT_ENCODED = "law not encoded"
    UNMET = "unmet"
    NOT_RECORDED = "not recorded"
    TO_CHECK = "to be checked"
    TO_SIGN = "to be signed off"
    RECONFIRM = "to be re-confirmed"
    FLAGGED = "to be answered"
    ANSWERED = "answered"


BLOCKING = frozenset(
    {State.UNMET, State.NOT_RECORDED, State.TO_CHECK, State.TO_SIGN, State.RECONFIRM}
)


@dataclass(frozen=True, slots=True)
class Signature:
    """One sign-off that counts, or did until something it relied on changed.

    ``acted_for`` are those for whom the signer covered.
    """

    role: str
    person: str
    pin: str
    recorded_from: str = ""
    checked_by: str = ""
    changed: tuple[str, ...] = ()
    acted_for: tuple[str, ...] = ()

    @property
    def persons(self) -> frozenset[str]:
        """Whose sign-off it is: where four eyes are asked, a cover is no second person."""
        return frozenset({self.person, *self.acted_for})


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """How one criterion stands for one subject, why, and whose move it is.

    ``roles`` may act next; ``relied_on`` are pins of the records that supply it. A reason names
    organisations as `{org:key}` and records as `{rec:kind/key}`.
    """

    criterion: Criterion
    subject: str
    state: State
    reason: str
    roles: tuple[str, ...] = ()
    relied_on: tuple[str, ...] = ()
    signatures: tuple[Signature, ...] = ()

    @property
    def blocks(self) -> bool:
        return self.state in BLOCKING

    @property
    def is_flag(self) -> bool:
        """True if it raises a question that waits for an answer, and bars nothing."""
        return self.state is State.FLAGGED


@dataclass(frozen=True, slots=True)
class GateResult:
    """How one gate stands: a result for every criterion and subject, in the file's order."""

    gate: Gate
    results: tuple[CriterionResult, ...]

    @property
    def blockers(self) -> tuple[CriterionResult, ...]:
        return tuple(result for result in self.results if result.blocks)

    @property
    def is_open(self) -> bool:
        """True if the gate bars nothing: every criterion is met or properly out of the way."""
        return not self.blockers


@dataclass(frozen=True, slots=True)
class Freeze:
    """A hold that bars a move or act while it lasts."""

    hold: str
    title: str
    since: str
    record: str


@dataclass(frozen=True, slots=True)
class LeftOpen:
    """What a succession of bodies left open and a move or act waits for.

    ``about`` names it as `step/delegation`, `role/AO` or `place/healthwatch`, ``reason`` says what
    is not recorded, ``why`` why this move waits for it, ``law`` the entries of the register of law
    that it rests on. ``roles`` settle it.
    """

    succession: str
    about: str
    reason: str
    why: str
    law: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()

    @property
    def reference(self) -> str:
        """Its name in snapshots and reports: the succession and what is open."""
        return f"{self.succession}:{self.about}"


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether a move or act may happen now, with everything that bars it."""

    move: str
    title: str
    gates: tuple[GateResult, ...] = ()
    freezes: tuple[Freeze, ...] = ()
    conditions: tuple[str, ...] = field(default=())
    left_open: tuple[LeftOpen, ...] = ()

    @property
    def blockers(self) -> tuple[CriterionResult, ...]:
        return tuple(result for gate in self.gates for result in gate.blockers)

    @property
    def flags(self) -> tuple[CriterionResult, ...]:
        """Questions raised that nobody has answered."""
        return tuple(r for gate in self.gates for r in gate.results if r.is_flag)

    @property
    def allowed(self) -> bool:
        """True if nothing bars it. Questions that it raises are another matter: see ``flags``."""
        return not (self.blockers or self.freezes or self.conditions or self.left_open)

    @property
    def is_ready(self) -> bool:
        """True if nothing bars it and every question that it raises is answered."""
        return self.allowed and not self.flags

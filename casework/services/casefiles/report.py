"""What a replay reports: every act with its outcome, and where the case stands at the end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from casework.domain.facts import CaseFacts
from casework.domain.roles import role_title
from casework.engine.citing import cite
from casework.engine.definition import Definition
from casework.engine.results import CriterionResult, Freeze, Judgement

REPORT_VERSION = 1
STATEMENT = (
    "A replay of history by simulated dates. The case is not live: it was never worked on here "
    "when these things happened."
)
ALL_HELD, ONE_FAILED, UNEXPECTED_REFUSAL = 0, 1, 3


class Outcome(StrEnum):
    """What came of an act. `error`: it could not be tried at all, such as a move from a stage in
    which the case is not."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Blocker:
    """One unmet check that bars a move or act. ``whose_move`` holds roles and ``law`` titles, in
    words; ``reason`` names bodies by name. ``law_note`` says why no law is named, where none of
    what the check cites was in force on the date judged."""

    ref: str
    criterion: str
    title: str
    asks: str
    subject: str
    state: str
    force: str
    reason: str
    whose_move: tuple[str, ...]
    law: tuple[str, ...]
    law_note: str = ""


@dataclass(frozen=True, slots=True)
class Flag:
    """One question that a move or act raises. It bars nothing and waits for an answer."""

    ref: str
    criterion: str
    title: str
    asks: str
    subject: str
    reason: str


@dataclass(frozen=True, slots=True)
class FrozenBy:
    """One open hold that bars a move or act."""

    hold: str
    title: str
    since: str


@dataclass(frozen=True, slots=True)
class OpenMatter:
    """What a succession of bodies left open and a move or act waits for. ``about`` is
    `step/delegation`, `role/AO` or `place/healthwatch`, ``law`` names entries of the register of
    law, ``whose_move`` holds roles in words."""

    about: str
    reason: str
    why: str
    law: tuple[str, ...]
    whose_move: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenHold:
    """A hold that is open after an act."""

    hold: str
    key: str
    title: str
    started_on: str


@dataclass(frozen=True, slots=True)
class Filled:
    """One check that was filled by assumption before a move or act."""

    gate: str
    criterion: str
    subject: str


@dataclass(frozen=True)
class ActReport:
    """One act of the file and what came of it. ``holds`` are open after it."""

    index: int
    act: str
    what: str
    on: str
    judged_on: str
    by: str
    source: str
    assumed: bool
    outcome: Outcome
    message: str
    stage: str
    visit: int
    happened_anyway: bool = False
    expected: str = ""
    expectation_held: bool | None = None
    unexpected: bool = False
    holds: tuple[OpenHold, ...] = ()
    blockers: tuple[Blocker, ...] = ()
    frozen_by: tuple[FrozenBy, ...] = ()
    conditions: tuple[str, ...] = ()
    filled: tuple[Filled, ...] = ()
    flags: tuple[Flag, ...] = ()
    left_open: tuple[OpenMatter, ...] = ()


@dataclass(frozen=True)
class NextMove:
    """A move or act that the case could make next, with the checks that bar it."""

    move: str
    title: str
    allowed: bool
    blocked_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BaseReport:
    """The compliant base from which the file starts: its stage, the first and last day of the
    walk, and the gates that were filled by assumption on it."""

    stage: str
    began_on: str
    judged_on: str
    filled_gates: tuple[str, ...]


@dataclass(frozen=True)
class ReplayReport:
    """The whole replay. ``notes`` say what a reader must know before relying on it."""

    reference: str
    title: str
    file: str
    source: str
    pathway: str
    version: int
    definition: str
    assume_unrecorded: bool
    acts: tuple[ActReport, ...]
    stage: str
    stage_title: str
    visit: int
    judged_on: str
    holds: tuple[OpenHold, ...] = ()
    next_moves: tuple[NextMove, ...] = ()
    notes: tuple[str, ...] = (STATEMENT,)
    base: BaseReport | None = None

    @property
    def exit_code(self) -> int:
        """0 if all expectations hold, 1 if one failed, 3 if a refusal was not expected."""
        if any(act.expectation_held is False for act in self.acts):
            return ONE_FAILED
        return UNEXPECTED_REFUSAL if any(act.unexpected for act in self.acts) else ALL_HELD

    def plain(self) -> dict[str, Any]:
        """The report as plain values, in the shape of the published schema."""
        stated = [act for act in self.acts if act.expectation_held is not None]
        return _plain(
            {
                "casefile_report": REPORT_VERSION,
                "replayed": True,
                **asdict(self),
                "exit_code": self.exit_code,
                "expectations": {
                    "held": sum(1 for act in stated if act.expectation_held),
                    "failed": [act.index for act in stated if not act.expectation_held],
                },
                "unexpected": [act.index for act in self.acts if act.unexpected],
                "filled_gates": filled_gates(self),
            }
        )


def filled_gates(report: ReplayReport) -> list[str]:
    """The gates that were filled by assumption, in the order in which they first were."""
    return list(dict.fromkeys(f.gate for act in report.acts for f in act.filled))


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return str(value) if isinstance(value, StrEnum) else value


def blockers_of(
    d: Definition, judgement: Judgement, fill: Callable[[str], str], facts: CaseFacts
) -> tuple[Blocker, ...]:
    """Every blocker of a judgement in words; ``fill`` puts names in the place of keys.

    ``facts`` are those that were judged: their date and regime say which law is named.
    """
    return tuple(_blocker(d, result, fill, facts) for result in judgement.blockers)


def _blocker(
    d: Definition, result: CriterionResult, fill: Callable[[str], str], facts: CaseFacts
) -> Blocker:
    c = result.criterion
    gate, citation = d.find_gate(c.gate), cite(d, c, facts.as_at, facts.regime)
    return Blocker(
        c.gate, c.ref, gate.title if gate else "", c.asks, result.subject, result.state.value,
        c.force, fill(result.reason), tuple(role_title(role) for role in result.roles),
        citation.titles, citation.note,
    )  # fmt: skip


def flags_of(judgement: Judgement, fill: Callable[[str], str]) -> tuple[Flag, ...]:
    """Every question that a judgement raises, in words."""
    titles = {gate.gate.ref: gate.gate.title for gate in judgement.gates}
    return tuple(
        Flag(r.criterion.gate, r.criterion.ref, titles[r.criterion.gate], r.criterion.asks,
             r.subject, fill(r.reason))
        for r in judgement.flags
    )  # fmt: skip


def left_open_by(
    judgement: Judgement, fill: Callable[[str], str]
) -> tuple[OpenMatter, ...]:
    """What successions left open that bars a move, in words."""
    return tuple(
        OpenMatter(each.about, fill(each.reason), each.why, each.law,
                   tuple(role_title(role) for role in each.roles))
        for each in judgement.left_open
    )  # fmt: skip


def frozen_by(freezes: tuple[Freeze, ...]) -> tuple[FrozenBy, ...]:
    """The holds that bar a move, as the report gives them."""
    return tuple(FrozenBy(f.hold, f.title, f.since) for f in freezes)

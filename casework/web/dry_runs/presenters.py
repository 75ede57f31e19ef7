"""A kept dry run in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from casework.domain.facts import RecordVersion
from casework.engine.results import State
from casework.services.reading import CaseView
from casework.services.work import title_of_move
from casework.web.cases.words import STATE_TAGS, Tag, about, fact_date_words

OUTCOMES = {
    True: Tag("Nothing would bar it", "green"),
    False: Tag("It would be refused", "red"),
}
FOR_ADVICE = "Dry run made for legal advice"
BESIDE = {
    "hold": Tag("Hold", "orange"), "condition": Tag("Condition of the move", "orange"),
    "left open": Tag("Left open by a succession", "orange"),
}  # fmt: skip
"""What may stand in the way beside checks."""


@dataclass(frozen=True, slots=True)
class KeptLine:
    """A kept dry run in the list."""

    key: str
    title: str
    step: str
    judged_on: str
    outcome: Tag
    for_advice: bool
    kept_by: str
    kept_at: datetime


@dataclass(frozen=True, slots=True)
class BarredLine:
    """What would have barred the step, as it came out."""

    tag: Tag
    ref: str
    reason: str


@dataclass(frozen=True, slots=True)
class KeptPage:
    """Everything that a kept dry run says. Dates and persons are those of its first version."""

    line: KeptLine
    assumptions: tuple[str, ...]
    barred: tuple[BarredLine, ...]
    marked_by: str
    unmarked_by: str
    unmarked_because: str
    version: int
    position: int


def kept_lines(view: CaseView) -> tuple[KeptLine, ...]:
    """The dry runs of the case that the viewer may read, the newest first."""
    return tuple(_line(view, record, record) for record in reversed(view.facts.current("dry_run")))


def _line(view: CaseView, record: RecordVersion, first: RecordVersion) -> KeptLine:
    p = record.payload
    step = title_of_move(view.definition, p.step)
    return KeptLine(
        record.key, str(p.title), f"{step}: {about(view, p.subject)}" if p.subject else step,
        fact_date_words(p.judged_on), OUTCOMES[bool(p.allowed)], bool(p.made_for_legal_advice),
        view.names.person(p.author), first.recorded_at,
    )  # fmt: skip


def kept_page(view: CaseView, versions: tuple[RecordVersion, ...]) -> KeptPage:
    """The page of one, from the versions that the viewer may read."""
    record, first = versions[-1], versions[0]
    p = record.payload
    lines = zip(p.barred, p.reasons, strict=True)
    return KeptPage(
        line=_line(view, record, first),
        assumptions=tuple(str(words) for words in p.assumptions),
        barred=tuple(
            BarredLine(_tag(row["state"]), "" if "/" in row["ref"] else row["ref"], str(reason))
            for row, reason in lines
        ),
        marked_by=view.names.person(p.marked_by) if p.made_for_legal_advice else "",
        unmarked_by=view.names.person(p.unmarked_by) if p.unmarked_by else "",
        unmarked_because=str(p.unmarked_because),
        version=record.version,
        position=first.position,
    )  # fmt: skip


def _tag(state: str) -> Tag:
    if state in BESIDE:
        return BESIDE[state]
    return STATE_TAGS.get(State(state)) or Tag(state.capitalize(), "yellow")

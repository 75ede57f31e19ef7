"""The stages of a case with honest states: done, before this system, here now, not yet."""

from __future__ import annotations

from dataclasses import dataclass

from casework.domain.dates import FactDate, london_date, long_date
from casework.domain.facts import RecordVersion
from casework.engine.definition import Stage
from casework.services.reading import CaseView
from casework.web.cases.addresses import address_of
from casework.web.cases.words import Tag, counted

DONE = Tag("Done", "green")
HERE = Tag("Here now", "blue")
BEFORE = Tag("Before this system", "grey")
NOT_YET = Tag("Not yet", "white")
SKIPPED = Tag("Passed over", "orange")
GONE_BACK = Tag("Gone back from", "yellow")


@dataclass(frozen=True, slots=True)
class StageLine:
    """One stage: its state in words, since or until when, and its checklist; an end has none."""

    id: str
    title: str
    purpose: str
    tag: Tag
    detail: str
    address: str
    here: bool


def stage_lines(view: CaseView) -> tuple[StageLine, ...]:
    """Every stage in order; the ends of the pathway only when the case stands there."""
    current = view.facts.stage
    return tuple(
        _line(view, stage) for stage in view.definition.stages
        if not stage.final or stage.id == current
    )  # fmt: skip


def _line(view: CaseView, stage: Stage) -> StageLine:
    tag, detail = _state(view, stage)
    return StageLine(
        id=stage.id,
        title=stage.title,
        purpose=stage.purpose,
        tag=tag,
        detail=detail,
        address="" if stage.final else address_of(
            "cases.show_stage", reference=view.reference, stage=stage.id,
            as_of=view.as_of.isoformat() if view.as_of else "",
        ),
        here=tag is HERE,
    )  # fmt: skip


def _state(view: CaseView, stage: Stage) -> tuple[Tag, str]:
    moves = view.facts.current("stage_move")
    if stage.id == view.facts.stage:
        entered = [m for m in moves if m.payload.target == stage.id]
        return HERE, _since(entered[-1]) if entered else ""
    left = [m for m in moves if m.payload.origin == stage.id]
    position = view.definition.position_of(stage.id)
    is_ahead = position > view.definition.position_of(view.facts.stage)
    if left:
        return (GONE_BACK if is_ahead else DONE), _left(left[-1])
    before = view.facts.single("stage_before")
    if before is not None and position < view.definition.position_of(before.payload.stage):
        return BEFORE, ""
    return (NOT_YET, "") if is_ahead else (SKIPPED, "")


def _since(move: RecordVersion) -> str:
    """Since when the case stands in the stage that a move led to.

    When the stage in which it was opened began elsewhere is not recorded; the day that the
    proposal arose is another fact.
    """
    return f"since {'' if move.payload.origin else 'it was opened here on '}{moved_on(move)}"


def _left(move: RecordVersion) -> str:
    words = f"on {moved_on(move)}"
    unmet = move.payload.unmet
    if unmet:
        words += f", with {counted(len(unmet), 'check')} not met"
    return words


def moved_on(move: RecordVersion) -> str:
    """When a move happened, in words; of the first one, when the case was opened here.

    Earlier versions of this system dated the first by the day that the proposal arose.
    """
    when: FactDate | None = move.effective_on
    if when is not None and move.payload.origin:
        return when.plain()
    return long_date(move.judged_on or london_date(move.recorded_at))

"""The case page's content, as strings and links."""

from __future__ import annotations

from dataclasses import dataclass

from casework.domain.after_withdrawal import is_locked
from casework.domain.dates import FactDate, long_date
from casework.domain.permissions import can_record, can_work_on
from casework.domain.turn_notices import not_told, turns_of
from casework.domain.viewer import Viewer
from casework.engine.results import Judgement
from casework.services.reading import CaseView
from casework.web.cases.addresses import address_of
from casework.web.cases.at_once import Duties, duties_of
from casework.web.cases.blockers import BlockerGroup, blocker_groups, question_groups
from casework.web.cases.checklist import GateLine, checklist_of
from casework.web.cases.events import RECENT, Event, event_lines, events
from casework.web.cases.keeping import Keeping, keeping_of
from casework.web.cases.key_dates import SHOWN_ON_CASE_PAGE, KeyDate, key_dates
from casework.web.cases.left_open import LeftOpenLine, left_open_lines
from casework.web.cases.next_links import Link
from casework.web.cases.read_together import reading_links
from casework.web.cases.stages import StageLine, stage_lines
from casework.web.cases.standing import (
    DecisionLine,
    HoldLine,
    decision_lines,
    hold_lines,
    turn_sentence,
)
from casework.web.cases.temporary import TemporaryChange, temporary_changes
from casework.web.cases.words import counted


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything the case page says."""

    facts: tuple[tuple[str, str], ...]
    summary: str
    blocked: str
    duties: Duties
    left_open: tuple[LeftOpenLine, ...]
    groups: tuple[BlockerGroup, ...]
    questions: tuple[BlockerGroup, ...]
    temporary: tuple[TemporaryChange, ...]
    stages: tuple[StageLine, ...]
    stage_title: str
    checklist: tuple[GateLine, ...]
    dates: tuple[KeyDate, ...]
    dates_left_out: str
    all_dates: str
    holds: tuple[HoldLine, ...]
    decisions: tuple[DecisionLine, ...]
    events: tuple[Event, ...]
    integrity: str
    actions: tuple[Link, ...]
    together: tuple[Link, ...]
    keeping: Keeping | None
    history: str
    now: str


def overview_of(
    view: CaseView, viewer: Viewer, judgements: list[Judgement], integrity: str
) -> Overview:
    """The case page of a view."""
    groups = blocker_groups(view, viewer, judgements)
    dates = key_dates(view)
    hidden = len(dates) - SHOWN_ON_CASE_PAGE
    return Overview(
        facts=_facts(view, judgements),
        summary=_summary(view),
        blocked=blocked_sentence(view, judgements),
        duties=duties_of(view),
        left_open=left_open_lines(view, judgements),
        groups=groups,
        questions=question_groups(view, viewer, judgements),
        temporary=temporary_changes(view, viewer),
        stages=stage_lines(view),
        stage_title=view.definition.stage(view.facts.stage).title,
        checklist=checklist_of(view, view.facts.stage),
        dates=dates[:SHOWN_ON_CASE_PAGE],
        dates_left_out=f"{counted(hidden, 'later date')} not shown here." if hidden > 0 else "",
        all_dates=address_of(
            "dates.show", reference=view.reference,
            as_of=view.as_of.isoformat() if view.as_of else "",
        ),
        holds=hold_lines(view),
        decisions=decision_lines(view),
        events=event_lines(view, events(view)[:RECENT]),
        integrity=integrity,
        actions=_actions(view, viewer),
        together=reading_links(view),
        keeping=keeping_of(view),
        history=address_of("cases.show_history", reference=view.reference),
        now=address_of("cases.show", reference=view.reference),
    )


def _facts(view: CaseView, judgements: list[Judgement]) -> tuple[tuple[str, str], ...]:
    stage = view.definition.stage(view.facts.stage)
    organisation = str(view.row.organisation)
    lines = [
        ("Stage", ", ".join(part for part in (stage.title, _since(view)) if part)),
        ("With", turn_sentence(view, judgements)),
        ("Sponsoring body", view.names.organisation(organisation) if organisation else
         "not recorded"),
        *_opened(view),
        ("Pathway", f"{view.definition.title}, version {view.definition.version}"),
    ]  # fmt: skip
    if view.replayed:
        lines.insert(1, ("Judged by the simulated date", long_date(view.judged.as_at)))
    return tuple(lines)


def _opened(view: CaseView) -> list[tuple[str, str]]:
    """When the case was opened here and, if that is another day, when the proposal arose."""
    arose = view.facts.opened_on
    first = view.facts.find("stage_move/visit-1")
    if first is None:
        return [("Proposal first arose", arose.plain())]
    lines = [("Opened here on", long_date(first.judged_on))]
    if arose != FactDate.on(first.judged_on):
        lines.append(("Proposal first arose", arose.plain()))
    return lines


def _since(view: CaseView) -> str:
    return next((line.detail for line in stage_lines(view) if line.here), "")


def _summary(view: CaseView) -> str:
    particulars = view.facts.single("particulars")
    return str(particulars.payload.summary) if particulars else ""


def blocked_sentence(view: CaseView, judgements: list[Judgement]) -> str:
    """One sentence that says whether the next step is free."""
    if view.definition.stage(view.facts.stage).final:
        left = len(list(not_told(view.facts)))
        return f"The case has ended. {counted(left, 'notice')} of it not recorded." if left else (
            "The case has ended; nothing is asked of anybody."
        )
    checks = {(r.criterion.ref, r.subject) for j in judgements for r in j.blockers}
    questions = {(r.criterion.ref, r.subject) for j in judgements for r in j.flags}
    holds = {f.record for j in judgements for f in j.freezes}
    other = {reason for j in judgements for reason in j.conditions}
    parts = []
    if checks:
        parts.append(f"{counted(len(checks), 'check')} not met")
    if questions:
        parts.append(f"{counted(len(questions), 'question')} to answer")
    if holds:
        parts.append(counted(len(holds), "hold"))
    matters = {each.reference for j in judgements for each in j.left_open}
    if matters:
        parts.append(f"{counted(len(matters), 'matter')} left open by a succession of bodies")
    parts += sorted(view.names.fill(reason).rstrip(".") for reason in other)
    if not parts:
        return "Nothing blocks the next step."
    return f"Before the next step: {'; '.join(parts)}."


def _actions(view: CaseView, viewer: Viewer) -> tuple[Link, ...]:
    if view.as_of is not None:
        return ()
    wanted = (
        ("Move to another stage", "moves.choose", can_work_on(view.judged, viewer)),
        ("Try a move, also on another date", "moves.dry_run", True),
        ("Check the dates of the launch", "launch.check", view.facts.stage in ("S5", "S6", "S7")),
        ("Holds", "moves.show_holds", True),
        ("Notices of a pause, a withdrawal or a restart", "moves.show_notices",
         bool(turns_of(view.facts))),
        ("Linked cases", "linking.show", True),
        ("Version of the pathway", "versions.show", True),
        ("Ask somebody for something", "requests.new", can_record(view.judged, viewer, "", "")
         and not is_locked(view.judged)),
    )
    links = (Link(text, address_of(end, reference=view.reference)) for text, end, may in wanted
             if may)  # fmt: skip
    return tuple(link for link in links if link.address)

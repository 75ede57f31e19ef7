"""A dry run as its page shows it: the answer, what differs check by check, and what is assumed."""

from __future__ import annotations

from dataclasses import dataclass, replace

from casework.domain.dates import long_date
from casework.engine.comparing import Change, CheckChange
from casework.engine.results import CriterionResult
from casework.services.assuming import Assumed
from casework.services.choosing import Offered
from casework.services.dry_running import Trial, TriedStep, holds_in_the_way, try_step
from casework.services.reading import CaseView
from casework.services.record_titles import naming_records
from casework.store.names import Names
from casework.web.cases.blockers import BlockerGroup
from casework.web.cases.left_open import left_open_lines
from casework.web.cases.offers import Offer
from casework.web.cases.words import STATE_TAGS, Tag, about, in_words, reason_words
from casework.web.moves.page import MovePage, move_page
from casework.web.viewer import current_viewer, office

CHANGES = {
    Change.BECOMES_UNMET: Tag("Would become unmet", "red"),
    Change.STILL_UNMET: Tag("Still unmet", "orange"),
    Change.MET: Tag("Would be met by the assumption", "green"),
    Change.NOT_ASKED: Tag("Would no longer be asked", "grey"),
}


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One check with what the assumptions do to it."""

    ref: str
    asks: str
    about: str
    tag: Tag
    reason: str


@dataclass(frozen=True, slots=True)
class TrialPage:
    """Everything that the page says of a trial."""

    move: MovePage
    sentence: str
    changes: tuple[ChangeLine, ...]


def tried(view: CaseView, step: TriedStep) -> Trial:
    """The trial of a step on a case; KeyError if the pathway has no such step."""
    return try_step(
        view.definition, view.judged, step, current_viewer().person, office().clock.now()
    )


def as_assumed(view: CaseView, assumed: Assumed, offered: Offered | None = None) -> CaseView:
    """The case as a page would show it if the assumptions were so, with names for what they name.
    """
    names = view.names
    if offered is not None:
        names = Names(
            {**{o.key: o.name for o in offered.organisations}, **names.organisations},
            {**{p.key: p.name for p in offered.persons}, **names.persons},
        )
    facts = view.facts.at(assumed.facts.as_at).with_records(assumed.every_record)
    return replace(view, judged=assumed.facts, facts=facts, names=naming_records(names, facts))


def trial_page(view: CaseView, then: CaseView, offer: Offer, trial: Trial) -> TrialPage:
    """The page of a trial. ``then`` is the case as assumed."""
    move = move_page(then, current_viewer(), offer, trial.judgement, trial.before)
    if trial.step.assumptions:
        move = _without_links(move)
    return TrialPage(
        move, _sentence(view, trial), tuple(_line(then, c) for c in trial.changes)
    )


def _without_links(move: MovePage) -> MovePage:
    """Nothing can be done about a check that stands so only by assumption."""
    return replace(move, groups=_unlinked(move.groups), questions=_unlinked(move.questions))


def _unlinked(groups: tuple[BlockerGroup, ...]) -> tuple[BlockerGroup, ...]:
    return tuple(
        replace(group, lines=tuple(replace(line, links=()) for line in group.lines))
        for group in groups
    )


def _sentence(view: CaseView, trial: Trial) -> str:
    answer = "Nothing would bar it" if trial.is_ready else "It would be refused"
    if trial.allowed and not trial.is_ready:
        answer = "Nothing would bar it, but the questions that it raises must be answered first,"
    assumed = (
        "what is assumed above were so" if trial.step.assumptions
        else "nothing else were recorded than is now"
    )
    return (
        f"{_way_in_words(view, trial.way)}{answer} if it were {long_date(trial.step.day)} and "
        f"{assumed}. This is advice and not a decision: nothing was recorded."
    )


def _way_in_words(view: CaseView, way: tuple[str, ...] | None) -> str:
    if way is None:
        return "The case has passed the stage in which this is done; these are its own checks. "
    if not way:
        return ""
    titles = in_words(f"“{view.definition.edge(move).title}”" for move in way)
    return f"The case has to move on first: {titles}. What bars those moves is listed too. "


def _line(then: CaseView, change: CheckChange) -> ChangeLine:
    c, subject = change.result.criterion, change.result.subject
    return ChangeLine(
        c.ref, c.asks, about(then, subject, c.per), CHANGES[change.change],
        _reason(then, change.after) if change.after is not None else "",
    )  # fmt: skip


def _reason(then: CaseView, result: CriterionResult) -> str:
    """How it would stand, and why."""
    tag = STATE_TAGS.get(result.state)
    state = tag.text if tag is not None else result.state.value.capitalize()
    return f"{state}. {reason_words(then, result)}"


def reasons_of(then: CaseView, trial: Trial) -> tuple[str, ...]:
    """Why each thing would stand in the way, in the order in which a kept dry run holds them."""
    checks = []
    for result in trial.waiting:
        whom = about(then, result.subject, result.criterion.per)
        reason = f"{result.criterion.asks} {_reason(then, result)}"
        checks.append(f"{whom}: {reason}" if whom else reason)
    holds = (
        f"Hold: {freeze.title}, since {freeze.since or 'a date that is not recorded'}."
        for freeze in holds_in_the_way(trial)
    )
    conditions = (
        then.names.fill(reason) for judgement in trial.whole for reason in judgement.conditions
    )
    left_open = (line.sentence for line in left_open_lines(then, trial.whole))
    return (*checks, *holds, *conditions, *left_open)

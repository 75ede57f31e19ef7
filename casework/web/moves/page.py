"""The page of one move or act: everything that bars it or, if nothing does, what is frozen."""

from __future__ import annotations

from dataclasses import dataclass

from casework.domain.viewer import Viewer
from casework.engine.results import CriterionResult, Judgement
from casework.services.reading import CaseView
from casework.web.cases.blockers import BlockerGroup, blocker_groups, question_groups
from casework.web.cases.left_open import LeftOpenLine, left_open_lines
from casework.web.cases.next_links import Link
from casework.web.cases.offers import Offer, may_do, who_may
from casework.web.cases.record_links import RecordLink, link_to_pin
from casework.web.cases.words import STATE_TAGS, Tag, about, counted
from casework.web.moves.explained import explained, helpful_links


@dataclass(frozen=True, slots=True)
class FrozenLine:
    """One check as it would be frozen, with the versions it rests on."""

    ref: str
    asks: str
    about: str
    tag: Tag
    relied_on: tuple[RecordLink, ...]


@dataclass(frozen=True, slots=True)
class MovePage:
    """Everything the page of a move says."""

    title: str
    target: str
    allowed: bool
    is_ready: bool
    barred: tuple[str, ...]
    left_open: tuple[LeftOpenLine, ...]
    groups: tuple[BlockerGroup, ...]
    questions: tuple[BlockerGroup, ...]
    frozen: tuple[FrozenLine, ...]
    frozen_words: str
    explained: tuple[str, ...]
    links: tuple[Link, ...]
    may_do: bool
    who_may: str
    needs_reason: bool


def move_page(
    view: CaseView, viewer: Viewer, offer: Offer, judgement: Judgement,
    before: tuple[Judgement, ...] = (),
) -> MovePage:
    """The page of an offer as judged, with what bars the moves ``before`` it."""
    whole = (*before, judgement)
    results = [result for gate in judgement.gates for result in gate.results]
    pins = {pin for result in results for pin in result.relied_on}
    return MovePage(
        title=offer.title,
        target=offer.target,
        allowed=all(each.allowed for each in whole),
        is_ready=all(each.is_ready for each in whole),
        barred=tuple(dict.fromkeys(s for each in whole for s in barred_sentences(view, each))),
        left_open=left_open_lines(view, whole),
        groups=blocker_groups(view, viewer, whole),
        questions=question_groups(view, viewer, whole),
        frozen=tuple(_frozen(view, result) for result in results),
        frozen_words=_frozen_words(judgement, len(results), len(pins)),
        explained=explained(offer, judgement),
        links=helpful_links(view, offer),
        may_do=may_do(view, viewer, offer),
        who_may=who_may(offer),
        needs_reason=offer.kind in ("back", "exit"),
    )


def _frozen_words(judgement: Judgement, checks: int, records: int) -> str:
    if not checks:
        return "the facts of the case as they are now. No gate stands before this step."
    return (
        f"{counted(checks, 'check')} of {counted(len(judgement.gates), 'gate')}, and "
        f"{counted(records, 'record')} in the version on which they rest."
    )


def barred_sentences(view: CaseView, judgement: Judgement) -> tuple[str, ...]:
    """What bars a move besides checks: open holds and the move's own conditions."""
    holds = (
        f"Hold: {freeze.title}, since {freeze.since or 'a date that is not recorded'}."
        for freeze in judgement.freezes
    )
    conditions = (_sentence(view.names.fill(reason)) for reason in judgement.conditions)
    return (*holds, *conditions)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."


def _frozen(view: CaseView, result: CriterionResult) -> FrozenLine:
    return FrozenLine(
        ref=result.criterion.ref,
        asks=result.criterion.asks,
        about=about(view, result.subject, result.criterion.per),
        tag=STATE_TAGS[result.state],
        relied_on=tuple(link_to_pin(view, pin) for pin in result.relied_on),
    )

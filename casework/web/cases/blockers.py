"""What blocks the next step, and the questions it raises: each once, by whose move it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from casework.domain.viewer import Viewer
from casework.engine.results import CriterionResult, Judgement
from casework.services.reading import CaseView
from casework.web.cases.four_eyes import why_not_you
from casework.web.cases.next_links import Link, gate_page, links_for
from casework.web.cases.record_links import address_asked_of
from casework.web.cases.whose_move import Turn, WhoseMove, whose_move
from casework.web.cases.words import (
    STATE_TAGS,
    LawLine,
    Tag,
    about,
    counted,
    force_words,
    in_words,
    law_lines,
    reason_words,
)

SET_AT_ONCE = frozenset({"si-2013-218-reg-23-3"})
"""The entries of the register of law by which a thing is due at once (T11)."""
GROUPS = (
    (Turn.YOURS, "Your move"),
    (Turn.COLLEAGUE, "A colleague’s move"),
    (Turn.OUTSIDE, "An outside body’s move"),
)


@dataclass(frozen=True, slots=True)
class BlockerLine:
    """One unmet check, or a question that one raises, in words, with where it can be met."""

    ref: str
    gate: str
    gate_title: str
    gate_address: str
    asks: str
    about: str
    about_address: str
    tag: Tag
    reason: str
    how: str
    whose: str
    not_you: str
    force: str
    law: tuple[LawLine, ...]
    links: tuple[Link, ...]
    blocks: str


@dataclass(frozen=True, slots=True)
class BlockerGroup:
    """The unmet checks, or questions, whose move is the same."""

    title: str
    count: str
    lines: tuple[BlockerLine, ...]


def blocker_groups(
    view: CaseView, viewer: Viewer, judgements: Iterable[Judgement]
) -> tuple[BlockerGroup, ...]:
    """Every unmet check before these moves and acts, once each, by whose move it is."""
    found = [(r, j.title) for j in judgements for r in j.blockers]
    return _groups(view, viewer, found, "check")


def question_groups(
    view: CaseView, viewer: Viewer, judgements: Iterable[Judgement]
) -> tuple[BlockerGroup, ...]:
    """Every question raised before these moves and acts that nobody has answered: they bar
    nothing, and no case moves on before they are answered."""
    found = [(r, j.title) for j in judgements for r in j.flags]
    return _groups(view, viewer, found, "question")


def _groups(
    view: CaseView, viewer: Viewer, found: list[tuple[CriterionResult, str]], noun: str
) -> tuple[BlockerGroup, ...]:
    by_turn: dict[Turn, list[BlockerLine]] = {turn: [] for turn, _ in GROUPS}
    for result, titles in _once_each(found):
        move = whose_move(view, viewer, result)
        by_turn[move.turn].append(_line(view, viewer, result, move, titles))
    return tuple(
        BlockerGroup(title, counted(len(by_turn[turn]), noun), tuple(by_turn[turn]))
        for turn, title in GROUPS if by_turn[turn]
    )  # fmt: skip


def _once_each(
    found: list[tuple[CriterionResult, str]]
) -> list[tuple[CriterionResult, list[str]]]:
    once: dict[tuple[str, str], tuple[CriterionResult, list[str]]] = {}
    for result, title in found:
        key = (result.criterion.ref, result.subject)
        once.setdefault(key, (result, []))[1].append(title)
    return sorted(once.values(), key=lambda each: not is_set_at_once(each[0]))


def is_set_at_once(result: CriterionResult) -> bool:
    """True of what the law sets for the very day: it is listed before everything else."""
    return not SET_AT_ONCE.isdisjoint(result.criterion.law)


def _line(
    view: CaseView, viewer: Viewer, result: CriterionResult, move: WhoseMove, titles: list[str]
) -> BlockerLine:
    c = result.criterion
    gate = view.definition.find_gate(c.gate)
    return BlockerLine(
        ref=c.ref,
        gate=c.gate,
        gate_title=gate.title if gate else c.gate,
        gate_address=gate_page(view, c.gate, anchor_of(result)),
        asks=c.asks,
        about=about(view, result.subject, c.per),
        about_address=address_asked_of(view, result.subject, c.per),
        tag=STATE_TAGS[result.state],
        reason=reason_words(view, result),
        how=c.how,
        whose=move.words,
        not_you=why_not_you(view, viewer, result),
        force=force_words(c),
        law=law_lines(view.definition, c, view.judged.as_at, view.judged.regime),
        links=links_for(view, viewer, result),
        blocks=in_words(f"“{title}”" for title in dict.fromkeys(titles)),
    )


def anchor_of(result: CriterionResult) -> str:
    """The place of a check and subject on its gate's page."""
    return "-".join(part for part in (result.criterion.id, result.subject) if part)

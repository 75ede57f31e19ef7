"""The gate page's content: every check for every body, what it rests on, what can be done."""

from __future__ import annotations

from dataclasses import dataclass, replace

from casework.domain.facts import STATED, RecordVersion
from casework.domain.permissions import can_decide_as, can_read_privileged
from casework.domain.viewer import Viewer
from casework.engine.definition import Criterion, Gate
from casework.engine.flags import ANSWERERS
from casework.engine.judgement import judge_gate, may_be_deferred
from casework.engine.results import CriterionResult, State
from casework.services.reading import CaseView
from casework.services.taking_back import can_take_back
from casework.web.cases.addresses import address_of
from casework.web.cases.blockers import anchor_of
from casework.web.cases.checklist import gate_state
from casework.web.cases.four_eyes import why_not_you
from casework.web.cases.next_links import Link, gate_act, links_for, supply_links
from casework.web.cases.record_links import RecordLink, address_asked_of, link_to_pin
from casework.web.cases.standing import move_title
from casework.web.cases.whose_move import whose_move
from casework.web.cases.words import (
    STATE_TAGS,
    LawLine,
    Tag,
    about,
    force_words,
    in_words,
    law_lines,
    reason_words,
)
from casework.web.gates.flag_answers import Answered, answers_to
from casework.web.gates.records import Decided, SignatureLine, decided_on, signature_lines
from casework.web.gates.ways_past import ways_past


@dataclass(frozen=True, slots=True)
class CheckCard:
    """One check for one body."""

    anchor: str
    ref: str
    asks: str
    about: str
    about_address: str
    tag: Tag
    reason: str
    whose: str
    how: str
    not_you: str
    force: str
    law: tuple[LawLine, ...]
    relied_on: tuple[RecordLink, ...]
    signatures: tuple[SignatureLine, ...]
    decided: tuple[Decided, ...]
    answers: tuple[Answered, ...]
    links: tuple[Link, ...]
    more: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class GatePage:
    """Everything the page of a gate says."""

    ref: str
    title: str
    reason: str
    good: tuple[str, ...]
    tag: Tag
    detail: str
    blocks: str
    latest: str
    documents: tuple[str, ...]
    deferral: Decided | None
    defer: str
    cards: tuple[CheckCard, ...]


def gate_page_of(view: CaseView, viewer: Viewer, gate: Gate) -> GatePage:
    """The page of a gate as the facts shown have it."""
    result = judge_gate(view.definition, gate, view.judged)
    tag, detail = gate_state(result)
    deferral = view.facts.find(f"deferral/{gate.ref}")
    return GatePage(
        ref=gate.ref,
        title=gate.title,
        reason=gate.reason,
        good=gate.good,
        tag=tag,
        detail=detail,
        blocks=_moves(view, gate.blocks),
        latest=_moves(view, gate.legal_latest),
        documents=gate.documents,
        deferral=next(iter(_decided(view, viewer, [deferral], gate.ref)), None),
        defer=_defer(view, viewer, gate),
        cards=tuple(_card(view, viewer, each) for each in result.results),
    )


def _moves(view: CaseView, moves: tuple[str, ...]) -> str:
    return in_words(f"“{title}”" for title in dict.fromkeys(move_title(view, m) for m in moves))


def _defer(view: CaseView, viewer: Viewer, gate: Gate) -> str:
    if view.as_of is not None or not may_be_deferred(gate, view.judged).is_yes:
        return ""
    deferral = view.judged.find(f"deferral/{gate.ref}")
    is_deferred = deferral is not None and deferral.state == STATED
    if not can_decide_as(view.judged, viewer, ("GOV",)) or is_deferred:
        return ""
    return address_of("gates.defer", reference=view.reference, gate=gate.ref)


def _card(view: CaseView, viewer: Viewer, result: CriterionResult) -> CheckCard:
    c = result.criterion
    return CheckCard(
        anchor=anchor_of(result),
        ref=c.ref,
        asks=c.asks,
        about=about(view, result.subject, c.per),
        about_address=address_asked_of(view, result.subject, c.per),
        tag=STATE_TAGS[result.state],
        reason=reason_words(view, result),
        whose=whose_move(view, viewer, result).words if result.blocks or result.is_flag else "",
        how=c.how,
        not_you=why_not_you(view, viewer, result),
        force=force_words(c),
        law=law_lines(view.definition, c, view.judged.as_at, view.judged.regime),
        relied_on=tuple(link_to_pin(view, pin) for pin in result.relied_on),
        signatures=signature_lines(view, result),
        decided=_decisions_about(view, viewer, result),
        answers=answers_to(view, result) if c.flag else (),
        links=links_for(view, viewer, result),
        more=_more(view, viewer, result, c),
    )


def _decisions_about(
    view: CaseView, viewer: Viewer, result: CriterionResult
) -> tuple[Decided, ...]:
    key = f"{result.criterion.ref}:{result.subject}" if result.subject else result.criterion.ref
    found = [view.facts.find(f"{kind}/{key}") for kind in ("not_applicable", "waiver")]
    return _decided(view, viewer, found, result.criterion.gate)


def _decided(
    view: CaseView, viewer: Viewer, records: list[RecordVersion | None], gate: str
) -> tuple[Decided, ...]:
    """Those exceptions that stand, each with the form that takes it back where that is for you."""
    return tuple(
        replace(decided_on(view, record), take_back=_take_back(view, viewer, record, gate))
        for record in records if record is not None and record.state == STATED
    )  # fmt: skip


def _take_back(view: CaseView, viewer: Viewer, record: RecordVersion, gate: str) -> str:
    allowed = can_take_back(view.definition, view.judged, viewer, record)
    if view.as_of is not None or not allowed:
        return ""
    return address_of(
        "gates.take_back", reference=view.reference, gate=gate, record=record.reference
    )


def _more(
    view: CaseView, viewer: Viewer, result: CriterionResult, c: Criterion
) -> tuple[Link, ...]:
    """What may be done besides: more evidence, asking somebody, every way past it by force."""
    if view.as_of is not None:
        return ()
    links: list[Link] = []
    shown = {link.address for link in links_for(view, viewer, result)}
    if view.roles:
        links += [link for link in supply_links(view, result) if link.address not in shown]
        links.append(Link("Ask somebody for something", address_of(
            "requests.new", reference=view.reference, criterion=c.ref)))  # fmt: skip
    if result.state is State.ANSWERED and can_decide_as(view.judged, viewer, ANSWERERS):
        links.append(Link("Answer this question anew", gate_act("gates.answer", view, result)))
    if result.blocks:
        links += ways_past(view, viewer, result)
    if can_read_privileged(view.judged, viewer) and result.relied_on:
        links.append(Link("Write a privileged note", address_of(
            "gates.note", reference=view.reference, gate=c.gate,
            about=result.relied_on[0].partition("@")[0])))  # fmt: skip
    return tuple(link for link in links if link.address)

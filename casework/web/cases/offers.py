"""What may be chosen as the next step: moves that lead out of the stage, and its named acts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from casework.domain.conditions.temporary_endings import BEGINS, begun_by
from casework.domain.dates import long_date
from casework.domain.facts import RecordVersion
from casework.domain.permissions import can_act_as
from casework.domain.roles import role_in_words
from casework.domain.viewer import Viewer
from casework.engine.agenda import act_done
from casework.engine.definition import Edge, NamedAct
from casework.engine.judgement import judge_move
from casework.engine.results import Judgement, State
from casework.services.reading import CaseView
from casework.web.cases.addresses import address_of
from casework.web.cases.words import STATE_TAGS, Tag, about, counted, in_words

KINDS = (
    ("act", "Acts in this stage"),
    ("forward", "Forward"),
    ("back", "Back"),
    ("exit", "End the case"),
)


@dataclass(frozen=True, slots=True)
class Offer:
    """A move or act as it can be chosen, for one step or change where the act is about those."""

    what: str
    subject: str
    kind: str
    title: str
    by: tuple[str, ...]
    target: str = ""


@dataclass(frozen=True, slots=True)
class OfferLine:
    """An offer with how it stands."""

    title: str
    detail: str
    tag: Tag
    address: str


@dataclass(frozen=True, slots=True)
class OfferGroup:
    """Offers of one kind."""

    title: str
    lines: tuple[OfferLine, ...]


def offers_of(view: CaseView) -> list[Offer]:
    """Everything that can be chosen from the present stage."""
    stage = view.judged.stage
    acts = [act for act in view.definition.acts if stage in act.stages]
    return [
        *(offer for act in acts for offer in _act_offers(view, act)),
        *(_move_offer(view, edge) for edge in view.definition.edges_from(stage)),
    ]


def every_offer(view: CaseView) -> list[Offer]:
    """Every move and act of the pathway, for trying; those of the present stage first."""
    here = offers_of(view)
    acts = [o for act in view.definition.acts for o in _act_offers(view, act)]
    edges = [_move_offer(view, edge) for edge in view.definition.edges]
    return list(dict.fromkeys([*here, *acts, *edges]))


def find_offer(view: CaseView, what: str, subject: str = "") -> Offer | None:
    """One that can be chosen from the present stage, or None."""
    return next((o for o in offers_of(view) if (o.what, o.subject) == (what, subject)), None)


def _move_offer(view: CaseView, edge: Edge) -> Offer:
    target = view.definition.stage(edge.target).title
    return Offer(edge.id, "", edge.kind, edge.title, edge.by, target)


def _act_offers(view: CaseView, act: NamedAct) -> list[Offer]:
    if act.per == "case":
        return [Offer(act.id, "", "act", act.title, act.by)]
    return [
        Offer(act.id, each.key, "act", f"{act.title}: {about(view, each.key, act.per)}", act.by)
        for each in view.facts.current(act.per)
        if not _is_over(view, each) and not (act.id in BEGINS and begun_by(view.judged, each.key))
    ]


def _is_over(view: CaseView, record: RecordVersion) -> bool:
    """True for a temporary change that has ended: nothing of it is started or extended."""
    if record.kind != "temporary_change" or record.payload.ended_on is None:
        return False
    return bool(record.payload.ended_on.has_come_by(view.judged.as_at))


def offer_groups(view: CaseView, offers: Iterable[Offer]) -> tuple[OfferGroup, ...]:
    """Offers by kind, each judged."""
    lines: dict[str, list[OfferLine]] = {kind: [] for kind, _ in KINDS}
    for offer in offers:
        lines[offer.kind].append(_line(view, offer))
    return tuple(OfferGroup(title, tuple(lines[kind])) for kind, title in KINDS if lines[kind])


def offer_lines(view: CaseView, offers: Iterable[Offer]) -> tuple[OfferLine, ...]:
    """Offers in their order, each judged."""
    return tuple(_line(view, offer) for offer in offers)


def _line(view: CaseView, offer: Offer) -> OfferLine:
    judgement = judge_move(view.definition, view.judged, offer.what, offer.subject)
    detail = f"To: {offer.target}. " if offer.target else ""
    if offer.kind == "act" and not offer.subject and act_done(view.judged, offer.what):
        detail += "Done once in this stage. "
    detail += done_words(view, offer)
    return OfferLine(
        title=offer.title,
        detail=(detail + barred_words(judgement)).strip(),
        tag=offer_tag(judgement),
        address=address_of(
            "moves.show", reference=view.reference, what=offer.what, subject=offer.subject
        ),
    )


def done_words(view: CaseView, offer: Offer) -> str:
    """When an act about one step or change was done last; empty if it was not."""
    done = [
        r for r in view.facts.current("act")
        if offer.subject and (r.payload.act, r.payload.subject) == (offer.what, offer.subject)
    ]
    if not done:
        return ""
    on = done[-1].effective_on
    return f"Done, {on.plain() if on else long_date(done[-1].judged_on)}. "


def offer_tag(judgement: Judgement) -> Tag:
    """Whether a move or act is free."""
    if not judgement.allowed:
        return Tag("Blocked", "red")
    return Tag("Nothing bars it", "green") if judgement.is_ready else STATE_TAGS[State.FLAGGED]


def barred_words(judgement: Judgement) -> str:
    """What bars a move and the questions that it raises, counted; empty if there is nothing."""
    parts = []
    if judgement.blockers:
        parts.append(f"{counted(len(judgement.blockers), 'check')} not met")
    if judgement.flags:
        parts.append(f"{counted(len(judgement.flags), 'question')} to answer")
    if judgement.freezes:
        parts.append(f"{counted(len(judgement.freezes), 'hold')}")
    if judgement.left_open:
        parts.append(f"{counted(len(judgement.left_open), 'matter')} left open by a succession")
    if judgement.conditions:
        parts.append(f"{counted(len(judgement.conditions), 'condition')} of the move not met")
    return f"{in_words(parts)}." if parts else ""


def may_do(view: CaseView, viewer: Viewer, offer: Offer) -> bool:
    """True if the viewer holds a role that may do it."""
    return can_act_as(view.judged, viewer, offer.by)


def who_may(offer: Offer) -> str:
    """The roles that may do it."""
    return in_words((role_in_words(role) for role in offer.by), "or")

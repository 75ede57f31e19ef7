"""Where a case stands in short: whose turn it is, open holds, decisions, what can be done."""

from __future__ import annotations

from dataclasses import dataclass

from casework.domain.facts import RecordVersion
from casework.domain.permissions import can_act_as
from casework.domain.records import get_kind
from casework.engine.results import Judgement
from casework.services.reading import CaseView
from casework.web.cases.addresses import address_of
from casework.web.cases.record_links import address_of_record
from casework.web.cases.words import counted, fact_date_words, in_words, role_holders
from casework.web.viewer import current_viewer


@dataclass(frozen=True, slots=True)
class HoldLine:
    """An open hold with what it freezes."""

    title: str
    plain: str
    since: str
    freezes: tuple[str, ...]
    freezes_now: str
    reason: str
    address: str
    ended_by: str


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A decision taken on the case."""

    what: str
    outcome: str
    when: str
    by: str
    published: str
    address: str


def turn_sentence(view: CaseView, judgements: list[Judgement]) -> str:
    """Whose turn it is: the roles that the unmet checks wait for, most often named first."""
    counts: dict[str, int] = {}
    seen = set()
    for judgement in judgements:
        for result in judgement.blockers:
            key = (result.criterion.ref, result.subject)
            if key in seen:
                continue
            seen.add(key)
            for role in result.roles:
                counts[role] = counts.get(role, 0) + 1
    roles = sorted(counts, key=lambda role: (-counts[role], role))
    turns = [f"{role_holders(view, role)}, {counted(counts[role], 'check')}" for role in roles]
    turns += _settlers(view, judgements)
    if turns:
        return "; ".join(turns)
    return _answerers(view, judgements) or _movers(view, judgements)


def _settlers(view: CaseView, judgements: list[Judgement]) -> list[str]:
    """Who settles what successions left open before the next moves."""
    matters = {each.reference: each.roles for j in judgements for each in j.left_open}
    counts: dict[str, int] = {}
    for roles in matters.values():
        for role in roles:
            counts[role] = counts.get(role, 0) + 1
    return [
        f"{role_holders(view, role)}, {counted(count, 'matter')} of a succession"
        for role, count in counts.items()
    ]


def _answerers(view: CaseView, judgements: list[Judgement]) -> str:
    """Who may answer the questions that the next moves raise, if nothing else is open."""
    flags = {(r.criterion.ref, r.subject): r.roles for j in judgements for r in j.flags}
    roles = dict.fromkeys(role for roles in flags.values() for role in roles)
    held = [role for role in roles if view.judged.holders_of(role)] or list(roles)
    if not held:
        return ""
    who = in_words((role_holders(view, role) for role in held), "or")
    return f"{who}, {counted(len(flags), 'question')} to answer"


def _movers(view: CaseView, judgements: list[Judgement]) -> str:
    if view.definition.stage(view.facts.stage).final or not judgements:
        return "Nobody: the case has ended"
    moves = [judgement.move for judgement in judgements]
    edges = [e for e in view.definition.edges if e.id in moves]
    roles = dict.fromkeys(role for edge in edges for role in edge.by)
    return in_words((role_holders(view, role) for role in roles), "or")


def hold_lines(view: CaseView) -> tuple[HoldLine, ...]:
    """Holds that are open on the date judged."""
    lines = []
    for record in view.facts.open_holds():
        kind = view.definition.find_hold(record.payload.hold)
        lines.append(
            HoldLine(
                title=kind.title if kind else record.payload.hold,
                plain=kind.plain if kind else "",
                since=fact_date_words(record.payload.started_on),
                freezes=tuple(move_title(view, move) for move in (kind.freezes if kind else ())),
                freezes_now=_frozen_now(view, kind.freezes if kind else ()),
                reason=str(record.payload.reason),
                address=end_of_hold(view, record),
                ended_by=who_ends(view, record),
            )
        )  # fmt: skip
    return tuple(lines)


def end_of_hold(view: CaseView, record: RecordVersion) -> str:
    """The form in which the reader records the end of a hold; of one that has an end on record,
    that in which it is corrected. Empty for whoever may not, and on a past date."""
    if not _may_end(view, record):
        return ""
    form = "moves.end_hold" if record.payload.ended_on is None else "moves.correct_hold"
    return address_of(form, reference=view.reference, key=record.key)


def who_ends(view: CaseView, record: RecordVersion) -> str:
    """Who records the end of a hold, for a reader who may not: the roles with their holders."""
    kind = view.definition.find_hold(record.payload.hold)
    if kind is None or view.as_of is not None or _may_end(view, record):
        return ""
    held = [role for role in kind.by if view.judged.holders_of(role)] or list(kind.by)
    return in_words((role_holders(view, role) for role in held), "or")


def _may_end(view: CaseView, record: RecordVersion) -> bool:
    kind = view.definition.find_hold(record.payload.hold)
    by = kind.by if kind is not None else ()
    return view.as_of is None and can_act_as(view.judged, current_viewer(), by)


def _frozen_now(view: CaseView, freezes: tuple[str, ...]) -> str:
    """Of what a hold freezes, the moves and acts that could be next."""
    stage = view.facts.stage
    near = {e.id for e in view.definition.edges_from(stage)}
    near |= {a.id for a in view.definition.acts if stage in a.stages}
    return in_words(f"“{move_title(view, move)}”" for move in freezes if move in near)


def move_title(view: CaseView, move: str) -> str:
    """The title of a move or named act."""
    act = view.definition.find_act(move)
    if act is not None:
        return act.title
    return next((e.title for e in view.definition.edges if e.id == move), move)


def decision_lines(view: CaseView) -> tuple[DecisionLine, ...]:
    """Every decision recorded, newest first."""
    specs = get_kind("decision").specs
    found = sorted(
        view.facts.current("decision"), key=lambda r: (r.payload.decided_on, r.key), reverse=True
    )
    return tuple(
        DecisionLine(
            what=specs["purpose"].choices.get(r.payload.purpose, r.payload.purpose),
            outcome=specs["outcome"].choices.get(r.payload.outcome, r.payload.outcome),
            when=fact_date_words(r.payload.decided_on),
            by=view.names.organisation(r.payload.organisation) if r.payload.organisation else "",
            published=fact_date_words(r.payload.published_on),
            address=address_of_record(view, r),
        )
        for r in found
    )

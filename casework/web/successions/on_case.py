"""On a case: which bodies were succeeded, what passed to whom, and what is still open."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, render_template, url_for

from casework.domain.facts import RecordVersion
from casework.domain.permissions import can_act_as
from casework.domain.records.succession import SORTS, STEPS
from casework.domain.roles import role_title
from casework.domain.succession_bars import OUR_DEFAULT, OUR_READING, bar_of
from casework.engine.after_succession import outstanding, settlement_of, steps_of
from casework.engine.left_open import GOVERNANCE, waiting_for
from casework.engine.settled_before import was_settled_before
from casework.services.reading import CaseView, get_case
from casework.web.cases.frame import frame_of
from casework.web.cases.left_open import law_of
from casework.web.cases.record_links import RecordLink, link_to_pin
from casework.web.cases.standing import move_title
from casework.web.cases.words import LawLine, fact_date_words, in_words, role_holders
from casework.web.successions.asking_again import again_lines
from casework.web.successions.presenters import words_of
from casework.web.viewer import current_viewer, office

blueprint = Blueprint("successions", __name__, url_prefix="/cases/<reference>/successions")


@dataclass(frozen=True, slots=True)
class Passed:
    """A line that passed: what, and to whom."""

    what: str
    to: str


@dataclass(frozen=True, slots=True)
class Step:
    """Something to be confirmed anew: ``settled`` says who confirmed it, when and as what shows it,
    ``waits`` which moves wait for it. ``address`` is where the viewer may record it. ``not_known``
    names the old body where nothing on record shows that it was settled with it."""

    text: str
    address: str
    settled: str = ""
    shown_by: RecordLink | None = None
    waits: str = ""
    why: str = ""
    law: tuple[LawLine, ...] = ()
    not_known: str = ""


@dataclass(frozen=True, slots=True)
class SuccessionOnCase:
    """One succession of the case in words."""

    title: str
    on: str
    instrument: str
    confirmed_by: str
    passed: tuple[Passed, ...]
    vacant: tuple[str, ...]
    steps: tuple[Step, ...]


@blueprint.get("")
def of_case(reference: str) -> str:
    """What passed on the case, when, and by which instrument."""
    view = get_case(office(), current_viewer(), reference, signing=False)
    may_settle = view.as_of is None and can_act_as(view.judged, current_viewer(), GOVERNANCE)
    return render_template(
        "successions/of_case.html", frame=frame_of(view, "successions", "Successions of bodies"),
        successions=[_of(view, s, may_settle) for s in reversed(view.facts.current("succession"))],
        who=in_words((role_holders(view, role) for role in GOVERNANCE), "or"), reading=OUR_READING,
        again=again_lines(view),
        outstanding=[view.names.fill(o.reason) for o in outstanding(view.judged)],
        people=url_for("case_people.show", reference=reference),
    )  # fmt: skip


def _of(view: CaseView, s: RecordVersion, may_settle: bool) -> SuccessionOnCase:
    p = s.payload
    new = " and ".join(view.names.organisation(b) for b in p.successors) or "nobody"
    held = view.judged.holders_of
    return SuccessionOnCase(
        f"{SORTS[p.sort]}: from {view.names.organisation(p.predecessor)} to {new}",
        fact_date_words(p.on), str(p.instrument), view.names.person(p.confirmed_by),
        tuple(
            Passed(words_of(view, row["what"]),
                   view.names.organisation(row["to"]) if row["to"] else "Nobody")
            for row in p.passed
        ),
        tuple(role_title(role) for role in p.vacant if not held(role)),
        tuple(_step(view, s, step, may_settle) for step in steps_of(s)),
    )  # fmt: skip


def _step(view: CaseView, s: RecordVersion, step: str, may_settle: bool) -> Step:
    found = settlement_of(view.judged, s, step)
    if found is not None:
        record = view.facts.find(found.reference) or found
        p = record.payload
        because = f"not needed: {p.not_needed_because}"
        done = because if p.not_needed_because else f"confirmed {fact_date_words(p.done_on)}"
        settled = f"{done.rstrip('.')}. Recorded by {view.recorded_by(record)}."
        shown = link_to_pin(view, p.shown_by) if p.shown_by else None
        return Step(STEPS[step], "", settled, shown)
    if not was_settled_before(view.judged, s, step):
        body = view.names.organisation(s.payload.predecessor)
        return Step(STEPS[step], _address(view, s, step, may_settle), not_known=body)
    bar = bar_of(step)
    moves = waiting_for(view.definition, view.judged, step)
    return Step(
        STEPS[step],
        _address(view, s, step, may_settle),
        waits=in_words(f"“{move_title(view, move)}”" for move in moves),
        why=bar.why if bar is not None else "",
        law=law_of(view, (*bar.law, OUR_DEFAULT)) if bar is not None else (),
    )  # fmt: skip


def _address(view: CaseView, s: RecordVersion, step: str, may_settle: bool) -> str:
    if not may_settle:
        return ""
    return url_for("records.new", reference=view.reference, kind="succession_step",
                   succession=s.reference, step=step)  # fmt: skip

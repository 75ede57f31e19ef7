"""On a case: which bodies were succeeded, what passed to whom, and what is still open."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, render_template, url_for

from casework.domain.facts import RecordVersion
from casework.domain.records.succession import SORTS, STEPS
from casework.domain.roles import role_title
from casework.engine.after_succession import is_settled_anew, outstanding, steps_of
from casework.services.reading import CaseView, get_case
from casework.web.cases.frame import frame_of
from casework.web.cases.words import fact_date_words
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
    """Something to be confirmed anew; ``address`` is where it is recorded, empty once it is."""

    text: str
    address: str


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
    return render_template(
        "successions/of_case.html", frame=frame_of(view, "successions", "Successions of bodies"),
        successions=[_of(view, s) for s in reversed(view.facts.current("succession"))],
        outstanding=[view.names.fill(o.reason) for o in outstanding(view.judged)],
        people=url_for("case_people.show", reference=reference),
    )  # fmt: skip


def _of(view: CaseView, s: RecordVersion) -> SuccessionOnCase:
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
        tuple(_step(view, s, step) for step in steps_of(s)),
    )  # fmt: skip


def _step(view: CaseView, s: RecordVersion, step: str) -> Step:
    if is_settled_anew(view.judged, s, step):
        return Step(STEPS[step], "")
    return Step(STEPS[step], url_for(
        "records.new", reference=view.reference, kind="succession_step",
        succession=s.reference, step=step,
    ))  # fmt: skip

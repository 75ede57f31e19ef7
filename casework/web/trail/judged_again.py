"""A past move judged again on its own page, so that looking at it costs no more than it did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, render_template

from casework.services.answers_compared import Difference
from casework.services.judging_again import DecisionAgain, judge_decision_again
from casework.store.names import Names
from casework.web.trail.frame import frame_of_row
from casework.web.viewer import current_viewer, office

blueprint = Blueprint("judged_again", __name__)

WITHOUT_VALUES = {
    "relied_on": "It relies on other records than it did.",
    "signatures": "Other sign-offs count than did.",
}
ASKED = {"yes": "It was asked, and is not asked now.", "no": "It was not asked, and is asked now."}
LEFT_OPEN = {
    True: "What a succession of bodies left open barred it, and bars it no more.",
    False: "What a succession of bodies left open bars it.",
}
REASONS = "The reason was “{was}” and is “{now}”."


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is not as it was: what was asked, and what of it differs."""

    about: str
    says: str


@blueprint.get("/cases/<reference>/decisions/<key>/judged-again")
def show(reference: str, key: str) -> str:
    """Whether a past move gets the same answer today, or what differs."""
    found = judge_decision_again(office(), current_viewer(), reference, key)
    heading = "Judged again today"
    return render_template(
        "trail/judged_again.html",
        frame=frame_of_row(office(), found.row, "decisions", heading),
        again=found.again,
        lines=lines_of(found),
    )


def lines_of(found: DecisionAgain) -> tuple[Line, ...]:
    """Every difference in plain words."""
    return tuple(_line(d, found.asks, found.names) for d in found.again.differences)


def _line(d: Difference, asks: Mapping[str, str], names: Names) -> Line:
    about = asks.get(d.criterion, d.criterion)
    subject = f" ({names.organisation(d.subject)})" if d.subject else ""
    return Line(f"{about}{subject}", names.fill(_says(d)))


def _says(d: Difference) -> str:
    if d.part == "state":
        return f"Then: {d.was}. Today: {d.now}."
    if d.part == "reason":
        return REASONS.format(was=d.was or "nothing", now=d.now or "nothing")
    if d.part == "asked":
        return ASKED[d.was]
    if d.part == "hold":
        return "A hold barred it, and bars it no more." if d.was else "A hold bars it."
    if d.part == "left open":
        return LEFT_OPEN[bool(d.was)]
    if d.part == "condition":
        return d.now or f"It is no longer said: {d.was}"
    return WITHOUT_VALUES[d.part]


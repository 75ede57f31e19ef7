"""Past decisions: who signed what, on which version."""

from __future__ import annotations

from flask import Blueprint, render_template

from casework.domain.dates import long_date, parse_date
from casework.domain.forces import PLAIN_FORCE
from casework.domain.roles import role_title
from casework.services.decision_record import get_decision, list_decisions
from casework.web.cases.words import without_tag_words
from casework.web.trail.frame import frame_of_row
from casework.web.viewer import current_viewer, office

blueprint = Blueprint("decisions", __name__)

STATES = {
    "met": ("Met", "green"),
    "not applicable": ("Does not apply", "grey"),
    "set aside": ("Set aside", "purple"),
    "deferred": ("Deferred", "purple"),
    "before this system": ("Before this system", "grey"),
    "law not encoded": ("Law not encoded", "grey"),
    "unmet": ("Was not met", "red"),
    "not recorded": ("Was not recorded", "orange"),
    "to be checked": ("Was not checked by a second person", "orange"),
    "to be signed off": ("Was not signed off", "orange"),
    "to be re-confirmed": ("Was to be confirmed again", "yellow"),
    "to be answered": ("Question was not answered", "pink"),
    "answered": ("Question was answered", "green"),
}


@blueprint.get("/cases/<reference>/decisions")
def index(reference: str) -> str:
    """Every move and act of the case that was judged."""
    found = list_decisions(office(), current_viewer(), reference)
    frame = frame_of_row(office(), found.row, "decisions", "Past decisions")
    return render_template("trail/decisions.html", frame=frame, lines=found.lines)


@blueprint.get("/cases/<reference>/decisions/<key>")
def show(reference: str, key: str) -> str:
    """One of them: each point, what it relied on, who signed."""
    decision = get_decision(office(), current_viewer(), reference, key)
    return render_template(
        "trail/decision.html",
        frame=frame_of_row(office(), decision.row, "decisions", decision.title),
        decision=decision,
        as_at=long_date(parse_date(decision.as_at)),
        states=STATES,
        forces=PLAIN_FORCE,
        role_title=role_title,
        without_tag_words=without_tag_words,
    )

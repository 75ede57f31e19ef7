"""The page of a gate."""

from __future__ import annotations

from flask import render_template, url_for
from werkzeug.wrappers import Response

from casework.web.cases.frame import frame_of
from casework.web.cases.views import case_on_date_asked
from casework.web.gates import blueprint
from casework.web.gates.asked import gate_of
from casework.web.gates.page import gate_page_of
from casework.web.viewer import current_viewer

Page = Response | str | tuple[str, int]


@blueprint.get("")
def show(reference: str, gate: str) -> str:
    """Why the gate is asked, what good looks like, and how each of its checks stands."""
    view = case_on_date_asked(reference)
    found = gate_of(view, gate)
    return render_template(
        "gates/show.html",
        frame=frame_of(view, "", found.title),
        gate=gate_page_of(view, current_viewer(), found),
    )


def gate_address(reference: str, gate: str) -> str:
    """The page of a gate."""
    return url_for("gates.show", reference=reference, gate=gate)

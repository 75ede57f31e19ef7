"""What is shared with one's organisation: the list, one case, the files."""

from __future__ import annotations

from flask import Response, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Redirect

from casework.services.outside_reading import get_outside_case, shared_with
from casework.services.scrutiny import acknowledge as record_acknowledgement
from casework.services.sharing import shared_item
from casework.web.outside import blueprint
from casework.web.outside.files import as_download
from casework.web.outside.presenters import (
    ending_words,
    going_on_lines,
    item_lines,
    said_lines,
    what_can_be_said,
)
from casework.web.outside.signing import wanted_lines
from casework.web.viewer import current_viewer, office


@blueprint.get("/shared")
def list_shared() -> str:
    """Every case of which this person's organisation sees something."""
    shared = shared_with(office(), current_viewer())
    return render_template(
        "outside/shared.html", cases=shared.cases, organisation=shared.organisation
    )


@blueprint.get("/shared/<reference>")
def show_case(reference: str) -> str:
    """One case as this organisation sees it."""
    case = get_outside_case(office(), current_viewer(), reference)
    return render_template(
        "outside/case.html",
        case=case,
        items=item_lines(case),
        said=said_lines(case),
        sayings=what_can_be_said(case),
        wanted=wanted_lines(case),
        ended=ending_words(case),
        goes_on_in=going_on_lines(case),
    )


@blueprint.get("/shared/<reference>/<kind>/<key>/<int:version>")
def download(reference: str, kind: str, key: str, version: int) -> Response:
    """The file of one shared version; the opening is logged."""
    pin = f"{kind}/{key}@{version}"
    return as_download(shared_item(office(), current_viewer(), reference, pin))


@blueprint.post("/shared/<reference>/<kind>/<key>/<int:version>/acknowledge")
def acknowledge(reference: str, kind: str, key: str, version: int) -> Redirect:
    """Say that it has been received, for the body that the button belongs to."""
    record_acknowledgement(
        office(), current_viewer(), reference, f"{kind}/{key}@{version}",
        request.form.get("organisation", ""),
    )  # fmt: skip
    flash("Your acknowledgement is recorded.")
    return redirect(url_for(".show_case", reference=reference))

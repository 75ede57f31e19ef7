"""Programmes: the list, one with its cases, and opening one."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from casework.domain.errors import CaseworkError
from casework.domain.viewer import Viewer
from casework.services import listing
from casework.web.errors import status_of
from casework.web.forms import choices
from casework.web.listing.forms import ProgrammeForm
from casework.web.listing.presenters import case_lines
from casework.web.viewer import current_viewer, office

blueprint = Blueprint("programmes", __name__)


def _inside() -> Viewer:
    viewer = current_viewer()
    if viewer.outside:
        abort(404)
    return viewer


@blueprint.get("/programmes")
def list_programmes() -> str:
    """Every programme, with how many of its cases this person sees."""
    found = listing.programmes_with_names(office(), _inside())
    return render_template("listing/programmes.html", programmes=found)


@blueprint.get("/programmes/<key>")
def show_programme(key: str) -> str:
    """One programme with its cases."""
    after = request.args.get("after", "")[:60]
    programme, page = listing.programme(office(), _inside(), key, after)
    older = url_for(".show_programme", key=key, after=page.next_after) if page.next_after else ""
    return render_template(
        "listing/programme.html", programme=programme, lines=case_lines(office(), page),
        older=older, first=not after,
    )  # fmt: skip


@blueprint.route("/programmes/new", methods=["GET", "POST"])
def open_programme() -> Response | str | tuple[str, int]:
    """Open a programme that groups cases."""
    viewer = _inside()
    form = ProgrammeForm()
    form.organisation.choices = choices(listing.commissioners(office(), viewer), "Not recorded")
    if request.method == "GET":
        form.organisation.data = viewer.organisation
        return render_template("listing/new_programme.html", form=form)
    if not form.validate():
        return render_template("listing/new_programme.html", form=form), 422
    try:
        key = listing.open_programme(
            office(), viewer, form.title.data or "", form.organisation.data or "",
            once=form.once.data or "",
        )  # fmt: skip
    except CaseworkError as error:
        form.take_error(error)
        return render_template("listing/new_programme.html", form=form), status_of(error)
    flash("The programme is open. Choose it when you open a case.")
    return redirect(url_for(".show_programme", key=key))

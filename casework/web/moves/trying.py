"""Trying a move or act, also as if on another date and on assumed facts: without any effect.

Everything is sent by the form and comes back in it; nothing is stored until its author keeps it.
"""

from __future__ import annotations

from flask import flash, redirect, request, url_for

from casework.domain.errors import CaseworkError, Conflict
from casework.services.dry_runs import Keeping, keep_dry_run
from casework.services.reading import get_case
from casework.services.verb import AlreadyDone
from casework.web.errors import status_of
from casework.web.moves import blueprint
from casework.web.moves.assuming import begin
from casework.web.moves.carrying import Carried, unpack
from casework.web.moves.forms import KeepForm
from casework.web.moves.trial import reasons_of
from casework.web.moves.trying_page import Trying, lost, of_carried
from casework.web.moves.views import Page
from casework.web.viewer import current_viewer, office


@blueprint.route("/try", methods=["GET", "POST"])
def dry_run(reference: str) -> Page:
    """What would bar a move or act on a date and on assumed facts. Nothing is recorded."""
    view = get_case(office(), current_viewer(), reference)
    if request.method == "GET":
        return Trying(view, Carried(), sent=request.args).page(asked="what" in request.args)
    try:
        carried = unpack(request.form.get("dry_run_carried", ""), view)
    except Conflict as error:
        return lost(view, error)
    trying = Trying(
        view, carried.without(request.form.get("remove", "")), sent=request.form
    )
    if request.form.get("do") == "add" and trying.form.validate():
        return begin(trying)
    return trying.page()


@blueprint.post("/try/keep")
def keep(reference: str) -> Page:
    """Keep the dry run that the page showed."""
    view = get_case(office(), current_viewer(), reference)
    try:
        carried = unpack(request.form.get("dry_run_carried", ""), view)
    except Conflict as error:
        return lost(view, error)
    form, trying = KeepForm(), of_carried(view, carried)
    if not (trying.form.validate() and form.validate()):
        return trying.page(keep=form, status=422)
    try:
        key = _kept(trying, form, carried.shown)
    except CaseworkError as error:
        form.take_error(error)
        return trying.page(keep=form, status=status_of(error))
    flash("The dry run is kept.")
    return redirect(url_for("dry_runs.show", reference=reference, key=key))


def _kept(trying: Trying, form: KeepForm, shown: str) -> str:
    found = trying.judged()
    keeping = Keeping(
        found.trial.step, form.title.data or "", form.made_for_legal_advice.data == "yes",
        tuple(line.words for line in found.lines), reasons_of(found.then, found.trial), shown,
    )  # fmt: skip
    try:
        version = keep_dry_run(
            office(), current_viewer(), trying.view.reference, keeping, once=form.once.data or ""
        )
    except AlreadyDone as done:
        return done.result.partition("/")[2].partition("@")[0]
    return version.key



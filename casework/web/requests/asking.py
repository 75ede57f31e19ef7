"""Asking somebody for something by a date."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from casework.domain.errors import CaseworkError, Invalid
from casework.services.choosing import offered
from casework.services.reading import CaseView
from casework.services.requests import ask
from casework.services.verb import AlreadyDone
from casework.web.cases.frame import frame_of
from casework.web.errors import status_of
from casework.web.records.recording import case_to_record_on
from casework.web.requests import blueprint
from casework.web.requests.forms import ask_form
from casework.web.viewer import current_viewer, office

Page = Response | str | tuple[str, int]
# The service's names of fields, where the form's differ.
FIELDS = {"person": "to"}


@blueprint.route("/cases/<reference>/requests/new", methods=["GET", "POST"])
def new(reference: str) -> Page:
    """A form; the address may say for which check, and whom."""
    view = case_to_record_on(reference)
    asked = {name: request.args.get(name, "") for name in ("criterion", "to")}
    form = ask_form(view, offered(office(), current_viewer(), replayed=view.replayed))(data=asked)
    if request.method == "GET":
        return _page(view, form, 200)
    if not form.validate():
        return _page(view, form, 422)
    try:
        version = ask(
            office(), current_viewer(), reference, form.to.data, form.what.data,
            form.due_on.data, criterion=form.criterion.data or "",
            once=form.one_use_key.data or "",
        )  # fmt: skip
        key = version.key
    except AlreadyDone as done:
        key = done.result.partition("@")[0].partition("/")[2]
    except CaseworkError as error:
        if isinstance(error, Invalid):
            error.field = FIELDS.get(error.field or "", error.field)
        form.take_error(error)
        return _page(view, form, status_of(error))
    flash("Asked. They are told by mail.")
    return redirect(url_for(".show", reference=reference, key=key))


def _page(view: CaseView, form: Any, status: int) -> tuple[str, int]:
    page = render_template(
        "requests/new.html", frame=frame_of(view, "requests", "Ask somebody for something"),
        form=form,
    )  # fmt: skip
    return page, status

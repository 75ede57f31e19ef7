"""The scheme of a body, and stating an entry of it."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from casework.domain.errors import CaseworkError
from casework.services import schemes as service
from casework.services.choosing import offered
from casework.services.schemes import SchemeView
from casework.web.errors import status_of
from casework.web.forms import choices
from casework.web.named_records import ORGANISATION_KINDS
from casework.web.schemes import blueprint
from casework.web.schemes.forms import EntryForm
from casework.web.schemes.presenters import label_of, lines_of_scheme, power_words
from casework.web.viewer import current_viewer, office

Page = Response | str | tuple[str, int]


@blueprint.get("")
def show_own() -> Response:
    """To the scheme of one's own body."""
    return redirect(url_for(".show_scheme", body=current_viewer().organisation))


@blueprint.get("/<body>")
def show_scheme(body: str) -> str:
    """Every entry of the scheme, and of which powers it says nothing today."""
    view = service.get_scheme(office(), current_viewer(), body)
    return render_template(
        "schemes/show.html", view=view, lines=lines_of_scheme(view), may_keep=view.may_keep,
        silent_on=[power_words(power) for power in view.silent_on],
        came_from=[(key, view.names.get(key, key)) for key in view.came_from],
        went_to=[view.names.get(key, key) for key in view.went_to],
    )  # fmt: skip


@blueprint.route("/<body>/add", methods=["GET", "POST"])
def add_entry(body: str) -> Page:
    """State an entry; pressing twice states one."""
    view = service.get_scheme_to_keep(office(), current_viewer(), body)
    form = with_choices(EntryForm(), view)
    if request.method == "GET":
        return form_page(view, form, 200)
    if not form.validate():
        return form_page(view, form, 422)
    try:
        key = service.state_entry(
            office(), current_viewer(), body, form.details(),
            one_use_key=form.one_use_key.data or "",
        )  # fmt: skip
    except CaseworkError as error:
        form.take_error(error)
        return form_page(view, form, status_of(error))
    flash("The entry is stated. Each live case of the body takes it over by itself.")
    return redirect(url_for(".show_entry", body=body, key=key))


def with_choices(form: Any, view: SchemeView, key: str = "") -> Any:
    """The form with the committees and the other entries that it offers."""
    kinds = ORGANISATION_KINDS["delegated_power", "committee"]
    bodies = offered(office(), current_viewer()).of_kinds(kinds)
    known = [(o.key, o.name) for o in bodies if o.key != view.body]
    form.committee.choices = choices(known, "None")
    others = [(e.key, label_of(e, view.names)) for e in view.entries
              if e.key != key and e.state == "stated"]  # fmt: skip
    form.passed_on_from.choices = choices(others, "None")
    return form


def form_page(view: SchemeView, form: Any, status: int, key: str = "") -> tuple[str, int]:
    """The form as a page."""
    title = "Correct the entry" if key else "State an entry"
    page = render_template("schemes/form.html", view=view, form=form, title=title, key=key)
    return page, status

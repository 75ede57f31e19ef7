"""One entry of a scheme: its versions, correcting, ending and withdrawing it."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from casework.domain.errors import CaseworkError
from casework.domain.schemes import STATED
from casework.services import schemes as service
from casework.web.errors import status_of
from casework.web.numbers import version_in
from casework.web.schemes import blueprint
from casework.web.schemes.forms import (
    CorrectEntryForm,
    EndEntryForm,
    WithdrawEntryForm,
    data_of,
)
from casework.web.schemes.presenters import entry_line, label_of
from casework.web.schemes.scheme import form_page, with_choices
from casework.web.viewer import current_viewer, office

Page = Response | str | tuple[str, int]


@blueprint.get("/<body>/<key>")
def show_entry(body: str, key: str) -> Page:
    """An entry with every version of it, and what governance may do with it."""
    return _page(body, key)


@blueprint.route("/<body>/<key>/correct", methods=["GET", "POST"])
def correct_entry(body: str, key: str) -> Page:
    """State an entry anew because it was wrong."""
    view = service.get_scheme_to_keep(office(), current_viewer(), body)
    form = with_choices(CorrectEntryForm(data=data_of(view.history(key)[0].entry)), view, key)
    if request.method == "GET":
        return form_page(view, form, 200, key)
    if not form.validate():
        return form_page(view, form, 422, key)
    try:
        service.correct_entry(
            office(), current_viewer(), body, key, version_in(form.version.data), form.details()
        )
    except CaseworkError as error:
        form.take_error(error)
        return form_page(view, form, status_of(error), key)
    flash("The entry is corrected; what stood before is kept. Cases take it over by themselves.")
    return redirect(url_for(".show_entry", body=body, key=key))


@blueprint.post("/<body>/<key>/end")
def end_entry(body: str, key: str) -> Page:
    """Give an entry its last day."""
    form = EndEntryForm()
    if not form.validate():
        return _page(body, key, 422, ending=form)
    try:
        service.end_entry(
            office(), current_viewer(), body, key, version_in(form.version.data), form.last.data,
            form.why.data or "",
        )  # fmt: skip
    except CaseworkError as error:
        form.take_error(error)
        return _page(body, key, status_of(error), ending=form)
    flash("The entry has its last day. Cases take it over by themselves.")
    return redirect(url_for(".show_entry", body=body, key=key))


@blueprint.post("/<body>/<key>/withdraw")
def withdraw_entry(body: str, key: str) -> Page:
    """Withdraw an entry that was stated in error."""
    form = WithdrawEntryForm()
    if not form.validate():
        return _page(body, key, 422, withdrawing=form)
    try:
        service.withdraw_entry(
            office(), current_viewer(), body, key, version_in(form.version.data),
            form.reason.data or "",
        )  # fmt: skip
    except CaseworkError as error:
        form.take_error(error)
        return _page(body, key, status_of(error), withdrawing=form)
    flash("The entry is withdrawn; its versions are kept. Cases take that over by themselves.")
    return redirect(url_for(".show_entry", body=body, key=key))


def _page(
    body: str, key: str, status: int = 200, *, ending: Any = None, withdrawing: Any = None
) -> tuple[str, int]:
    view = service.get_scheme(office(), current_viewer(), body)
    history = view.history(key)
    shown = {"version": str(history[0].entry.version)}
    page = render_template(
        "schemes/entry.html", view=view, key=key,
        line=entry_line(history[0].entry, view.today, view.last_day, view.names),
        history=[(v, entry_line(v.entry, view.today, None, view.names)) for v in history],
        may_keep=view.may_keep, stands=history[0].entry.state == STATED,
        passed_on=[label_of(e, view.names) for e in view.passed_on(key)],
        ending=ending or EndEntryForm(formdata=None, data=shown),
        withdrawing=withdrawing or WithdrawEntryForm(formdata=None, data=shown),
    )  # fmt: skip
    return page, status

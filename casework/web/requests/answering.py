"""The page of the person asked, who sees the request and, if outside, nothing else of the case."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from casework.domain.errors import CaseworkError
from casework.services.reading import today_of
from casework.services.request_reading import RequestView, get_request
from casework.services.requests import answer_request
from casework.services.verb import AlreadyDone
from casework.web.errors import status_of
from casework.web.evidence.waiting import (
    forget_waiting,
    is_removing,
    lines_of,
    take_in_with,
    waiting_files,
)
from casework.web.numbers import version_in
from casework.web.requests import blueprint
from casework.web.requests.forms import answer_form
from casework.web.requests.presenters import WAITING, line_of
from casework.web.viewer import current_viewer, office

Page = Response | str | tuple[str, int]


@blueprint.route("/requests/<reference>/<key>", methods=["GET", "POST"])
def answer(reference: str, key: str) -> Page:
    """What is asked of me, and my answer."""
    view = get_request(office(), current_viewer(), reference, key)
    supply = [(r.pin, f"{r.payload.title} (version {r.version})") for r in view.supply]
    data = {
        "record_version": str(view.request.version), "answer": str(view.request.payload.answer),
        "supplied": list(view.request.payload.supplied),
    }  # fmt: skip
    form = answer_form(supply)(data=data)
    if request.method == "GET":
        return _page(view, form, 200)
    files = take_in_with(form)
    if is_removing():
        return _page(view, form, 200)
    if not form.validate() or form.faults:
        return _page(view, form, 422)
    try:
        answer_request(
            office(), current_viewer(), reference, key,
            version_in(form.record_version.data), form.answer.data or "",
            tuple(form["supplied"].data or ()) if "supplied" in form else (), files,
            once=form.one_use_key.data or "",
        )  # fmt: skip
    except AlreadyDone:
        forget_waiting()
    except CaseworkError as error:
        form.take_error(error)
        fresh = get_request(office(), current_viewer(), reference, key)
        form.record_version.data = str(fresh.request.version)
        return _page(fresh, form, status_of(error))
    flash("Sent. Whoever asked sees your answer now.")
    return redirect(url_for(".answer", reference=reference, key=key))


def _page(view: RequestView, form: Any, status: int) -> tuple[str, int]:
    line = line_of(view.request, view.names, today_of(office(), view.row))
    page = render_template(
        "requests/answer.html", view=view, line=line, form=form,
        may_answer=line.state in WAITING, reference=view.row.reference,
        waiting=lines_of(waiting_files()),
    )  # fmt: skip
    return page, status

"""The requests of a case, and one of them with what to do about its answer."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from casework.domain.cover import stands_for
from casework.domain.errors import CaseworkError, NotFound
from casework.domain.facts import RecordVersion
from casework.domain.permissions import can_work_on
from casework.domain.request_permissions import can_withdraw_request
from casework.services.reading import CaseView, get_case
from casework.services.record_reading import get_record
from casework.services.requests import accept_request, return_request
from casework.web.cases.frame import frame_of
from casework.web.cases.record_links import link_to_pin
from casework.web.cases.recorders import may_record
from casework.web.errors import status_of
from casework.web.numbers import version_in
from casework.web.records.presenters import history_of
from casework.web.requests import blueprint
from casework.web.requests.forms import SettleForm
from casework.web.requests.presenters import WAITING, line_of, lines_of
from casework.web.viewer import current_viewer, office

Page = Response | str | tuple[str, int]


@blueprint.get("/cases/<reference>/requests")
def index(reference: str) -> str:
    """Everything asked on the case."""
    view = get_case(office(), current_viewer(), reference)
    return render_template(
        "requests/index.html", frame=frame_of(view, "requests"), groups=lines_of(view),
        may_ask=may_record(view),
    )  # fmt: skip


@blueprint.route("/cases/<reference>/requests/<key>", methods=["GET", "POST"])
def show(reference: str, key: str) -> Page:
    """One request; what was sent is accepted or returned here by anybody but its answerer."""
    page = get_record(office(), current_viewer(), reference, "request", key)
    view, record = page.view, page.current
    if record.payload is None:
        raise NotFound("There is no such request.")
    history = history_of(view, page.versions)
    form = SettleForm(data={"record_version": str(record.version)})
    if request.method == "GET":
        return _page(view, record, form, history, 200)
    act = accept_request if request.form.get("act") == "accept" else return_request
    try:
        act(
            office(), current_viewer(), reference, key,
            version_in(form.record_version.data), form.note.data or "",
        )  # fmt: skip
    except CaseworkError as error:
        form.take_error(error)
        form.record_version.data = str(record.version)
        return _page(view, record, form, history, status_of(error))
    flash("Accepted." if act is accept_request else "Returned for more.")
    return redirect(url_for(".show", reference=reference, key=key))


def _page(
    view: CaseView, record: RecordVersion, form: Any, history: Any, status: int
) -> tuple[str, int]:
    line = line_of(record, view.names, view.judged.as_at)
    viewer = current_viewer()
    mine = stands_for(view.judged, viewer.person)
    page = render_template(
        "requests/show.html", frame=frame_of(view, "requests", "Request"), line=line, form=form,
        criterion=view.definition.find_criterion(line.criterion), history=history,
        supplied=[link_to_pin(view, pin) for pin in line.supplied],
        may_settle=line.state == "sent" and record.payload.to not in mine
        and can_work_on(view.judged, viewer),
        may_withdraw=line.state in WAITING
        and can_withdraw_request(view.judged, viewer, record),
        asked_of_me=record.payload.to in mine and line.state in WAITING,
    )  # fmt: skip
    return page, status

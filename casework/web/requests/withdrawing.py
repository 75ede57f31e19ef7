"""Asking no more: the reason is asked for, and the person asked sees it."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from casework.domain.errors import CaseworkError, NotFound
from casework.domain.facts import STATED, RecordVersion
from casework.domain.request_permissions import check_can_withdraw_request
from casework.services.reading import CaseView, get_case
from casework.services.requests import withdraw_request
from casework.web.cases.frame import frame_of
from casework.web.errors import status_of
from casework.web.numbers import version_in
from casework.web.requests import blueprint
from casework.web.requests.forms import WithdrawForm
from casework.web.requests.presenters import WAITING, line_of
from casework.web.viewer import current_viewer, office

Page = Response | str | tuple[str, int]


@blueprint.route("/cases/<reference>/requests/<key>/withdraw", methods=["GET", "POST"])
def withdraw(reference: str, key: str) -> Page:
    """Ask for the reason, then withdraw the request."""
    view = get_case(office(), current_viewer(), reference)
    record = view.facts.find(f"request/{key}")
    if record is None or record.state != STATED:
        raise NotFound("There is no such request.")
    check_can_withdraw_request(view.judged, current_viewer(), record)
    form = WithdrawForm(data={"record_version": str(record.version)})
    if request.method == "GET":
        return _page(view, record, form, 200)
    if not form.validate():
        return _page(view, record, form, 422)
    try:
        withdraw_request(
            office(), current_viewer(), reference, key, version_in(form.record_version.data),
            form.reason.data or "",
        )  # fmt: skip
    except CaseworkError as error:
        form.take_error(error)
        form.record_version.data = str(record.version)
        return _page(view, record, form, status_of(error))
    flash("Withdrawn. It no longer waits for the person asked.")
    return redirect(url_for(".show", reference=reference, key=key))


def _page(view: CaseView, record: RecordVersion, form: Any, status: int) -> tuple[str, int]:
    line = line_of(record, view.names, view.judged.as_at)
    page = render_template(
        "requests/withdraw.html", frame=frame_of(view, "requests", "Withdraw a request"),
        line=line, form=form, criterion=view.definition.find_criterion(line.criterion),
        may_withdraw=line.state in WAITING,
    )  # fmt: skip
    return page, status

"""Withdrawing a record: it stays in the history, and nothing may rely on it any more."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response
from wtforms import HiddenField, TextAreaField
from wtforms.validators import InputRequired

from casework.domain.errors import CaseworkError, NotFound
from casework.domain.facts import WITHDRAWN, RecordVersion
from casework.services.holds_behind import holds_going_with
from casework.services.reading import CaseView
from casework.services.recording import withdraw_record
from casework.web.cases.frame import frame_of
from casework.web.errors import status_of
from casework.web.forms import CaseworkForm
from casework.web.numbers import version_in
from casework.web.records import blueprint
from casework.web.records.presenters import title_in_list
from casework.web.records.recording import case_to_record_on, recordable
from casework.web.records.values import rows_of
from casework.web.viewer import current_viewer, office

Page = Response | str | tuple[str, int]


class WithdrawForm(CaseworkForm):
    """Why the record is withdrawn, and at which version the page showed it."""

    reason = TextAreaField(
        "Why is it withdrawn?",
        [InputRequired("Say why it is withdrawn.")],
        description="Everybody who sees the record sees this reason too.",
    )
    record_version = HiddenField()


@blueprint.route("/<kind>/<key>/withdraw", methods=["GET", "POST"])
def withdraw(reference: str, kind: str, key: str) -> Page:
    """Ask for the reason, then withdraw."""
    recordable(kind)
    view = case_to_record_on(reference)
    record = view.facts.find(f"{kind}/{key}")
    if record is None or record.state == WITHDRAWN:
        raise NotFound("There is no such record on this case, or it is withdrawn already.")
    form = WithdrawForm(data={"record_version": str(record.version)})
    if request.method == "GET":
        return _page(view, record, form, 200)
    if not form.validate():
        return _page(view, record, form, 422)
    try:
        withdraw_record(
            office(), current_viewer(), reference, record.reference,
            version_in(form.record_version.data), form.reason.data or "",
        )  # fmt: skip
    except CaseworkError as error:
        form.take_error(error)
        form.record_version.data = str(record.version)
        return _page(view, record, form, status_of(error))
    flash("Withdrawn. It stays in the history, and nothing relies on it any more.")
    return redirect(url_for(".show", reference=reference, kind=kind, key=key))


def _page(view: CaseView, record: RecordVersion, form: Any, status: int) -> tuple[str, int]:
    page = render_template(
        "records/withdraw.html", record=record, rows=rows_of(view, record), form=form,
        hold_goes=bool(holds_going_with(view.facts, record)),
        frame=frame_of(view, "records", f"Withdraw: {title_in_list(view, record)}"),
    )  # fmt: skip
    return page, status

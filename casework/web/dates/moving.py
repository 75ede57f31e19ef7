"""Moving one date: what would follow is shown first; nothing is recorded until it was seen."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from casework.domain.errors import CaseworkError, Conflict, NotPermitted
from casework.services.date_moving import (
    DateMove,
    cascade_of,
    check_as_shown,
    movable_record,
    move_date,
)
from casework.services.dates import dates_of
from casework.services.reading import CaseView, get_case
from casework.services.verb import AlreadyDone
from casework.web.cases.frame import frame_of
from casework.web.cases.recorders import may_record
from casework.web.dates import blueprint
from casework.web.dates.cascade import CascadePage, cascade_page, date_choices, date_to_move
from casework.web.dates.forms import MoveDateForm
from casework.web.errors import status_of
from casework.web.numbers import version_in
from casework.web.viewer import current_viewer, office

Page = Response | str | tuple[str, int]
LOOK_FIRST = "Look at what would follow from this date before you move it."


@blueprint.route("/dates/move", methods=["GET", "POST"])
def move(reference: str) -> Page:
    """Choose a date, enter the new day, see everything that moves with it, then move it."""
    view = get_case(office(), current_viewer(), reference, signing=False)
    if not may_record(view):
        raise NotPermitted(
            "You cannot move a date of this case: you hold no role on it that records facts.",
            "Ask somebody on the case to move it.",
        )
    if "record" not in request.args:
        return _choose(view)
    record, field = request.args["record"], request.args.get("field", "")
    known = movable_record(view, record, field)
    form = MoveDateForm()
    if request.method == "GET":
        form.record_version.data = str(known.version)
        return _page(view, form, record, field)
    return _send(view, form, record, field)


def _choose(view: CaseView) -> str:
    return render_template(
        "dates/choose.html", frame=frame_of(view, "dates", "Move a date"),
        choices=date_choices(view, dates_of(office(), current_viewer(), view)),
    )  # fmt: skip


def _send(view: CaseView, form: Any, record: str, field: str) -> Page:
    """What would follow; or, where that was looked at, the move itself."""
    if not form.validate():
        return _page(view, form, record, field, status=422)
    wanted = DateMove(record, field, form.becomes.data, version_in(form.record_version.data))
    moving = request.form.get("act") == "move"
    if moving and form.looked_at.data == wanted.becomes.isoformat():
        return _move(view, form, wanted)
    try:
        check_as_shown(view, wanted)
    except Conflict as error:
        return _conflict(view, form, wanted, error)
    if moving:
        form.faults.append(LOOK_FIRST)
    return _look(view, form, wanted, 409 if moving else 200)


def _move(view: CaseView, form: Any, wanted: DateMove) -> Page:
    try:
        move_date(office(), current_viewer(), view, wanted, form.source.data or "",
                  once=form.one_use_key.data or "")  # fmt: skip
    except AlreadyDone:
        pass
    except Conflict as error:
        fresh = get_case(office(), current_viewer(), view.reference, signing=False)
        return _conflict(fresh, form, wanted, _as_shown(fresh, wanted) or error)
    except CaseworkError as error:
        form.take_error(error)
        return _page(view, form, wanted.record, wanted.field, status=status_of(error))
    flash("The date is moved. The earlier one stays in the history of its record.")
    return redirect(url_for(".show", reference=view.reference))


def _as_shown(view: CaseView, wanted: DateMove) -> Conflict | None:
    """Who changed the record meanwhile, in a sentence."""
    try:
        check_as_shown(view, wanted)
    except Conflict as error:
        return error
    return None


def _conflict(view: CaseView, form: Any, wanted: DateMove, error: Conflict) -> Page:
    """What was typed, beside what would follow from it as things are now."""
    form.faults.append(str(error))
    form.record_version.data = str(movable_record(view, wanted.record, wanted.field).version)
    return _look(view, form, wanted, 409)


def _look(view: CaseView, form: Any, wanted: DateMove, status: int = 200) -> Page:
    dates = dates_of(office(), current_viewer(), view)
    try:
        found = cascade_of(office(), view, dates, wanted)
    except CaseworkError as error:
        form.take_error(error)
        return _page(view, form, wanted.record, wanted.field, status=status_of(error))
    form.looked_at.data = wanted.becomes.isoformat()
    return _page(view, form, wanted.record, wanted.field, cascade_page(view, found), status)


def _page(
    view: CaseView, form: Any, record: str, field: str, cascade: CascadePage | None = None,
    status: int = 200,
) -> Page:  # fmt: skip
    page = render_template(
        "dates/move.html", frame=frame_of(view, "dates", "Move a date"), form=form,
        moving=date_to_move(view, record, field), cascade=cascade,
    )  # fmt: skip
    return page, status

"""Pages on which a committee's clerk keeps its meetings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from casework.domain.dates import FactDate, long_date
from casework.domain.errors import CaseworkError
from casework.services import council_meetings as service
from casework.services.council_meetings import CouncilCalendar, council_calendar
from casework.services.verb import AlreadyDone
from casework.web.errors import status_of
from casework.web.forms import choices
from casework.web.outside import blueprint
from casework.web.outside.meeting_forms import CancelForm, DayForm, MeetingForm
from casework.web.outside.meeting_presenters import meeting_lines, moved_lines, own_lines
from casework.web.viewer import current_viewer, office

Page = Response | str | tuple[str, int]


def _calendar(reference: str) -> CouncilCalendar:
    return council_calendar(office(), current_viewer(), reference)


@blueprint.get("/shared/<reference>/meetings")
def list_meetings(reference: str) -> str:
    """The committee's meetings, each with the days by which papers are wanted."""
    calendar = _calendar(reference)
    return render_template(
        "outside/meetings.html", calendar=calendar, meetings=meeting_lines(calendar),
        own=own_lines(calendar),
    )  # fmt: skip


@blueprint.route("/shared/<reference>/meetings/new", methods=["GET", "POST"])
def set_meeting(reference: str) -> Page:
    """Record a meeting of one's committee."""
    calendar = _calendar(reference)
    form: Any = MeetingForm()
    form.body.choices = choices(calendar.bodies)
    if request.method == "GET":
        form.body.data = next(iter(calendar.bodies)) if len(calendar.bodies) == 1 else None
        return _set_page(calendar, form)
    if not form.validate():
        return _set_page(calendar, form), 422
    if not form.sure.data and (asked := _asked(calendar, form, form.body.data)):
        return _set_page(calendar, form, asked), 422
    return carried_out(
        reference, form, lambda: _set_page(calendar, form),
        lambda: service.set_meeting(
            office(), current_viewer(), reference, form.body.data, form.on.data,
            form.agenda.data or "", sure=bool(form.sure.data), once=form.once.data,
        ), "The meeting is recorded.",
    )  # fmt: skip


def _asked(
    calendar: CouncilCalendar, form: Any, body: str, moved: str = ""
) -> tuple[str, ...]:
    """What is asked about the day; a day on which the committee meets already is left to the
    verb, which refuses it."""
    try:
        return service.questions_about(calendar, body, form.on.data, moved)
    except CaseworkError:
        return ()


def _set_page(calendar: CouncilCalendar, form: Any, asked: tuple[str, ...] = ()) -> str:
    return render_template("outside/set_meeting.html", calendar=calendar, form=form, asked=asked)


@blueprint.route("/shared/<reference>/meetings/<key>/move", methods=["GET", "POST"])
def move_meeting(reference: str, key: str) -> Page:
    """Show what moves with a meeting, and move it."""
    calendar = _calendar(reference)
    known = calendar.meeting(key)
    form: Any = DayForm()
    if request.method == "GET":
        form.version.data = str(known.version)
        return _move_page(calendar, key, form)
    if not form.validate():
        return _move_page(calendar, key, form), 422
    asked = _asked(calendar, form, known.subject, key)
    if "apply" not in request.form or (asked and not form.sure.data):
        return _move_page(calendar, key, form, asked, shown=True)
    return carried_out(
        reference, form, lambda: _move_page(calendar, key, form),
        lambda: service.move_meeting(
            office(), current_viewer(), reference, key, int(form.version.data), form.on.data,
            sure=bool(form.sure.data),
        ), "The meeting is moved.",
    )  # fmt: skip


def _move_page(
    calendar: CouncilCalendar, key: str, form: Any, asked: tuple[str, ...] = (),
    shown: bool = False,
) -> str:
    known = calendar.meeting(key)
    moved: Any = None
    if shown:
        on = FactDate.on(form.on.data)
        moved = replace(known, payload=replace(known.payload, held_on=on))
    return render_template(
        "outside/move_meeting.html", calendar=calendar, meeting=known, form=form, asked=asked,
        body=calendar.bodies[known.subject], moved=moved_lines(calendar, known, moved),
        missed=service.missed_with(calendar, known.subject, moved) if moved else (),
        becomes=long_date(form.on.data) if shown else "",
    )  # fmt: skip


@blueprint.route("/shared/<reference>/meetings/<key>/cancel", methods=["GET", "POST"])
def cancel_meeting(reference: str, key: str) -> Page:
    """Cancel a meeting; it stays in the list."""
    calendar = _calendar(reference)
    known = calendar.meeting(key)
    form: Any = CancelForm()

    def page() -> str:
        return render_template("outside/cancel_meeting.html", calendar=calendar, meeting=known,
                               form=form, body=calendar.bodies[known.subject])  # fmt: skip

    if request.method == "GET":
        form.version.data = str(known.version)
        return page()
    if not form.validate():
        return page(), 422
    return carried_out(
        reference, form, page,
        lambda: service.cancel_meeting(
            office(), current_viewer(), reference, key, int(form.version.data),
            form.reason.data or "",
        ), "The meeting is cancelled. It stays in the list.",
    )  # fmt: skip


def carried_out(
    reference: str, form: Any, page: Callable[[], str], act: Callable[[], object], done: str
) -> Page:
    """Do it, or show the page again with what was wrong."""
    try:
        act()
    except AlreadyDone:
        pass
    except CaseworkError as error:
        form.take_error(error)
        return page(), status_of(error)
    flash(done)
    return redirect(url_for(".list_meetings", reference=reference))

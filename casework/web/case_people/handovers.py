"""Ending a role with its open work, and the handover as a page to print."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from casework.domain.errors import CaseworkError, NotFound
from casework.domain.roles import role_in_words
from casework.services.choosing import Offered, offered
from casework.services.handing_over import HandingOver, assign_work, hand_over
from casework.services.reading import CaseView, get_case
from casework.services.verb import AlreadyDone
from casework.web.case_people import blueprint
from casework.web.case_people.forms import today_as_fact
from casework.web.case_people.handover_forms import assign_form, end_form, takers_in
from casework.web.case_people.handover_presenters import (
    HandoverPage,
    WorkLine,
    handover_page,
    work_left,
)
from casework.web.case_people.presenters import can_keep
from casework.web.cases.frame import frame_of
from casework.web.errors import status_of
from casework.web.numbers import version_in
from casework.web.viewer import current_viewer, office

Page = Response | str | tuple[str, int]


@blueprint.route("/<person>/<role>/end", methods=["GET", "POST"])
def end(reference: str, person: str, role: str) -> Page:
    """End a role from a date and hand over what is open. What was signed in it stays signed."""
    viewer = current_viewer()
    view = get_case(office(), viewer, reference)
    sent = request.method == "POST"  # perhaps for the second time, which the verb knows
    if not sent and role not in view.judged.own_roles_of(person):
        raise NotFound("That person does not hold that role on this case.")
    may_end = can_keep(view, viewer, role)
    lines = work_left(view, person, role) if may_end else ()
    persons = offered(office(), viewer, replayed=view.replayed) if may_end else Offered()
    form = end_form(view, persons, person, lines, role)(data={"until": today_as_fact(view)})
    if request.method == "GET":
        return _end_page(view, person, role, form, lines, 200)
    if may_end and not form.validate():
        return _end_page(view, person, role, form, lines, 422)
    handing = HandingOver(
        person, role, form.until.data or today_as_fact(view), form.takes_role.data or "",
        takers_in(form, [line.work for line in lines]),
    )  # fmt: skip
    try:
        key = hand_over(office(), viewer, reference, handing,
                        once=form.one_use_key.data or "").key  # fmt: skip
    except AlreadyDone as done:
        key = done.result
    except CaseworkError as error:
        form.take_error(error)
        return _end_page(view, person, role, form, lines, status_of(error))
    flash(f"Ended: {role_in_words(role)}. This is the handover.")
    return redirect(url_for(".show_handover", reference=reference, handover=key))


def _end_page(
    view: CaseView, person: str, role: str, form: Any, lines: tuple[WorkLine, ...], status: int
) -> tuple[str, int]:
    heading = f"End a role: {role_in_words(role)}"
    page = render_template(
        "case_people/end.html", frame=frame_of(view, "people", heading), form=form, lines=lines,
        name=view.names.person(person), may_end=can_keep(view, current_viewer(), role),
    )  # fmt: skip
    return page, status


@blueprint.route("/handovers/<handover>", methods=["GET", "POST"])
def show_handover(reference: str, handover: str) -> Page:
    """What was open, who takes it and what has happened since; and what was left to nobody."""
    viewer = current_viewer()
    view = get_case(office(), viewer, reference)
    record = view.facts.find(f"handover/{handover}")
    if record is None or record.payload is None:
        raise NotFound("There is no such handover on this case.")
    page = handover_page(view, record)
    may_assign = bool(page.nobody) and can_keep(view, viewer, record.payload.role)
    form = assign_form(view, page.nobody)(data={"record_version": str(record.version)})
    if request.method == "GET":
        return _handover_page(view, page, form, may_assign, 200)
    if not form.validate():
        return _handover_page(view, page, form, may_assign, 422)
    takers = takers_in(form, [line.work for line in page.nobody])
    try:
        assign_work(
            office(), viewer, reference, handover, version_in(form.record_version.data), takers
        )
    except CaseworkError as error:
        form.take_error(error)
        form.record_version.data = str(record.version)
        return _handover_page(view, page, form, may_assign, status_of(error))
    flash("Named.")
    return redirect(url_for(".show_handover", reference=reference, handover=handover))


def _handover_page(
    view: CaseView, page: HandoverPage, form: Any, may_assign: bool, status: int
) -> tuple[str, int]:
    frame = frame_of(view, "people", "Handover")
    shown = render_template(
        "case_people/handover.html", frame=frame, page=page, form=form, may_assign=may_assign
    )
    return shown, status

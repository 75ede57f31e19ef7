"""Who acts on the case; giving a role and ending one."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from casework.domain.errors import CaseworkError, NotFound
from casework.domain.permissions import can_keep_people, can_work_on
from casework.domain.roles import role_in_words, role_title
from casework.services.case_people import end_role, give_role
from casework.services.choosing import Offered, offered
from casework.services.reading import CaseView, get_case
from casework.web.case_people import blueprint
from casework.web.case_people.cover_forms import coverable
from casework.web.case_people.cover_presenters import cover_lines
from casework.web.case_people.forms import EndForm, give_form, today_as_fact
from casework.web.case_people.presenters import can_keep, role_lines, vacant_roles
from casework.web.cases.frame import frame_of
from casework.web.errors import status_of
from casework.web.viewer import current_viewer, office

Page = Response | str | tuple[str, int]


@blueprint.route("", methods=["GET", "POST"])
def show(reference: str) -> Page:
    """Roles with their dates, and the form that gives one to those who may."""
    viewer = current_viewer()
    view = get_case(office(), viewer, reference)
    may_keep = can_keep_people(view.judged, viewer)
    persons = offered(office(), viewer, replayed=view.replayed) if may_keep else Offered()
    asked = {"role": request.args.get("role", ""), "since": today_as_fact(view)}
    form = give_form(view, viewer, persons)(data=asked)
    if request.method == "GET":
        return _page(view, form, may_keep, 200)
    if may_keep and not form.validate():
        return _page(view, form, may_keep, 422)
    try:
        give_role(office(), viewer, reference, form.person.data or "", form.role.data or "",
                  form.since.data)  # fmt: skip
    except CaseworkError as error:
        form.take_error(error)
        return _page(view, form, may_keep, status_of(error))
    flash(f"Given: {role_title(form.role.data or '').lower()}.")
    return redirect(url_for(".show", reference=reference))


def _page(view: CaseView, form: Any, may_keep: bool, status: int) -> tuple[str, int]:
    viewer = current_viewer()
    lines = role_lines(view, viewer)
    page = render_template(
        "case_people/show.html", frame=frame_of(view, "people"), form=form, may_keep=may_keep,
        held=[line for line in lines if line.is_held],
        ended=[line for line in lines if not line.is_held], vacant=vacant_roles(view),
        covers=cover_lines(view, viewer),
        may_name_cover=can_work_on(view.judged, viewer) and bool(coverable(view, viewer)),
    )  # fmt: skip
    return page, status


@blueprint.route("/<person>/<role>/end", methods=["GET", "POST"])
def end(reference: str, person: str, role: str) -> Page:
    """End a role from a date. What was signed in it stays signed."""
    viewer = current_viewer()
    view = get_case(office(), viewer, reference)
    if role not in view.judged.own_roles_of(person):
        raise NotFound("That person does not hold that role on this case.")
    form = EndForm(data={"until": today_as_fact(view)})
    if request.method == "GET":
        return _end_page(view, person, role, form, 200)
    if not form.validate():
        return _end_page(view, person, role, form, 422)
    try:
        end_role(office(), viewer, reference, person, role, form.until.data)
    except CaseworkError as error:
        form.take_error(error)
        return _end_page(view, person, role, form, status_of(error))
    flash(f"Ended: {role_in_words(role)}.")
    return redirect(url_for(".show", reference=reference))


def _end_page(
    view: CaseView, person: str, role: str, form: Any, status: int
) -> tuple[str, int]:
    heading = f"End a role: {role_in_words(role)}"
    page = render_template(
        "case_people/end.html", frame=frame_of(view, "people", heading), form=form,
        name=view.names.person(person), may_end=can_keep(view, current_viewer(), role),
    )  # fmt: skip
    return page, status

"""Who acts on the case; giving a role and ending one."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from casework.domain.errors import CaseworkError
from casework.domain.permissions import can_keep_people, can_work_on
from casework.domain.roles import role_title
from casework.services.case_people import give_role
from casework.services.choosing import Offered, offered
from casework.services.reading import CaseView, get_case
from casework.web.case_people import blueprint
from casework.web.case_people.cover_forms import coverable
from casework.web.case_people.cover_presenters import cover_lines
from casework.web.case_people.forms import give_form, today_as_fact
from casework.web.case_people.handover_presenters import handover_links
from casework.web.case_people.presenters import role_lines, vacant_roles
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
        covers=cover_lines(view, viewer), handovers=handover_links(view),
        may_name_cover=can_work_on(view.judged, viewer) and bool(coverable(view, viewer)),
    )  # fmt: skip
    return page, status

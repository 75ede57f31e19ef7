"""Opening a case in the browser."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from casework.domain.errors import CaseworkError, NotPermitted
from casework.domain.permissions import OVERSIGHT
from casework.domain.viewer import Viewer
from casework.engine.definition import Definition
from casework.services.choosing import offered
from casework.services.listing import programmes_to_join
from casework.services.opening import MAIN_PATHWAY, Opening, open_case
from casework.web.errors import status_of
from casework.web.opening import blueprint
from casework.web.opening.forms import INSIDE, OUTSIDE, opening_form, people_in
from casework.web.viewer import current_viewer, office

Page = Response | str | tuple[str, int]


@blueprint.route("", methods=["GET", "POST"])
@blueprint.route("/on/<pathway>", methods=["GET", "POST"])
def start(pathway: str = MAIN_PATHWAY) -> Page:
    """A case at the first stage of a pathway."""
    return _open(pathway, under_way=False)


@blueprint.route("/under-way", methods=["GET", "POST"])
@blueprint.route("/under-way/on/<pathway>", methods=["GET", "POST"])
def under_way(pathway: str = MAIN_PATHWAY) -> Page:
    """A case at the stage that it has reached elsewhere; its files come next."""
    return _open(pathway, under_way=True)


def _open(pathway: str, *, under_way: bool) -> Page:
    definition = office().pathways.newest(pathway)
    form = _form(definition, under_way)
    page = partial(_page, form, definition, under_way)
    if request.method == "GET":
        return page(200)
    if not form.validate():
        return page(422)
    opening = _opening(form, current_viewer(), pathway)
    if not _opener_sees_it(opening, current_viewer()):
        form.faults.append("You would not see the case yourself: give yourself a role on it.")
        return page(422)
    try:
        reference = open_case(
            office(), current_viewer(), opening, once=form.one_use_key.data or ""
        )
    except CaseworkError as error:
        form.take_error(error)
        return page(status_of(error))
    flash(f"Opened: {reference}.")
    if under_way:
        return redirect(url_for("evidence.put_in_folder", reference=reference))
    return redirect(url_for("cases.show", reference=reference))


def _form(definition: Definition, under_way: bool) -> Any:
    viewer = current_viewer()
    if viewer.outside:
        raise NotPermitted(
            "You cannot open a case: your organisation does not commission services.",
            "Ask the integrated care board to open it.",
        )
    groups = [(row.key, row.title) for row in programmes_to_join(office(), viewer)]
    data = {
        "programme": request.args.get("programme", ""), "organisation": viewer.organisation,
        "role_PM": viewer.person,
    }  # fmt: skip
    made = opening_form(offered(office(), viewer), groups, definition, under_way=under_way)
    return made(data=data)


def _opening(form: Any, viewer: Viewer, pathway: str) -> Opening:
    return Opening(
        title=form.title.data, organisation=form.organisation.data,
        summary=form.summary.data or "", people=people_in(form), opened_on=form.opened_on.data,
        stage=form.stage.data if "stage" in form else "",
        what_went_before=form.what_went_before.data or "" if "stage" in form else "",
        programme=form.programme.data or "", pathway=pathway,
    )  # fmt: skip


def _opener_sees_it(opening: Opening, viewer: Viewer) -> bool:
    inside = {role.code for role in INSIDE}
    mine = {role for person, role in opening.people if person == viewer.person}
    return not opening.people or bool(mine & inside) or bool(viewer.roles & OVERSIGHT)


def _page(
    form: Any, definition: Definition, under_way: bool, status: int
) -> tuple[str, int]:
    page = render_template(
        "opening/start.html", form=form, under_way=under_way, inside=INSIDE, outside=OUTSIDE,
        pathway=definition, others=_others(definition, under_way),
    )  # fmt: skip
    return page, status


def _others(definition: Definition, under_way: bool) -> list[tuple[str, str]]:
    """The other pathways, each with the address of the same form."""
    endpoint = "opening.under_way" if under_way else "opening.start"
    newest = [office().pathways.newest(name) for name in office().pathways.names()]
    return [(d.title, url_for(endpoint, pathway=d.pathway))
            for d in newest if d.pathway != definition.pathway]  # fmt: skip

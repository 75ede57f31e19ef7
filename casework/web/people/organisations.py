"""Organisations: list, one, add, change."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from casework.domain.errors import CaseworkError
from casework.domain.organisations import doubt_about_code
from casework.services import organisations as service
from casework.services.organisations import OrganisationDetails
from casework.web.errors import status_of
from casework.web.forms import choices
from casework.web.people import blueprint
from casework.web.people.forms import NO_ORGANISATION, OrganisationForm
from casework.web.viewer import current_viewer, office

Page = Response | str | tuple[str, int]


@blueprint.get("/organisations")
def list_organisations() -> str:
    """All organisations, or those that fit the search."""
    words = request.args.get("q", "").strip()
    found = service.list_organisations(office(), current_viewer(), words)
    return render_template("people/organisations.html", organisations=found, words=words)


@blueprint.get("/organisations/<key>")
def show_organisation(key: str) -> str:
    """One organisation."""
    known = service.get_organisation(office(), current_viewer(), key)
    return render_template("people/organisation.html", organisation=known)


@blueprint.route("/organisations/add", methods=["GET", "POST"])
def add_organisation() -> Page:
    """Add an organisation; pressing twice adds one."""
    form = OrganisationForm()
    page = {"form": form, "title": "Add an organisation", "key": ""}
    if request.method == "GET":
        return render_template("people/organisation_form.html", **page)
    if not form.validate():
        return render_template("people/organisation_form.html", **page), 422
    try:
        key = service.add_organisation(
            office(), current_viewer(), _details(form), one_use_key=form.one_use_key.data or ""
        )
    except CaseworkError as error:
        form.take_error(error)
        return render_template("people/organisation_form.html", **page), status_of(error)
    flash(" ".join(("The organisation is added.", _doubt(form))).rstrip())
    return redirect(url_for("people.show_organisation", key=key))


@blueprint.route("/organisations/<key>/change", methods=["GET", "POST"])
def change_organisation(key: str) -> Page:
    """Correct an organisation."""
    known = service.get_organisation(office(), current_viewer(), key)
    form = OrganisationForm(obj=known.details)
    page = {"form": form, "title": f"Change {known.details.name}", "key": key}
    if request.method == "GET":
        return render_template("people/organisation_form.html", **page)
    if not form.validate():
        return render_template("people/organisation_form.html", **page), 422
    try:
        service.change_organisation(office(), current_viewer(), key, _details(form))
    except CaseworkError as error:
        form.take_error(error)
        return render_template("people/organisation_form.html", **page), status_of(error)
    flash(" ".join(("The organisation is changed.", _doubt(form))).rstrip())
    return redirect(url_for("people.show_organisation", key=key))


def organisation_choices(first: str = NO_ORGANISATION) -> list[Any]:
    """Every organisation as a choice, after an empty one."""
    found = service.list_organisations(office(), current_viewer())
    return choices([(o.key, o.details.name) for o in found], first)


def _doubt(form: OrganisationForm) -> str:
    """What looks odd about the code, and is kept all the same."""
    code = (form.code.data or "").replace(" ", "").upper()
    return doubt_about_code(form.kind.data or "", form.code_system.data or "", code)


def _details(form: OrganisationForm) -> OrganisationDetails:
    return OrganisationDetails(
        name=form.name.data or "", kind=form.kind.data or "",
        code_system=form.code_system.data or "", code=form.code.data or "",
        valid_from=form.valid_from.data, valid_to=form.valid_to.data,
        source=form.source.data or "",
    )  # fmt: skip

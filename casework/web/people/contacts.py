"""Contacts and distribution lists: people who never sign in."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from casework.domain.errors import CaseworkError
from casework.services import people as service
from casework.services.people import ContactDetails
from casework.web.errors import status_of
from casework.web.forms import choices
from casework.web.people import blueprint
from casework.web.people.forms import ContactForm, ContactListForm
from casework.web.people.organisations import organisation_choices
from casework.web.viewer import current_viewer, office

Page = Response | str | tuple[str, int]


@blueprint.get("/contacts")
def list_contacts() -> str:
    """Lists, and the contacts of one of them or all."""
    return _show(ContactListForm(formdata=None))


@blueprint.post("/contacts/lists")
def add_contact_list() -> Page:
    """Add a distribution list."""
    form = ContactListForm()
    if not form.validate():
        return _show(form), 422
    try:
        service.add_contact_list(office(), current_viewer(), form.title.data or "")
    except CaseworkError as error:
        form.take_error(error)
        return _show(form), status_of(error)
    flash("The list is added.")
    return redirect(url_for("people.list_contacts"))


@blueprint.route("/contacts/add", methods=["GET", "POST"])
def add_contact() -> Page:
    """Add a contact."""
    form = ContactForm()
    form.organisation.choices = organisation_choices()
    lists = service.list_contact_lists(office(), current_viewer())
    form.contact_list.choices = choices([(one.key, one.title) for one in lists], "On no list")
    if request.method == "GET":
        return render_template("people/contact_form.html", form=form)
    if not form.validate():
        return render_template("people/contact_form.html", form=form), 422
    details = ContactDetails(
        form.name.data or "", form.email.data or "", form.organisation.data or "",
        form.contact_list.data or "",
    )  # fmt: skip
    try:
        service.add_contact(
            office(), current_viewer(), details, one_use_key=form.one_use_key.data or ""
        )
    except CaseworkError as error:
        form.take_error(error)
        return render_template("people/contact_form.html", form=form), status_of(error)
    flash("The contact is added.")
    return redirect(url_for("people.list_contacts"))


@blueprint.post("/contacts/<key>/remove")
def remove_contact(key: str) -> Response:
    """Remove a contact."""
    service.remove_contact(office(), current_viewer(), key)
    flash("The contact is removed.")
    return redirect(url_for("people.list_contacts"))


def _show(form: ContactListForm) -> str:
    wanted = request.args.get("list", "")
    return render_template(
        "people/contacts.html", form=form, wanted=wanted,
        lists=service.list_contact_lists(office(), current_viewer()),
        contacts=service.list_contacts(office(), current_viewer(), wanted),
    )  # fmt: skip

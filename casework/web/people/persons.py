"""People and their accounts: list, add, change, invite, roles, end."""

from __future__ import annotations

from collections.abc import Callable

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from casework.domain.administration import SYSTEM_ROLES
from casework.domain.errors import CaseworkError
from casework.domain.viewer import Viewer
from casework.services import people as service
from casework.services.identity import accounts
from casework.services.office import Office
from casework.services.people import PersonDetails
from casework.web.errors import status_of
from casework.web.people import blueprint
from casework.web.people.forms import InvitationForm, PersonForm, RolesForm
from casework.web.people.organisations import organisation_choices
from casework.web.viewer import current_viewer, office

Page = Response | str | tuple[str, int]
STATES = {"invited": "Invited", "active": "Active", "deactivated": "Deactivated"}
ROLE_NAMES = {code: text.partition(":")[0] for code, text in SYSTEM_ROLES.items()}

# What a button on a person's page does, and what is said afterwards.
ACTS: dict[str, tuple[Callable[[Office, Viewer, str], object], str]] = {
    "deactivate": (accounts.deactivate, "The account is deactivated."),
    "reactivate": (accounts.reactivate, "The account is open again; a new invitation is sent."),
    "end-sessions": (accounts.revoke_sessions_of, "The person is signed out everywhere."),
    "remove-second-factor": (
        accounts.remove_second_factor, "The second factor is removed.",
    ),
}  # fmt: skip


@blueprint.get("/people")
def list_persons() -> str:
    """All people, or those that fit the search, with the state of their accounts."""
    words = request.args.get("q", "").strip()
    return render_template(
        "people/persons.html", words=words, states=STATES, role_names=ROLE_NAMES,
        persons=service.list_persons(office(), current_viewer(), words),
        accounts=accounts.list_accounts(office(), current_viewer()),
    )  # fmt: skip


@blueprint.route("/people/add", methods=["GET", "POST"])
def add_person() -> Page:
    """Add a person, with or without an account later."""
    form = _person_form(PersonForm())
    page = {"form": form, "title": "Add a person", "key": ""}
    if request.method == "GET":
        return render_template("people/person_form.html", **page)
    if not form.validate():
        return render_template("people/person_form.html", **page), 422
    try:
        key = service.add_person(
            office(), current_viewer(), _details(form), one_use_key=form.one_use_key.data or ""
        )
    except CaseworkError as error:
        form.take_error(error)
        return render_template("people/person_form.html", **page), status_of(error)
    flash("The person is added.")
    return redirect(url_for("people.show_person", key=key))


@blueprint.get("/people/<key>")
def show_person(key: str) -> str:
    """One person and their account."""
    account = accounts.find_account(office(), current_viewer(), key)
    person = service.get_person(office(), current_viewer(), key)
    roles = list(account.roles) if account else []
    email = account.email if account else person.email
    return _show(
        key, InvitationForm(formdata=None, email=email, roles=roles),
        RolesForm(formdata=None, roles=roles),
    )  # fmt: skip


@blueprint.route("/people/<key>/change", methods=["GET", "POST"])
def change_person(key: str) -> Page:
    """Correct what is known of a person."""
    known = service.get_person(office(), current_viewer(), key)
    form = _person_form(PersonForm(obj=known))
    page = {"form": form, "title": f"Change {known.name}", "key": key}
    if request.method == "GET":
        return render_template("people/person_form.html", **page)
    if not form.validate():
        return render_template("people/person_form.html", **page), 422
    try:
        service.change_person(office(), current_viewer(), key, _details(form))
    except CaseworkError as error:
        form.take_error(error)
        return render_template("people/person_form.html", **page), status_of(error)
    flash("The person is changed.")
    return redirect(url_for("people.show_person", key=key))


@blueprint.post("/people/<key>/invite")
def invite_person(key: str) -> Page:
    """Send an invitation, or a new one."""
    form = InvitationForm()
    roles_form = RolesForm(formdata=None)
    if not form.validate():
        return _show(key, form, roles_form), 422
    roles = frozenset(form.roles.data or ())
    try:
        accounts.invite(office(), current_viewer(), key, form.email.data or "", roles)
    except CaseworkError as error:
        form.take_error(error)
        return _show(key, form, roles_form), status_of(error)
    flash("The invitation is on its way. Its link works once, within 72 hours.")
    return redirect(url_for("people.show_person", key=key))


@blueprint.post("/people/<key>/roles")
def change_roles(key: str) -> Page:
    """Change a person's system-wide roles."""
    form = RolesForm()
    blank = InvitationForm(formdata=None)
    if not form.validate():
        return _show(key, blank, form), 422
    try:
        accounts.change_roles(office(), current_viewer(), key, frozenset(form.roles.data or ()))
    except CaseworkError as error:
        form.take_error(error)
        return _show(key, blank, form), status_of(error)
    flash("The roles are changed.")
    return redirect(url_for("people.show_person", key=key))


@blueprint.post("/people/<key>/<act>")
def act_on_account(key: str, act: str) -> Response:
    """Press one of the account's buttons."""
    if act not in ACTS:
        abort(404)
    verb, said = ACTS[act]
    verb(office(), current_viewer(), key)
    flash(said)
    return redirect(url_for("people.show_person", key=key))


def _show(key: str, invitation: InvitationForm, roles: RolesForm) -> str:
    return render_template(
        "people/person.html", person=service.get_person(office(), current_viewer(), key),
        account=accounts.find_account(office(), current_viewer(), key), states=STATES,
        role_names=ROLE_NAMES, invitation=invitation, roles_form=roles,
        is_self=current_viewer().person == key,
    )  # fmt: skip


def _person_form(form: PersonForm) -> PersonForm:
    form.organisation.choices = organisation_choices()
    return form


def _details(form: PersonForm) -> PersonDetails:
    return PersonDetails(
        form.name.data or "", form.email.data or "", form.organisation.data or "",
        form.job_title.data or "",
    )  # fmt: skip

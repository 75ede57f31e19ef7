"""The pages at the door: sign in, second factor, sign out."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import abort, redirect, render_template, request, session, url_for
from flask_login import login_user, logout_user
from werkzeug.wrappers import Response

from casework.domain.errors import CaseworkError, SignInRequired
from casework.services.identity import demo, sessions
from casework.services.identity import sign_in as signing_in
from casework.web import layout
from casework.web.errors import headers_of, status_of
from casework.web.forms import choices
from casework.web.identity import blueprint
from casework.web.identity.forms import CodeForm, DemoSignInForm, SignInForm
from casework.web.viewer import SignedInPerson, current_session, office

AWAITING = "awaiting_code"
NEXT = "next"
Page = Response | str | tuple[str, int] | tuple[str, int, dict[str, str]]


@blueprint.get("/")
def front_door() -> Response:
    """To the first page of whoever comes."""
    return redirect(layout.front_page())


@blueprint.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> Page:
    """Email address and password; in a demo store a choice of roles as well."""
    form = SignInForm()
    if request.method == "GET":
        _remember_next(request.args.get("next", ""))
        return redirect(layout.front_page()) if current_session() else _door(form)
    if not form.validate():
        return _door(form), 422
    try:
        started = signing_in.sign_in(
            office(), form.email.data or "", form.password.data or "", **_browser()
        )
    except CaseworkError as error:
        form.take_error(error)
        return _door(form), status_of(error), headers_of(error)
    return _go_on(started)


@blueprint.route("/sign-in/demo", methods=["GET", "POST"])
def sign_in_to_demo() -> Page:
    """Sign in as a demo role. Outside a demo store there is no such page."""
    if not layout.store_is_demo():
        abort(404)
    if request.method == "GET":
        return redirect(url_for("identity.sign_in"))
    form = DemoSignInForm()
    if not form.validate():
        return _door(SignInForm(formdata=None), form), 422
    try:
        started = demo.sign_in_to_demo(
            office(), form.person.data, form.demo_password.data or "", **_browser()
        )
    except CaseworkError as error:
        form.faults.append(str(error))
        return _door(SignInForm(formdata=None), form), status_of(error), headers_of(error)
    return _go_on(started)


@blueprint.route("/sign-in/code", methods=["GET", "POST"])
def second_factor() -> Page:
    """The code, once the password was right."""
    if AWAITING not in session:
        return redirect(url_for("identity.sign_in"))
    form = CodeForm()
    if request.method == "GET":
        return render_template("identity/second_factor.html", form=form)
    if not form.validate():
        return render_template("identity/second_factor.html", form=form), 422
    browser = _browser()
    try:
        started = signing_in.complete_sign_in(
            office(), session[AWAITING], form.code.data or "", address=browser["address"],
            user_agent=browser["user_agent"],
        )  # fmt: skip
    except SignInRequired:
        session.pop(AWAITING)
        return redirect(url_for("identity.sign_in"))
    except CaseworkError as error:
        form.take_error(error)
        page = render_template("identity/second_factor.html", form=form)
        return page, status_of(error), headers_of(error)
    return _go_on(started)


@blueprint.post("/sign-out")
def sign_out() -> Response:
    """End the session, in the table and in the browser."""
    sessions.end_session(office(), session.get("_user_id", ""))
    logout_user()
    session.clear()
    return redirect(url_for("identity.sign_in"))


def begin_session(started: signing_in.Started) -> None:
    """Put the session's token into the browser; nothing of what it held before stays."""
    next_page = session.get(NEXT)
    session.clear()
    if next_page:
        session[NEXT] = next_page
    found = sessions.find_session(office(), started.token, request.headers.get("User-Agent", ""))
    if found is not None:
        login_user(SignedInPerson(started.token, found))


def _go_on(started: signing_in.Started) -> Response:
    if started.needs_code:
        session[AWAITING] = started.token
        return redirect(url_for("identity.second_factor"))
    begin_session(started)
    return redirect(session.pop(NEXT, None) or layout.front_page())


def _browser() -> dict[str, str]:
    return {
        "address": request.remote_addr or "",
        "user_agent": request.headers.get("User-Agent", ""),
        "replaces": session.get("_user_id", ""),
    }


def _remember_next(address: str) -> None:
    """Keep where the person wanted to go, if it is a page of ours that an address can name.

    A line end or another control character would end up in the header that sends them there.
    """
    if not address.isprintable():
        return
    try:
        parts = urlsplit(address)
    except ValueError:  # brackets that are no IPv6 address, for one
        return
    ours = address.startswith("/") and not address.startswith(("//", "/\\"))
    if ours and not parts.netloc and not parts.scheme:
        session[NEXT] = address


def _door(form: SignInForm, demo_form: DemoSignInForm | None = None) -> str:
    roles = demo.list_demo_roles(office()) if layout.store_is_demo() else []
    shown = demo_form or DemoSignInForm(formdata=None, demo_password=demo.PASSWORD)
    shown.person.choices = choices([(role.key, role.name) for role in roles])
    shown.person.render_kw = {
        **(shown.person.render_kw or {}), "hints": {r.key: r.does for r in roles if r.does}
    }  # fmt: skip
    return render_template(
        "identity/sign_in.html", form=form, demo_form=shown, roles=roles, password=demo.PASSWORD
    )

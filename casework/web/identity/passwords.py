"""Invitations and resets: the pages behind the links."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from casework.domain.errors import NotFound
from casework.domain.passwords import WeakPassword
from casework.services.identity import links
from casework.services.identity import sign_in as signing_in
from casework.web import layout
from casework.web.identity import blueprint
from casework.web.identity.entrance import AWAITING, begin_session
from casework.web.identity.forms import NewPasswordForm, ResetForm
from casework.web.viewer import office

Page = Response | str | tuple[str, int]


@blueprint.route("/invitation/<token>", methods=["GET", "POST"])
def accept_invitation(token: str) -> Page:
    """Choose the first password, and be signed in."""
    return _new_password(token, links.INVITATION, "Choose your password")


@blueprint.route("/reset-password/<token>", methods=["GET", "POST"])
def reset_password(token: str) -> Page:
    """Choose another password, and be signed in."""
    return _new_password(token, links.RESET, "Choose a new password")


@blueprint.route("/reset-password", methods=["GET", "POST"])
def ask_for_reset() -> Page:
    """Ask for a link. The answer is the same whether or not there is such an account."""
    form = ResetForm()
    if request.method == "GET":
        return render_template("identity/ask_for_reset.html", form=form, sent=False)
    if not form.validate():
        return render_template("identity/ask_for_reset.html", form=form, sent=False), 422
    links.ask_for_reset(office(), form.email.data or "", request.remote_addr or "")
    return render_template("identity/ask_for_reset.html", form=form, sent=True)


def _new_password(token: str, purpose: str, title: str) -> Page:
    try:
        link = links.get_link(office(), token, purpose)
    except NotFound as error:
        return render_template("identity/link_ended.html", error=error, purpose=purpose), 404
    form = NewPasswordForm()

    def page() -> str:
        return render_template(
            "identity/new_password.html", form=form, title=title, email=link.email
        )

    if request.method == "GET":
        return page()
    if not form.validate():
        return page(), 422
    try:
        account = links.set_password_by_link(office(), token, purpose, form.password.data or "")
    except WeakPassword as error:
        form.take_error(error)
        return page(), 422
    return _signed_in(account)


def _signed_in(account: int) -> Response:
    user_agent = request.headers.get("User-Agent", "")
    started = signing_in.start_without_password(
        office(), account, user_agent, session.get("_user_id", "")
    )
    if started.needs_code:
        session.clear()
        session[AWAITING] = started.token
        return redirect(url_for("identity.second_factor"))
    begin_session(started)
    flash("Your password is set, and you are signed in.")
    return redirect(layout.front_page())

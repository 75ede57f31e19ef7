"""One's own account: where one is signed in, the password, the second factor."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from casework.domain.errors import CaseworkError, SignInRequired
from casework.services.identity import accounts, second_factor, sessions
from casework.services.identity.sessions import SignedIn
from casework.web.errors import headers_of, status_of
from casework.web.identity import blueprint
from casework.web.identity.forms import ChangePasswordForm, RenewCodesForm, SetUpForm
from casework.web.identity.presenters import browser_in_words
from casework.web.viewer import current_session, office

Page = Response | str | tuple[str, int] | tuple[str, int, dict[str, str]]
OFFERED = "offered_secret"


def me() -> SignedIn:
    """The session of this request. Raises SignInRequired."""
    found = current_session()
    if found is None:
        raise SignInRequired("Sign in first.")
    return found


@blueprint.get("/account")
def show_account() -> str:
    """Who one is here, and where one is signed in."""
    return _account_page(RenewCodesForm(formdata=None))


def _account_page(form: RenewCodesForm) -> str:
    open_sessions = sessions.list_own_sessions(office(), me())
    return render_template(
        "identity/account.html", me=me(), sessions=open_sessions, in_words=browser_in_words,
        form=form,
    )  # fmt: skip


@blueprint.route("/account/password", methods=["GET", "POST"])
def change_password() -> Page:
    """Change the password; every other session ends."""
    form = ChangePasswordForm()
    if request.method == "GET":
        return render_template("identity/change_password.html", form=form)
    if not form.validate():
        return render_template("identity/change_password.html", form=form), 422
    try:
        accounts.change_own_password(
            office(), me(), form.present.data or "", form.new.data or "", request.remote_addr or ""
        )
    except CaseworkError as error:
        form.take_error(error)
        return render_template("identity/change_password.html", form=form), status_of(error)
    flash("Your password is changed. You are signed out everywhere else.")
    return redirect(url_for("identity.show_account"))


@blueprint.route("/account/second-factor", methods=["GET", "POST"])
def set_up_second_factor() -> Page:
    """Show a secret, and turn the second factor on when its first code is right."""
    form = SetUpForm()
    offered = second_factor.offer_secret(me(), session.get(OFFERED, ""))
    session[OFFERED] = offered.secret
    page = {"form": form, "offered": offered, "required": me().needs_second_factor_set_up,
            "has_one": me().has_second_factor}  # fmt: skip
    if request.method == "GET":
        return render_template("identity/set_up_second_factor.html", **page)
    if not form.validate():
        return render_template("identity/set_up_second_factor.html", **page), 422
    try:
        codes = second_factor.confirm_secret(
            office(), me(), offered.secret, form.code.data or "",
            form.present.data or "",
        )  # fmt: skip
    except CaseworkError as error:
        form.take_error(error)
        return render_template("identity/set_up_second_factor.html", **page), status_of(error)
    session.pop(OFFERED)
    return render_template("identity/recovery_codes.html", codes=codes)


@blueprint.post("/account/recovery-codes")
def renew_recovery_codes() -> Page:
    """New recovery codes, shown this once to who gives their password."""
    form = RenewCodesForm()
    if not form.validate():
        return _account_page(form), 422
    try:
        codes = second_factor.renew_recovery_codes(
            office(), me(), form.present.data or "", request.remote_addr or ""
        )
    except CaseworkError as error:
        form.take_error(error)
        return _account_page(form), status_of(error), headers_of(error)
    return render_template("identity/recovery_codes.html", codes=codes)


@blueprint.post("/account/sessions/<int:session_id>/end")
def end_own_session(session_id: int) -> Response:
    """End one of one's own sessions."""
    sessions.revoke_own_session(office(), me(), session_id)
    flash("That session has ended.")
    return redirect(url_for("identity.show_account"))


@blueprint.post("/account/sessions/end-others")
def end_other_sessions() -> Response:
    """End every session but this one."""
    count = sessions.revoke_other_sessions(office(), me())
    flash(f"{count} other session{'s have' if count != 1 else ' has'} ended.")
    return redirect(url_for("identity.show_account"))

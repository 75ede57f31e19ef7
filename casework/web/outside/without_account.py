"""A share opened without an account: the code, then a short look at that one item."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response as Redirect

from casework.domain.errors import CaseworkError, NotFound
from casework.services.share_codes import download_opened_share, open_share, opened_share
from casework.web.errors import status_of
from casework.web.outside.files import as_download
from casework.web.outside.forms import EnterCodeForm
from casework.web.viewer import office

blueprint = Blueprint("share", __name__)
OPENED = "opened_share"


@blueprint.route("/share/<token>", methods=["GET", "POST"])
def enter_code(token: str) -> Redirect | str | tuple[str, int]:
    """Ask for the code. Looking at this page uses nothing up: only the right code does."""
    form = EnterCodeForm()
    if request.method == "GET":
        return render_template("outside/enter_code.html", form=form, token=token)
    if not form.validate():
        return render_template("outside/enter_code.html", form=form, token=token), 422
    try:
        opened = open_share(office(), token, form.code.data or "", request.remote_addr or "")
    except CaseworkError as error:
        form.take_error(error)
        page = render_template("outside/enter_code.html", form=form, token=token)
        return page, status_of(error)
    session[OPENED] = opened
    return redirect(url_for(".show_opened"))


@blueprint.get("/opened-share")
def show_opened() -> str:
    """The item, for as long as the look at it lasts."""
    return render_template("outside/opened.html", share=opened_share(office(), _opened()))


@blueprint.get("/opened-share/file")
def download_opened() -> Response:
    """The file of the item; the opening is logged."""
    return as_download(download_opened_share(office(), _opened()))


def _opened() -> int:
    """The code that this browser has entered. Raises NotFound."""
    opened = session.get(OPENED)
    if not isinstance(opened, int):
        raise NotFound("This page is closed.", "Open the link in the letter and enter its code.")
    return opened

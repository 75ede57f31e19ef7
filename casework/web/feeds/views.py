"""The page of one's own calendar address and reminders, and the calendar that needs no sign-in."""

from __future__ import annotations

from flask import Response, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Redirect

from casework.services.feeds import own_feed, read_feed, renew_feed, revoke_feed
from casework.services.reminding import choose_mail, wants_mail
from casework.web.feeds import blueprint
from casework.web.viewer import current_viewer, office


@blueprint.get("/account/calendar")
def show() -> str:
    """Whether one has a calendar address, how often it was read, and one's choice of reminders."""
    return _page()


def _page(address: str = "") -> str:
    viewer = current_viewer()
    return render_template(
        "feeds/account.html", feed=own_feed(office(), viewer), address=address,
        by_mail=wants_mail(office(), viewer), outside=viewer.outside,
    )  # fmt: skip


@blueprint.post("/account/calendar/renew")
def renew() -> Response:
    """Make a new address and show it this once; any old one ends."""
    token = renew_feed(office(), current_viewer())
    return make_response(_page(url_for("feeds.read", token=token, _external=True)))


@blueprint.post("/account/calendar/end")
def end() -> Redirect:
    """End one's address."""
    revoke_feed(office(), current_viewer())
    flash("Your calendar address has ended. Calendars that used it get nothing any more.")
    return redirect(url_for(".show"))


@blueprint.post("/account/reminders")
def choose() -> Redirect:
    """Choose whether reminders come by mail."""
    by_mail = request.form.get("by_mail") == "yes"
    choose_mail(office(), current_viewer(), by_mail)
    flash("Reminders come by email." if by_mail else "Reminders do not come by email any more.")
    return redirect(url_for(".show"))


@blueprint.get("/calendar/<token>.ics")
def read(token: str) -> Response:
    """The calendar of whoever holds this address."""
    content = read_feed(office(), token, request.remote_addr or "")
    response = Response(content, mimetype="text/calendar")
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Content-Disposition"] = 'inline; filename="casework.ics"'
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response

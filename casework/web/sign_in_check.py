"""Deny by default: whoever is not signed in reaches only the closed list of public endpoints."""

from __future__ import annotations

from flask import Flask, redirect, request, session, url_for
from flask_login import LoginManager
from werkzeug.wrappers import Response

from casework.services.identity import sessions
from casework.web import kept_text
from casework.web.public_endpoints import BEFORE_SECOND_FACTOR, PUBLIC_ENDPOINTS
from casework.web.viewer import SignedInPerson, current_session, office


def deny_by_default(app: Flask) -> None:
    """Ask for sign-in before every endpoint that is not on the public list."""
    manager = LoginManager(app)
    # Our own table ties a session to its browser and ends it; a second guard beside it, keyed to
    # the network address, would throw out people whose address changes on a train.
    manager.session_protection = None
    manager.user_loader(_load_session)
    app.before_request(_check_signed_in)


def _load_session(token: str) -> SignedInPerson | None:
    found = sessions.find_session(office(), token, request.headers.get("User-Agent", ""))
    return SignedInPerson(token, found) if found else None


def _check_signed_in() -> Response | tuple[str, int] | None:
    if request.endpoint is None or request.endpoint in PUBLIC_ENDPOINTS:
        return None
    signed_in = current_session()
    if signed_in is None:
        return _ask_to_sign_in()
    if signed_in.needs_second_factor_set_up and request.endpoint not in BEFORE_SECOND_FACTOR:
        return redirect(url_for("identity.set_up_second_factor"))
    return None


def _ask_to_sign_in() -> Response | tuple[str, int]:
    if request.method in ("GET", "HEAD"):
        return redirect(url_for("identity.sign_in", next=_path_asked_for()))
    person = sessions.person_of_expired(office(), session.get("_user_id", ""))
    if person is None or request.endpoint in kept_text.STORED_NOWHERE:
        return kept_text.offer_again("You are signed out"), 401
    kept = kept_text.keep_posted(person)
    return redirect(url_for("identity.sign_in", next=url_for("identity.show_kept", token=kept)))


def _path_asked_for() -> str:
    return request.full_path.rstrip("?")

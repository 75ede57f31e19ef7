"""Who is looking: the session of this request as a ``Viewer``, and the office it talks to."""

from __future__ import annotations

from typing import cast

from flask import current_app, g
from flask_login import current_user

from casework.domain.viewer import ANONYMOUS, Viewer
from casework.services.identity.sessions import SignedIn
from casework.services.office import Office


class SignedInPerson:
    """The person as Flask-Login wants to see them; ``get_id`` is the session's token."""

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def __init__(self, token: str, signed_in: SignedIn) -> None:
        self.token = token
        self.signed_in = signed_in

    def get_id(self) -> str:
        return self.token


def office() -> Office:
    """The office of this application."""
    return cast(Office, current_app.extensions["casework"])


def current_session() -> SignedIn | None:
    """The session of this request, or None for a stranger."""
    if not current_user or not current_user.is_authenticated:
        return None
    return cast(SignedInPerson, current_user).signed_in


def current_viewer() -> Viewer:
    """The viewer of this request; a stranger is ``ANONYMOUS``."""
    session = current_session()
    return session.viewer if session else ANONYMOUS


def forget_viewer() -> None:
    """Make Flask-Login ask again, after the session of this request has changed."""
    g.pop("_login_user", None)

"""What was typed when a session ended, offered again after signing in."""

from __future__ import annotations

from flask import render_template

from casework.domain.errors import NotFound
from casework.store import kept_texts
from casework.web.identity import blueprint
from casework.web.identity.account import me
from casework.web.viewer import office


@blueprint.get("/kept/<token>")
def show_kept(token: str) -> str:
    """The kept fields, in a form that sends them to where they were going."""
    with office().database.reading() as connection:
        found = kept_texts.find_text(connection, token, me().viewer.person, office().clock.now())
    if found is None:
        raise NotFound("What you typed is kept for a day, and only for you.", "Type it again.")
    address, fields = found
    return render_template("identity/kept.html", address=address, fields=fields)

"""One's own calendar of dates and reminders: addresses, choices, and the calendar itself."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("feeds", __name__)

from casework.web.feeds import views  # noqa: E402, F401  (importing adds the views)

"""The dates of a case: every one explained, moving one, and the case as a line of time."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("dates", __name__, url_prefix="/cases/<reference>")

from casework.web.dates import (  # noqa: E402, F401  (importing adds the views)
    limitation,
    moving,
    reminders,
    retention,
    views,
)

"""The highlight report of a case: one page for people who read nothing else of it."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("highlights", __name__, url_prefix="/cases/<reference>/highlights")

from casework.web.highlights import views  # noqa: E402, F401  (importing adds the views)

"""Opening a case: a new proposal, or one that is already under way."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("opening", __name__, url_prefix="/cases/new")

from casework.web.opening import views  # noqa: E402  (importing adds the views)

__all__ = ["blueprint", "views"]

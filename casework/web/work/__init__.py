"""The first page of a person, and what waits for them."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("work", __name__)

from casework.web.work import views  # noqa: E402, F401  (importing adds the views)

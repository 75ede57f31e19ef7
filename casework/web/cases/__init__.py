"""The pages of one case: where it stands, what blocks it, and what happened."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("cases", __name__, url_prefix="/cases")

from casework.web.cases import views  # noqa: E402, F401  (importing adds the views)

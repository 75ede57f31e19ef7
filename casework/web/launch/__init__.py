"""The launch check of a case: what the dates proposed for its consultation run into."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("launch", __name__, url_prefix="/cases/<reference>/launch-check")

from casework.web.launch import views  # noqa: E402, F401  (importing adds the view)

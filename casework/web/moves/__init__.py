"""Moving a case on, its named acts, trying either without effect, and holds."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("moves", __name__, url_prefix="/cases/<reference>")

from casework.web.moves import assuming, holds, trying, views  # noqa: E402, F401  (adds the views)

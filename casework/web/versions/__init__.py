"""The version of its pathway that a case is on, and moving it to another."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("versions", __name__, url_prefix="/cases/<reference>/version")

from casework.web.versions import views  # noqa: E402, F401  (adds the views)

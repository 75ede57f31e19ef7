"""The audit trail of a case, and its past decisions."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("trail", __name__)

from casework.web.trail import views  # noqa: E402, F401  (importing adds the views)

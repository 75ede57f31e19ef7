"""Dry runs that people chose to keep."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("dry_runs", __name__, url_prefix="/cases/<reference>/dry-runs")

from casework.web.dry_runs import views  # noqa: E402, F401  (adds the views)

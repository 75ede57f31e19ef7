"""Cases that led to one another."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("linking", __name__, url_prefix="/cases/<reference>/linked")

from casework.web.linking import papers, peers, views  # noqa: E402, F401  (adds the views)

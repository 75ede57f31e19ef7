"""Pages that put records together: versions compared, scrutiny, what deciders had, options."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("reading", __name__, url_prefix="/cases/<reference>")

from casework.web.reading import views  # noqa: E402, F401  (importing adds the views)

"""Lists across cases: the cases, and the programmes that group them."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("listing", __name__)

from casework.web.listing import (  # noqa: E402, F401  (importing adds the views)
    limitation,
    timeline,
    views,
)

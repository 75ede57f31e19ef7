"""What people outside see: packs shared with their organisation, and what they say to them."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("outside", __name__)

from casework.web.outside import (  # noqa: E402, F401  (importing adds the views)
    council,
    meetings,
    paper_deadlines,
    signing,
    statements,
    views,
)

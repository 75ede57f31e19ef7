"""What people outside see: packs shared with their organisation, and what they say to them."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("outside", __name__)

from casework.web.outside import signing, statements, views  # noqa: E402, F401  (importing adds the views)

"""Every gate in plain words, the register of law, and the glossary."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("catalogue", __name__, url_prefix="/catalogue")

from casework.web.catalogue import law, views  # noqa: E402, F401  (importing adds the views)

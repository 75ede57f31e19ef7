"""Moving a case on, its named acts, trying either without effect, and holds."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("moves", __name__, url_prefix="/cases/<reference>")

from casework.web.moves import (  # noqa: E402  (adds the views)
    assuming,  # noqa: F401
    correcting_hold,  # noqa: F401
    holds,  # noqa: F401
    notices,  # noqa: F401
    trying,  # noqa: F401
    views,  # noqa: F401
    withdrawing_hold,  # noqa: F401
)

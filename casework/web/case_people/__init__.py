"""The people on a case: who acts in which role, from when to when."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("case_people", __name__, url_prefix="/cases/<reference>/people")

from casework.web.case_people import covers, handovers, views  # noqa: E402  (importing adds the views)

__all__ = ["blueprint", "covers", "handovers", "views"]

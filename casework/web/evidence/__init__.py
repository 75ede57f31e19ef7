"""Evidence: what is put in for which checks, its versions, and the files themselves."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("evidence", __name__, url_prefix="/cases/<reference>/evidence")

from casework.web.evidence import (  # noqa: E402  (importing adds the views)
    folder,
    putting_in,
    revising,
    views,
)

__all__ = ["blueprint", "folder", "putting_in", "revising", "views"]

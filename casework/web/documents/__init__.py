"""Documents of a case in Word, the sections they are written from, and packs for councils."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("documents", __name__, url_prefix="/cases/<reference>/documents")

from casework.web.documents import (  # noqa: E402  (importing adds the views)
    approving,
    packs,
    sections,
    uploading,
    views,
)

__all__ = ["approving", "blueprint", "packs", "sections", "uploading", "views"]

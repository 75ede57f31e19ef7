"""The records of a case: reading, recording, correcting and withdrawing what is known."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("records", __name__, url_prefix="/cases/<reference>/records")

from casework.web.records import (  # noqa: E402  (importing adds the views)
    absences,
    determining,
    reconsulting,
    recording,
    second_person,
    views,
    withdrawing,
)

__all__ = [
    "absences",
    "blueprint",
    "determining",
    "reconsulting",
    "recording",
    "second_person",
    "views",
    "withdrawing",
]

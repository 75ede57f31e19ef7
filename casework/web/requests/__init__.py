"""Requests: asking a named person for something by a date, answering, accepting and returning."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("requests", __name__)

from casework.web.requests import (  # noqa: E402  (importing adds the views)
    answering,
    asking,
    views,
    withdrawing,
)

__all__ = ["answering", "asking", "blueprint", "views", "withdrawing"]

"""Addresses of pages of other areas, left out where an installation lacks the area."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from flask import current_app, request, url_for


def address_of(endpoint: str, **values: Any) -> str:
    """The page's address; empty if this application has no such page. Empty values are left out."""
    if endpoint not in current_app.view_functions:
        return ""
    given = tuple((name, value) for name, value in values.items() if value != "")
    return _built(request.script_root, endpoint, given)


@lru_cache(maxsize=8192)
def _built(script_root: str, endpoint: str, given: tuple[tuple[str, Any], ...]) -> str:
    """Building addresses would be a quarter of a case's page, and most come again and again."""
    return url_for(endpoint, **dict(given))

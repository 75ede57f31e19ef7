"""Addresses of pages of other areas, left out where an installation lacks the area."""

from __future__ import annotations

from typing import Any

from flask import current_app, url_for


def address_of(endpoint: str, **values: Any) -> str:
    """The page's address; empty if this application has no such page. Empty values are left out."""
    if endpoint not in current_app.view_functions:
        return ""
    return url_for(endpoint, **{name: value for name, value in values.items() if value != ""})

"""Signing in and out, invitations, resets, one's own account and sessions."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("identity", __name__)

from casework.web.identity import account, entrance, kept, passwords  # noqa: E402, F401

"""For which outside role a body speaks: its own, and that of a body which it followed."""

from __future__ import annotations

from sqlalchemy import Connection

from casework.domain.organisations import suits_role
from casework.store.parties import kinds_stood_for


def speaks_as(connection: Connection, body: str, role: str) -> bool:
    """True if the body, or one that it followed by a succession carried out, is one for which the
    outside role speaks."""
    return any(suits_role(kind, role) for kind in kinds_stood_for(connection, body))

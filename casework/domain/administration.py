"""System-wide roles, and what they allow. None of them opens a case."""

from __future__ import annotations

from casework.domain.errors import NotPermitted
from casework.domain.viewer import Viewer

SYSTEM_ROLES = {
    "administrator": "Administrator: manages bodies, people and accounts; that shows no case",
    "governance": "Governance: opens cases, defers gates, starts and ends holds",
    "legal": "Legal: records that a citation was checked, and legal advice",
}
CASE_ROLES_WITH_SECOND_FACTOR = frozenset({"AO", "GOV", "LEG"})
"""Roles on any case for which signing in needs a second factor outside a demo store."""


def can_administer(viewer: Viewer) -> bool:
    """True if the viewer may manage organisations, people and accounts."""
    return viewer.has_role("administrator") or viewer.has_role("system")


def check_can_administer(viewer: Viewer) -> None:
    """Raises NotPermitted unless the viewer may manage organisations, people and accounts."""
    if not can_administer(viewer):
        raise NotPermitted(
            "You cannot manage organisations, people and accounts.", "Ask an administrator to."
        )

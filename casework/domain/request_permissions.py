"""Who may withdraw what was asked of a person."""

from __future__ import annotations

from casework.domain.cover import stands_for
from casework.domain.errors import NotPermitted
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.permissions import can_keep_people, can_work_on
from casework.domain.viewer import Viewer


def can_withdraw_request(facts: CaseFacts, viewer: Viewer, request: RecordVersion) -> bool:
    """Whoever asked or covers for them, while they work on the case, and whoever keeps its
    people."""
    mine = stands_for(facts, viewer.person)
    asked = request.payload.asked_by in mine and can_work_on(facts, viewer)
    return asked or can_keep_people(facts, viewer)


def check_can_withdraw_request(
    facts: CaseFacts, viewer: Viewer, request: RecordVersion
) -> None:
    """Raise NotPermitted unless the viewer may withdraw what was asked."""
    if not can_withdraw_request(facts, viewer, request):
        raise NotPermitted(
            "You cannot withdraw this request: somebody else made it.",
            "Ask them, or whoever keeps the people of this case, to withdraw it.",
        )

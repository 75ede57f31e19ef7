"""Who says that a kept dry run was made for legal advice, and who takes that back."""

from __future__ import annotations

from casework.domain.errors import NotPermitted
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.permissions import can_act_as, can_work_on
from casework.domain.viewer import Viewer


def is_legal_adviser(facts: CaseFacts, viewer: Viewer) -> bool:
    """True for a legal adviser of the case, and for legal oversight."""
    return viewer.has_role("legal") or can_act_as(facts, viewer, {"LEG"})


def can_mark_for_legal_advice(
    facts: CaseFacts, viewer: Viewer, dry_run: RecordVersion
) -> bool:
    """A legal adviser marks a kept dry run; so does its author, until a legal adviser has said
    that it was not made for legal advice."""
    if dry_run.payload.made_for_legal_advice or not can_work_on(facts, viewer):
        return False
    own = dry_run.payload.author == viewer.person and not dry_run.payload.unmarked_by
    return own or is_legal_adviser(facts, viewer)


def check_can_mark_for_legal_advice(
    facts: CaseFacts, viewer: Viewer, dry_run: RecordVersion
) -> None:
    """Raise NotPermitted unless the viewer may mark this dry run, or it is marked already."""
    if not can_mark_for_legal_advice(facts, viewer, dry_run):
        raise NotPermitted(
            "You cannot mark this dry run as made for legal advice.",
            "Ask a legal adviser of this case to mark it.",
        )


def check_can_unmark(facts: CaseFacts, viewer: Viewer) -> None:
    """Raise NotPermitted: only a legal adviser says that something was not made for advice."""
    if not is_legal_adviser(facts, viewer):
        raise NotPermitted(
            "You cannot take this mark off: only a legal adviser of this case can.",
            "Ask a legal adviser to look at it.",
        )

"""Why a form of a gate's pages is not for this viewer, and for whom it is instead."""

from __future__ import annotations

from collections.abc import Iterable

from casework.domain.conflicts import has_conflict
from casework.domain.permissions import can_act_as
from casework.domain.viewer import Viewer
from casework.services.reading import CaseView
from casework.web.cases.words import in_words, role_holders

CONFLICT = (
    "You cannot do this: a conflict of interests that touches this proposal is declared for you. "
    "Another person who holds the role does it."
)


def not_yours(
    view: CaseView, viewer: Viewer, roles: Iterable[str], subject: str = ""
) -> str:
    """Empty where one of the roles is the viewer's and no declared conflict bars them.

    ``subject`` is the body for which the roles speak, if the check is asked of one.
    """
    wanted = tuple(roles)
    if not can_act_as(view.judged, viewer, wanted):
        holders = in_words((role_holders(view, role, subject) for role in wanted), "or")
        return f"You cannot do this here. Who may do it: {holders}."
    return CONFLICT if has_conflict(view.judged, viewer.person) else ""

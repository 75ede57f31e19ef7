"""A body's scheme of delegation: listed, stated, corrected, ended, and brought to its cases."""

from __future__ import annotations

from flask import Blueprint

from casework.domain.errors import NotPermitted
from casework.domain.schemes import can_see_a_scheme
from casework.web.viewer import current_viewer

blueprint = Blueprint("schemes", __name__, url_prefix="/administration/schemes")


@blueprint.before_request
def only_who_may_see() -> None:
    """Governance and legal advisers of a body. Of which body, the services check."""
    if not can_see_a_scheme(current_viewer()):
        raise NotPermitted(
            "You cannot see schemes of delegation: they are for governance and legal advisers of "
            "the body.", "On a case, look at its scheme of delegation among the records.",
        )  # fmt: skip


from casework.web.schemes import cases, entries, scheme  # noqa: E402, F401  (adds the views)

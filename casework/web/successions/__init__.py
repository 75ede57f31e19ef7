"""Successions of bodies: stated, chosen line by line, confirmed, carried out over all cases."""

from __future__ import annotations

from flask import Blueprint

from casework.domain.successions import check_can_see_successions
from casework.web.viewer import current_viewer

blueprint = Blueprint("succession_plans", __name__, url_prefix="/administration/successions")


@blueprint.before_request
def only_who_may_see() -> None:
    """Administrators, governance and legal advisers. The services check it again."""
    check_can_see_successions(current_viewer())


from casework.web.successions import lines, plans  # noqa: E402, F401  (adds the views)

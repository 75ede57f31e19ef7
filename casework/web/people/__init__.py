"""Administration: organisations, people and their accounts, contacts and lists, the calendar."""

from __future__ import annotations

from flask import Blueprint

from casework.domain.administration import check_can_administer
from casework.web.viewer import current_viewer

blueprint = Blueprint("people", __name__, url_prefix="/administration")


@blueprint.before_request
def only_administrators() -> None:
    """Every page of this area is for administrators. The services check it again."""
    check_can_administer(current_viewer())


from casework.web.people import (  # noqa: E402, F401
    bank_holidays,
    contacts,
    organisations,
    persons,
    polls,
    reminder_rules,
)

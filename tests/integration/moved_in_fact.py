"""A live case that has moved on, for tests of what pages say of it."""

from __future__ import annotations

from dataclasses import replace
from unittest.mock import patch

from casework.domain.viewer import Viewer
from casework.services import moving
from casework.services.office import Office


def move_in_fact(office: Office, viewer: Viewer, reference: str, what: str, visit: int) -> None:
    """Move the case whatever is unmet, as only a replay may, to save meeting every gate."""
    step = moving.Step(what, visit, happened_anyway=True, reason="It did")
    with patch.object(moving, "_check_anyway"):
        moving.move_case(office, viewer, reference, step)


def do_in_fact(office: Office, viewer: Viewer, reference: str, step: moving.Step) -> None:
    """Do a named act whatever is unmet, as only a replay may."""
    step = replace(step, happened_anyway=True, reason="It did")
    with patch.object(moving, "_check_anyway"):
        moving.do_act(office, viewer, reference, step)

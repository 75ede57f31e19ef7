"""The ways past an unmet check that its force allows, for this viewer."""

from __future__ import annotations

from casework.domain.forces import PLAIN_MEANS
from casework.domain.permissions import can_act_as
from casework.domain.viewer import Viewer
from casework.engine.definition import Waiver
from casework.engine.exceptions import waivers_of
from casework.engine.results import CriterionResult
from casework.services.reading import CaseView
from casework.web.cases.next_links import Link, gate_act


def ways_past(view: CaseView, viewer: Viewer, result: CriterionResult) -> list[Link]:
    """Links to the forms of every way past the check that is for this viewer; none where the
    check is asked of each body and no body is recorded."""
    if result.criterion.per != "case" and not result.subject:
        return []
    return [
        Link(PLAIN_MEANS[waiver.means],
             gate_act("gates.set_aside", view, result, means=waiver.means))
        for waiver in waivers_of(result.criterion)
        if can_act_as(view.judged, viewer, waiver.by)
    ]  # fmt: skip


def find_way(result: CriterionResult, means: str) -> Waiver | None:
    """The way past a check by its name, or None if its force does not allow it."""
    return next((w for w in waivers_of(result.criterion) if w.means == means), None)

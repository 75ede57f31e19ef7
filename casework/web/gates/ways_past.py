"""The ways past an unmet check that its force allows, for this viewer."""

from __future__ import annotations

from casework.domain.forces import PLAIN_MEANS
from casework.domain.permissions import can_act_as, can_decide_as
from casework.domain.roles import OUTSIDE_ROLES, role_in_words
from casework.domain.second_person import RECORDERS
from casework.domain.viewer import Viewer
from casework.engine.definition import Waiver
from casework.engine.exceptions import waivers_of
from casework.engine.results import CriterionResult
from casework.services.reading import CaseView
from casework.web.cases.next_links import Link, gate_act
from casework.web.cases.words import in_words


def ways_past(view: CaseView, viewer: Viewer, result: CriterionResult) -> list[Link]:
    """Links to the forms of every way past the check that is for this viewer; none where the
    check is asked of each body and no body is recorded."""
    if result.criterion.per != "case" and not result.subject:
        return []
    return [
        Link(_words(view, viewer, waiver),
             gate_act("gates.set_aside", view, result, means=waiver.means))
        for waiver in waivers_of(result.criterion)
        if can_decide_as(view.judged, viewer, waiver.by) or is_recorded(view, viewer, waiver)
    ]  # fmt: skip


def _words(view: CaseView, viewer: Viewer, waiver: Waiver) -> str:
    means = PLAIN_MEANS[waiver.means]
    if not is_recorded(view, viewer, waiver):
        return means
    titles = in_words((role_in_words(r) for r in outside_roles(waiver)), "or")
    return f"{means}: record the decision of the {titles} from its minute or letter"


def outside_roles(waiver: Waiver) -> tuple[str, ...]:
    """The boards and outside bodies that may take this way."""
    return tuple(role for role in waiver.by if role in OUTSIDE_ROLES)


def is_recorded(view: CaseView, viewer: Viewer, waiver: Waiver) -> bool:
    """True if the viewer does not decide this, but may record that a body outside did."""
    return (
        bool(outside_roles(waiver))
        and can_act_as(view.judged, viewer, RECORDERS)
        and not can_act_as(view.judged, viewer, waiver.by)
    )


def find_way(result: CriterionResult, means: str) -> Waiver | None:
    """The way past a check by its name, or None if its force does not allow it."""
    return next((w for w in waivers_of(result.criterion) if w.means == means), None)

"""Why a check is not signed by somebody who holds its role, and who may sign it instead."""

from __future__ import annotations

from casework.domain.conflicts import has_conflict
from casework.domain.forces import FOUR_EYES
from casework.domain.permissions import deciding_roles
from casework.domain.roles import role_in_words, role_title
from casework.domain.viewer import Viewer
from casework.engine.results import CriterionResult
from casework.services.reading import CaseView
from casework.services.signing import supplied_any
from casework.web.cases.whose_move import NextStep, next_step
from casework.web.cases.words import in_words

OWN_EVIDENCE = (
    "You hold the role that signs this, and you put in what it rests on: whoever supplies the "
    "evidence of a check of the law does not sign it off as well."
)
BEFORE_SUPPLYING = (
    "You hold a role that signs this. Whoever puts in what it rests on does not sign it off as "
    "well: let a colleague put it in, or another person sign."
)
CONFLICT = (
    "You hold the role that signs this, and a conflict of interests that touches this proposal is "
    "declared for you."
)


def why_not_you(view: CaseView, viewer: Viewer, result: CriterionResult) -> str:
    """Why the viewer, who holds a role of the check, does not sign it, and who may; empty where
    they may, or hold none."""
    attesters = result.criterion.attesters
    mine = deciding_roles(view.judged, viewer) & set({*attesters.all_of, *attesters.any_of})
    if not mine or not (result.blocks or result.is_flag) or view.as_of is not None:
        return ""
    step = next_step(view, result)
    if step is NextStep.SUPPLY:
        four_eyes = result.criterion.force in FOUR_EYES and result.criterion.needs
        return BEFORE_SUPPLYING if four_eyes else ""
    wanted = mine & set(result.roles)
    reason = _reason(view, viewer, result) if step is NextStep.SIGN and wanted else ""
    if not reason:
        return ""
    others = in_words((_others(view, viewer, role) for role in result.roles), "or")
    return f"{reason} Who else may sign: {others}."


def _others(view: CaseView, viewer: Viewer, role: str) -> str:
    """A role with those of its holders who are not the viewer, or what to do if there is none."""
    title = role_title(role)
    names = [view.names.person(k) for k in view.judged.holders_of(role) if k != viewer.person]
    if names:
        return f"{title} ({in_words(names, 'or')})"
    return f"another {role_in_words(role)} (nobody else holds this role yet; governance names one)"


def _reason(view: CaseView, viewer: Viewer, result: CriterionResult) -> str:
    if has_conflict(view.judged, viewer.person):
        return CONFLICT
    own = result.criterion.force in FOUR_EYES and supplied_any(view.own, result.relied_on)
    return OWN_EVIDENCE if own else ""

"""One body takes over from another: what is stated of it, and what is refused.

Source: brief 7.5 (a merger in the middle of a case) and section 14Z28 of the NHS Act 2006
(transfer schemes), as the brief cites it. What passes is listed by ``holdings``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from casework.domain.errors import NotPermitted
from casework.domain.records.succession import SORTS
from casework.domain.viewer import Viewer

RENAMING = "renaming"
PLAN_SORTS = {**SORTS, RENAMING: "Renaming"}
STATED, CONFIRMED, CARRIED_OUT, WITHDRAWN = "stated", "confirmed", "carried_out", "withdrawn"
STATES = {
    STATED: "Stated, not confirmed",
    CONFIRMED: "Confirmed by a second person",
    CARRIED_OUT: "Carried out",
    WITHDRAWN: "Withdrawn",
}
STATERS = frozenset({"administrator", "governance"})
CONFIRMERS = frozenset({"governance", "legal"})
READERS = STATERS | CONFIRMERS
KEEPERS = frozenset({"governance"})
"""Who chooses successors case by case, and carries a succession out: they see the cases."""


@dataclass(frozen=True, slots=True)
class Succession:
    """One version of what is stated of a succession.

    ``choices`` say to which successors a line of a case passes, by `case|line`; ``persons`` to
    which successor each person of the old bodies goes, empty for one whose roles end. Both are
    needed only where there are several successors. ``origins`` keep from which body each person
    came once it is carried out. ``name`` is the new name in a renaming. ``refused`` says of each
    case that was refused when it was carried out last why, of how many ``cases``; it is counted
    only where any was.
    """

    key: str
    version: int
    state: str
    sort: str
    predecessors: tuple[str, ...]
    successors: tuple[str, ...]
    on: date
    instrument: str
    name: str = ""
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    persons: Mapping[str, str] = field(default_factory=dict)
    origins: Mapping[str, str] = field(default_factory=dict)
    recorded_by: str = ""
    cases: int = 0
    refused: Mapping[str, str] = field(default_factory=dict)

    def successors_of(self, case: str, what: str) -> tuple[str, ...] | None:
        """Whom one line of a case passes to: none where nobody takes over, None if not chosen."""
        if len(self.successors) < 2:
            return self.successors
        return self.choices.get(f"{case}|{what}")

    def successor_of_person(self, person: str) -> str | None:
        """Where a person goes: empty if their roles end, None if that is not chosen."""
        if person in self.persons:
            return self.persons[person]
        if len(self.successors) < 2:
            return self.successors[0] if self.successors else ""
        return None


def faults_of_shape(
    sort: str, predecessors: tuple[str, ...], successors: tuple[str, ...], name: str
) -> dict[str, str]:
    """What is wrong with the bodies of a succession, by the field of the form."""
    if sort not in PLAN_SORTS:
        return {"sort": "Choose what happens"}
    if not predecessors:
        return {"predecessors": "Choose the body that ceases or is renamed"}
    if sort == RENAMING:
        return _faults_of_renaming(predecessors, successors, name)
    if set(predecessors) & set(successors):
        return {"successors": "A body cannot take over from itself: a body that goes on under "
                              "another name is a renaming"}  # fmt: skip
    if sort == "merger" and len(successors) != 1:
        return {"successors": "Choose the one body that takes over: with several it is a split"}
    if sort == "split" and (len(predecessors) != 1 or len(successors) < 2):
        return {"successors": "A split is of one body, and two or more take over"}
    return {}


def _faults_of_renaming(
    predecessors: tuple[str, ...], successors: tuple[str, ...], name: str
) -> dict[str, str]:
    if len(predecessors) != 1 or successors:
        return {"successors": "A renaming is of one body, and no other takes over"}
    return {} if name else {"name": "Enter the new name"}


def can_see_successions(viewer: Viewer) -> bool:
    """Administrators, governance and legal advisers of the system."""
    return bool(viewer.roles & READERS) or viewer.has_role("system")


def check_can_see_successions(viewer: Viewer) -> None:
    """Raises NotPermitted."""
    if not can_see_successions(viewer):
        raise NotPermitted("You cannot see successions of bodies.", "Ask governance.")


def can_see_cases(viewer: Viewer) -> bool:
    """True of governance and legal advisers: who may confirm sees which cases it reaches."""
    return bool(viewer.roles & CONFIRMERS) or viewer.has_role("system")


def can_state(viewer: Viewer) -> bool:
    """True of administrators and governance."""
    return bool(viewer.roles & STATERS) or viewer.has_role("system")


def check_can_state(viewer: Viewer) -> None:
    """Raises NotPermitted unless the viewer is an administrator or governance."""
    if not can_state(viewer):
        raise NotPermitted("You cannot state a succession.", "Ask governance or an administrator.")


def can_keep_successions(viewer: Viewer) -> bool:
    """True of governance: only they see what each case holds."""
    return bool(viewer.roles & KEEPERS) or viewer.has_role("system")


def check_can_keep_successions(viewer: Viewer) -> None:
    """Raises NotPermitted unless the viewer is governance."""
    if not can_keep_successions(viewer):
        raise NotPermitted(
            "You cannot choose successors case by case, nor carry a succession out: that shows "
            "every case of the body.", "Ask governance to.",
        )  # fmt: skip


def can_confirm(viewer: Viewer, stated_by: set[str]) -> bool:
    """True of governance and legal advisers who stated no part of the succession."""
    may = bool(viewer.roles & CONFIRMERS) or viewer.has_role("system")
    return may and viewer.person not in stated_by


def check_can_confirm(viewer: Viewer, stated_by: set[str]) -> None:
    """Raises NotPermitted unless the viewer is governance or a legal adviser, and another person
    than all who stated the succession or chose its successors."""
    if not (viewer.roles & CONFIRMERS or viewer.has_role("system")):
        raise NotPermitted("You cannot confirm a succession.", "Ask governance or a legal adviser.")
    if viewer.person in stated_by:
        raise NotPermitted(
            "You stated this succession or chose its successors, so you cannot confirm it.",
            "Ask another person of governance, or a legal adviser.",
        )

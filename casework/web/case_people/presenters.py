"""Roles on a case in words."""

from __future__ import annotations

from dataclasses import dataclass

from casework.domain.errors import NotPermitted
from casework.domain.permissions import check_can_keep_people
from casework.domain.roles import OUTSIDE_ROLES, ROLES, role_title
from casework.domain.viewer import Viewer
from casework.services.reading import CaseView
from casework.web.cases.words import fact_date_words


@dataclass(frozen=True, slots=True)
class RoleLine:
    """One role held by one person; ``may_end`` if the viewer may end it."""

    person: str
    role: str
    name: str
    title: str
    outside: bool
    since: str
    until: str
    is_held: bool
    may_end: bool


def role_lines(view: CaseView, viewer: Viewer) -> tuple[RoleLine, ...]:
    """Every role ever given on the case, in the order of the register of roles."""
    order = list(ROLES)
    held = {
        (person, role) for role in ROLES for person in view.judged.holders_of(role)
    }
    found = sorted(view.facts.current("role"), key=lambda r: order.index(r.payload.role))
    return tuple(
        RoleLine(
            p.person, p.role, view.names.person(p.person), role_title(p.role),
            p.role in OUTSIDE_ROLES, fact_date_words(p.since), fact_date_words(p.until),
            (p.person, p.role) in held,
            (p.person, p.role) in held and p.until is None
            and can_keep(view, viewer, p.role),
        )
        for p in (record.payload for record in found)
    )  # fmt: skip


def can_keep(view: CaseView, viewer: Viewer, role: str) -> bool:
    """Whether the viewer gives and ends this role; governance's own only by governance."""
    try:
        check_can_keep_people(view.judged, viewer, role)
    except NotPermitted:
        return False
    return True


def vacant_roles(view: CaseView) -> tuple[str, ...]:
    """Roles inside the board that nobody holds."""
    return tuple(
        role.title for code, role in ROLES.items()
        if not role.outside and not view.judged.holders_of(code)
    )  # fmt: skip

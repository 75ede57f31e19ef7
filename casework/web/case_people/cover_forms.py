"""The form that names who covers for somebody."""

from __future__ import annotations

from typing import Any

from wtforms import SelectField
from wtforms.validators import InputRequired, Optional

from casework.domain.cover_permissions import can_name_cover
from casework.domain.permissions import is_governance
from casework.domain.roles import OUTSIDE_ROLES, ROLES
from casework.domain.viewer import Viewer
from casework.services.choosing import Choice, Offered
from casework.services.reading import CaseView
from casework.web.forms import (
    CaseworkForm,
    DatePartsField,
    OneUseKeyField,
    Options,
    choices,
)
from casework.web.records.offers import person_label

THIS_CASE = "This case"


def coverable(view: CaseView, viewer: Viewer) -> list[tuple[str, str]]:
    """Persons for whom the viewer may name a cover: key and name with roles."""
    held: dict[str, list[str]] = {}
    for code, role in ROLES.items():
        if code in OUTSIDE_ROLES:
            continue
        for person in view.judged.holders_of(code):
            if code in view.judged.own_roles_of(person):
                held.setdefault(person, []).append(role.title)
    return [
        (person, f"{view.names.person(person)}: {', '.join(roles)}")
        for person, roles in held.items() if can_name_cover(view.judged, viewer, person)
    ]  # fmt: skip


def whom_to_offer(view: CaseView, offered: Offered) -> tuple[Choice, ...]:
    """Who may take a role inside: of a replayed case, which a trust may lead, everybody."""
    return offered.persons if view.replayed else offered.persons_inside


def cover_form(
    view: CaseView, viewer: Viewer, offered: Offered, cases: tuple[tuple[str, str], ...]
) -> type[CaseworkForm]:
    """Who covers for whom, in which roles and cases, from when to when."""
    own = view.judged.own_roles_of(viewer.person)
    roles = [
        (code, role.title) for code, role in ROLES.items()
        if not role.outside and view.judged.holders_of(code)
        and (code in own or is_governance(view.judged, viewer))
    ]  # fmt: skip
    persons = [(p.key, person_label(p)) for p in whom_to_offer(view, offered)]
    others = [(ref, f"{ref} {title}") for ref, title in cases if ref != view.reference]
    fields: dict[str, Any] = {
        "covered": SelectField(
            "Who is away?", [InputRequired("Choose who is away.")],
            choices=choices(coverable(view, viewer), "Choose a person"),
        ),
        "covering": SelectField(
            "Who covers for them?", [InputRequired("Choose who covers.")],
            choices=choices(persons, "Choose a person"),
        ),
        "roles": Options(
            "In which roles? (optional)", [Optional()], choices=choices(roles),
            description="Choose none for every role that they hold inside",
        ),
        "since": DatePartsField("First day", [InputRequired("Enter the first day.")]),
        "until": DatePartsField("Last day", [InputRequired("Enter the last day.")]),
        "cases": Options(
            "In which cases?", [InputRequired("Choose at least one case.")],
            choices=choices([(view.reference, f"{THIS_CASE}: {view.title}"), *others]),
        ),
        "one_use_key": OneUseKeyField(),
    }  # fmt: skip
    return type("CoverForm", (CaseworkForm,), fields)


class EndCoverForm(CaseworkForm):
    """Only the button: a cover ends at once."""

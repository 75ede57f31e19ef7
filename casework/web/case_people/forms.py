"""The forms that give and end a role."""

from __future__ import annotations

from typing import Any

from wtforms import SelectField
from wtforms.validators import InputRequired, Optional

from casework.domain.dates import FactDate
from casework.domain.roles import OUTSIDE_ROLES, ROLES
from casework.domain.viewer import Viewer
from casework.services.choosing import Offered
from casework.services.reading import CaseView
from casework.web.case_people.cover_forms import whom_to_offer
from casework.web.case_people.presenters import can_keep
from casework.web.forms import CaseworkForm, FactDateField, choices
from casework.web.records.offers import person_label


def give_form(view: CaseView, viewer: Viewer, offered: Offered) -> type[CaseworkForm]:
    """Who acts in which role from when; only roles that the viewer may give."""
    roles = [
        (code, f"{role.title} (outside)" if role.outside else role.title)
        for code, role in ROLES.items() if can_keep(view, viewer, code)
    ]  # fmt: skip
    gives_outside = any(code in OUTSIDE_ROLES for code, _ in roles)
    suiting = offered.persons if gives_outside else whom_to_offer(view, offered)
    inside = {p.key for p in whom_to_offer(view, offered)}
    persons = [(p.key, person_label(p) + ("" if p.key in inside else " (outside)"))
               for p in suiting]  # fmt: skip
    fields: dict[str, Any] = {
        "person": SelectField(
            "Who?", [InputRequired("Choose a person.")],
            choices=choices(persons, "Choose a person"),
        ),
        "role": SelectField(
            "In which role?", [InputRequired("Choose a role.")],
            choices=choices(roles, "Choose a role"),
        ),
        "since": FactDateField("From (optional)", [Optional()]),
    }  # fmt: skip
    return type("GiveForm", (CaseworkForm,), fields)


def today_as_fact(view: CaseView) -> FactDate:
    """The day by which the case is judged."""
    return FactDate.on(view.judged.as_at)

"""The form that opens a case."""

from __future__ import annotations

from typing import Any

from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from casework.domain.organisations import COMMISSIONER_KINDS
from casework.domain.roles import ROLES
from casework.engine.definition import Definition
from casework.services.choosing import Offered
from casework.web.forms import CaseworkForm, FactDateField, OneUseKeyField, choices
from casework.web.records.offers import person_label

LONGEST_TITLE = 300
INSIDE = [role for role in ROLES.values() if not role.outside]
OUTSIDE = [role for role in ROLES.values() if role.outside]


def opening_form(
    offered: Offered, programmes: list[tuple[str, str]], definition: Definition,
    *, under_way: bool,
) -> type[CaseworkForm]:
    """The form for a case on a pathway; of one that is under way it asks for the stage."""
    bodies = [(o.key, o.name) for o in offered.of_kinds(COMMISSIONER_KINDS)]
    fields: dict[str, Any] = {
        "title": StringField(
            "Title of the proposal",
            [InputRequired("Enter the title of the proposal."),
             Length(max=LONGEST_TITLE, message="Keep the title under 300 characters.")],
        ),
        "summary": TextAreaField(
            "Plain summary (optional)", [Optional()],
            description="What would change, for whom and where, in words that everybody knows",
        ),
        "organisation": SelectField(
            "Sponsoring body", [InputRequired("Choose the sponsoring body.")],
            choices=choices(bodies, "Choose the body"),
        ),
        "programme": SelectField(
            "Programme (optional)", [Optional()], choices=choices(programmes, "None")
        ),
        "opened_on": FactDateField("When the proposal first arose (optional)", [Optional()]),
    }  # fmt: skip
    if under_way:
        fields.update(_stage_fields(definition))
    for role in (*INSIDE, *OUTSIDE):
        suiting = offered.persons if role.outside else offered.persons_inside
        people = choices([(p.key, person_label(p)) for p in suiting], "Nobody yet")
        fields[f"role_{role.code}"] = SelectField(role.title, [Optional()], choices=people)
    fields["one_use_key"] = OneUseKeyField()
    return type("OpeningForm", (CaseworkForm,), fields)


def _stage_fields(definition: Definition) -> dict[str, Any]:
    stages = [(s.id, s.title) for s in definition.stages if not s.final]
    hints = {s.id: s.purpose for s in definition.stages}
    return {
        "stage": RadioField(
            "Which stage has it reached?", [InputRequired("Choose the stage that it has reached.")],
            choices=choices(stages), render_kw={"hints": hints},
            description="Gates of earlier stages will read “before this system”, never “met”",
        ),
        "what_went_before": TextAreaField(
            "What is known of what went before (optional)", [Optional()]
        ),
    }  # fmt: skip


def people_in(form: Any) -> tuple[tuple[str, str], ...]:
    """Persons with the role that the form gives each."""
    chosen = ((form[f"role_{code}"].data or "", code) for code in ROLES)
    return tuple((person, code) for person, code in chosen if person)

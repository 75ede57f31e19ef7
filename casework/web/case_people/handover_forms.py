"""The forms that end a role with its open work, and that name who takes on what was left."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wtforms import HiddenField, SelectField
from wtforms.validators import InputRequired, Optional

from casework.domain.roles import OUTSIDE_ROLES
from casework.services.choosing import Offered
from casework.services.reading import CaseView
from casework.web.case_people.cover_forms import whom_to_offer
from casework.web.case_people.handover_presenters import HandedLine, WorkLine
from casework.web.forms import CaseworkForm, FactDateField, OneUseKeyField, choices
from casework.web.records.offers import person_label

NOBODY = "-"
WHOEVER = "Whoever takes the role"


def field_of(work: str) -> str:
    """The name of the field that asks who takes a piece of work."""
    return "taker_" + work.replace("/", "_")


def end_form(
    view: CaseView, offered: Offered, person: str, lines: Iterable[WorkLine], role: str = ""
) -> type[CaseworkForm]:
    """The last day, who takes the role, and who takes what was the person's own."""
    suiting = offered.persons if role in OUTSIDE_ROLES else whom_to_offer(view, offered)
    everybody = [(p.key, person_label(p)) for p in suiting if p.key != person]
    fields: dict[str, Any] = {
        "until": FactDateField("Last day in the role", [InputRequired("Enter the last day.")]),
        "takes_role": SelectField(
            "Who takes the role? (optional)", [Optional()],
            choices=choices(everybody, "Nobody yet: governance is asked"),
            description="From the day after the last day",
        ),
    }  # fmt: skip
    others = [(key, name) for key, name in _acting(view) if key != person]
    for line in lines:
        if line.of_the_role:
            continue
        first = "Nobody: it ends" if line.sort == "Absence cover" else WHOEVER
        offers = [(NOBODY, "Nobody yet: governance is asked"), *others]
        fields[field_of(line.work)] = SelectField(
            f"Who takes this {line.sort.lower()}? {_shortened(line.what)}", [Optional()],
            choices=choices(offers, first),
        )  # fmt: skip
    fields["one_use_key"] = OneUseKeyField()
    return type("EndForm", (CaseworkForm,), fields)


def assign_form(view: CaseView, lines: Iterable[HandedLine]) -> type[CaseworkForm]:
    """Who takes on what was left to nobody."""
    fields: dict[str, Any] = {
        field_of(line.work): SelectField(
            f"Who takes this {line.sort.lower()}? {_shortened(line.what)}", [Optional()],
            choices=choices(_acting(view), "Nobody yet"),
        )
        for line in lines
    }
    fields["record_version"] = HiddenField()
    return type("AssignForm", (CaseworkForm,), fields)


def takers_in(form: Any, works: Iterable[str]) -> dict[str, str]:
    """Who takes what, as far as the form says; an empty key where it says nobody."""
    chosen = ((work, form[field_of(work)].data or "") for work in works if field_of(work) in form)
    return {work: "" if person == NOBODY else person for work, person in chosen if person}


def _acting(view: CaseView) -> list[tuple[str, str]]:
    """Who acts on the case in a role inside, or will."""
    found = {
        r.payload.person: view.names.person(r.payload.person)
        for r in view.judged.current("role")
        if r.payload.role not in OUTSIDE_ROLES
        and not (r.payload.until is not None and r.payload.until.before(view.judged.as_at) is True)
    }
    return sorted(found.items(), key=lambda pair: pair[1])


def _shortened(text: str, longest: int = 90) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"

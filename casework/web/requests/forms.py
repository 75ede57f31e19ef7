"""The forms of requests."""

from __future__ import annotations

from typing import Any

from wtforms import HiddenField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Optional

from casework.documents.inspection.kinds import ACCEPTED_IN_WORDS
from casework.services.choosing import Offered
from casework.services.reading import CaseView
from casework.web.forms import (
    CaseworkForm,
    DatePartsField,
    ManyFilesField,
    OneUseKeyField,
    Options,
    choices,
)
from casework.web.records.offers import person_label


def ask_form(view: CaseView, offered: Offered) -> type[CaseworkForm]:
    """Whom is asked for what by when; people of the case stand first."""
    on_case = {r.payload.person for r in view.facts.current("role")}
    first = [(p.key, f"{person_label(p)} (on this case)") for p in offered.persons
             if p.key in on_case]  # fmt: skip
    others = [(p.key, person_label(p)) for p in offered.persons if p.key not in on_case]
    checks = [(c.ref, f"{c.ref} {c.asks}") for g in view.definition.gates for c in g.criteria]
    fields: dict[str, Any] = {
        "to": SelectField(
            "Whom do you ask?", [InputRequired("Choose whom you ask.")],
            choices=choices([*first, *others], "Choose a person"),
            description="Somebody who is not on the case sees only this request",
        ),
        "what": TextAreaField(
            "What do you ask for?", [InputRequired("Say what you ask for.")],
            description="Say everything that they need to know: they may not see the case",
        ),
        "due_on": DatePartsField("By when?", description="For example, 5 12 2026"),
        "criterion": SelectField(
            "For which check? (optional)", [Optional()],
            choices=choices(checks, "None in particular"),
        ),
        "one_use_key": OneUseKeyField(),
    }  # fmt: skip
    return type("AskForm", (AskBase,), fields)


class AskBase(CaseworkForm):
    """What is checked of a request before it is made."""

    def validate_due_on(self, field: Any) -> None:
        if field.data is None and not field.errors:
            field.errors.append("Enter the date by which you need it.")


class SettleForm(CaseworkForm):
    """Accept, or return with what is missing."""

    note = TextAreaField(
        "Note (needed to return it)", [Optional()],
        description="If you return it: what is still missing. The person asked sees this.",
    )  # fmt: skip
    record_version = HiddenField()


class WithdrawForm(CaseworkForm):
    """Why something is asked no more, and at which version the page showed it."""

    reason = TextAreaField(
        "Why do you withdraw it?", [InputRequired("Say why you withdraw it.")],
        description="The person asked sees this reason.",
    )  # fmt: skip
    record_version = HiddenField()


def answer_form(supply: list[tuple[str, str]]) -> type[CaseworkForm]:
    """What the person asked says, and the evidence that they put in for it."""
    fields: dict[str, Any] = {
        "answer": TextAreaField("Your answer", [Optional()]),
        "files": ManyFilesField("Files to send with it (optional)", description=ACCEPTED_IN_WORDS),
        "record_version": HiddenField(),
        "one_use_key": OneUseKeyField(),
    }
    if supply:
        fields["supplied"] = Options(
            "What you put in or sent before", [Optional()], choices=choices(supply)
        )
    return type("AnswerForm", (CaseworkForm,), fields)

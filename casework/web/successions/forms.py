"""The forms of successions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField
from wtforms.validators import InputRequired

from casework.domain.successions import PLAN_SORTS
from casework.services.succession_checks import SuccessionDetails
from casework.web.forms import (
    AtMost,
    CaseworkForm,
    DatePartsField,
    OneUseKeyField,
    Options,
    choices,
)

ENDS = "-"
"""In the place of a body: the person's roles end."""


class SuccessionForm(CaseworkForm):
    """What is stated of a succession."""

    one_use_key = OneUseKeyField()
    version = HiddenField()
    sort = RadioField("What happens", [InputRequired("Choose what happens")],
                      choices=choices(PLAN_SORTS))  # fmt: skip
    predecessors = Options("Bodies that cease, or the body that is renamed")
    successors = Options(
        "Bodies that take over", description="None for a renaming, or where nobody takes over"
    )
    another_kind = BooleanField("A body is followed by one of another kind, and that is right")
    name = StringField("New name", [AtMost(200)], description="Only for a renaming")
    on = DatePartsField(
        "First day in force", [InputRequired("Enter the first day on which it is in force")],
        description="The old body’s last day is the day before",
    )  # fmt: skip
    instrument = StringField(
        "By which instrument", [InputRequired("Say by which instrument"), AtMost(300)],
        description="Such as the order or the scheme that does it",
    )  # fmt: skip

    @property
    def details(self) -> SuccessionDetails:
        """What was entered."""
        reason = self["reason"].data if "reason" in self else ""
        return SuccessionDetails(
            self.sort.data or "", tuple(self.predecessors.data or ()),
            tuple(self.successors.data or ()), self.on.data, self.instrument.data or "",
            self.name.data or "", reason or "", bool(self.another_kind.data),
        )  # fmt: skip


class CorrectForm(SuccessionForm):
    """The same, and why it is stated anew."""

    reason = StringField("Why you correct it", [InputRequired("Say why you correct it"),
                                                AtMost(300)])  # fmt: skip


class VersionForm(CaseworkForm):
    """A button that acts on exactly the version that the page showed."""

    version = HiddenField()


class WithdrawForm(CaseworkForm):
    """Why it is withdrawn."""

    version = HiddenField()
    why = StringField("Why it is withdrawn", [InputRequired("Say why it is withdrawn"),
                                              AtMost(300)])  # fmt: skip


def version_in(form: Any) -> int:
    """The version that the form showed; one that no succession has if it is no number."""
    text = form.version.data or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else -1


def choosing_form(
    lines: Mapping[str, str], persons: Mapping[str, str], successors: Mapping[str, str]
) -> type[CaseworkForm]:
    """A form with one question for each line and each person, by name of the field."""
    to_bodies = choices(successors)
    to_one = choices({"": "Not chosen", **successors, ENDS: "Nobody: their roles end"})
    fields: dict[str, Any] = {"version": HiddenField()}
    for name, label in persons.items():
        fields[name] = SelectField(label, choices=to_one)
    for name, label in lines.items():
        fields[name] = Options(label, choices=to_bodies)
    return type("ChoosingForm", (CaseworkForm,), fields)

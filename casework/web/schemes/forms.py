"""The forms of a scheme of delegation, in the words of a case's own record."""

from __future__ import annotations

from typing import Any

from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Optional

from casework.domain.records import get_kind
from casework.domain.records.delegation import HOLDERS, POWERS
from casework.domain.schemes import FIELDS, POWER, SchemeEntry
from casework.services.schemes import EntryDetails
from casework.web.forms import (
    AtMost,
    CaseworkForm,
    DatePartsField,
    FactDateField,
    OneUseKeyField,
    choices,
)
from casework.web.forms.fields import FACT_DATE_HINT

YES_NO = (("yes", "Yes"), ("no", "No"), ("", "Not recorded"))
_SPECS = get_kind(POWER).specs


def _label(name: str) -> str:
    return _SPECS[name].label


class EntryForm(CaseworkForm):
    """What the scheme says of one power and one holder."""

    one_use_key = OneUseKeyField()
    version = HiddenField()
    power = SelectField(_label("power"), [InputRequired("Choose the power")],
                        choices=choices(POWERS, "Choose one"))  # fmt: skip
    held_by = SelectField(_label("held_by"), [InputRequired("Choose who holds it")],
                          choices=choices(HOLDERS, "Choose one"))  # fmt: skip
    committee = SelectField(f"{_label('committee')} (optional)", [Optional()])
    holder = StringField(f"{_label('holder')} (optional)", [Optional(), AtMost(500)])
    reserved = RadioField(_label("reserved"), choices=choices(YES_NO), default="")
    since = FactDateField(
        _label("since"), [InputRequired("Enter the first day")],
        description=f"The first day counts. {FACT_DATE_HINT}",
    )  # fmt: skip
    until = FactDateField(
        f"{_label('until')} (optional)", [Optional()],
        description=f"The last day still counts. {FACT_DATE_HINT}",
    )  # fmt: skip
    limit = StringField(f"{_label('limit')} (optional)", [Optional()],
                        render_kw={"inputmode": "numeric", "width": 10})  # fmt: skip
    conditions = TextAreaField(f"{_label('conditions')} (optional)", [Optional(), AtMost(20_000)])
    may_be_passed_on = RadioField(
        _label("may_be_passed_on"), choices=choices(YES_NO), default=""
    )
    passed_on_from = SelectField(f"{_label('passed_on_from')} (optional)", [Optional()])
    document = StringField(
        "Paper or minute by which the body approved it",
        [InputRequired("Say in which paper or minute the body approved it"), AtMost(300)],
        description="Such as the scheme with its version, or the board paper with its number",
    )  # fmt: skip
    dated = DatePartsField("Day of the paper or minute",
                           [InputRequired("Enter the day of the paper")])  # fmt: skip

    def details(self) -> EntryDetails:
        """What was entered."""
        reason = self["reason"].data if "reason" in self else ""
        return EntryDetails(
            {name: self[name].data for name in FIELDS}, self.document.data or "", self.dated.data,
            reason or "",
        )  # fmt: skip


class CorrectEntryForm(EntryForm):
    """The same, and why it is stated anew."""

    reason = StringField("Why you correct it", [InputRequired("Say why you correct it"),
                                                AtMost(300)])  # fmt: skip


class EndEntryForm(CaseworkForm):
    """The last day of an entry."""

    version = HiddenField()
    last = FactDateField("Last day", [InputRequired("Enter the last day of the entry")],
                         description=f"It still counts. {FACT_DATE_HINT}")  # fmt: skip
    why = StringField(
        "By which paper or minute it ends",
        [InputRequired("Say by which paper or minute it ends"), AtMost(300)],
    )  # fmt: skip


class WithdrawEntryForm(CaseworkForm):
    """Why an entry is withdrawn."""

    version = HiddenField()
    reason = StringField("Why it is withdrawn", [InputRequired("Say why it is withdrawn"),
                                                 AtMost(300)])  # fmt: skip


class SendForm(CaseworkForm):
    """A button, and nothing to enter."""


def data_of(entry: SchemeEntry) -> dict[str, Any]:
    """What the form is filled in with to correct an entry."""
    words = {True: "yes", False: "no"}
    payload = entry.payload()
    values = {name: entry.values.get(name, "") for name in FIELDS}
    values |= {name: words.get(values[name], "") for name in ("reserved", "may_be_passed_on")}
    values |= {name: getattr(payload, name) for name in ("since", "until")}
    return {**values, "limit": str(values["limit"]), "document": entry.document,
            "dated": entry.dated, "version": str(entry.version)}  # fmt: skip

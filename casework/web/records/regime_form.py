"""The form of the regime determination. That something did not happen is said, never left empty."""

from __future__ import annotations

from typing import Any

from wtforms import HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Optional, ValidationError

from casework.domain.dates import FactDate
from casework.domain.guards.regime import regime_inputs
from casework.services.reading import CaseView
from casework.web.forms import CaseworkForm, FactDateField, OneUseKeyField, choices

UNKNOWN = FactDate.parse("unknown")
HAPPENED = [("yes", "Yes"), ("no", "No"), ("unknown", "Not known")]


class RegimeForm(CaseworkForm):
    """What the resolver is told. ``shown`` is the answer that the page showed."""

    as_at = FactDateField(
        "Judge as at which day?",
        [InputRequired("Enter the day of the act that is judged.")],
        description="An exact day, such as 2026-11-22",
    )
    consultation = RadioField(
        "Has consultation of a council on this proposal begun?",
        [InputRequired("Say whether consultation of a council has begun.")],
        choices=choices(HAPPENED),
    )
    consultation_on = FactDateField("If yes: when did it begin?", [Optional()])
    report = RadioField(
        "Has a council reported the proposal to the Secretary of State?",
        [InputRequired("Say whether a council has reported the proposal.")],
        choices=choices(HAPPENED),
        description="Under regulation 23(9) of the 2013 Regulations as first made",
    )
    report_on = FactDateField("If yes: when?", [Optional()])
    case_opened = FactDateField("When was the proposal first opened? (optional)", [Optional()])
    reasons = TextAreaField("What you add to the reasons (optional)", [Optional()])
    record_source = StringField("Where these dates are stated (optional)", [Optional()])
    shown = HiddenField(default="")
    record_version = HiddenField(default="0")
    criterion = HiddenField(default="")
    one_use_key = OneUseKeyField()

    def date_of(self, question: str) -> FactDate | None:
        """None if it did not happen; `unknown` if that, or the day, is not known."""
        answer = self[question].data
        if answer == "no":
            return None
        return (self[f"{question}_on"].data or UNKNOWN) if answer == "yes" else UNKNOWN

    def validate_as_at(self, field: Any) -> None:
        if field.data is not None and not field.data.is_exact:
            raise ValidationError("Enter an exact day, such as 2026-11-22.")

    def validate_consultation_on(self, field: Any) -> None:
        _fits(self.consultation.data, field)

    def validate_report_on(self, field: Any) -> None:
        _fits(self.report.data, field)


def _fits(answer: str, field: Any) -> None:
    if answer != "yes" and field.data is not None and field.data.is_known:
        raise ValidationError("There is a date here: answer yes, or leave the date empty.")


def initial_data(view: CaseView) -> dict[str, Any]:
    """The form as the record fills it in; a question that nothing answers is left open."""
    found = view.facts.find("regime/case")
    inputs = regime_inputs(view.judged)
    settled = found is not None and found.payload is not None
    return {
        "as_at": FactDate.on(view.judged.as_at),
        **_answer("consultation", inputs.reg23_consult_began, settled),
        **_answer("report", inputs.sos_report_made, settled),
        "case_opened": inputs.case_opened,
        "record_version": str(found.version) if found else "0",
    }


def _answer(question: str, when: FactDate | None, settled: bool) -> dict[str, Any]:
    if when is None:
        return {question: "no" if settled else None}
    if not when.is_known:
        return {question: "unknown"}
    return {question: "yes", f"{question}_on": when}

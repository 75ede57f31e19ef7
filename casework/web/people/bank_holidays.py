"""England's bank holidays by year, and the form that corrects a day."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response
from wtforms import RadioField, StringField
from wtforms.validators import InputRequired

from casework.domain.calendar.corrections import EFFECTS
from casework.domain.errors import CaseworkError
from casework.services import bank_holidays as service
from casework.web.errors import status_of
from casework.web.forms import AtMost, CaseworkForm, DatePartsField, OneUseKeyField, choices
from casework.web.people import blueprint
from casework.web.viewer import current_viewer, office

Page = Response | str | tuple[str, int]


class BankHolidayForm(CaseworkForm):
    one_use_key = OneUseKeyField()
    on = DatePartsField("Day", [InputRequired("Enter the day")])
    effect = RadioField(
        "What is true of this day?", [InputRequired("Choose what is true of this day")],
        choices=choices(EFFECTS),
    )  # fmt: skip
    reason = StringField("Why", [InputRequired("Say why"), AtMost(300)])
    source = StringField(
        "Where this comes from", [InputRequired("Say where this comes from"), AtMost(300)],
        description="Such as the proclamation, or the board's own notice",
    )  # fmt: skip


@blueprint.get("/bank-holidays")
def list_bank_holidays() -> str:
    """The bank holidays of a year."""
    return _show(BankHolidayForm(formdata=None))


@blueprint.post("/bank-holidays")
def correct_bank_holiday() -> Page:
    """Correct a day; pressing twice corrects it once."""
    form = BankHolidayForm()
    if not form.validate():
        return _show(form), 422
    try:
        service.correct_bank_holiday(
            office(), current_viewer(), form.on.data, form.effect.data, form.reason.data or "",
            form.source.data or "", one_use_key=form.one_use_key.data or "",
        )  # fmt: skip
    except CaseworkError as error:
        form.take_error(error)
        return _show(form), status_of(error)
    flash("The correction is recorded. Cases whose dates it changes are worked out anew.")
    return redirect(url_for("people.list_bank_holidays", year=form.on.data.year))


def _show(form: BankHolidayForm) -> str:
    typed = request.args.get("year", "")
    year = int(typed) if typed.isascii() and typed.isdigit() and len(typed) == 4 else None
    found = service.get_bank_holidays(office(), current_viewer(), year)
    return render_template("people/bank_holidays.html", calendar=found, form=form)

"""One page: the dates asked for in its address, and what they run into. Nothing is stored."""

from __future__ import annotations

from flask import render_template, request
from wtforms.validators import InputRequired

from casework.domain.errors import InvalidFields
from casework.services.launch_checking import LaunchDates, check_dates, launch_dates
from casework.web.cases.frame import frame_of
from casework.web.errors import status_of
from casework.web.forms import CaseworkForm, DatePartsField
from casework.web.launch import blueprint
from casework.web.launch.presenters import PartShown, parts_shown
from casework.web.viewer import current_viewer, office

ASKED = ("opens_on", "closes_on")


class DatesForm(CaseworkForm):
    """Sent by GET, so without a token: it changes nothing."""

    class Meta(CaseworkForm.Meta):
        csrf = False

    opens_on = DatePartsField("Opening day", [InputRequired("Enter the opening day")])
    closes_on = DatePartsField("Closing day", [InputRequired("Enter the closing day")])


@blueprint.get("")
def check(reference: str) -> str | tuple[str, int]:
    """The form with the dates recorded or asked for, and the findings on them."""
    dates = launch_dates(office(), current_viewer(), reference)
    asked = any(name.startswith(ASKED) for name in request.args)
    form = DatesForm(formdata=request.args if asked else None, obj=dates)
    if not asked and not (dates.opens_on and dates.closes_on):
        return _page(dates, form)
    if asked and not form.validate():
        return _page(dates, form), 422
    try:
        found = check_dates(
            office(), current_viewer(), dates.view, form.opens_on.data, form.closes_on.data
        )
    except InvalidFields as error:
        form.take_error(error)
        return _page(dates, form), status_of(error)
    return _page(dates, form, parts_shown(dates.view, found))


def _page(dates: LaunchDates, form: DatesForm, parts: tuple[PartShown, ...] = ()) -> str:
    return render_template(
        "launch/check.html", frame=frame_of(dates.view, "", "Launch check"), form=form,
        parts=parts,
    )  # fmt: skip

"""Forms in which a committee's clerk keeps its meetings and its deadlines for papers."""

from __future__ import annotations

from wtforms import (
    BooleanField,
    HiddenField,
    RadioField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, Regexp

from casework.domain.records.committees import MOST_WORKING_DAYS
from casework.web.forms import AtMost, CaseworkForm, DatePartsField, OneUseKeyField

LONGEST_TEXT = 20_000
SURE = "The day is right"
NO_NUMBER = f"Enter a whole number of working days, from 1 to {MOST_WORKING_DAYS}."

NUMBER = Regexp(r"^\d{1,3}$", message=NO_NUMBER)


class MeetingForm(CaseworkForm):
    """A meeting of one's committee."""

    body = RadioField("Of which committee", [DataRequired("Choose the committee.")])
    on = DatePartsField("Day of the meeting", [DataRequired("Enter the day of the meeting.")])
    agenda = TextAreaField("Agenda item, if it is known", [AtMost(LONGEST_TEXT)])
    sure = BooleanField(SURE)
    once = OneUseKeyField()


class DayForm(CaseworkForm):
    """The new day of a meeting, and the version that was shown."""

    on = DatePartsField("New day of the meeting", [DataRequired("Enter the new day.")])
    sure = BooleanField(SURE)
    version = HiddenField("", [Regexp(r"^\d{1,9}$")])


class CancelForm(CaseworkForm):
    """Why a meeting is cancelled."""

    reason = StringField("Why it is cancelled", [DataRequired("Say why it is cancelled."),
                                                 AtMost(500)])  # fmt: skip
    version = HiddenField("", [Regexp(r"^\d{1,9}$")])


class PapersForm(CaseworkForm):
    """Working days before a meeting."""

    draft = StringField(
        "Draft papers: working days before the meeting", [InputRequired(NO_NUMBER), NUMBER],
        render_kw={"width": 3, "inputmode": "numeric"},
    )
    final = StringField(
        "Final papers: working days before the meeting", [InputRequired(NO_NUMBER), NUMBER],
        render_kw={"width": 3, "inputmode": "numeric"},
    )
    set_by = StringField("Set by which document, if any", [AtMost(500)])
    version = HiddenField("", [Regexp(r"^\d{1,9}$")])

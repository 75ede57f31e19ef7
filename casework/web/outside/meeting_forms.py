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

from casework.domain.records.committees import COUNTED, MOST_WORKING_DAYS, WORKING
from casework.web.forms import (
    AtMost,
    CaseworkForm,
    DatePartsField,
    OneUseKeyField,
    Options,
    choices,
)

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
    counted = RadioField("Which days are counted", [DataRequired("Choose which days are counted.")],
                         choices=choices(COUNTED), default=WORKING)  # fmt: skip
    set_by = StringField("Set by which document, if any", [AtMost(300)])
    version = HiddenField("", [Regexp(r"^\d{1,9}$")])


class TakeBackForm(CaseworkForm):
    """Why the figures of one case or meeting are taken back."""

    why = StringField("Why they are taken back", [DataRequired("Say why they are taken back."),
                                                  AtMost(500)])  # fmt: skip
    version = HiddenField("", [Regexp(r"^\d{1,9}$")])


class RuleForm(PapersForm):
    """The same for every case, and for meetings from a day on."""

    valid_from = DatePartsField(
        "For meetings held from", [InputRequired("Enter the day from which meetings go by it.")]
    )  # fmt: skip


class RuleAgainForm(RuleForm):
    """A rule that takes the place of another."""

    reason = StringField("Why it is stated anew", [DataRequired("Say why it is stated anew."),
                                                   AtMost(300)])  # fmt: skip


class MeetingOnCasesForm(CaseworkForm):
    """A meeting of one's committee, entered once for several cases."""

    body = RadioField("Of which committee", [DataRequired("Choose the committee.")])
    on = DatePartsField("Day of the meeting", [DataRequired("Enter the day of the meeting.")])
    cases = Options("Enter it on these cases")
    sure = BooleanField(SURE)
    once = OneUseKeyField()

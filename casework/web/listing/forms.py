"""The filters of the list of cases, and the form of a new programme."""

from __future__ import annotations

from wtforms import SelectField, StringField
from wtforms.validators import Optional

from casework.web.forms import AtMost, CaseworkForm, DatePartsField, OneUseKeyField


class CaseFilterForm(CaseworkForm):
    """What the list is narrowed to; sent by GET, so that a narrowed list can be kept."""

    class Meta(CaseworkForm.Meta):
        csrf = False

    words = StringField("Title or reference", [AtMost(200)])
    stage = SelectField("Stage", validate_choice=False)
    blocked_by = SelectField("Blocked by gate", validate_choice=False)
    programme = SelectField("Programme", validate_choice=False)
    next_date_by = DatePartsField("Next date is on or before", [Optional()])


class ProgrammeForm(CaseworkForm):
    """A programme to be opened."""

    title = StringField("Title of the programme", [AtMost(300)])
    organisation = SelectField("Led by", validate_choice=False)
    once = OneUseKeyField()

"""The form that moves one date."""

from __future__ import annotations

from wtforms import HiddenField, StringField
from wtforms.validators import InputRequired, Optional

from casework.web.forms import AtMost, CaseworkForm, DatePartsField, OneUseKeyField


class MoveDateForm(CaseworkForm):
    """The new day, and what the page showed: the record's version and the day looked at."""

    becomes = DatePartsField(
        "New date", [InputRequired("Enter the new date.")], description="For example, 27 3 2027"
    )
    source = StringField(
        "Where the new date is stated (optional)", [Optional(), AtMost(500)],
        description="A minute, a letter or a decision, with its date",
    )  # fmt: skip
    record_version = HiddenField()
    looked_at = HiddenField()
    one_use_key = OneUseKeyField()

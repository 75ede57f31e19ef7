"""The forms of linking two cases, and of using a paper of a linked one."""

from __future__ import annotations

from wtforms import HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Optional, Regexp

from casework.web.forms import AtMost, CaseworkForm, OneUseKeyField, Options


class RelateForm(CaseworkForm):
    """Which case stands beside this one, and why the two belong together."""

    other = StringField(
        "Which case?", [InputRequired("Enter the reference of the other case."), AtMost(40)],
        description="Its reference; you must work on both", render_kw={"width": 20},
    )  # fmt: skip
    reasons = TextAreaField(
        "How do the two hang together?", [InputRequired("Say how the two cases hang together.")],
        render_kw={"rows": 5},
    )  # fmt: skip
    once = OneUseKeyField()


class UsePaperForm(CaseworkForm):
    """Which paper of the linked case is used, and about which bodies it is here."""

    paper = RadioField("Which paper?", [InputRequired("Choose a paper.")])
    subjects = Options(
        "Which bodies is it about? (optional)", [Optional()],
        description="A check that is asked of each body needs its body here",
    )  # fmt: skip
    key = HiddenField()
    version = HiddenField("", [Optional(), Regexp(r"^\d{1,9}$")])
    once = OneUseKeyField()

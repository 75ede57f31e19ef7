"""Forms of moves, of trying them, and of holds."""

from __future__ import annotations

from wtforms import Form, HiddenField, RadioField, SelectField, TextAreaField
from wtforms.validators import InputRequired

from casework.web.forms import (
    CaseworkForm,
    DatePartsField,
    FactDateField,
    OneUseKeyField,
)


class MoveForm(CaseworkForm):
    """A move or act: the visit of the stage that the page showed, and a key that works once."""

    visit = HiddenField()
    once = OneUseKeyField()
    reason = TextAreaField("Reason", render_kw={"rows": 5})

    @property
    def shown_visit(self) -> int:
        """The visit that the page showed; 0 if it is no number."""
        given = self.visit.data or ""
        return int(given) if given.isascii() and given.isdigit() and len(given) < 9 else 0


class TryForm(Form):
    """A move or act to try, and the date on which to try it. Sent by GET: it changes nothing."""

    what = SelectField("Which move or act?")
    on = DatePartsField(
        "As if on which date? (today if empty)", description="For example, 14 9 2026"
    )


class StartHoldForm(CaseworkForm):
    """The start of a hold."""

    once = OneUseKeyField()
    hold = RadioField("Which hold?", validators=[InputRequired("Choose a hold")])
    started_on = FactDateField(
        "Since when?", validators=[InputRequired("Enter the date on which it started")],
        render_kw={"width": 20},
    )  # fmt: skip
    reason = TextAreaField("What happened", render_kw={"rows": 5})


class EndHoldForm(CaseworkForm):
    """The end of a hold."""

    ended_on = FactDateField(
        "Ended on", validators=[InputRequired("Enter the date on which it ended")],
        render_kw={"width": 20},
    )  # fmt: skip
    outcome = RadioField("How did it end?", validators=[InputRequired("Choose how it ended")])
    details = TextAreaField("Details", render_kw={"rows": 5})

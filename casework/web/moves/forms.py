"""Forms of moves, of trying them, and of holds."""

from __future__ import annotations

from wtforms import (
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Optional, ValidationError

from casework.web.forms import (
    CaseworkForm,
    DatePartsField,
    FactDateField,
    OneUseKeyField,
    Options,
    choices,
)

STILL_OPEN = "open"


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


class TryForm(CaseworkForm):
    """A move or act to try, the date on which to try it, and what to assume next."""

    class Meta(CaseworkForm.Meta):
        csrf = False  # a link may fill it in; a token is asked for where it is posted

    what = SelectField("Which move or act?")
    on = DatePartsField(
        "As if on which date? (today if empty)", description="For example, 14 9 2026"
    )
    sort = SelectField("What else do you want to assume?", [Optional()])


class KeepForm(CaseworkForm):
    """What a dry run is called that is kept, and whether it was made for legal advice."""

    title = StringField("What is this dry run called?", [InputRequired("Enter a title.")])
    made_for_legal_advice = RadioField(
        "Was it made for legal advice?",
        [InputRequired("Say whether it was made for legal advice.")],
        choices=choices([("yes", "Yes"), ("no", "No")]),
        description="Then only its author, legal, governance and the accountable see that it is "
        "there. Nobody but a legal adviser can take the mark off.",
    )
    once = OneUseKeyField()


class UnmarkForm(CaseworkForm):
    """Why a dry run was not made for legal advice; everybody on the case reads it then."""

    reason = TextAreaField(
        "Why was it not made for legal advice?",
        [InputRequired("Say why it was not made for legal advice.")],
        description="This, and the dry run itself, can then be read by everybody on the case",
        render_kw={"rows": 4},
    )
    version = HiddenField()


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
    """The end of a hold, and which decisions no longer stand."""

    once = OneUseKeyField()
    ended_on = FactDateField(
        "Ended on", validators=[InputRequired("Enter the date on which it ended")],
        render_kw={"width": 20},
    )  # fmt: skip
    outcome = RadioField("How did it end?", validators=[InputRequired("Choose how it ended")])
    falls = Options(
        "Which decision no longer stands?", [Optional()],
        description="After “stop”, “modify” or “quashed”. It is taken off the record and stays in "
        "the history; what was signed off on it is asked for again.",
    )
    details = TextAreaField("Details", render_kw={"rows": 5})

    def offer_decisions(self, titles: dict[str, str]) -> None:
        """Offer the decisions of the case by reference; the question goes where there is none."""
        if titles:
            self.falls.choices = choices(titles)
        else:
            del self.falls


class CorrectHoldForm(CaseworkForm):
    """A hold as it was: from when, whether and how it ended, and what had been wrong."""

    once = OneUseKeyField()
    version = HiddenField()
    started_on = FactDateField(
        "Since when?", [InputRequired("Enter the date on which it started")],
        render_kw={"width": 20},
    )  # fmt: skip
    outcome = RadioField("How did it end?", [InputRequired("Choose how it ended")])
    ended_on = FactDateField("Ended on, if it has ended", render_kw={"width": 20})
    falls = Options(
        "Which decision no longer stands?", [Optional()],
        description="After “stop”, “modify” or “quashed”. One that fell with this hold and is not "
        "chosen stands again; what was signed off on it is to be confirmed again.",
    )
    details = TextAreaField("Details of the end", render_kw={"rows": 3})
    correction = TextAreaField(
        "What was wrong?", [InputRequired("Say what was wrong.")],
        description="Everybody on the case sees this, and what was recorded before.",
        render_kw={"rows": 3},
    )

    @property
    def is_open(self) -> bool:
        """Whether the form says that the hold has not ended."""
        return bool(self.outcome.data == STILL_OPEN)

    def validate_ended_on(self, field: FactDateField) -> None:
        """An end needs its day."""
        if self.outcome.data and not self.is_open and field.data is None and not field.errors:
            raise ValidationError("Enter the date on which it ended")

    def offer_decisions(self, titles: dict[str, str]) -> None:
        """Offer the decisions by reference; the question goes where there is none."""
        if titles:
            self.falls.choices = choices(titles)
        else:
            del self.falls


class WithdrawHoldForm(CaseworkForm):
    """Why a hold never should have begun, and at which version the page showed it."""

    once = OneUseKeyField()
    version = HiddenField()
    reason = TextAreaField(
        "Why was it an error?", [InputRequired("Say why the hold is withdrawn.")],
        description="Who recorded it, and how that is known. Everybody on the case sees this.",
        render_kw={"rows": 5},
    )

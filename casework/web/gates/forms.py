"""Forms of sign-offs and exceptions."""

from __future__ import annotations

from wtforms import HiddenField, SelectField, TextAreaField
from wtforms.validators import InputRequired

from casework.web.forms import CaseworkForm, OneUseKeyField, Options

PRIVILEGED = "Legally privileged: never printed or shared. Only for legal advice."
PUBLISHED = "This is published with the case."


class SignOffForm(CaseworkForm):
    """A sign-off on exactly what the page shows: ``relied_on`` holds its pins."""

    relied_on = HiddenField()
    once = OneUseKeyField()
    statement = TextAreaField(
        "Statement (if you want to add something)",
        description="For example, what you read and what you asked about.",
        render_kw={"rows": 4},
    )

    @property
    def pins(self) -> tuple[str, ...]:
        """The pins that the form showed."""
        return tuple((self.relied_on.data or "").split())


class OutsideSignOffForm(SignOffForm):
    """A sign-off by an outside body, recorded from its letter or minute."""

    recorded_from = SelectField(
        "Whose letter or minute is it?",
        validators=[InputRequired("Choose the body whose letter or minute it is")],
    )
    papers = Options(
        "Which letter or minute?",
        description="Record it or put it in first. Not needed where the check rests on it anyway.",
    )


class AnswerForm(CaseworkForm):
    """An answer to what a check raises: ``raised`` is the mark of what the page showed."""

    raised = HiddenField()
    once = OneUseKeyField()
    answer = TextAreaField(
        "Your answer",
        description=f"Say why it is right to go on, or what was done about it. {PUBLISHED}",
        validators=[InputRequired("Write the answer")],
        render_kw={"rows": 8},
    )


class CheckForm(CaseworkForm):
    """A second person's check of a sign-off recorded from outside; what is wrong, if it is."""

    version = HiddenField()
    reason = TextAreaField(
        "If it is not as recorded: what is wrong?", description=PUBLISHED, render_kw={"rows": 3}
    )


class ReasonForm(CaseworkForm):
    """A reason that is published, and a privileged note apart from it."""

    reason = TextAreaField(
        "Reason",
        description=PUBLISHED,
        validators=[InputRequired("Enter the reason")],
        render_kw={"rows": 6},
    )
    privileged_note = TextAreaField(
        "Privileged note", description=PRIVILEGED, render_kw={"rows": 4}
    )


class SetAsideForm(ReasonForm):
    """A reason with the deciding body, the second person and the papers that the rule asks for."""

    recorded_from = SelectField(
        "Which body decided it?", validators=[InputRequired("Choose the body that decided it")]
    )
    second_person = SelectField("Second person")
    relied_on = Options(
        "What this relies on", description="Written advice must be put in as evidence first."
    )


class ConfirmForm(CaseworkForm):
    """A second person's confirmation of exactly the version that the page showed."""

    version = HiddenField()


class TakeBackForm(CaseworkForm):
    """Why an exception is taken back, and at which version the page showed it."""

    reason = TextAreaField(
        "Why is it taken back?",
        description=PUBLISHED,
        validators=[InputRequired("Say why it is taken back")],
        render_kw={"rows": 4},
    )
    version = HiddenField()


class NoteForm(CaseworkForm):
    """A privileged note beside a record."""

    note = TextAreaField(
        "Privileged note",
        description=PRIVILEGED,
        validators=[InputRequired("Enter the note")],
        render_kw={"rows": 6},
    )

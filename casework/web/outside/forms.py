"""What a committee's clerk can say, and what people of a case share."""

from __future__ import annotations

from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired

from casework.documents.inspection.kinds import ACCEPTED_IN_WORDS
from casework.web.forms import (
    AtMost,
    CaseworkForm,
    FactDateField,
    ManyFilesField,
    OneUseKeyField,
    choices,
)

LONGEST_TEXT = 50_000
A_DAY = "As 2026-12-05, or as exactly as it is known"


class SayingForm(CaseworkForm):
    """What every statement has: for whom, and a key so that pressing twice says it once."""

    body = RadioField("On behalf of", [DataRequired("Choose on whose behalf.")])
    once = OneUseKeyField()


def letter_field() -> ManyFilesField:
    """The committee's own letter or minute, sent along."""
    return ManyFilesField("Your letter, report or minute as a file (optional)",
                          description=ACCEPTED_IN_WORDS)  # fmt: skip


class ViewForm(SayingForm):
    """The council's view on substantiality."""

    view = RadioField(
        "Does your council find the change substantial?",
        [DataRequired("Choose your council’s view.")],
        choices=choices([("substantial", "Yes, it is a substantial change"),
                         ("not_substantial", "No, it is not a substantial change")]),
    )  # fmt: skip
    given_on = FactDateField("On what day did it say so?",
                             [DataRequired("Enter the day.")])  # fmt: skip
    minute = StringField("Reference of the minute or letter", [AtMost(2000)])
    files = letter_field()


class CommentsForm(SayingForm):
    """The answer to the consultation."""

    outcome = RadioField(
        "Your answer", [DataRequired("Choose your answer.")],
        choices=choices([("no_comment", "No comment"), ("comments", "Comments"),
                         ("comments_with_recommendation", "Comments with a recommendation")]),
    )  # fmt: skip
    comments = TextAreaField("Comments, word for word", [AtMost(LONGEST_TEXT)],
                             render_kw={"rows": 12})  # fmt: skip
    received_on = FactDateField("On what day were they agreed?",
                                [DataRequired("Enter the day.")])  # fmt: skip
    files = letter_field()


class RecommendationForm(SayingForm):
    """One recommendation."""

    recommendation = TextAreaField(
        "Recommendation, word for word",
        [DataRequired("Enter the recommendation."), AtMost(LONGEST_TEXT)],
        render_kw={"rows": 8},
    )
    made_on = FactDateField("On what day was it made?", [DataRequired("Enter the day.")])
    files = letter_field()


class ShareForm(CaseworkForm):
    """One version shared with one organisation."""

    pin = SelectField("What", validate_choice=False)
    organisation = SelectField("With which organisation", validate_choice=False)


class CodeForm(CaseworkForm):
    """A code for a contact without an account."""

    code_pin = SelectField("What", validate_choice=False)
    contact = SelectField("To which contact", validate_choice=False)
    days = SelectField(
        "How long it can be used", coerce=int, default=7,
        choices=choices([("1", "1 day"), ("7", "7 days"), ("14", "14 days"), ("30", "30 days")]),
    )  # fmt: skip


class EnterCodeForm(CaseworkForm):
    """The code from a letter."""

    code = StringField(
        "Code from the letter", [DataRequired("Enter the code."), AtMost(40)],
        description="8 digits",
        render_kw={"width": 10, "inputmode": "numeric", "autocomplete": "one-time-code"},
    )

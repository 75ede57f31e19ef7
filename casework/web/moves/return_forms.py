"""The form of going back to an earlier stage."""

from __future__ import annotations

from typing import Any

from wtforms import HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Optional

from casework.domain.roles import role_in_words
from casework.services.reading import CaseView
from casework.services.returning import AUTHORISERS, GoingBack, authorisers_ever
from casework.web.cases.words import in_words
from casework.web.forms import AtMost, FactDateField, Options, choices
from casework.web.moves.forms import MoveForm

BETWEEN = " "


class ReturnForm(MoveForm):
    """Why the case goes back, who authorised it, and what it puts in doubt. ``seen`` is what the
    page said would be asked for again."""

    reason = TextAreaField(
        "Why does the case go back?", [InputRequired("This move needs a reason.")],
        render_kw={"rows": 5},
    )  # fmt: skip
    authorised_by = SelectField("Who authorised it?", [InputRequired("Choose who authorised it.")])
    authorised_on = FactDateField("When was it authorised? (optional)", [Optional()])
    authority = StringField(
        "Where is that recorded? (optional)", [Optional(), AtMost(500)],
        description="A minute, a letter or an e-mail, with its date",
    )  # fmt: skip
    in_doubt = Options("What is put in doubt? (optional)", [Optional()])
    seen = HiddenField()

    @property
    def going_back(self) -> GoingBack:
        """What the form says of the return."""
        return GoingBack(
            self.authorised_by.data or "", self.authorised_on.data, self.authority.data or "",
            tuple(self.in_doubt.data or ()), tuple((self.seen.data or "").split()),
        )  # fmt: skip


def return_form(view: CaseView, doubtful: list[tuple[str, str, str]]) -> ReturnForm:
    """The form, with who may authorise a return and, as pin, title and what follows, everything
    that it may put in doubt."""
    form = ReturnForm()
    who = [(key, view.names.person(key)) for key in authorisers_ever(view.judged)]
    form.authorised_by.choices = choices(who, "Choose one")
    form.authorised_by.description = (
        f"The {in_words((role_in_words(role) for role in AUTHORISERS), 'or')} of this case"
    )
    form.in_doubt.choices = choices([(pin, title) for pin, title, _ in doubtful])
    form.in_doubt.description = (
        "Tick what may not be relied on as it stands. Exactly the sign-offs that rest on it ask to "
        "be confirmed again."
    )
    hints: dict[str, Any] = {pin: then for pin, _, then in doubtful}
    form.in_doubt.render_kw = {"hints": hints, "small": True}
    return form

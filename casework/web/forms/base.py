"""The form that every other form extends."""

from __future__ import annotations

from typing import Any, ClassVar

from flask_wtf import FlaskForm
from wtforms import Field, PasswordField

from casework.domain.errors import CaseworkError, InvalidFields


def strip(value: Any) -> Any:
    """Text without the spaces around it."""
    return value.strip() if isinstance(value, str) else value


class OurWords:
    """WTForms' own sentences as ours: what is wrong, and what to do."""

    SENTENCES: ClassVar = {
        "Not a valid choice.": "This is not offered here. Choose one of the entries.",
        "'%(value)s' is not a valid choice for this field.": "One of the entries that you chose is "
        "not offered any more. Choose again.",
        "'%(value)s' are not valid choices for this field.": "Some of the entries that you chose "
        "are not offered any more. Choose again.",
    }

    def gettext(self, sentence: str) -> str:
        """Our sentence for one of theirs."""
        return self.SENTENCES.get(sentence, sentence)

    def ngettext(self, one: str, several: str, number: int) -> str:
        """The same, by how many it is about."""
        return self.gettext(one if number == 1 else several)


class CaseworkForm(FlaskForm):
    """A form whose token is checked once, before every view, and that can take a service's errors.

    ``faults`` are errors that belong to no field.
    """

    class Meta(FlaskForm.Meta):
        def get_translations(self, form: Any) -> OurWords:
            return OurWords()

        def bind_field(self, form: Any, unbound_field: Any, options: Any) -> Field:
            filters = unbound_field.kwargs.get("filters", [])
            if not issubclass(unbound_field.field_class, PasswordField):
                filters = [*filters, strip]
            return unbound_field.bind(form=form, filters=filters, **options)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.faults: list[str] = []

    def take_error(self, error: CaseworkError) -> None:
        """Show what a service refused at the field that it names, else above the form."""
        if isinstance(error, InvalidFields):
            for name, sentence in error.faults.items():
                self._take(name, sentence)
        else:
            self._take(error.field, str(error))

    def _take(self, name: str | None, sentence: str) -> None:
        field = self._fields.get(name or "")
        if field is None:
            self.faults.append(sentence)
        else:
            field.errors = [*field.errors, sentence]

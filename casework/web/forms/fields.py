"""Fields that WTForms lacks: dates of facts, dates in three parts, several files, one-use keys."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from werkzeug.datastructures import FileStorage
from wtforms import (  # type: ignore[attr-defined]  # the stubs are older than SelectChoice
    Field,
    HiddenField,
    SelectChoice,
    SelectMultipleField,
    StringField,
)
from wtforms.utils import unset_value
from wtforms.validators import StopValidation
from wtforms.widgets import TextInput

from casework.domain.dates import FIRST_YEAR, LAST_YEAR, FactDate, InvalidDate
from casework.domain.written_dates import EXAMPLES, as_written, canonical_date

PARTS = ("day", "month", "year")
LONGEST_PART = 4
"""Digits of a year; Python's own dates overflow on longer ones."""
FACT_DATE_HINT = f"As exactly as it is known: {EXAMPLES} or unknown"


def choices(pairs: Mapping[str, str] | Iterable[tuple[str, str]], first: str = "") -> list[Any]:
    """Choices from values and labels; ``first`` is the label of an empty first choice."""
    items = pairs.items() if isinstance(pairs, Mapping) else pairs
    offered = [SelectChoice(value=value, label=label) for value, label in items]
    return ([SelectChoice(value="", label=first)] if first else []) + offered


class Options(SelectMultipleField):
    """Any number of choices, shown as checkboxes."""


class KeepsItsError:
    """A field whose own error stands: no validator after it says that nothing was entered."""

    process_errors: Sequence[str]

    def pre_validate(self, form: Any) -> None:
        """End the validation where what was typed could not be read."""
        if self.process_errors:
            raise StopValidation()


class FactDateField(KeepsItsError, StringField):
    """The date of a fact, exact or not, as one line of text. ``data`` is a FactDate or None.

    It is read as people write it (`canonical_date`). What was typed stays in ``typed``, also when
    it is no date.
    """

    data: Any

    def __init__(self, label: str = "", validators: Any = None, **options: Any) -> None:
        options.setdefault("description", FACT_DATE_HINT)
        super().__init__(label, validators, **options)
        self.typed = ""

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.typed = str(valuelist[0]).strip() if valuelist else ""
        self.data = None
        if not self.typed:
            return
        try:
            self.data = FactDate.parse(canonical_date(self.typed))
        except InvalidDate as error:
            raise ValueError(str(error)) from error

    def _value(self) -> str:
        if self.raw_data:
            return self.typed
        return as_written(self.data) if isinstance(self.data, FactDate) else str(self.data or "")


class DatePartsField(KeepsItsError, Field):
    """A day that must exist, as day, month and year. ``data`` is a date or None.

    The three inputs are named `name-day`, `name-month` and `name-year`. ``called`` begins the
    sentences of its errors; without it they begin with the label, or with "The date" where the
    label is a question.
    """

    widget = TextInput()

    def __init__(
        self, label: str = "", validators: Any = None, *, called: str = "", **options: Any
    ) -> None:
        super().__init__(label, validators, **options)
        self.called = called or ("The date" if "?" in label else label.removesuffix(" (optional)"))
        self.parts: dict[str, str] = dict.fromkeys(PARTS, "")

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        self.process_errors = []
        given = None if data is unset_value else data
        self.data = given if given is not None else self.default
        if isinstance(self.data, date):
            self.parts = dict(zip(PARTS, (str(self.data.day), str(self.data.month),
                                          str(self.data.year)), strict=True))  # fmt: skip
        if formdata is None or not any(f"{self.name}-{part}" in formdata for part in PARTS):
            self.raw_data = []
            return
        self.parts = {p: str(formdata.get(f"{self.name}-{p}", "")).strip() for p in PARTS}
        self.raw_data = [part for part in self.parts.values() if part]
        self._read()

    def _read(self) -> None:
        self.data = None
        if not self.raw_data:
            return
        missing = [part for part in PARTS if not self.parts[part]]
        if missing:
            self.process_errors = [f"{self.called} must include a {_and(missing)}"]
            return
        try:
            self.data = date(*(_number(self.parts[p]) for p in reversed(PARTS)))
        except ValueError:
            self.process_errors = [f"{self.called} must be a real date"]
            return
        if not FIRST_YEAR <= self.data.year <= LAST_YEAR:
            self.data = None
            self.process_errors = [
                f"{self.called} must have a year from {FIRST_YEAR} to {LAST_YEAR}"
            ]

    def _value(self) -> str:
        return "-".join(self.parts.values())


def _number(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > LONGEST_PART:
        raise ValueError(text)
    return int(text)


def _and(words: Sequence[str]) -> str:
    return " and ".join(words)


class ManyFilesField(Field):
    """Any number of files. ``data`` is a list of werkzeug FileStorage, empty ones left out."""

    widget = TextInput()

    def process_formdata(self, valuelist: list[Any]) -> None:
        files = [f for f in valuelist if isinstance(f, FileStorage) and f.filename]
        self.data = files
        self.raw_data = files


class AtLeastOneFile:
    """The validator that a ManyFilesField is not empty."""

    def __init__(self, message: str = "Choose a file") -> None:
        self.message = message

    def __call__(self, form: Any, field: Any) -> None:
        if not field.data:
            raise StopValidation(self.message)


class AtMost:
    """The validator that a text has at most so many characters; its sentence names the field."""

    def __init__(self, most: int) -> None:
        self.most = most

    def __call__(self, form: Any, field: Any) -> None:
        length = len(field.data or "")
        if length > self.most:
            label = field.label.text.removesuffix(" (optional)")
            called = "What you wrote" if label.endswith("?") else label
            raise StopValidation(
                f"{called} has {length:,} characters: shorten it to {self.most:,} at most."
            )


class OneUseKeyField(HiddenField):
    """A key made when the form is shown; pressing twice sends the same key, which creates once."""

    def __init__(self, label: str = "", validators: Any = None, **options: Any) -> None:
        super().__init__(label, validators, default=new_key, **options)


def new_key() -> str:
    """A fresh one-use key."""
    return secrets.token_urlsafe(24)

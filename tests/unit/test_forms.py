"""Fields and their NHS macros, through the names that a browser would send."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from jinja2 import ChoiceLoader, PackageLoader
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, PasswordField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Optional

from casework.domain.dates import FactDate
from casework.domain.errors import Conflict, InvalidFields
from casework.web.forms import (
    AtMost,
    CaseworkForm,
    DatePartsField,
    FactDateField,
    ManyFilesField,
    OneUseKeyField,
    Options,
    add_form_macros,
    choices,
)
from casework.web.forms.macros import error_summary, nhs
from casework.web.strict_undefined import StrictAboutOurs


class EveryField(CaseworkForm):
    title = StringField("Title", [InputRequired("Enter a title")], description="In a few words")
    summary = TextAreaField("Summary", [AtMost(200)])
    secret = PasswordField("Secret")
    kind = SelectField("Kind", choices=choices({"a": "Letter A", "b": "Letter B"}, "Choose"))
    answer = RadioField("Answer", choices=choices({"yes": "Yes", "no": "No"}))
    several = Options("Several", choices=choices({"x": "Ex", "y": "Why"}))
    agreed = BooleanField("I agree")
    on = DatePartsField("Day of the meeting", [InputRequired("Enter the day")])
    since = FactDateField("Since")
    agreed_on = FactDateField("Agreed on", [DataRequired("Enter the day it was agreed")])
    met_on = DatePartsField("Day it met", [DataRequired("Enter the day it met")])
    as_if_on = DatePartsField("As if on which date? (today if empty)", [Optional()])
    until = DatePartsField("To", [Optional()], called="The last day")
    files = ManyFilesField("Files")
    one_use_key = OneUseKeyField()


GOOD = {"title": "A title", "kind": "b", "answer": "no", "several": ["x"], "agreed": "y",
        "on-day": "5", "on-month": "12", "on-year": "2016", "since": "by 2018-05-11",
        "agreed_on": "2016", "met_on-day": "5", "met_on-month": "12",
        "met_on-year": "2016"}  # fmt: skip


@pytest.fixture
def app() -> Flask:
    app = Flask("casework")
    app.config.update(SECRET_KEY="for these tests", WTF_CSRF_ENABLED=False)
    app.jinja_options = {"autoescape": True, "undefined": StrictAboutOurs,
                         "trim_blocks": True, "lstrip_blocks": True}  # fmt: skip
    app.jinja_loader = ChoiceLoader([PackageLoader("nhsuk_frontend_jinja")])  # type: ignore[misc]
    add_form_macros(app)
    return app


@pytest.fixture(autouse=True)
def _request(app: Flask) -> Iterator[None]:
    with app.test_request_context():
        yield


def sent(**values: object) -> EveryField:
    form = EveryField(formdata=MultiDict({**GOOD, **values}))
    form.validate()
    return form


def shown(field: object) -> BeautifulSoup:
    return BeautifulSoup(str(nhs(field)), "html.parser")


@pytest.mark.parametrize(
    "name", [n for n in GOOD if "-" not in n] + ["on", "met_on", "files", "secret"]
)
def test_every_field_is_shown_under_the_name_it_reads(name: str) -> None:
    form = EveryField(formdata=None)
    boxes = shown(form[name]).find_all(["input", "textarea", "select"])
    assert boxes and all(box["name"].partition("-")[0] == name for box in boxes)


@pytest.mark.parametrize("name", ["title", "summary", "kind", "answer", "several", "on", "since"])
def test_every_box_has_a_label(name: str) -> None:
    html = shown(EveryField(formdata=None)[name])
    ids = [box["id"] for box in html.find_all(["input", "textarea", "select"])]
    assert ids == [label["for"] for label in html.find_all("label")]


def test_what_was_typed_is_shown_again() -> None:
    form = sent(title="<b>bold</b>", summary="line one\nline two")
    assert shown(form.title).find("input")["value"] == "<b>bold</b>"
    assert "line one\nline two" in shown(form.summary).find("textarea").get_text()


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("summary", "x" * 201, "Summary has 201 characters: shorten it to 200 at most."),
        ("kind", "z", "This is not offered here. Choose one of the entries."),
        ("answer", "z", "This is not offered here. Choose one of the entries."),
        ("several", "z", "One of the entries that you chose is not offered any more. Choose "
         "again."),
    ],
)  # fmt: skip
def test_what_is_refused_is_said_in_our_words(name: str, value: str, sentence: str) -> None:
    assert list(sent(**{name: value})[name].errors) == [sentence]


def test_a_password_is_never_shown_again() -> None:
    assert "hunter" not in str(nhs(sent(secret="hunter two words").secret))


def test_choices_that_were_made_are_shown_again() -> None:
    form = sent()
    assert shown(form.kind).find("option", selected=True)["value"] == "b"
    assert shown(form.answer).find("input", checked=True)["value"] == "no"
    assert shown(form.several).find("input", checked=True)["value"] == "x"
    assert shown(form.agreed).find("input", checked=True)["value"] == "y"


def test_the_parts_of_a_date_are_read_and_shown_under_the_same_names() -> None:
    form = sent()
    values = {box["name"]: box["value"] for box in shown(form.on).find_all("input")}
    assert form.on.data == date(2016, 12, 5)
    assert values == {"on-day": "5", "on-month": "12", "on-year": "2016"}


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (("31", "2", "2024"), "Day of the meeting must be a real date"),
        (("5", "", "2024"), "Day of the meeting must include a month"),
        (("five", "2", "2024"), "Day of the meeting must be a real date"),
        (("", "", ""), "Enter the day"),
        (("1", "1", "99999"), "Day of the meeting must be a real date"),
        (("1", "1", "9" * 26), "Day of the meeting must be a real date"),
        (("3", "3", "2200"), "Day of the meeting must have a year from 1800 to 2199"),
        (("3", "3", "1"), "Day of the meeting must have a year from 1800 to 2199"),
    ],
)
def test_a_day_that_does_not_exist_is_refused_and_kept(
    parts: tuple[str, str, str], said: str
) -> None:
    names = ("on-day", "on-month", "on-year")
    form = sent(**dict(zip(names, parts, strict=True)))
    kept = [box.get("value", "") for box in shown(form.on).find_all("input")]
    assert (list(form.on.errors), kept) == ([said], list(parts))


def test_the_date_of_a_fact_may_be_inexact() -> None:
    assert sent(since="about 2013").since.data == FactDate.parse("about 2013")


@pytest.mark.parametrize("written", ["24 November 2026", "24/11/2026", "24.11.2026"])
def test_the_date_of_a_fact_is_read_as_people_write_it(written: str) -> None:
    assert sent(since=written).since.data == FactDate.parse("2026-11-24")


def test_the_hint_at_the_date_of_a_fact_begins_with_a_natural_example() -> None:
    hint = shown(EveryField(formdata=None).since).select_one(".nhsuk-hint").get_text()
    assert "known: 24 November 2026," in hint


def test_a_required_date_of_a_fact_that_cannot_be_read_says_what_is_wrong() -> None:
    (said,) = sent(agreed_on="24/11/26").agreed_on.errors
    assert "two figures" in said


def test_a_required_day_that_does_not_exist_is_not_called_empty() -> None:
    form = sent(**{"met_on-day": "31", "met_on-month": "2", "met_on-year": "2027"})
    assert list(form.met_on.errors) == ["Day it met must be a real date"]


def test_a_required_day_that_is_empty_is_asked_for() -> None:
    form = sent(**{"met_on-day": "", "met_on-month": "", "met_on-year": ""})
    assert list(form.met_on.errors) == ["Enter the day it met"]


def test_an_error_at_a_question_does_not_begin_with_the_question() -> None:
    form = sent(**{"as_if_on-day": "31", "as_if_on-month": "2", "as_if_on-year": "2027"})
    assert list(form.as_if_on.errors) == ["The date must be a real date"]


def test_a_day_has_a_name_of_its_own_for_its_errors() -> None:
    form = sent(**{"until-day": "31", "until-month": "2", "until-year": ""})
    assert list(form.until.errors) == ["The last day must include a year"]


def test_what_is_no_date_of_a_fact_is_refused_and_kept() -> None:
    form = sent(since="last summer")
    assert form.since.errors and shown(form.since).find("input")["value"] == "last summer"


def test_several_files_arrive_and_empty_ones_are_left_out(app: Flask) -> None:
    files = [(BytesIO(b"one"), "one.txt"), (BytesIO(b"two"), "two.txt"), (BytesIO(b""), "")]
    with app.test_request_context(method="POST", data={**GOOD, "files": files}):
        form = EveryField()
        assert [file.filename for file in form.files.data] == ["one.txt", "two.txt"]
        for file in form.files.data:
            file.close()


def test_the_summary_links_every_fault_to_a_box_of_its_field() -> None:
    form = sent(**{"title": "", "kind": "z", "answer": "maybe", "on-day": "", "since": "x"})
    links = BeautifulSoup(str(error_summary(form)), "html.parser").find_all("a")
    names = ["title", "kind", "answer", "on", "since"]
    boxes = "".join(str(nhs(form[name])) for name in names)
    ids = {tag["id"] for tag in BeautifulSoup(boxes, "html.parser").find_all(["input", "select"])}
    assert len(links) == len(names) and {link["href"][1:] for link in links} <= ids


def test_there_is_no_summary_where_nothing_is_wrong() -> None:
    assert error_summary(sent()) == ""


def test_an_error_of_a_service_stands_at_its_field() -> None:
    form = sent()
    form.take_error(InvalidFields({"title": "This title is taken"}))
    assert "This title is taken" in str(nhs(form.title))


def test_an_error_that_belongs_to_no_field_stands_in_the_summary() -> None:
    form = sent()
    form.take_error(Conflict("Somebody else changed it.", "Look again."))
    assert "Somebody else changed it. Look again." in str(error_summary(form))


def test_every_form_that_is_shown_has_a_one_use_key_of_its_own() -> None:
    keys = {EveryField(formdata=None).one_use_key.data for _ in range(3)}
    assert len(keys) == 3 and all(len(key) >= 20 for key in keys)


def test_a_form_that_comes_back_keeps_its_one_use_key() -> None:
    assert sent(one_use_key="the-same-key").one_use_key.data == "the-same-key"


def test_spaces_around_text_are_taken_off() -> None:
    assert sent(title="  A title ").title.data == "A title"

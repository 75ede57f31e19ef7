"""What was sent when a session had ended: every file and field is kept, and no secret."""

from __future__ import annotations

import json
from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy import text
from wtforms import PasswordField

from casework.services.office import Office
from casework.web.forms import CaseworkForm
from casework.web.kept_text import is_secret
from tests.visitors import MovableClock, Visitor, add_account

PERSON = "person@icb.example"


@pytest.fixture
def expired(visitor: Visitor, app_office: Office, clock: MovableClock) -> Visitor:
    """A browser that shows a form, and whose session has run out since."""
    add_account(app_office, PERSON)
    visitor.sign_in(PERSON)
    visitor.open("/account/password")
    clock.pass_by(minutes=31)
    return visitor


def post(visitor: Visitor, path: str, **values: object) -> None:
    """Send the form that the browser shows to another address of ours."""
    token = visitor.page.find("input", attrs={"name": "csrf_token"})
    assert token is not None
    data = {"csrf_token": token["value"], **values}
    visitor.client.post(path, data=data, headers={"Origin": "http://localhost"})


def kept(office: Office, column: str, table: str) -> list[str]:
    with office.database.reading() as connection:
        found = connection.execute(text(f"select {column} from {table} order by {column}"))
        return list(found.scalars())


def kept_fields(office: Office) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = json.loads(kept(office, "fields", "staged_text")[0])
    return fields


def test_every_file_of_one_field_is_kept(expired: Visitor, app_office: Office) -> None:
    files = [(BytesIO(f"page {n}\n".encode()), f"page-{n}.txt") for n in (1, 2)]
    post(expired, "/cases/SC-2026-0001/evidence/new", files=files)
    assert kept(app_office, "file_name", "staged_upload") == ["page-1.txt", "page-2.txt"]


def test_the_kept_page_counts_every_file(expired: Visitor) -> None:
    files = [(BytesIO(f"page {n}\n".encode()), f"page-{n}.txt") for n in (1, 2)]
    expired.send(files=files)
    expired.send("/sign-in", email=PERSON, password="three unlikely words")
    assert "The files that you chose are kept too (2)" in expired.text


@pytest.mark.parametrize(
    "name", ["new_option", "new_evidence", "new_area", "code_system", "presented_on", "code"]
)
def test_a_field_that_only_begins_like_a_secret_is_kept(
    expired: Visitor, app_office: Office, name: str
) -> None:
    post(expired, "/administration/organisations/add", **{name: "What was typed"})
    assert kept_fields(app_office)[name] == ["What was typed"]


def test_a_password_is_not_kept(expired: Visitor, app_office: Office) -> None:
    expired.send(present="three unlikely words", new="four words", new_again="four words")
    assert set(kept_fields(app_office)) == set()


def test_a_code_that_lets_somebody_in_is_not_kept(expired: Visitor, app_office: Office) -> None:
    post(expired, "/account/second-factor", code="123456")
    assert "code" not in kept_fields(app_office)


@pytest.mark.parametrize("form", ["try", "try/assume", "try/keep"])
def test_what_a_dry_run_assumes_is_written_down_nowhere(
    expired: Visitor, app_office: Office, form: str
) -> None:
    post(expired, f"/cases/SC-2026-0001/{form}", reasons="What was assumed")
    assert kept(app_office, "fields", "staged_text") == []


def test_files_of_a_long_address_wait_where_its_form_looks(
    expired: Visitor, app_office: Office
) -> None:
    path = f"/cases/{'X' * 90}/evidence/new"
    post(expired, path, files=(BytesIO(b"minutes\n"), "minutes.txt"))
    assert kept(app_office, "form", "staged_upload") == [path[-80:]]


def test_a_query_too_long_to_keep_does_not_lose_the_text(
    expired: Visitor, app_office: Office
) -> None:
    post(expired, f"/cases/SC-2026-0001/evidence/new?from={'x' * 300}", title="Typed")
    assert kept(app_office, "form", "staged_text") == ["/cases/SC-2026-0001/evidence/new"]


def test_a_session_that_was_ended_keeps_no_file(
    app: Flask, visitor: Visitor, app_office: Office
) -> None:
    add_account(app_office, PERSON)
    visitor.sign_in(PERSON)
    visitor.open("/account/password")
    elsewhere = Visitor(app)
    elsewhere.sign_in(PERSON)
    elsewhere.open("/account")
    elsewhere.send("/account/sessions/end-others")
    visitor.send(files=(BytesIO(b"minutes\n"), "minutes.txt"))
    assert kept(app_office, "file_name", "staged_upload") == []


def secret_fields() -> list[tuple[str, str]]:
    """Every field of our forms that asks for a password or a code, and its area of the pages."""
    return sorted(
        (name, form.__module__.split(".")[2])
        for form in _forms(CaseworkForm)
        if form.__module__.startswith("casework.web.")
        for name, field in vars(form).items()
        if hasattr(field, "field_class") and _asks_for_secret(field)
    )


def _forms(form: type[CaseworkForm]) -> list[type[CaseworkForm]]:
    return [form, *(found for child in form.__subclasses__() for found in _forms(child))]


def _asks_for_secret(field: object) -> bool:
    rendered = getattr(field, "kwargs", {}).get("render_kw") or {}
    return issubclass(field.field_class, PasswordField) or (  # type: ignore[attr-defined]
        rendered.get("autocomplete") == "one-time-code"
    )


def test_every_secret_that_a_form_asks_for_is_known(app: Flask) -> None:
    blueprints = {"outside": "share"}  # where an area's one page with a code has its own
    unknown = [
        (name, area)
        for name, area in secret_fields()
        if not is_secret(name, blueprints.get(area, area))
    ]
    assert unknown == []

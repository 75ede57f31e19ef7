"""Requests that no page of ours sends: HEAD where forms are, and numbers of any length."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from casework.services.reading import get_case
from casework.web.numbers import NO_VERSION, version_in
from tests.integration.case_pages import PM, Pages, open_live_case, running_pages, token_in

LONG = "9" * 5000


@pytest.fixture
def pages(migrated_url: str, tmp_path: Path) -> Iterator[Pages]:
    found = running_pages(migrated_url, tmp_path / "data")
    open_live_case(found)
    yield found
    found.office.database.engine.dispose()


@pytest.mark.parametrize(
    "page", ["people", "records/particulars/new", "records/regime/determine", "evidence/new"]
)
def test_head_on_a_page_with_a_form_answers_as_get_does(pages: Pages, page: str) -> None:
    client = pages.sign_in("programme-manager")
    asked = client.head(f"{pages.url}/{page}")
    assert (asked.status_code, asked.data) == (client.get(f"{pages.url}/{page}").status_code, b"")


def test_head_with_the_fields_of_a_form_records_nothing(pages: Pages) -> None:
    before = get_case(pages.office, PM, pages.reference).facts.records
    pages.sign_in("governance-lead").head(
        f"{pages.url}/people", data={"person": "stranger", "role": "ENG"}
    )
    assert get_case(pages.office, PM, pages.reference).facts.records == before


@pytest.mark.parametrize("given", ["", "x", "-1", "²", LONG, "1" * 10, None])
def test_what_is_no_version_fits_none(given: str | None) -> None:
    assert version_in(given) == NO_VERSION


def test_a_version_is_read() -> None:
    assert version_in("12") == 12


@pytest.mark.parametrize("number", [LONG, "9" * 19])
def test_a_number_too_long_for_an_address_is_no_page(pages: Pages, number: str) -> None:
    client = pages.sign_in("programme-manager")
    token = token_in(client.get(f"{pages.url}/sharing").get_data(as_text=True))
    answer = client.post(
        f"{pages.url}/sharing/codes/{number}/revoke", data={"csrf_token": token}
    )
    assert answer.status_code == 404


def test_every_number_in_an_address_is_bounded(app: Flask) -> None:
    loose = [rule.rule for rule in app.url_map.iter_rules()
             for converter in rule._converters.values()
             if type(converter).__name__ == "IntegerConverter"]  # fmt: skip
    assert loose == []

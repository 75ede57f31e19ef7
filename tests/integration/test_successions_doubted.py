"""What is odd about a succession or a body is said, and kept where somebody says it is right."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from casework.domain.errors import InvalidFields
from casework.services.successions import bodies_to_choose, get_succession, state_succession
from tests.integration.case_pages import ICB, Pages, token_in
from tests.integration.merging import (
    ADMINISTRATOR,
    EAST,
    NEW,
    STATER,
    carried_out,
    case_of_a_board_that_merges,
    merger,
    state_and_confirm,
)

ROOT = "/administration/successions"
ON = {"on-day": "1", "on-month": "6", "on-year": "2026"}


@pytest.fixture
def pages(migrated_url: str, tmp_path: Path) -> Iterator[Pages]:
    """A case of a board that will merge."""
    yield from case_of_a_board_that_merges(migrated_url, tmp_path / "data")


def test_a_successor_of_another_kind_is_asked_about_by_name(pages: Pages) -> None:
    with pytest.raises(InvalidFields) as refused:
        state_succession(pages.office, STATER, merger(EAST, new=NEW))
    said = refused.value.faults["another_kind"]
    assert "New Integrated Care Board" in said and "Integrated care board" in said
    assert "Local authority" in said


def test_a_successor_of_another_kind_is_taken_where_it_is_said_to_be_right(pages: Pages) -> None:
    key = state_succession(pages.office, STATER, merger(EAST, new=NEW, another_kind=True))
    assert get_succession(pages.office, STATER, key).latest.successors == (NEW,)


def test_the_form_keeps_what_was_typed_and_asks(pages: Pages) -> None:
    client = pages.sign_in(STATER.person)
    said = {
        "csrf_token": token_in(client.get("/glossary").get_data(as_text=True)), "sort": "merger",
        "predecessors": [EAST], "successors": [NEW], "instrument": "An order of 2026", **ON,
    }  # fmt: skip
    asked = client.post(f"{ROOT}/add", data=said)
    page = asked.get_data(as_text=True)
    taken = client.post(f"{ROOT}/add", data={**said, "another_kind": "y"})
    assert (asked.status_code, taken.status_code) == (422, 302)
    assert "An order of 2026" in page and "Tick this if it is right" in page


def test_a_body_that_has_ceased_is_marked_where_bodies_are_chosen(pages: Pages) -> None:
    carried_out(pages, state_and_confirm(pages, merger(on=date(2026, 5, 1))))
    named = dict(bodies_to_choose(pages.office, STATER))
    assert named[ICB].endswith("(ceased: last day 30 April 2026)") and "ceased" not in named[NEW]


def test_the_odd_code_of_a_board_is_kept_with_a_warning(pages: Pages) -> None:
    client = pages.sign_in(ADMINISTRATOR.person)
    answer = client.post("/administration/organisations/add", data={
        "csrf_token": token_in(client.get("/glossary").get_data(as_text=True)),
        "name": "Odd board", "kind": "icb", "code_system": "ODS", "code": "QABC",
    }, follow_redirects=True)  # fmt: skip
    page = answer.get_data(as_text=True)
    assert answer.status_code == 200 and "Check the code “QABC”" in page

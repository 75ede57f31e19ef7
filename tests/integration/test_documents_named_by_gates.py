"""Each document that a gate names has a title, and a place: made here, or put in as evidence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from casework.documents.titles import titles_made_here, titles_put_in
from casework.engine.library import Library
from tests.integration.case_pages import Pages, fill_intake, open_live_case, running_pages
from tests.integration.entry_pages import browser_of


@pytest.fixture
def pages(migrated_url: str, tmp_path: Path) -> Iterator[Pages]:
    """A live case whose pages can be opened."""
    found = running_pages(migrated_url, tmp_path / "data")
    open_live_case(found)
    fill_intake(found)
    yield found
    found.office.database.engine.dispose()


def test_every_document_that_a_gate_of_any_pathway_names_has_one_title(pathways: Library) -> None:
    made, put_in = set(titles_made_here()), set(titles_put_in())
    named = {d for p in pathways.definitions.values() for gate in p.gates for d in gate.documents}
    assert (named - made - put_in, made & put_in, put_in - named) == (set(), set(), set())


def test_a_document_that_is_not_made_here_is_offered_to_be_put_in(pages: Pages) -> None:
    manager = browser_of(pages, "programme-manager")
    manager.open(f"/cases/{pages.reference}/gates/GT22")
    assert "not made here, but put in as evidence" in manager.text


def test_a_document_that_is_made_here_has_its_title(pages: Pages) -> None:
    manager = browser_of(pages, "programme-manager")
    manager.open(f"/cases/{pages.reference}/gates/GT20")
    assert titles_made_here()["D04"] in manager.text

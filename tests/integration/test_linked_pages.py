"""Splitting a case, linking two side by side, using a paper of a linked case, in the browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from casework.services.borrowing import Borrowing, use_paper
from casework.services.reading import get_case
from tests.integration.case_pages import PM, Pages, open_live_case, put_in, record, running_pages
from tests.integration.entry_pages import browser_of, status
from tests.visitors import Visitor


@pytest.fixture
def pages(migrated_url: str, tmp_path: Path) -> Iterator[Pages]:
    """A live case with a paper."""
    found = running_pages(migrated_url, tmp_path / "data")
    open_live_case(found)
    put_in(found, title="Travel model", type="involvement_plan")
    yield found
    found.office.database.engine.dispose()


@pytest.fixture
def manager(pages: Pages) -> Visitor:
    """The programme manager's browser."""
    return browser_of(pages, "programme-manager")


def split(pages: Pages, manager: Visitor) -> str:
    """Split a part of the case off; the reference of the new case."""
    manager.open(f"{pages.url}/linked/split_into/new")
    manager.send(title="Beds", reasons="They are another programme.")
    found = get_case(pages.office, PM, pages.reference).facts.current("linked_case")
    return str(found[-1].payload.case)


def test_a_part_is_split_off_and_another_can_be(pages: Pages, manager: Visitor) -> None:
    assert split(pages, manager) != split(pages, manager)
    manager.open(f"{pages.url}/linked")
    assert "A part of this case goes on in that one" in manager.text
    assert "Split a part of this case off" in manager.text


def test_a_paper_is_used_by_reference_and_both_cases_say_so(
    pages: Pages, manager: Visitor
) -> None:
    part = split(pages, manager)
    manager.open(f"/cases/{part}/linked/papers/{pages.reference}")
    paper = manager.page.select_one("input[name=paper]")["value"]
    manager.send(paper=paper)
    assert f"A paper of {pages.reference}, used here by reference." in manager.text
    assert "Put in the next version" not in manager.text
    manager.open(f"{pages.url}/evidence/{paper.partition('/')[2].partition('@')[0]}")
    assert f"{part}, version 1" in manager.text


def test_the_newer_version_serves_what_the_paper_served(pages: Pages, manager: Visitor) -> None:
    record(pages, "affected_authority", organisation="east-council", standing="scrutiny")
    part = split(pages, manager)
    (paper,) = get_case(pages.office, PM, pages.reference).facts.current("evidence")
    use_paper(pages.office, PM, part, Borrowing(
        pages.reference, paper.pin, ("GT10.plan",), ("east-council",), "travel",
    ))  # fmt: skip
    manager.open(f"/cases/{part}/linked/papers/{pages.reference}?key=travel")
    manager.send(paper=paper.pin)
    found = get_case(pages.office, PM, part).facts.find("evidence/travel")
    assert found is not None and found.version == 2
    assert (found.payload.criteria, found.payload.subjects) == (("GT10.plan",), ("east-council",))


def test_no_paper_chosen_is_asked_for(pages: Pages, manager: Visitor) -> None:
    part = split(pages, manager)
    manager.open(f"/cases/{part}/linked/papers/{pages.reference}")
    manager.send()
    assert status(manager) == 422 and "Choose a paper." in manager.text


def test_a_case_that_is_not_linked_has_no_papers_here(pages: Pages, manager: Visitor) -> None:
    manager.open(f"{pages.url}/linked/papers/SC-1999-0001")
    assert status(manager) == 404


def test_two_cases_are_linked_side_by_side(pages: Pages, manager: Visitor) -> None:
    first = pages.reference
    open_live_case(pages)
    manager.open(f"{pages.url}/linked/beside/new")
    manager.send(other=first, reasons="One site serves both.")
    assert "Stands beside that case, neither coming from the other" in manager.text
    manager.open(f"/cases/{first}/linked")
    assert pages.reference in manager.text


def test_a_reference_of_no_case_keeps_what_was_typed(pages: Pages, manager: Visitor) -> None:
    manager.open(f"{pages.url}/linked/beside/new")
    manager.send(other="SC-1999-0001", reasons="One site serves both.")
    assert status(manager) == 404 and "One site serves both." in manager.text

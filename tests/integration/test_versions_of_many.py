"""A newer version is tried on every case that somebody governs, and those chosen are moved."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from casework.domain.errors import Invalid, NotFound
from casework.services.reading import get_case
from casework.services.version_changes import change_many, change_version
from casework.services.version_moves import AT_ONCE, try_on_many
from tests.integration.case_pages import (
    GOV,
    PM,
    Pages,
    counted_statements,
    open_live_case,
    running_pages,
)
from tests.integration.entry_pages import browser_of, status

MAJOR, FIRST, SECOND = "major-service-change", 1, 2
ADDRESS = f"/versions/{MAJOR}/{SECOND}"
MOST_STATEMENTS = 8


@pytest.fixture
def pages(migrated_url: str, tmp_path: Path) -> Iterator[Pages]:
    """Two cases on the first version of the full pathway, and one on the second."""
    found = running_pages(migrated_url, tmp_path / "data")
    open_live_case(found, version=SECOND)
    open_live_case(found, version=FIRST)
    open_live_case(found, version=FIRST)
    yield found
    found.office.database.engine.dispose()


def references(pages: Pages) -> list[str]:
    return [c.reference for c in try_on_many(pages.office, GOV, MAJOR, SECOND).cases]


def version_of(pages: Pages, reference: str) -> int:
    return get_case(pages.office, PM, reference).definition.version


def test_only_cases_that_are_on_another_version_are_tried_and_nothing_changes(
    pages: Pages,
) -> None:
    found = try_on_many(pages.office, GOV, MAJOR, SECOND)
    assert len(found.cases) == 2 and not found.next_after
    assert all(case.tried.allowed for case in found.cases)
    assert {g.ref for g in found.cases[0].tried.compared.gates_added} >= {"GD01", "GD20"}
    assert [version_of(pages, c.reference) for c in found.cases] == [FIRST, FIRST]


def test_nobody_tries_it_on_a_case_that_they_do_not_govern(pages: Pages) -> None:
    assert not try_on_many(pages.office, PM, MAJOR, SECOND).cases


def test_an_older_version_is_tried_and_refused_with_its_reason(pages: Pages) -> None:
    (case,) = try_on_many(pages.office, GOV, MAJOR, FIRST).cases
    assert not case.tried.allowed and "older" in " ".join(case.tried.refused)


def test_a_version_that_there_is_not_is_not_found(pages: Pages) -> None:
    with pytest.raises(NotFound):
        try_on_many(pages.office, GOV, MAJOR, 99)


def test_long_lists_are_paged_and_every_case_is_on_one_page(pages: Pages) -> None:
    for _ in range(AT_ONCE):
        open_live_case(pages, version=FIRST)
    first = try_on_many(pages.office, GOV, MAJOR, SECOND)
    second = try_on_many(pages.office, GOV, MAJOR, SECOND, first.next_after)
    assert (len(first.cases), len(second.cases), second.next_after) == (AT_ONCE, 2, "")


def test_one_reason_is_asked_for_before_any_case_is_touched(pages: Pages) -> None:
    with pytest.raises(Invalid):
        change_many(pages.office, GOV, references(pages), SECOND, " ")


def test_a_case_that_is_of_another_pathway_is_refused_alone(pages: Pages) -> None:
    minor = open_live_case(pages, pathway="minor-change")
    first, _ = references(pages)
    results = change_many(pages.office, GOV, [minor, first], SECOND, "New", pathway=MAJOR)
    assert [bool(r.refused) for r in results] == [True, False]


def test_a_case_that_changed_since_the_page_was_shown_is_refused(pages: Pages) -> None:
    first, second = references(pages)
    change_version(pages.office, GOV, first, SECOND, "By somebody else")
    shown = {first: FIRST, second: FIRST}
    results = change_many(pages.office, GOV, shown, SECOND, "New", shown=shown)
    assert "since you opened this page" in results[0].refused and not results[1].refused


def test_the_chosen_case_moves_with_its_result_and_the_other_stays(pages: Pages) -> None:
    first, second = references(pages)
    lead = browser_of(pages, "governance-lead")
    lead.open(ADDRESS)
    assert "Gates that are added: " in lead.text and "(GD01)" in lead.text
    lead.send(reason="The guards are asked from now on", cases=[f"{first}@1"])
    assert status(lead) == 200 and "moved. It is on version 2 now." in lead.text
    assert [version_of(pages, r) for r in (first, second)] == [SECOND, FIRST]


def test_pressing_twice_moves_nothing_twice(pages: Pages) -> None:
    first, _ = references(pages)
    lead = browser_of(pages, "governance-lead")
    for _ in range(2):
        lead.open(ADDRESS)
        lead.send(reason="New", cases=[f"{first}@1"])
    assert "not moved." in lead.text
    found = get_case(pages.office, GOV, first).facts.single("pathway_version")
    assert found is not None and found.version == 1


@pytest.mark.parametrize(
    ("given", "words"),
    [({"reason": "New", "cases": []}, "Choose the cases that are to be moved."),
     ({"reason": "", "cases": ["X@1"]}, "Say why the version changes.")],
)  # fmt: skip
def test_what_is_missing_is_said_and_nothing_moves(pages: Pages, given, words) -> None:
    lead = browser_of(pages, "governance-lead")
    lead.open(ADDRESS)
    lead.send(**given)
    assert status(lead) == 422 and words in lead.text
    assert len(references(pages)) == 2


@pytest.mark.parametrize("more", [0, 6])
def test_the_page_takes_the_same_few_statements_however_many_cases(pages: Pages, more) -> None:
    for _ in range(more):
        open_live_case(pages, version=FIRST)
    lead = browser_of(pages, "governance-lead")
    lead.open(ADDRESS)
    with counted_statements(pages) as seen:
        lead.open(ADDRESS)
    assert len([s for s in seen if not s.startswith(("BEGIN", "COMMIT"))]) <= MOST_STATEMENTS

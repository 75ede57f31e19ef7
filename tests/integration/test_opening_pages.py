"""Cases are opened, new or under way, and people are given and lose their roles on them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from casework.services.listing import cases, open_programme
from casework.services.reading import get_case
from casework.store.listing import CaseFilter
from tests.integration.case_pages import (
    GOV,
    ICB,
    PM,
    Pages,
    counted_statements,
    open_live_case,
    running_pages,
)
from tests.integration.entry_pages import browser_of, pdf_bytes, status, upload, zip_bytes
from tests.visitors import Visitor


@pytest.fixture
def pages(migrated_url: str, tmp_path: Path) -> Iterator[Pages]:
    """People and organisations; a case is opened by the tests that need one."""
    found = running_pages(migrated_url, tmp_path / "data")
    yield found
    found.office.database.engine.dispose()


@pytest.fixture
def manager(pages: Pages) -> Visitor:
    """The programme manager's browser."""
    return browser_of(pages, "programme-manager")


def references(pages: Pages) -> list[str]:
    return [row.reference for row in cases(pages.office, PM, CaseFilter()).cases]


def test_a_case_is_opened_with_people_by_role(pages: Pages, manager: Visitor) -> None:
    manager.open("/cases/new")
    manager.send(title="A new proposal", organisation=ICB, role_AO="accountable-officer")
    view = get_case(pages.office, PM, references(pages)[0])
    assert view.facts.holders_of("AO") == ["accountable-officer"]
    assert view.facts.holders_of("PM") == ["programme-manager"]


def test_a_case_is_opened_within_its_programme(pages: Pages, manager: Visitor) -> None:
    key = open_programme(pages.office, PM, "Stroke", ICB)
    manager.open(f"/cases/new?programme={key}")
    manager.send(title="A new proposal", organisation=ICB)
    narrowed = cases(pages.office, PM, CaseFilter(programme=key)).cases
    assert [row.title for row in narrowed] == ["A new proposal"]


def test_pressing_twice_opens_one_case(pages: Pages, manager: Visitor) -> None:
    manager.open("/cases/new")
    form = manager.page
    for _ in range(2):
        manager.page = form
        manager.send("/cases/new", title="A new proposal", organisation=ICB)
    assert len(references(pages)) == 1


@pytest.mark.parametrize("title", ["", "   ", "x" * 301])
def test_an_unfit_title_is_refused_and_the_summary_kept(
    pages: Pages, manager: Visitor, title: str
) -> None:
    manager.open("/cases/new")
    manager.send(title=title, organisation=ICB, summary="Kept words")
    assert status(manager) == 422
    assert "Kept words" in manager.page.find("textarea", {"name": "summary"}).get_text()


def test_whoever_opens_a_case_keeps_sight_of_it(pages: Pages, manager: Visitor) -> None:
    manager.open("/cases/new")
    manager.send(title="A", organisation=ICB, role_PM="second-manager")
    assert "give yourself a role" in manager.text


def opened(pages: Pages, manager: Visitor, address: str, **form: str) -> str:
    """The words of the case page after opening a case."""
    manager.open(address)
    manager.send(title="Begun elsewhere", organisation=ICB, opened_on="about 2024", **form)
    manager.open(f"/cases/{references(pages)[0]}")
    return " ".join(manager.page.get_text(" ").split())


def test_the_stage_of_a_case_under_way_is_not_dated_by_the_day_the_proposal_arose(
    pages: Pages, manager: Visitor
) -> None:
    words = opened(pages, manager, "/cases/new/under-way", stage="S4")
    assert "since about 2024" not in words and "since it was opened here on" in words


def test_the_first_stage_of_a_new_case_is_dated_by_its_opening_here(
    pages: Pages, manager: Visitor
) -> None:
    assert "since it was opened here on" in opened(pages, manager, "/cases/new")


def test_a_case_says_when_its_proposal_arose_and_when_it_was_opened_here(
    pages: Pages, manager: Visitor
) -> None:
    words = opened(pages, manager, "/cases/new")
    assert "Opened here on" in words and "Proposal first arose about 2024" in words


def test_a_case_under_way_reads_its_earlier_gates_as_before_this_system(
    pages: Pages, manager: Visitor
) -> None:
    manager.open("/cases/new/under-way")
    manager.send(title="Begun elsewhere", organisation=ICB, stage="S4")
    view = get_case(pages.office, PM, references(pages)[0])
    assert view.facts.stage == "S4"
    states = {str(result.state) for gate in view.judge("S4-S5").gates for result in gate.results
              if gate.gate.stage in ("S0", "S1", "S2", "S3")}  # fmt: skip
    assert "met" not in states


def test_a_case_under_way_asks_next_for_its_folder(pages: Pages, manager: Visitor) -> None:
    manager.open("/cases/new/under-way")
    manager.send(title="Begun elsewhere", organisation=ICB, stage="S4")
    manager.send(files=upload(zip_bytes(a_DOT_pdf=pdf_bytes()), "papers.zip"), act="add")
    assert "a.pdf" in manager.text


def test_a_stage_must_be_one_of_the_pathway(pages: Pages, manager: Visitor) -> None:
    manager.open("/cases/new/under-way")
    manager.send(title="Begun elsewhere", organisation=ICB, stage="CLOSED")
    assert status(manager) == 422


def test_the_people_page_names_the_vacant_roles(pages: Pages, manager: Visitor) -> None:
    open_live_case(pages)
    manager.open(f"{pages.url}/people")
    assert "Nobody holds: Equality lead" in manager.text


def test_a_manager_gives_a_role(pages: Pages, manager: Visitor) -> None:
    open_live_case(pages)
    manager.open(f"{pages.url}/people")
    manager.send(person="stranger", role="EDI", since="2026-06-01")
    assert get_case(pages.office, PM, pages.reference).facts.holders_of("EDI") == ["stranger"]


def test_a_manager_is_not_offered_the_roles_of_governance(
    pages: Pages, manager: Visitor
) -> None:
    open_live_case(pages)
    manager.open(f"{pages.url}/people")
    offered = [o["value"] for o in manager.page.find("select", {"name": "role"}).find_all("option")]
    assert not {"GOV", "LEG", "AO"} & set(offered)


def test_a_manager_cannot_forge_a_role_of_governance(pages: Pages, manager: Visitor) -> None:
    open_live_case(pages)
    manager.open(f"{pages.url}/people")
    manager.send(person="programme-manager", role="GOV")
    assert status(manager) == 422
    assert get_case(pages.office, PM, pages.reference).facts.holders_of("GOV") == [
        "governance-lead"
    ]


def test_governance_ends_a_role_and_the_page_says_until_when(pages: Pages) -> None:
    open_live_case(pages)
    governance = browser_of(pages, "governance-lead")
    governance.open(f"{pages.url}/people/second-manager/PM/end")
    governance.send(until="2026-05-31")
    assert "31 May 2026" in governance.text
    facts = get_case(pages.office, GOV, pages.reference).facts
    assert "second-manager" not in facts.holders_of("PM")


def test_a_manager_cannot_end_the_role_of_governance(pages: Pages, manager: Visitor) -> None:
    open_live_case(pages)
    manager.open(f"{pages.url}/people/governance-lead/GOV/end")
    assert "You cannot end this role" in manager.text


def test_who_keeps_no_people_is_refused(pages: Pages, manager: Visitor) -> None:
    open_live_case(pages)
    engagement = browser_of(pages, "engagement-lead")
    engagement.open(f"{pages.url}/people")
    manager.open(f"{pages.url}/people")
    token = manager.page.find("input", {"name": "csrf_token"})
    assert token is not None
    own = engagement.client.get("/account").text.partition('name="csrf_token" value="')[2]
    answer = engagement.client.post(
        f"{pages.url}/people",
        data={"csrf_token": own.partition('"')[0], "person": "stranger", "role": "EDI"},
    )
    assert answer.status_code == 403


def test_a_role_that_nobody_holds_cannot_be_ended(pages: Pages, manager: Visitor) -> None:
    open_live_case(pages)
    manager.open(f"{pages.url}/people/stranger/PM/end")
    assert status(manager) == 404


@pytest.mark.parametrize("path", ["/cases/new", "/cases/new/under-way", "{case}/people",
                                  "{case}/people/second-manager/PM/end"])  # fmt: skip
def test_the_pages_cost_at_most_eight_statements(
    pages: Pages, manager: Visitor, path: str
) -> None:
    open_live_case(pages)
    with counted_statements(pages) as seen:
        manager.open(path.format(case=pages.url))
    queries = [s for s in seen if not s.startswith("BEGIN")]
    assert len(queries) <= 8, queries

"""Cases are searched, narrowed and paged; programmes group them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from casework.domain.errors import Invalid, NotPermitted
from casework.domain.viewer import Viewer
from casework.services import listing
from casework.services.opening import Opening, open_case
from casework.store.listing import PAGE, CaseFilter
from tests.integration.case_pages import (
    ICB,
    PM,
    Pages,
    counted_statements,
    field_in,
    on,
    open_live_case,
    record,
    running_pages,
    token_in,
)
from tests.integration.entry_pages import browser_of, status
from tests.integration.moved_in_fact import move_in_fact


@pytest.fixture
def pages(migrated_url: str, tmp_path: Path) -> Iterator[Pages]:
    """A live case with people in every role."""
    found = running_pages(migrated_url, tmp_path / "data")
    open_live_case(found)
    yield found
    found.office.database.engine.dispose()


def references(pages: Pages, **narrowed: object) -> list[str]:
    """The references on the first page of a narrowed list."""
    page = listing.cases(pages.office, PM, CaseFilter(**narrowed))  # type: ignore[arg-type]
    return [row.reference for row in page.cases]


def test_a_case_is_listed_with_its_stage_and_its_blockers(pages: Pages) -> None:
    manager = browser_of(pages, "programme-manager")
    manager.open("/cases")
    cells = [c.get_text(" ", strip=True) for c in manager.page.find("tbody").find_all("td")]
    assert cells[0].startswith("S0 ") and int(cells[1]) > 0


def test_a_reconstructed_case_says_so(pages: Pages) -> None:
    open_case(pages.office, PM, Opening("An old programme", ICB,
                                        simulated_on=on("2016-01-05").latest))  # fmt: skip
    manager = browser_of(pages, "programme-manager")
    manager.open("/cases?words=old")
    assert "Reconstructed" in manager.text


def test_words_find_a_case_by_its_title(pages: Pages) -> None:
    other = open_case(pages.office, PM, Opening("Community beds", ICB))
    assert references(pages, words="community") == [other]


def test_a_stage_finds_the_cases_in_it(pages: Pages) -> None:
    open_case(pages.office, PM, Opening("Community beds", ICB))
    move_in_fact(pages.office, PM, pages.reference, "S0-S1", 1)
    assert references(pages, stage="S1") == [pages.reference]


def test_a_gate_finds_the_cases_that_it_bars(pages: Pages) -> None:
    assert references(pages, blocked_by="GT01") == [pages.reference]
    assert references(pages, blocked_by="GT99") == []


def test_people_see_only_cases_on_which_they_hold_a_role(pages: Pages) -> None:
    stranger = browser_of(pages, "stranger")
    stranger.open("/cases")
    assert pages.reference not in stranger.text


def test_a_date_that_does_not_exist_is_said_to_be_none(pages: Pages) -> None:
    manager = browser_of(pages, "programme-manager")
    manager.open("/cases?next_date_by-day=31&next_date_by-month=2&next_date_by-year=2026")
    assert status(manager) == 422 and "must be a real date" in manager.text


def test_the_next_page_goes_on_where_the_first_one_ends(pages: Pages) -> None:
    for number in range(PAGE + 2):
        open_case(pages.office, PM, Opening(f"Case {number}", ICB))
    manager = browser_of(pages, "programme-manager")
    manager.open("/cases")
    first = {a["href"] for a in manager.page.find("tbody").find_all("a")}
    manager.open(manager.page.find("a", rel="next")["href"])
    second = {a["href"] for a in manager.page.find("tbody").find_all("a")}
    assert (len(first), len(second), first & second) == (PAGE, 3, set())


def test_strange_names_in_the_address_break_nothing(pages: Pages) -> None:
    for number in range(PAGE + 2):
        open_case(pages.office, PM, Opening(f"Case {number}", ICB))
    manager = browser_of(pages, "programme-manager")
    manager.open("/cases?endpoint=x&_scheme=javascript&_external=1&after=~&reference=1")
    assert status(manager) == 200
    assert manager.page.find("a", rel="next")["href"].startswith("/cases?")


def test_a_programme_is_opened_and_lists_its_cases(pages: Pages) -> None:
    manager = browser_of(pages, "programme-manager")
    manager.open("/programmes/new")
    manager.send("/programmes/new", title="Better hospitals")
    key = manager.response.request.path.rpartition("/")[2]  # type: ignore[union-attr]
    open_case(pages.office, PM, Opening("Its case", ICB, programme=key))
    manager.open(f"/programmes/{key}")
    assert manager.heading.endswith("Better hospitals") and "Its case" in manager.text


def test_pressing_twice_opens_one_programme(pages: Pages) -> None:
    client = pages.sign_in("programme-manager")
    page = client.get("/programmes/new").get_data(as_text=True)
    fields = {"csrf_token": token_in(page), "once": field_in(page, "once"), "title": "Better"}
    for _ in range(2):
        client.post("/programmes/new", data=fields)
    assert len(listing.programmes(pages.office, PM)) == 1


def test_a_programme_needs_a_title(pages: Pages) -> None:
    with pytest.raises(Invalid):
        listing.open_programme(pages.office, PM, "  ", ICB)


def test_people_outside_open_no_programme(pages: Pages) -> None:
    with pytest.raises(NotPermitted):
        listing.open_programme(pages.office, Viewer("clerk", "east-council", outside=True),
                               "Ours", "east-council")  # fmt: skip


@pytest.mark.parametrize("path", ["/cases", "/programmes", "/programmes/one"])
def test_lists_cost_the_same_for_one_case_and_for_twenty(pages: Pages, path: str) -> None:
    listing.open_programme(pages.office, PM, "One", ICB, key="one")
    client = pages.sign_in("programme-manager")
    one = _statements(pages, client, path)
    for number in range(20):
        open_case(pages.office, PM, Opening(f"Case {number}", ICB, programme="one"))
    twenty = _statements(pages, client, path)
    assert len(twenty) == len(one) <= 8, twenty


def _statements(pages: Pages, client: object, path: str) -> list[str]:
    with counted_statements(pages) as seen:
        answer = client.get(path)  # type: ignore[attr-defined]
    assert answer.status_code == 200
    return [s for s in seen if s not in ("BEGIN", "BEGIN IMMEDIATE")]


def meeting_of_the_board(pages: Pages, held_on: str = "2026-07-15") -> None:
    record(pages, "meeting", purpose="decision", organisation=ICB, held_on=held_on)


@pytest.mark.parametrize("path", ["/cases", "/timeline"])
def test_the_next_date_leads_to_how_it_comes_about(pages: Pages, path: str) -> None:
    meeting_of_the_board(pages)
    manager = browser_of(pages, "programme-manager")
    manager.open(path)
    link = manager.page.find("a", string="7 July 2026: Papers for the ICB meeting")
    page, _, mark = str(link["href"]).partition("#")
    manager.open(page)
    assert "Papers for the ICB meeting" in manager.page.find(id=mark).get_text()


def test_the_next_date_finds_a_case_by_a_date_that_a_rule_makes(pages: Pages) -> None:
    meeting_of_the_board(pages)
    assert references(pages, next_date_by=date(2026, 7, 7)) == [pages.reference]
    assert references(pages, next_date_by=date(2026, 7, 6)) == []


def test_a_reconstructed_case_counts_its_dates_from_its_own_day(pages: Pages) -> None:
    reference = open_case(pages.office, PM, Opening(
        "An old programme", ICB, simulated_on=on("2016-01-05").latest
    ))  # fmt: skip
    record(replace(pages, reference=reference), "meeting", purpose="scrutiny",
           organisation="east-council", held_on="2016-01-20")  # fmt: skip
    manager = browser_of(pages, "programme-manager")
    manager.open("/cases")
    assert "(as on 5 January 2016, replayed)" in manager.text
    assert reference not in references(pages, next_date_by=date(2030, 1, 1))


def test_watches_of_reconstructed_cases_stand_apart_with_their_own_day(pages: Pages) -> None:
    reference = open_case(pages.office, PM, Opening(
        "An old programme", ICB, simulated_on=on("2016-01-05").latest
    ))  # fmt: skip
    for of in (pages.reference, reference):
        record(replace(pages, reference=of), "decision", purpose="to_consult",
               outcome="approved", decided_on="2016-01-04")  # fmt: skip
    manager = browser_of(pages, "programme-manager")
    manager.open("/limitation")
    live, replayed = manager.page.select("section[aria-labelledby]")
    assert "as on" not in live.get_text() and pages.reference in live.get_text()
    assert "(in 89 days, as on 5 January 2016, replayed)" in " ".join(replayed.get_text().split())


def test_home_the_list_and_the_case_give_one_number_of_what_blocks(pages: Pages) -> None:
    manager = browser_of(pages, "programme-manager")
    manager.open("/cases")
    listed = manager.page.find("tbody").find_all("td")[1].get_text(strip=True)
    manager.open("/home")
    assert f"{listed} checks block the next step" in manager.text
    manager.open(pages.url)
    assert f"Before the next step: {listed} checks not met" in manager.text

"""The pages of a scheme of delegation: in the browser, for whom, and at what cost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from casework.services.schemes import withdraw_entry
from tests.integration.case_pages import (
    GOV,
    ICB,
    PM,
    Pages,
    counted_statements,
    open_live_case,
    record,
    running_pages,
)
from tests.integration.entry_pages import browser_of, status
from tests.integration.scheming import (
    ELSEWHERE,
    KEEPER,
    LETTERS,
    PAPER,
    READER,
    ROOT,
    add_keepers,
    bring,
    newest,
    open_another,
    state,
)
from tests.integration.tampering import tamper

KEY = f"{LETTERS}-1"
ENTERED = {
    "power": LETTERS, "held_by": "AO", "reserved": "no", "since": "1 April 2026",
    "document": PAPER, "dated-day": "26", "dated-month": "3", "dated-year": "2026",
}  # fmt: skip
MOST_STATEMENTS = 8


@pytest.fixture
def pages(migrated_url: str, tmp_path: Path) -> Iterator[Pages]:
    """A live case of a board that keeps no scheme yet."""
    found = running_pages(migrated_url, tmp_path / "data")
    add_keepers(found)
    open_live_case(found)
    yield found
    found.office.database.engine.dispose()


def test_governance_finds_its_scheme_from_the_first_page(pages: Pages) -> None:
    keeper = browser_of(pages, KEEPER.person)
    keeper.open("/home")
    assert "Scheme of delegation" in keeper.text
    keeper.open("/administration/schemes")
    assert keeper.heading.startswith("North Integrated Care Board")
    assert "Nothing is stated yet." in keeper.text


def test_an_entry_is_stated_and_shown_with_its_days_and_its_paper(pages: Pages) -> None:
    keeper = browser_of(pages, KEEPER.person)
    keeper.open(f"{ROOT}/add")
    keeper.send(**ENTERED)
    assert "The entry is stated." in keeper.text
    keeper.open(ROOT)
    assert "Accountable officer" in keeper.text and "1 April 2026" in keeper.text
    assert f"{PAPER}, 26 March 2026" in keeper.text and "In force" in keeper.text


def test_what_was_typed_stays_beside_its_errors(pages: Pages) -> None:
    keeper = browser_of(pages, KEEPER.person)
    keeper.open(f"{ROOT}/add")
    keeper.send(**{**ENTERED, "reserved": "yes", "conditions": "With the chair"})
    assert status(keeper) == 422
    assert "What is reserved to the board is held by the board itself" in keeper.text
    assert keeper.page.find(id="conditions").get_text().strip() == "With the chair"


def test_a_power_of_which_nothing_is_said_is_shown_as_not_known(pages: Pages) -> None:
    state(pages)
    keeper = browser_of(pages, KEEPER.person)
    keeper.open(ROOT)
    unknown = keeper.page.find("h2", string="Not known").find_next("ul").get_text(" ")
    assert "To decide to consult" in unknown and "To sign letters to councils" not in unknown


def test_an_entry_is_corrected_with_a_reason_and_both_versions_stay(pages: Pages) -> None:
    state(pages)
    keeper = browser_of(pages, KEEPER.person)
    keeper.open(f"{ROOT}/{KEY}/correct")
    keeper.send(held_by="SRO", reason="The post was misread")
    assert "Version 2: Senior responsible owner" in keeper.text
    assert "Version 1: Accountable officer" in keeper.text
    assert "Why: The post was misread. Recorded by Keeper-of-the-scheme" in keeper.text


def test_an_entry_is_ended_on_its_page(pages: Pages) -> None:
    state(pages)
    keeper = browser_of(pages, KEEPER.person)
    keeper.open(f"{ROOT}/{KEY}")
    keeper.send(f"{ROOT}/{KEY}/end", last="31 May 2026", why="Minute 7 of 28 May 2026")
    assert "until 31 May 2026" in keeper.text and "Not in force today" in keeper.text


def test_an_end_without_a_day_says_so_and_keeps_the_paper(pages: Pages) -> None:
    state(pages)
    keeper = browser_of(pages, KEEPER.person)
    keeper.open(f"{ROOT}/{KEY}")
    keeper.send(f"{ROOT}/{KEY}/end", last="", why="Minute 7")
    assert status(keeper) == 422 and "Enter the last day of the entry" in keeper.text
    assert keeper.page.find(id="why")["value"] == "Minute 7"


def test_an_entry_is_withdrawn_and_may_be_stated_again(pages: Pages) -> None:
    state(pages)
    keeper = browser_of(pages, KEEPER.person)
    keeper.open(f"{ROOT}/{KEY}")
    keeper.send(f"{ROOT}/{KEY}/withdraw", reason="It was of another board")
    assert "Withdrawn" in keeper.text and "State it again" in keeper.text
    assert not keeper.page.find("form", action=f"{ROOT}/{KEY}/end")


def test_the_wrong_version_is_told_that_somebody_was_faster(pages: Pages) -> None:
    state(pages)
    keeper = browser_of(pages, KEEPER.person)
    keeper.open(f"{ROOT}/{KEY}")
    withdraw_entry(pages.office, KEEPER, ICB, KEY, 1, "An error")
    keeper.page.find("form", action=f"{ROOT}/{KEY}/end")
    keeper.send(f"{ROOT}/{KEY}/end", last="31 May 2026", why="Minute 7")
    assert status(keeper) == 409 and newest(pages, KEY).version == 2


def test_a_legal_adviser_reads_and_changes_nothing(pages: Pages) -> None:
    state(pages)
    reader = browser_of(pages, READER.person)
    reader.open(f"{ROOT}/{KEY}")
    assert status(reader) == 200 and not reader.page.select("main form")
    reader.open(f"{ROOT}/add")
    assert status(reader) == 403


@pytest.mark.parametrize("person", [PM.person, ELSEWHERE.person, "governance-lead"])
def test_whoever_is_not_governance_of_the_body_sees_nothing_of_it(
    pages: Pages, person: str
) -> None:
    state(pages)
    other = browser_of(pages, person)
    for address in (ROOT, f"{ROOT}/{KEY}", f"{ROOT}/cases", f"{ROOT}/add"):
        other.open(address)
        assert (status(other), PAPER in other.text) == (403, False), address


def test_every_case_shows_whether_it_holds_the_scheme(pages: Pages) -> None:
    state(pages)
    keeper = browser_of(pages, KEEPER.person)
    keeper.open(f"{ROOT}/cases")
    assert f"On its way {pages.reference}" in keeper.text
    bring(pages)
    keeper.open(f"{ROOT}/cases")
    assert f"Holds it {pages.reference}" in keeper.text


def test_a_case_that_lacks_it_is_sent_it_by_a_button(pages: Pages) -> None:
    state(pages)
    tamper(pages.office.database, "DELETE FROM job")
    keeper = browser_of(pages, KEEPER.person)
    keeper.open(f"{ROOT}/cases")
    assert f"Lacks it {pages.reference}" in keeper.text
    keeper.send()
    assert "on its way to 1 case." in keeper.text and "On its way" in keeper.text


def test_a_case_shows_the_scheme_beside_what_it_holds(pages: Pages) -> None:
    state(pages)
    manager = browser_of(pages, PM.person)
    manager.open(f"{pages.url}/scheme")
    assert "Not yet" in manager.text and "Not held as it stands now" in manager.text
    manager.send()
    assert "Taken over: 1 power changed." in manager.text
    assert "The same version 1" in manager.text and "Held as it stands now" in manager.text


def test_a_case_says_what_it_states_alone_and_what_is_not_known(pages: Pages) -> None:
    state(pages)
    bring(pages)
    record(pages, "delegated_power", GOV, "ours", organisation=ICB, power="decide_proposal",
           held_by="board", since="2026-04-01", instrument="Terms of reference")  # fmt: skip
    manager = browser_of(pages, PM.person)
    manager.open(f"{pages.url}/scheme")
    alone = manager.page.find("h2", string="Stated in this case alone").find_next("ul")
    assert len(alone.find_all("li")) == 1
    unknown = manager.page.find("h2", string="Not known on this case").find_next("ul")
    assert "To decide on the proposal" not in unknown.get_text(" ")
    assert "To decide to consult" in unknown.get_text(" ")


def test_a_power_from_the_scheme_offers_no_correction_on_the_case(pages: Pages) -> None:
    state(pages)
    bring(pages)
    manager = browser_of(pages, PM.person)
    manager.open(f"{pages.url}/records/delegated_power/{ICB}:{KEY}")
    assert "is changed there" in manager.text and "Correct or add to this" not in manager.text
    manager.open(f"{pages.url}/records/delegated_power")
    assert "Compare with the scheme" in manager.text


def test_pages_cost_the_same_however_long_the_scheme_is(pages: Pages) -> None:
    for holder in ("AO", "SRO", "CFO", "board"):
        state(pages, held_by=holder)
    for _ in range(3):
        open_another(pages)
    bring(pages)
    keeper, manager = pages.sign_in(KEEPER.person), pages.sign_in(PM.person)
    for client, address in (
        (keeper, ROOT), (keeper, f"{ROOT}/add"), (keeper, f"{ROOT}/{KEY}"),
        (keeper, f"{ROOT}/{KEY}/correct"), (keeper, f"{ROOT}/cases"),
        (manager, f"{pages.url}/scheme"),
    ):  # fmt: skip
        with counted_statements(pages) as seen:
            assert client.get(address).status_code == 200, address
        asked = [each for each in seen if each != "BEGIN"]
        assert len(asked) <= MOST_STATEMENTS, (address, len(asked))

"""The highlight report: one page on where a case stands, and what changed since the last."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from benchmarks.measuring import counted
from casework.domain.errors import Conflict, NotFound, NotPermitted
from casework.domain.facts import CaseFacts
from casework.domain.viewer import Viewer
from casework.services.audit import verify_chain
from casework.services.highlights import record_highlight_report, recorded_since, report_before
from casework.services.reading import get_case
from tests.integration.case_pages import ICB, PM, Pages, open_live_case, record, running_pages
from tests.integration.entry_pages import browser_of, status


@pytest.fixture
def pages(migrated_url: str, tmp_path: Path) -> Iterator[Pages]:
    """A case with an issue, a risk and a meeting ahead."""
    found = running_pages(migrated_url, tmp_path / "data")
    open_live_case(found)
    record(found, "issue", key="open", issue="The plan is late", owner="Programme manager")
    record(found, "issue", key="done", issue="The room was lost", settled_on="2026-01-05")
    record(found, "risk", risk="Nobody answers", rating="High")
    record(found, "meeting", organisation="east-council", purpose="scrutiny",
           held_on="2035-06-01")  # fmt: skip
    yield found
    found.office.database.engine.dispose()


def facts_of(pages: Pages) -> CaseFacts:
    return get_case(pages.office, PM, pages.reference).facts


def make(pages: Pages, viewer: Viewer = PM, words: str = ""):
    return record_highlight_report(pages.office, viewer, pages.reference, words)


def shown(pages: Pages, query: str = ""):
    manager = browser_of(pages, "programme-manager")
    manager.open(f"{pages.url}/highlights{query}")
    return manager


def test_it_says_the_stage_what_blocks_whose_move_and_what_is_open(pages: Pages) -> None:
    text = shown(pages).text
    for words in ("Intake and triage", "not met", "Programme manager", "The plan is late",
                  "Nobody answers", "1 June 2035"):  # fmt: skip
        assert words in text, words
    assert "The room was lost" not in text.partition("What changed")[0]


def test_the_first_report_says_that_everything_is_new(pages: Pages) -> None:
    assert "No report was made before this one" in shown(pages).text


def test_that_it_was_made_is_recorded_once_a_day_with_its_words(pages: Pages) -> None:
    made = make(pages, words="Please free a room.")
    assert made.key == pages.office.clock.today().isoformat()
    with pytest.raises(Conflict, match="today"):
        make(pages)
    assert verify_chain(pages.office.database, pages.reference).intact
    assert "Please free a room." in shown(pages).text


def test_the_next_report_tells_only_what_was_recorded_since(pages: Pages) -> None:
    made = make(pages)
    record(pages, "risk", key="new", risk="The lease ends")
    facts = facts_of(pages)
    assert {r.reference for r in recorded_since(facts, made)} == {"risk/new"}


def test_a_report_of_the_same_day_counts_from_the_one_before_it(pages: Pages) -> None:
    made, today = make(pages), pages.office.clock.today()
    facts = facts_of(pages)
    assert report_before(facts, today) is None
    assert report_before(facts, today + timedelta(days=1)).pin == made.pin


def test_only_who_works_on_the_case_makes_one(pages: Pages) -> None:
    with pytest.raises((NotFound, NotPermitted)):
        make(pages, Viewer("stranger", ICB))
    assert not facts_of(pages).current("highlight_report")


def test_it_is_made_in_the_browser_and_listed_with_its_day(pages: Pages) -> None:
    manager = shown(pages)
    manager.send(words="All is well.")
    assert "Recorded: the highlight report of today was made." in manager.text
    assert "All is well." in manager.text and "Reports made" in manager.text
    day = pages.office.clock.today().isoformat()
    assert f"as_of={day}" in str(manager.page.select_one("ul a[href*=as_of]"))


def test_pressing_twice_records_one_report(pages: Pages) -> None:
    manager = shown(pages)
    form = manager.page
    for _ in range(2):
        manager.page = form
        manager.send(words="All is well.")
    assert status(manager) == 200
    (report,) = facts_of(pages).current("highlight_report")
    assert report.version == 1


def test_the_page_is_read_in_eight_statements_however_much_is_recorded(pages: Pages) -> None:
    make(pages)
    for number in range(40):
        record(pages, "risk", key=f"r{number}", risk="Rain")
    manager = browser_of(pages, "programme-manager")
    with counted(pages.office.database.engine) as statements:
        manager.open(f"{pages.url}/highlights")
    assert len(statements.texts) <= 8


def test_too_long_words_stay_in_the_form(pages: Pages) -> None:
    manager = shown(pages)
    manager.send(words="x" * 2001)
    assert status(manager) == 422
    assert len(manager.page.select_one("textarea").text.strip()) == 2001

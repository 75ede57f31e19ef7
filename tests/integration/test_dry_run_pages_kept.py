"""A person keeps a dry run, and marks it as made for legal advice or not."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from casework.services.recording import withdraw_record
from tests.integration.case_pages import (
    PM,
    Pages,
    counted_statements,
    fill_intake,
    open_live_case,
    record,
    running_pages,
)
from tests.integration.dry_run_pages import (
    SCREEN,
    assume_screen,
    assumptions,
    begin,
    counted,
    keep,
    kept,
    send,
    trying,
)
from tests.integration.dry_runs import SECRET, row_counts
from tests.integration.entry_pages import browser_of, status


@pytest.fixture
def pages(migrated_url: str, tmp_path: Path) -> Iterator[Pages]:
    """A live case at its first stage, with its bodies recorded."""
    found = running_pages(migrated_url, tmp_path / "data")
    open_live_case(found)
    fill_intake(found)
    yield found
    found.office.database.engine.dispose()


def test_keeping_writes_one_record_and_one_audit_entry(pages: Pages) -> None:
    manager = trying(pages)
    assume_screen(pages, manager)
    before = row_counts(pages.office.database)
    keep(pages, manager)
    after = row_counts(pages.office.database)
    assert [after[t] - before[t] for t in ("case_record", "audit_entry")] == [1, 1]


def test_nothing_typed_is_in_an_address_or_a_log(
    pages: Pages, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    manager = trying(pages)
    assume_screen(pages, manager)
    keep(pages, manager)
    assert manager.response is not None
    assert SECRET not in manager.response.request.url + caplog.text
    assert not [a["href"] for a in manager.page.find_all("a", href=True) if SECRET in a["href"]]


def test_what_is_kept_has_a_page_that_says_it_all(pages: Pages) -> None:
    manager = trying(pages)
    assume_screen(pages, manager)
    keep(pages, manager)
    assert manager.heading.endswith(f"Dry run: {SECRET} title")
    assert f"{SECRET}: no risk" in manager.text
    assert "It would be refused" in manager.text and "GT01.determination" in manager.text


def test_keeping_twice_keeps_once(pages: Pages) -> None:
    manager = trying(pages)
    page, response = manager.page, manager.response
    for _ in range(2):
        manager.page, manager.response = page, response
        keep(pages, manager)
    assert (status(manager), len(kept(pages))) == (200, 1)


def test_a_dry_run_without_title_is_shown_again_with_its_assumptions(pages: Pages) -> None:
    manager = trying(pages)
    assume_screen(pages, manager)
    keep(pages, manager, title="", made_for_legal_advice="yes")
    assert (status(manager), len(assumptions(manager)), kept(pages)) == (422, 1, [])
    assert manager.page.select_one("input[value=yes][checked]") is not None


def test_an_answer_that_changed_meanwhile_is_shown_anew(pages: Pages) -> None:
    manager = trying(pages)
    record(pages, "urgency_screen", **{**SCREEN, "reasons": "No risk"})
    keep(pages, manager)
    assert (status(manager), kept(pages)) == (409, [])
    keep(pages, manager)
    assert len(kept(pages)) == 1


def test_what_can_no_longer_be_so_is_marked_and_not_kept(pages: Pages) -> None:
    service = record(pages, "service", name="Another service")
    manager = trying(pages)
    begin(pages, manager, "withdrawn", service.reference)
    withdraw_record(pages.office, PM, pages.reference, service.reference, 1, "An error")
    send(pages, manager)
    assert "Cannot be so" in manager.text
    assert manager.page.find("form", action=f"{pages.url}/try/keep") is None


def test_one_made_for_legal_advice_is_not_printed_nor_named_in_its_heading(pages: Pages) -> None:
    manager = trying(pages)
    assume_screen(pages, manager)
    keep(pages, manager, made_for_legal_advice="yes")
    assert status(manager) == 200
    main = manager.page.find("main")
    assert main is not None
    for hidden in main.select(".casework-privileged"):
        hidden.decompose()
    title = manager.page.find("title")
    assert title is not None
    assert SECRET not in main.get_text() + title.get_text()


def test_one_made_for_legal_advice_is_on_no_page_of_others(pages: Pages) -> None:
    manager = trying(pages)
    assume_screen(pages, manager)
    keep(pages, manager, made_for_legal_advice="yes")
    key = kept(pages)[0].key
    lead = browser_of(pages, "engagement-lead")
    met = []
    for path in ("", "/history", "/records", "/dry-runs", "/audit", "/audit.csv", "/decisions",
                 "/records/dry_run", "/evidence", "/documents", "/sharing"):  # fmt: skip
        lead.open(pages.url + path)
        assert lead.response is not None
        if status(lead) != 200 or any(
            w in lead.response.text for w in (SECRET, key, "Kept a dry run", "dry_run_kept")
        ):
            met.append(path)
    assert met == []
    for path in ("/dry-runs", "/records/dry_run"):
        lead.open(f"{pages.url}{path}/{key}")
        assert status(lead) == 404


def test_a_list_shows_what_is_kept(pages: Pages) -> None:
    manager = trying(pages)
    keep(pages, manager)
    lead = browser_of(pages, "engagement-lead")
    lead.open(f"{pages.url}/records/dry_run")
    assert f"{SECRET} title" in lead.text


def test_a_legal_adviser_takes_the_mark_off_with_a_reason(pages: Pages) -> None:
    manager = trying(pages)
    keep(pages, manager, made_for_legal_advice="yes")
    key = kept(pages)[0].key
    adviser = browser_of(pages, "legal-adviser")
    adviser.open(f"{pages.url}/dry-runs/{key}/unmark")
    adviser.send(reason="")
    assert status(adviser) == 422
    adviser.send(reason="Made for the board")
    lead = browser_of(pages, "engagement-lead")
    lead.open(f"{pages.url}/dry-runs/{key}")
    assert "Made for the board" in lead.text


def test_its_author_marks_it_on_its_page(pages: Pages) -> None:
    manager = trying(pages)
    keep(pages, manager)
    key = kept(pages)[0].key
    manager.send(f"{pages.url}/dry-runs/{key}/mark")
    assert kept(pages)[0].payload.made_for_legal_advice is True


@pytest.mark.parametrize("path", ["/try?what=S0-S1", "/dry-runs", "/dry-runs/{key}"])
def test_a_page_of_dry_runs_takes_eight_statements_at_most(pages: Pages, path: str) -> None:
    keep(pages, manager := trying(pages))
    address = pages.url + path.format(key=kept(pages)[0].key)
    with counted_statements(pages) as seen:
        manager.open(address)
    assert len(counted(seen)) <= 8

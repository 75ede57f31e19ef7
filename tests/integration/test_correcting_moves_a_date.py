"""A correction by a record's own form that moves a date shows first what follows from it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from casework.services.reading import get_case
from casework.services.recording import Statement, record_fact
from tests.integration.case_pages import (
    COUNCILS,
    PM,
    Pages,
    counted_statements,
    open_live_case,
    record,
    running_pages,
)
from tests.integration.entry_pages import status
from tests.integration.gates_in_browser import shown_to
from tests.visitors import Visitor

RUNS = {"opens_on": "2026-07-01", "closes_on": "2026-10-01", "web_address": "www.example.org/us"}
LETTER = {"purpose": "regulation_23", "organisation": COUNCILS[0], "direction": "sent",
          "sent_on": "2026-06-01", "comments_date": "2026-10-15"}  # fmt: skip
VERSIONS_AND_POLLS = 3
"""The beginning of one more reading, the versions of records, and the polls."""


@pytest.fixture
def pages(migrated_url: str, tmp_path: Path) -> Iterator[Pages]:
    """A live case with a consultation, of which a council was told."""
    found = running_pages(migrated_url, tmp_path / "data")
    open_live_case(found, stage="S3")
    for council in COUNCILS:
        record(found, "affected_authority", organisation=council, standing="scrutiny")
    record(found, "consultation", **RUNS)
    record(found, "letter", **LETTER)
    yield found
    found.office.database.engine.dispose()


def corrected(pages: Pages, of: str = "consultation/case", **values: Any) -> Visitor:
    """The form of a record, filled in anew and sent once."""
    manager = shown_to(pages, "programme-manager", f"/records/{of}/edit")
    manager.send(**values)
    return manager


def consultation(pages: Pages) -> Any:
    return get_case(pages.office, PM, pages.reference).facts.single("consultation")


def test_what_follows_is_shown_and_nothing_is_recorded_yet(pages: Pages) -> None:
    text = corrected(pages, closes_on="2026-10-30").text
    assert "What follows from the new date Nothing is recorded yet." in text
    assert "from 1 October 2026 to 30 October 2026" in text and "Dates that move with it" in text
    assert consultation(pages).version == 1


def test_what_was_typed_stays_in_the_form(pages: Pages) -> None:
    manager = corrected(pages, closes_on="2026-10-30", web_address="www.example.org/new")
    assert manager.page.find("input", attrs={"name": "closes_on"})["value"] == "2026-10-30"
    assert manager.page.find("input", attrs={"name": "web_address"})["value"] == (
        "www.example.org/new"
    )


def test_sent_again_it_is_recorded(pages: Pages) -> None:
    manager = corrected(pages, closes_on="2026-10-30")
    manager.send()
    known = consultation(pages)
    assert (known.version, known.payload.closes_on.text) == (2, "2026-10-30")


def test_another_day_than_the_one_looked_at_is_shown_first_too(pages: Pages) -> None:
    manager = corrected(pages, closes_on="2026-10-30")
    manager.send(closes_on="2026-11-06")
    assert "to 6 November 2026" in manager.text and consultation(pages).version == 1


def test_a_correction_that_moves_no_date_is_recorded_at_once(pages: Pages) -> None:
    corrected(pages, web_address="www.example.org/new")
    assert consultation(pages).version == 2


def test_a_date_that_becomes_rough_is_shown_first(pages: Pages) -> None:
    text = corrected(pages, closes_on="2026-11").text
    assert "from 1 October 2026 to in November 2026" in text and "Not known" in text


def test_two_dates_are_shown_one_after_another(pages: Pages) -> None:
    text = corrected(pages, opens_on="2026-07-08", closes_on="2026-10-08").text
    assert "Consultation closes: from 1 October 2026 to 8 October 2026" in text
    assert "Consultation opens: from 1 July 2026 to 8 July 2026" in text


def test_a_closing_day_after_the_councils_comments_is_warned_of(pages: Pages) -> None:
    text = corrected(pages, closes_on="2026-10-30").text
    assert "asks for its comments by 15 October 2026, before the consultation would close" in text


def test_a_new_record_shows_no_cascade(pages: Pages) -> None:
    manager = shown_to(pages, "programme-manager", "/records/meeting/new")
    manager.send(purpose="decision", held_on="2026-12-01")
    assert "Nothing is recorded yet" not in manager.text


def test_a_stale_form_is_told_so_before_any_cascade(pages: Pages) -> None:
    manager = shown_to(pages, "programme-manager", "/records/consultation/case/edit")
    record_fact(pages.office, PM, pages.reference, Statement(
        "consultation", {**RUNS, "web_address": "www.example.org/other"}, key="case", version=1,
    ))  # fmt: skip
    manager.send(closes_on="2026-10-30")
    assert status(manager) == 409 and "after you opened this page" in manager.text


@pytest.mark.parametrize(("kind", "field", "values", "rule"), [
    ("senate_review", "review_on", {"review_on": "2027-03-01"}, "T18"),
    ("temporary_change", "decided_on", {"what": "The ward closes", "status": "temporary",
                                        "decided_on": "2026-05-20"}, "T17"),
])  # fmt: skip
def test_other_days_that_move_dates_are_shown_and_offered(
    pages: Pages, kind: str, field: str, values: dict[str, str], rule: str
) -> None:
    known = record(pages, kind, **values)
    text = corrected(pages, known.reference, **{field: "2026-05-25"}).text
    offered = shown_to(pages, "programme-manager", "/dates/move")
    assert f"{rule}:" in text and "Nothing is recorded yet." in text
    assert offered.page.find("a", href=lambda h: h and f"field={field}" in h) is not None


def test_it_costs_the_form_and_what_a_page_of_dates_reads(pages: Pages) -> None:
    manager = shown_to(pages, "programme-manager", "/records/consultation/case/edit")
    with counted_statements(pages) as form:
        manager.open(f"{pages.url}/records/consultation/case/edit")
    with counted_statements(pages) as look:
        manager.send(closes_on="2026-10-30")
    assert len(look) <= len(form) + VERSIONS_AND_POLLS, (form, look)

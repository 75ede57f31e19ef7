"""What a reader sees of how long an ended case is kept, and that a withdrawn one is locked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from casework.domain.dates import long_date
from casework.services.holds import start_hold
from casework.services.moving import Step, move_case
from tests.integration.case_pages import (
    LEG,
    PM,
    SRO,
    Pages,
    counted_statements,
    on,
    open_live_case,
    record,
    running_pages,
)
from tests.integration.desk import without_temporary_change
from tests.integration.entry_pages import browser_of
from tests.visitors import Visitor


@pytest.fixture
def pages(migrated_url: str, tmp_path: Path) -> Iterator[Pages]:
    """A live case early on its way."""
    found = running_pages(migrated_url, tmp_path / "data")
    open_live_case(found, stage="S1")
    yield found
    found.office.database.engine.dispose()


@pytest.fixture
def withdrawn(pages: Pages) -> Pages:
    """The case, withdrawn today after a decision of last month."""
    record(pages, "decision", key="withdraw", purpose="withdraw", outcome="approved",
           organisation="north-icb", decided_on="2026-04-20")  # fmt: skip
    without_temporary_change(pages.office, PM, pages.reference)
    move_case(pages.office, SRO, pages.reference, Step("S1-WITHDRAWN", 1, "The money is gone"))
    return pages


def seen(pages: Pages, page: str = "") -> Visitor:
    visitor = browser_of(pages, "programme-manager")
    visitor.open(f"{pages.url}{page}")
    return visitor


def test_a_case_that_goes_on_says_that_its_retention_has_not_begun(pages: Pages) -> None:
    assert "This case has not ended." in seen(pages, "/retention").text


def test_a_case_that_goes_on_shows_nothing_of_disposal_on_its_page(pages: Pages) -> None:
    assert "Keeping and disposal" not in seen(pages).text


def test_the_case_page_says_from_when_retention_counts(withdrawn: Pages) -> None:
    today = long_date(withdrawn.office.clock.today())
    assert f"Retention counts from the end of the case: {today}." in seen(withdrawn).text


def test_the_case_page_says_that_it_is_locked(withdrawn: Pages) -> None:
    assert "This case is withdrawn and its record is locked." in seen(withdrawn).text


def test_the_report_says_from_when_retention_counts(withdrawn: Pages) -> None:
    assert "Retention counts from the end of the case" in seen(withdrawn, "/highlights").text


def test_each_class_says_its_day_its_rule_and_how_sure_we_are(withdrawn: Pages) -> None:
    text = seen(withdrawn, "/retention").text
    assert "6 years after the end of the case on" in text
    assert "Rule RT4, how sure we are: assumed: to be verified before it is relied on (A)" in text


def test_disposal_is_called_a_person_s_act(withdrawn: Pages) -> None:
    assert "Nothing is disposed of by this program." in seen(withdrawn, "/retention").text


def test_the_watch_over_the_decision_is_named_and_no_safe_harbour(withdrawn: Pages) -> None:
    text = seen(withdrawn, "/retention").text
    assert "lasts until 19 July 2026 at the least" in text and "no safe harbour" in text


def test_a_legal_hold_holds_every_day(withdrawn: Pages) -> None:
    start_hold(withdrawn.office, LEG, withdrawn.reference, "IN_LITIGATION", on("2026-05-01"),
               key="claim")  # fmt: skip
    text = seen(withdrawn, "/retention").text
    assert "Under legal hold (since 1 May 2026)" in text
    assert "Held. Without the legal hold: from" in text


def test_the_page_costs_few_statements(withdrawn: Pages) -> None:
    client = withdrawn.sign_in("programme-manager")
    with counted_statements(withdrawn) as statements:
        assert client.get(f"{withdrawn.url}/retention").status_code == 200
    assert len([s for s in statements if s != "BEGIN"]) <= 8

"""The page of notices: each document, each body, and what is on record as sent."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from casework.services.holds import start_hold
from tests.integration.case_pages import (
    GOV,
    Pages,
    counted_statements,
    on,
    open_live_case,
    record,
    running_pages,
)
from tests.integration.entry_pages import browser_of
from tests.visitors import Visitor


@pytest.fixture
def pages(migrated_url: str, tmp_path: Path) -> Iterator[Pages]:
    """A live case whose work is paused."""
    found = running_pages(migrated_url, tmp_path / "data")
    open_live_case(found, stage="S5")
    record(found, "affected_authority", organisation="east-council", standing="scrutiny")
    start_hold(found.office, GOV, found.reference, "PAUSED", on("2026-05-04"), key="p")
    yield found
    found.office.database.engine.dispose()


def notices(pages: Pages, person: str = "programme-manager") -> Visitor:
    visitor = browser_of(pages, person)
    visitor.open(f"{pages.url}/notices")
    return visitor


def links(visitor: Visitor) -> list[str]:
    return [str(a.get("href")) for a in visitor.page.select("main a")]


def test_the_page_of_holds_leads_to_the_notices_of_a_pause(pages: Pages) -> None:
    visitor = browser_of(pages, "programme-manager")
    visitor.open(f"{pages.url}/holds")
    assert f"{pages.url}/notices" in links(visitor)


def test_what_was_not_told_is_listed(pages: Pages) -> None:
    text = notices(pages).text
    assert "The public notice of the pause." in text
    assert "The day on which the scrutiny committees were told of the pause." in text


def test_each_document_is_offered_for_the_public_and_for_each_body(pages: Pages) -> None:
    found = links(notices(pages))
    assert f"{pages.url}/documents/D33a" in found
    assert f"{pages.url}/documents/D33b:east-council" in found


def test_that_a_letter_was_sent_is_recorded_from_here_and_shown(pages: Pages) -> None:
    visitor = notices(pages)
    (form,) = [a for a in links(visitor) if "organisation=east-council" in a]
    visitor.open(form)
    visitor.send(sent_on="2026-05-06")
    assert "Sent: 6 May 2026" in notices(pages).text


def test_a_letter_to_an_earlier_pause_is_not_shown_as_sent_for_this_one(pages: Pages) -> None:
    record(pages, "letter", purpose="pause_notice", organisation="east-council",
           direction="sent", sent_on="2026-01-05")  # fmt: skip
    assert "That a letter was sent is not recorded." in notices(pages).text


def test_to_whom_the_case_writes_as_the_department_is_asked_for(pages: Pages) -> None:
    assert "To which body this case writes as the Department is not recorded." in (
        notices(pages).text
    )


def test_a_letter_to_the_department_without_a_day_offers_its_document(pages: Pages) -> None:
    record(pages, "letter", purpose="pause_notice", organisation="healthwatch-east",
           direction="sent")  # fmt: skip
    visitor = notices(pages)
    assert f"{pages.url}/documents/D33b:healthwatch-east" in links(visitor)
    assert "Being prepared" in visitor.text


def test_the_page_costs_few_statements_however_many_bodies_there_are(pages: Pages) -> None:
    record(pages, "affected_authority", organisation="west-council", standing="scrutiny")
    client = pages.sign_in("programme-manager")
    with counted_statements(pages) as statements:
        assert client.get(f"{pages.url}/notices").status_code == 200
    assert len([s for s in statements if s != "BEGIN"]) <= 8

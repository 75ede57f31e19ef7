"""The page of every date of a case: each says what it is, how it comes about, and what it was."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from casework.services.reading import get_case
from tests.integration.case_pages import (
    COUNCILS,
    ICB,
    PM,
    Pages,
    counted_statements,
    fill_intake,
    open_live_case,
    put_in,
    record,
    running_pages,
)
from tests.integration.entry_pages import status
from tests.integration.gates_in_browser import LETTER, shown_to
from tests.visitors import Visitor

MOST = 8
DATES = "/dates"


@pytest.fixture
def pages(migrated_url: str, tmp_path: Path) -> Iterator[Pages]:
    """A live case in which councils are consulted."""
    found = running_pages(migrated_url, tmp_path / "data")
    open_live_case(found, stage="S3")
    for council in COUNCILS:
        record(found, "affected_authority", organisation=council, standing="scrutiny")
    yield found
    found.office.database.engine.dispose()


def shown(pages: Pages, path: str = DATES) -> Visitor:
    """The programme manager on the page."""
    return shown_to(pages, "programme-manager", path)


def part(visitor: Visitor, anchor: str) -> list[str]:
    """The words of each date under a heading."""
    heading = visitor.page.find(id=anchor)
    assert heading is not None
    listed = heading.find_next_sibling("ul")
    return [" ".join(li.get_text(" ").split()) for li in listed.find_all("li", recursive=False)]


def one(visitor: Visitor, anchor: str, beginning: str) -> str:
    """The words of the one date that contains these words before its working."""
    found = [words for words in part(visitor, anchor) if beginning in words]
    assert len(found) == 1, found
    return found[0]


def test_the_case_page_and_its_navigation_lead_to_it(pages: Pages) -> None:
    hrefs = [a["href"] for a in shown(pages, "").page.select("a[href]")]
    assert hrefs.count(pages.url + DATES) == 2


def test_a_computed_date_explains_itself(pages: Pages) -> None:
    record(pages, "meeting", purpose="scrutiny", organisation="east-council",
           held_on="2027-01-07")  # fmt: skip
    words = one(shown(pages), "ahead", "Papers for the HOSC, no later than")
    assert "29 December 2026 (in 211 days)" in words
    assert "Rule T04: Papers for the HOSC." in words
    assert "Start event: The meeting, 7 January 2027. Meeting: Scrutiny, East Council" in words
    assert "Friday 1 January 2027: New Year's Day" in words
    assert "SRC-L11" in words and "Read in the primary text (C1)" in words


def test_the_law_behind_a_rule_is_linked(pages: Pages) -> None:
    record(pages, "decision", purpose="to_consult", outcome="approved", decided_on="2026-05-01")
    hrefs = [a["href"] for a in shown(pages).page.select("#ahead + ul a[href]")]
    assert "/catalogue/law/cpr-54-5" in hrefs


def test_law_that_was_not_in_force_is_not_cited(pages: Pages) -> None:
    record(pages, "letter", **{**LETTER, "decision_date": ""})
    words = one(shown(pages), "ahead", "Earliest proposed decision date")
    assert "regulation 23(1)(b)" in words


def test_past_dates_are_shown_latest_first(pages: Pages) -> None:
    for key, held in (("a", "2026-03-02"), ("b", "2026-04-02")):
        record(pages, "meeting", key=key, purpose="other", organisation=ICB, held_on=held)
    words = [w for w in part(shown(pages), "past") if ": Meeting." in w]
    assert [w[:12] for w in words] == ["2 April 2026", "2 March 2026"]


def test_a_rough_date_is_shown_as_it_is_recorded(pages: Pages) -> None:
    record(pages, "meeting", purpose="scrutiny", organisation="east-council", held_on="2026-12")
    visitor = shown(pages)
    assert "In December 2026 (not exact): Meeting." in one(visitor, "ahead", ": Meeting.")
    assert "not known: the exact day of the meeting, which is recorded as in December 2026" in (
        one(visitor, "missing", "Papers for the HOSC")
    )


def test_what_cannot_be_worked_out_names_the_fact_and_the_council(pages: Pages) -> None:
    record(pages, "letter", **LETTER)
    assert "not known: the next meeting of East Council on scrutiny after the letter" in (
        one(shown(pages), "missing", "Date for the HOSC's comments")
    )


def test_a_stage_is_named(pages: Pages) -> None:
    assert one(shown(pages), "ahead", "Stage entered: ")


@pytest.mark.parametrize(("choice", "there"), [("rules", False), ("recorded", True)])
def test_the_page_narrows_to_rules_or_records(pages: Pages, choice: str, there: bool) -> None:
    record(pages, "meeting", purpose="scrutiny", organisation="east-council",
           held_on="2027-01-07")  # fmt: skip
    words = part(shown(pages, f"{DATES}?show={choice}"), "ahead")
    assert any(": Meeting." in w for w in words) is there
    assert any("Papers for the HOSC" in w for w in words) is not there


def test_a_moved_date_says_what_it_was_and_who_was_told(pages: Pages) -> None:
    letter = record(pages, "letter", **LETTER)
    record(pages, "letter", key=letter.key, **{**LETTER, "comments_date": "2026-12-15"})
    words = one(shown(pages), "ahead", "Comments of councils due")
    assert "15 December 2026" in words and "Was 1 December 2026 until 1 June 2026" in words
    assert "told to East Council (Letter: Consultation of a council under regulation 23" in words


def test_the_change_of_a_date_that_a_council_was_told_is_due_that_day(pages: Pages) -> None:
    letter = record(pages, "letter", **LETTER)
    record(pages, "letter", key=letter.key, **{**LETTER, "comments_date": "2026-12-15"})
    words = one(shown(pages), "ahead", "Changed dates notified and published")
    assert words.startswith("1 June 2026 (today)")


def test_a_past_date_shows_the_values_of_that_day(pages: Pages) -> None:
    record(pages, "consultation", opens_on="2026-07-01", closes_on="2026-10-01")
    assert "Consultation closes" in shown(pages, f"{DATES}?as_of=2026-06-01").text
    assert status(shown(pages, f"{DATES}?as_of=2026-05-01")) == 404


def test_it_costs_few_statements(pages: Pages) -> None:
    fill_intake(pages)
    put_in(pages, title="Travel", type="travel_analysis", dated="2026-02-01")
    for number in range(5):
        record(pages, "letter", key=f"letter-{number}", **LETTER)
    client = pages.sign_in("programme-manager")
    with counted_statements(pages) as statements:
        assert client.get(pages.url + DATES).status_code == 200
    assert len([s for s in statements if s != "BEGIN"]) <= MOST


def test_every_kind_of_date_of_the_case_is_on_the_page(pages: Pages) -> None:
    record(pages, "consultation", opens_on="2026-07-01", closes_on="2026-10-01")
    facts = get_case(pages.office, PM, pages.reference).facts
    assert facts.single("consultation") is not None
    words = " ".join(part(shown(pages), "ahead"))
    for each in ("Consultation opens", "Consultation closes", "Mid-point review"):
        assert each in words

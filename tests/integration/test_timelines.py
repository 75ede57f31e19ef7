"""Lines of time, of one case and of all: a drawing with its words, and the same as a table."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from casework.domain.viewer import Viewer
from casework.services.opening import Opening, open_case
from tests.integration.case_pages import (
    ICB,
    Pages,
    counted_statements,
    open_live_case,
    record,
    running_pages,
)
from tests.integration.entry_pages import browser_of, status
from tests.integration.gates_in_browser import LETTER, shown_to
from tests.visitors import Visitor

MOST = 8
TIMELINE = "/timeline"


@pytest.fixture
def pages(migrated_url: str, tmp_path: Path) -> Iterator[Pages]:
    """A live case with a consultation, a letter and a meeting."""
    found = running_pages(migrated_url, tmp_path / "data")
    open_live_case(found)
    record(found, "consultation", opens_on="2026-07-01", closes_on="2026-10-01")
    record(found, "letter", **LETTER)
    record(found, "meeting", purpose="decision", organisation=ICB, held_on="2027-01")
    yield found
    found.office.database.engine.dispose()


def shown(pages: Pages, path: str = TIMELINE) -> Visitor:
    """The programme manager on the line of time of the case."""
    return shown_to(pages, "programme-manager", path)


def of_all(pages: Pages, person: str = "programme-manager") -> Visitor:
    """Somebody on the line of time of all cases."""
    visitor = browser_of(pages, person)
    visitor.open(TIMELINE)
    return visitor


def drawn(visitor: Visitor) -> str:
    """The words of the drawing."""
    found = visitor.page.select_one("svg.casework-time")
    assert found is not None
    return " ".join(" ".join(t.get_text() for t in found.select("text")).split())


def test_the_dates_lead_to_it(pages: Pages) -> None:
    hrefs = [a["href"] for a in shown(pages, "/dates").page.select("a[href]")]
    assert pages.url + TIMELINE in hrefs


def test_the_drawing_has_a_role_a_title_and_a_description(pages: Pages) -> None:
    svg = shown(pages).page.select_one("svg.casework-time")
    assert svg is not None and svg["role"] == "img"
    named = [svg.find(id=each) for each in svg["aria-labelledby"].split()]
    assert [each.name for each in named] == ["title", "desc"]
    assert "Moving the stroke ward" in named[0].get_text()


def test_the_drawing_names_recorded_computed_and_rough_days_and_periods(pages: Pages) -> None:
    words = drawn(shown(pages))
    for each in (
        "1 July 2026 to 1 October 2026: Consultation",
        "16 August 2026: Mid-point review of the consultation",
        "In January 2027: Meeting: Public decision, North Integrated Care Board", "Today",
    ):
        assert each in words


def test_the_table_holds_every_day_that_the_drawing_shows(pages: Pages) -> None:
    rows = [" ".join(r.get_text(" ").split()) for r in shown(pages).page.select("tbody tr")]
    for each in (
        "1 July 2026 What Consultation opens",
        "1 October 2026 What Consultation closes",
        "16 August 2026 What Mid-point review of the consultation",
        "In January 2027 What Meeting",
    ):
        assert any(each in row for row in rows), rows
    assert any("Rule T13" in row for row in rows)


def test_nothing_in_it_needs_a_style_or_a_script(pages: Pages) -> None:
    svg = shown(pages).page.select_one("svg.casework-time")
    assert svg is not None
    barred = [t for t in svg.find_all(True) if t.has_attr("style") or t.name == "script"]
    assert barred == []


def test_one_case_costs_few_statements(pages: Pages) -> None:
    client = pages.sign_in("programme-manager")
    with counted_statements(pages) as statements:
        assert client.get(pages.url + TIMELINE).status_code == 200
    assert len([s for s in statements if s != "BEGIN"]) <= MOST


def test_the_list_of_cases_leads_to_the_line_of_all(pages: Pages) -> None:
    visitor = browser_of(pages, "programme-manager")
    visitor.open("/cases")
    assert TIMELINE in [a["href"] for a in visitor.page.select("a[href]")]


def test_all_cases_are_drawn_and_listed_with_their_next_date(pages: Pages) -> None:
    visitor = of_all(pages)
    assert f"{pages.reference}: Moving the stroke" in drawn(visitor)
    (row,) = visitor.page.select("tbody tr")
    assert "1 July 2026: Consultation opens" in row.get_text()
    assert row.a["href"] == pages.url + TIMELINE


def test_nobody_sees_a_case_of_others_there(pages: Pages) -> None:
    visitor = of_all(pages, "stranger")
    assert status(visitor) == 200 and "You see no case yet." in visitor.text


def test_many_cases_cost_as_few_statements_as_one(pages: Pages) -> None:
    client = pages.sign_in("programme-manager")
    counts = []
    for more in (0, 6):
        for number in range(more):
            open_case(pages.office, Viewer("programme-manager", ICB),
                      Opening(f"Case {number}", ICB))  # fmt: skip
        with counted_statements(pages) as statements:
            assert client.get(TIMELINE).status_code == 200
        counts.append(len([s for s in statements if s != "BEGIN"]))
    assert counts[0] == counts[1] <= MOST

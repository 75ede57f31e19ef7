"""Tables are typed one row a line and shown as tables; long lists in groups; papers by version."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from casework.services.reading import get_case
from tests.integration.case_pages import (
    ICB,
    LEG,
    PM,
    Pages,
    fill_intake,
    open_live_case,
    put_in,
    record,
    running_pages,
)
from tests.integration.entry_pages import browser_of, status
from tests.integration.gates_in_browser import card, links, shown_to

ROWS = "Beds | Planned-care site | 120 | beds\nSite | Stroke unit | West Hospital"


@pytest.fixture
def pages(migrated_url: str, tmp_path: Path) -> Iterator[Pages]:
    """A live case about whose bodies something is recorded."""
    found = running_pages(migrated_url, tmp_path / "data")
    open_live_case(found, stage="S3")
    fill_intake(found)
    yield found
    found.office.database.engine.dispose()


def of_kind(pages: Pages, kind: str) -> list[Any]:
    """The records of a kind."""
    return list(get_case(pages.office, PM, pages.reference).facts.current(kind))


def test_a_table_is_typed_one_row_a_line_and_shown_as_a_table(pages: Pages) -> None:
    manager = shown_to(pages, "programme-manager", "/records/proposal_version/new")
    manager.send(title="As consulted on", parameters=ROWS)
    cells = [c.get_text(" ", strip=True) for c in manager.page.select("td.nhsuk-table__cell")]
    assert cells[:4] == ["Parameter Beds", "Of what Planned-care site", "Value 120", "Unit beds"]


def test_a_row_that_cannot_be_read_is_named_and_kept(pages: Pages) -> None:
    manager = shown_to(pages, "programme-manager", "/records/proposal_version/new")
    manager.send(title="As consulted on", parameters="Beds | Site | 120 | beds\nNonsense | x")
    assert status(manager) == 422 and "row 2" in manager.text
    assert "Nonsense | x" in manager.page.find("textarea", {"name": "parameters"}).get_text()


def test_correcting_a_table_begins_with_the_rows_that_are_recorded(pages: Pages) -> None:
    made = record(pages, "proposal_version", title="As consulted on", parameters=ROWS)
    manager = shown_to(pages, "programme-manager", f"/records/proposal_version/{made.key}/edit")
    assert manager.page.find("textarea", {"name": "parameters"}).get_text().strip() == ROWS


def test_groups_of_people_are_ticked_under_three_headings(pages: Pages) -> None:
    record(pages, "equality_assessment", title="Full assessment", stage="full")
    manager = shown_to(pages, "programme-manager", "/records/equality_finding/new")
    legends = [e.get_text(" ", strip=True) for e in manager.page.select("legend")]
    assert sum(1 for text in legends if text.startswith("Groups that it covers:")) == 3


def test_a_finding_says_how_many_groups_it_covers(pages: Pages) -> None:
    assessment = record(pages, "equality_assessment", title="Full assessment", stage="full")
    manager = shown_to(pages, "programme-manager", "/records/equality_finding/new")
    manager.send(assessment=assessment.reference, groups=["age", "sex", "carers"],
                 finding="none", reasons="Journeys stay as they are.")  # fmt: skip
    assert "Groups that it covers (3 of 20)" in manager.text
    assert set(of_kind(pages, "equality_finding")[0].payload.groups) == {"age", "sex", "carers"}


def test_papers_are_put_before_a_member_in_an_exact_version(pages: Pages) -> None:
    meeting = record(pages, "meeting", organisation=ICB, purpose="decision", held_on="2026-05-20")
    report = record(pages, "material", title="Full report", sort="document")
    manager = shown_to(pages, "programme-manager", "/records/papers_to_member/new")
    manager.send(meeting=meeting.reference, seat="chair", channel="portal", items=[report.pin])
    assert of_kind(pages, "papers_to_member")[0].payload.items == (report.pin,)
    assert "Full report (version 1)" in manager.text


@pytest.mark.parametrize(
    "kind",
    ["proposal_version", "option", "involvement_activity", "temporary_change", "equality_finding",
     "papers_to_member", "decision_authority", "delegated_power"],
)  # fmt: skip
def test_a_long_form_is_asked_in_steps(pages: Pages, kind: str) -> None:
    manager = shown_to(pages, "programme-manager", f"/records/{kind}/new")
    assert len(manager.page.select("form h2")) >= 3


def test_one_promise_is_overridden_with_a_reason_and_no_other(pages: Pages) -> None:
    kept, dropped = (
        record(pages, "promise", promise=words, sort="consult", due_before="decision",
               touches_this_proposal="yes")
        for words in ("Ask the users", "Ask the neighbours")
    )  # fmt: skip
    advice = put_in(pages, LEG, title="Advice on the promise", type="legal_review_note",
                    classification="privileged")  # fmt: skip
    adviser = shown_to(pages, "accountable-officer", "/gates/GD05")
    anchor = f"before_decision-{dropped.key}"
    (way,) = [a for a in links(adviser, anchor).values() if "means=accepted_risk" in a]
    adviser.open(way)
    assert "Ask the neighbours" in adviser.text
    adviser.send(reason="The neighbours are users too.", second_person="legal-adviser",
                 relied_on=[advice.pin])  # fmt: skip
    gate = browser_of(pages, "programme-manager")
    gate.open(f"{pages.url}/gates/GD05")
    assert "Set aside" in card(gate, anchor)
    assert "Set aside" not in card(gate, f"before_decision-{kept.key}")

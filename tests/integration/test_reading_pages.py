"""Pages that put records together: versions, scrutiny, what deciders had, options and scores."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from casework.documents.manifest import get_manifest
from casework.services.case_documents.making import make_document
from casework.services.reading import get_case
from casework.store.shares import log_opening
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
from tests.integration.outside_pages import add_organisation
from tests.visitors import Visitor

COMPARE, SCRUTINY = "/compare-versions", "/scrutiny-record"
DECIDERS, OPTIONS = "/before-the-decision-maker", "/options-and-scores"
MOST = 8
FIRST = "Beds | Planned-care site | 120 | beds\nSite | Stroke unit | West Hospital"
LATER = "Beds | Planned-care site | 64 | beds\nHours | Urgent care | 24 | hours"


@pytest.fixture
def pages(migrated_url: str, tmp_path: Path) -> Iterator[Pages]:
    """A live case about whose bodies something is recorded."""
    found = running_pages(migrated_url, tmp_path / "data")
    open_live_case(found, stage="S3")
    fill_intake(found)
    yield found
    found.office.database.engine.dispose()


def manager(pages: Pages, path: str) -> Visitor:
    """The programme manager on a page of the case."""
    return shown_to(pages, "programme-manager", path)


def versions(pages: Pages, after: str = LATER, **more: Any) -> tuple[Any, Any]:
    """A version that was consulted on, and one that is put to the decision."""
    first = record(pages, "proposal_version", title="Consulted on", dated="2026-01-10",
                   used_as=["consultation"], parameters=FIRST)  # fmt: skip
    later = record(pages, "proposal_version", title="To decide", dated="2026-05-10",
                   used_as=["decision"], parameters=after, **more)  # fmt: skip
    return first, later


def cells(visitor: Visitor) -> list[list[str]]:
    """The words of the cells of the page's tables, row by row."""
    rows = visitor.page.select("tbody tr")
    return [
        [" ".join(cell.find_all(string=True, recursive=False)).strip() for cell in row.select("td")]
        for row in rows
    ]


@pytest.mark.parametrize("path", [COMPARE, SCRUTINY, DECIDERS, OPTIONS])
def test_the_case_page_leads_to_it(pages: Pages, path: str) -> None:
    hrefs = [a["href"] for a in manager(pages, "").page.select("a[href]")]
    assert pages.url + path in hrefs


@pytest.mark.parametrize("path", [COMPARE, SCRUTINY, DECIDERS, OPTIONS])
def test_it_costs_few_statements(pages: Pages, path: str) -> None:
    versions(pages)
    seat(pages)
    client = pages.sign_in("programme-manager")
    with counted_statements(pages) as statements:
        assert client.get(pages.url + path).status_code == 200
    assert len([s for s in statements if s != "BEGIN"]) <= MOST


@pytest.mark.parametrize("path", [COMPARE, SCRUTINY, DECIDERS, OPTIONS])
def test_on_an_empty_case_it_says_that_nothing_is_recorded(
    migrated_url: str, tmp_path: Path, path: str
) -> None:
    found = running_pages(migrated_url, tmp_path / "data")
    open_live_case(found)
    text = manager(found, path).text
    found.office.database.engine.dispose()
    assert "recorded" in text and "No " in text


def test_versions_are_compared_parameter_by_parameter(pages: Pages) -> None:
    versions(pages)
    assert cells(manager(pages, COMPARE)) == [
        ["Beds", "Planned-care site", "120 beds", "64 beds", "Changed by 47 in 100"],
        ["Hours", "Urgent care", "Not in it", "24 hours", "Added"],
        ["Site", "Stroke unit", "West Hospital", "Not in it", "Taken out"],
    ]


def test_a_changed_parameter_makes_it_another_proposal(pages: Pages) -> None:
    versions(pages)
    assert "they are not the same proposal" in manager(pages, COMPARE).text


def test_versions_that_do_not_differ_are_the_same_proposal(pages: Pages) -> None:
    versions(pages, FIRST)
    text = manager(pages, COMPARE).text
    assert "they are the same proposal" in text and "No parameter differs." in text


def test_a_declared_material_change_makes_it_another_proposal(pages: Pages) -> None:
    versions(pages, FIRST, material_change="yes")
    text = manager(pages, COMPARE).text
    assert "they are not the same proposal" in text
    assert "It is declared a material change" in text


def test_without_parameters_nothing_is_claimed(pages: Pages) -> None:
    versions(pages, "")
    text = manager(pages, COMPARE).text
    assert "No parameters are recorded of “To decide”" in text and "cannot be told" in text


def test_any_two_are_chosen_the_other_way_round_too(pages: Pages) -> None:
    first, later = versions(pages)
    page = manager(pages, f"{COMPARE}?before={later.key}&after={first.key}")
    assert ["Beds", "Planned-care site", "64 beds", "120 beds", "Changed by 88 in 100"] in cells(
        page
    )


def test_a_version_that_does_not_exist_is_not_found(pages: Pages) -> None:
    versions(pages)
    assert status(manager(pages, f"{COMPARE}?before=none&after=none")) == 404


def part(visitor: Visitor, council: str, title: str) -> str:
    """The words of one part of the record with a council."""
    section = visitor.page.find(id=council)
    row = next(r for r in section.select("div.nhsuk-summary-list__row")
               if r.dt.get_text(strip=True) == title)  # fmt: skip
    return " ".join(row.dd.get_text(" ").split())


def test_the_dates_that_a_council_was_given_and_their_publication_are_said(pages: Pages) -> None:
    record(pages, "letter", **LETTER, dates_published_on="2026-05-23", published_at="Our site")
    page = manager(pages, SCRUTINY)
    assert "Comments by: 1 December 2026" in part(page, "east-council", "Dates that it was given")
    assert "Where: Our site" in part(page, "east-council", "Publication of those dates")


def test_what_is_not_recorded_of_a_council_is_said(pages: Pages) -> None:
    page = manager(pages, SCRUTINY)
    assert part(page, "west-council", "Comments") == "Nothing of this is recorded."


def test_what_a_council_asked_for_says_why_it_was_refused(pages: Pages) -> None:
    record(pages, "information_request", asked_by="The chair", organisation="east-council",
           under="regulation_26", asked_on="2026-05-02", what="The sub-scores",
           outcome="refused", refusal_reasons="They name staff.")  # fmt: skip
    words = part(manager(pages, SCRUTINY), "east-council", "Information that it asked for")
    assert "The sub-scores" in words and "Why it was refused: They name staff." in words


def test_the_joint_committees_record_stands_for_its_members(pages: Pages) -> None:
    add_organisation(pages, "joint-committee", "joint_scrutiny")
    record(pages, "joint_scrutiny", outcome="appointed", members=list(COUNCILS),
           organisation="joint-committee", on="2026-05-02")  # fmt: skip
    record(pages, "scrutiny_response", organisation="joint-committee", outcome="comments",
           comments="More buses.")  # fmt: skip
    words = part(manager(pages, SCRUTINY), "west-council", "Comments")
    assert "joint-committee: Comments" in words and "More buses" in words


def test_a_supply_says_of_which_version_it_was(pages: Pages) -> None:
    first, _ = versions(pages)
    record(pages, "supplied_to_scrutiny", organisation="east-council", proposal=first.reference,
           what="The business case", supplied_on="2026-02-01")  # fmt: skip
    words = part(manager(pages, SCRUTINY), "east-council", "What it was supplied with")
    assert "another proposal than is meant now" in words


def test_steps_to_agree_stand_with_the_recommendation_they_are_about(pages: Pages) -> None:
    made = record(pages, "recommendation", organisation="east-council", agreed="no",
                  recommendation="Keep the unit")  # fmt: skip
    record(pages, "resolution_step", recommendation=made.reference, step="Both chairs met")
    page = manager(pages, SCRUTINY)
    assert "Both chairs met" in part(page, "east-council", "Steps to agree")
    assert "Keep the unit" in part(page, "east-council", "Disagreement")


def seat(pages: Pages, **more: Any) -> tuple[Any, Any]:
    """A meeting that decides, and what one of its members had."""
    meeting = record(pages, "meeting", organisation=ICB, purpose="decision", held_on="2026-05-20")
    paper = put_in(pages, title="Full report", type="other")
    given = {"seat": "chair", "votes": "yes", "channel": "portal", "items": [paper.pin], **more}
    record(pages, "papers_to_member", meeting=meeting.reference, **given)
    return meeting, paper


def test_each_member_is_shown_with_exact_versions(pages: Pages) -> None:
    _, paper = seat(pages)
    text = manager(pages, DECIDERS).text
    assert "Full report (version 1). Opened: " in text and "Board portal" in text
    assert paper.pin not in text


def test_a_draft_that_a_member_had_is_marked_as_one(pages: Pages) -> None:
    seat(pages)
    draft = make_document(
        pages.office, pages.reference, "D03", "", "programme-manager", pages.office.clock.now()
    )
    assert draft is not None
    (meeting,) = get_case(pages.office, PM, pages.reference).facts.current("meeting")
    record(pages, "papers_to_member", meeting=meeting.reference, seat="member-2",
           channel="paper", items=[draft.pin])  # fmt: skip
    text = manager(pages, DECIDERS).text
    assert "(version 1, draft)" in text
    assert f"Document: {get_manifest('D03').title}" in text


def test_a_version_that_was_replaced_since_says_so(pages: Pages) -> None:
    meeting, _ = seat(pages)
    scores = record(pages, "material", title="Scores", sort="score")
    record(pages, "papers_to_member", meeting=meeting.reference, seat="member-2",
           channel="paper", items=[scores.pin])  # fmt: skip
    record(pages, "material", key=scores.key, title="Scores", sort="score", covers="3")
    assert "(version 1, since replaced)" in manager(pages, DECIDERS).text


def test_an_opening_that_is_logged_is_dated(pages: Pages) -> None:
    _, paper = seat(pages, person="senior-owner")
    case = get_case(pages.office, PM, pages.reference)
    with pages.office.database.writing() as connection:
        log_opening(connection, case.row.id, paper.pin, pages.office.clock.now(), "opened",
                    person="senior-owner")  # fmt: skip
    assert "Opened: first opened here on 1 June 2026" in manager(pages, DECIDERS).text


def test_an_opening_that_nobody_logged_is_not_known(pages: Pages) -> None:
    seat(pages, person="senior-owner")
    assert "not known: no opening of it is logged here" in manager(pages, DECIDERS).text


def test_a_members_own_statement_stands_in_their_words(pages: Pages) -> None:
    seat(pages, statement="I read all of it.", stated_on="2026-05-21")
    assert "I read all of it. (21 May 2026)" in manager(pages, DECIDERS).text


def test_a_decision_for_which_no_papers_are_recorded_says_so(pages: Pages) -> None:
    record(pages, "decision", purpose="final", outcome="approved", decided_on="2026-05-20")
    assert "What was put before its members is not recorded." in manager(pages, DECIDERS).text


def test_a_discarded_option_shows_its_trail_and_what_it_lacks(pages: Pages) -> None:
    record(pages, "option", title="One site", status="discarded", decided_by="The panel",
           reasons="Too far for most.")  # fmt: skip
    text = manager(pages, OPTIONS).text
    assert "Why Too far for most." in text and "By which criterion Not recorded" in text


def test_scores_stand_side_by_side(pages: Pages) -> None:
    for title, score in (("One site", "3"), ("Two sites", "4")):
        option = record(pages, "option", title=title, status="short_list")
        record(pages, "option_scores", option=option.reference,
               scores=f"Access | Ambulance | {score} | 5")  # fmt: skip
    assert ["Access: Ambulance", "3 of 5", "4 of 5"] in cells(manager(pages, OPTIONS))


def test_what_has_no_version_shows_none(pages: Pages) -> None:
    material = record(pages, "material", title="Models of journey times", sort="model")
    record(pages, "option", title="One site", status="discarded",
           evidence=[material.reference])  # fmt: skip
    text = manager(pages, OPTIONS).text
    assert "Models of journey times" in text
    assert "(version )" not in text and "()" not in text


def test_scores_say_who_could_see_them(pages: Pages) -> None:
    option = record(pages, "option", title="One site", status="short_list")
    record(pages, "option_scores", option=option.reference, scores="Access | | 3",
           not_published_because="They name staff.", seen_by_deciders="no")  # fmt: skip
    text = manager(pages, OPTIONS).text
    assert "Not published because: They name staff." in text
    assert "Seen by those who decide: no." in text

"""A check offers what helps with what is on the case already, before it asks for more."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from casework.web.cases.words import without_tag_words
from tests.integration.case_pages import Pages, fill_intake, open_live_case, put_in, running_pages
from tests.integration.entry_pages import evidence_of
from tests.integration.gates_in_browser import card, links, shown_to
from tests.visitors import Visitor

PLAN, CARERS = "GT10.plan", "GT10.carers_and_representatives"
USE = "Use for this check too: The plan"
DATE = "Add the date of The screening"


@pytest.fixture
def empty_pages(migrated_url: str, tmp_path: Path) -> Iterator[Pages]:
    """A live case about whose bodies nothing is recorded."""
    found = running_pages(migrated_url, tmp_path / "data")
    open_live_case(found)
    yield found
    found.office.database.engine.dispose()


@pytest.fixture
def pages(empty_pages: Pages) -> Pages:
    """A live case about whose bodies something is recorded."""
    fill_intake(empty_pages)
    return empty_pages


def gate(pages: Pages, ref: str) -> Visitor:
    """The programme manager on the page of a gate."""
    return shown_to(pages, "programme-manager", f"/gates/{ref}")


def follow(pages: Pages, ref: str, check: str, words: str) -> Visitor:
    """The programme manager on the page that a link of a check leads to."""
    manager = gate(pages, ref)
    manager.open(links(manager, check)[words])
    return manager


def test_a_paper_that_names_another_check_of_the_gate_is_offered_for_this_one(
    pages: Pages,
) -> None:
    put_in(pages, title="The plan", type="involvement_plan", criteria=[PLAN])
    assert USE in links(gate(pages, "GT10"), "carers_and_representatives")


def test_a_paper_that_serves_a_check_is_not_offered_for_it_again(pages: Pages) -> None:
    put_in(pages, title="The plan", type="involvement_plan", criteria=[PLAN])
    assert USE not in links(gate(pages, "GT10"), "plan")


def test_the_form_ticks_this_check_beside_those_that_the_paper_has(pages: Pages) -> None:
    put_in(pages, title="The plan", type="involvement_plan", criteria=[PLAN])
    manager = follow(pages, "GT10", "carers_and_representatives", USE)
    manager.send(act="put_in")
    (record,) = evidence_of(pages)
    assert (record.version, set(record.payload.criteria)) == (2, {PLAN, CARERS})


def test_after_it_the_way_leads_back_to_the_gate(pages: Pages) -> None:
    put_in(pages, title="The plan", type="involvement_plan", criteria=[PLAN])
    manager = follow(pages, "GT10", "carers_and_representatives", USE)
    manager.send(act="put_in")
    assert manager.page.find("a", href=lambda href: href and href.endswith("/gates/GT10"))


def test_a_paper_that_names_no_check_of_the_gate_keeps_naming_none(pages: Pages) -> None:
    key = put_in(pages, title="The plan", type="involvement_plan").key
    manager = shown_to(
        pages, "programme-manager", f"/evidence/{key}/next?criterion={CARERS}"
    )
    manager.send(act="put_in")
    assert evidence_of(pages)[0].payload.criteria == ()


def test_a_paper_that_is_about_another_body_is_offered_for_this_one(pages: Pages) -> None:
    key = put_in(pages, title="A minute", type="other", subjects=["east-council"]).key
    manager = shown_to(
        pages, "programme-manager", f"/evidence/{key}/next?subject=west-council"
    )
    manager.send(act="put_in")
    assert set(evidence_of(pages)[0].payload.subjects) == {"east-council", "west-council"}


@pytest.mark.parametrize("address", ["criterion=GT99.none", "subject=nobody", "criterion="])
def test_an_address_that_names_nothing_ticks_nothing(pages: Pages, address: str) -> None:
    key = put_in(pages, title="The plan", type="involvement_plan", criteria=[PLAN]).key
    manager = shown_to(pages, "programme-manager", f"/evidence/{key}/next?{address}")
    manager.send(act="put_in")
    assert evidence_of(pages)[0].payload.criteria == (PLAN,)


def test_evidence_whose_shelf_life_lacks_a_date_is_offered_for_dating(pages: Pages) -> None:
    put_in(pages, title="The screening", type="iia_screening")
    manager = follow(pages, "GT20", "screening", DATE)
    manager.send(dated="24 May 2026", act="put_in")
    assert "Not recorded" not in card(gate(pages, "GT20"), "screening")


def test_evidence_with_its_date_is_not_offered_for_dating(pages: Pages) -> None:
    put_in(pages, title="The screening", type="iia_screening", dated="2026-05-24")
    assert DATE not in links(gate(pages, "GT20"), "screening")


def test_the_form_says_for_what_a_date_is_needed(pages: Pages) -> None:
    manager = shown_to(pages, "programme-manager", "/evidence/new")
    hint = manager.page.find(id="dated-hint").get_text()
    assert "Needed for what is good for a limited time" in hint and "Clinical senate" in hint


def test_without_councils_a_check_asked_of_each_offers_first_to_record_one(
    empty_pages: Pages,
) -> None:
    offered = links(gate(empty_pages, "GT31"), "letter")
    assert next(iter(offered)) == "Record: affected council"


@pytest.mark.parametrize(
    ("reason", "shown"),
    [
        ("Not recorded: Letter.", "Letter."),
        ("Not recorded: the date of it. Not recorded: Plan.", "The date of it. Plan."),
        ("No affected council is recorded.", "No affected council is recorded."),
        ("It was Not recorded: so.", "It was Not recorded: so."),
    ],
)
def test_what_the_tag_says_is_not_said_again(reason: str, shown: str) -> None:
    assert without_tag_words(reason) == shown

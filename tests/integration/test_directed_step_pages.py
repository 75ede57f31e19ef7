"""Directions and their steps on pages: what a form wants first, and where a step is waited for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from casework.services.second_person import check_record
from tests.integration.case_pages import (
    GOV,
    LEG,
    Pages,
    open_live_case,
    put_in,
    record,
    running_pages,
    settle_regime,
)
from tests.integration.entry_pages import browser_of
from tests.visitors import Visitor

DIRECTION = "secretary_of_state_direction"


@pytest.fixture
def pages(migrated_url: str, tmp_path: Path) -> Iterator[Pages]:
    """A live case under today's law."""
    found = running_pages(migrated_url, tmp_path / "data")
    open_live_case(found, stage="S5")
    settle_regime(found)
    yield found
    found.office.database.engine.dispose()


@pytest.fixture
def directed(pages: Pages) -> Pages:
    """The case called in, with a checked step that replaces the legal review and waits."""
    paper = put_in(pages, type=DIRECTION, title="The direction")
    record(pages, "call_in_direction", viewer=GOV, key="first", dated="2026-05-01",
           document=paper.reference)  # fmt: skip
    step = record(pages, "direction_step", viewer=GOV, key="s", dated="2026-05-02",
                  direction="call_in_direction/first", document=paper.reference, effect="replaces",
                  checks="GT55.note", instead="A review by the Department")  # fmt: skip
    check_record(pages.office, LEG, pages.reference, step.reference, step.version)
    return pages


def opened(pages: Pages, page: str, person: str = "governance-lead") -> Visitor:
    visitor = browser_of(pages, person)
    visitor.open(f"{pages.url}/{page}")
    return visitor


def links_of(visitor: Visitor) -> dict[str, str]:
    return {" ".join(a.get_text().split()): str(a["href"]) for a in visitor.page.select("main a")}


def test_a_step_says_that_there_is_no_direction_and_leads_to_its_form(pages: Pages) -> None:
    form = opened(pages, "records/direction_step/new")
    assert "Which direction: none is on record yet." in form.text
    assert links_of(form)["Record it first: call-in direction"].endswith(
        "/records/call_in_direction/new")  # fmt: skip


def test_the_form_of_a_direction_leads_to_where_its_paper_is_put_in(pages: Pages) -> None:
    links = links_of(opened(pages, "records/call_in_direction/new"))
    (address,) = [a for a in links.values() if f"type={DIRECTION}" in a]
    form = opened(pages, address.partition(f"{pages.url}/")[2])
    chosen = form.page.select_one('select[name="type"] option[selected]')
    assert chosen is not None and chosen.text == "Direction of the Secretary of State"


def test_a_claim_without_a_legal_hold_leads_to_starting_one(pages: Pages) -> None:
    form = opened(pages, "records/claim/new")
    assert "no hold “In litigation” is on record yet" in form.text
    assert links_of(form)["Start a hold"].endswith("/holds/new")


def test_a_direction_without_a_paper_is_asked_for_in_plain_words(pages: Pages) -> None:
    form = opened(pages, "records/call_in_direction/new")
    form.send(dated="2026-05-01")
    assert "Choose the direction itself, as evidence." in form.text


def test_a_step_that_waits_for_its_day_is_what_its_check_leads_to(directed: Pages) -> None:
    links = links_of(opened(directed, "gates/GT55"))
    (done,) = [a for words, a in links.items() if words.startswith("Record that it was done")]
    assert done.endswith("/records/direction_step/s/edit#done_on")
    assert not any("legal review note" in words.lower() for words in links)


def test_a_step_is_offered_its_direction_chosen_already(directed: Pages) -> None:
    links = links_of(opened(directed, "holds"))
    (address,) = [a for words, a in links.items() if words.startswith("Procedural step of a dir")
                  and "/new" in a]  # fmt: skip
    assert address.endswith("?direction=call_in_direction/first")


def test_who_checks_a_step_sees_the_paper_that_it_names(pages: Pages) -> None:
    paper = put_in(pages, type=DIRECTION, title="The direction")
    record(pages, "call_in_direction", viewer=GOV, key="first", dated="2026-05-01",
           document=paper.reference)  # fmt: skip
    record(pages, "direction_step", viewer=GOV, key="s", dated="2026-05-02",
           direction="call_in_direction/first", document=paper.reference, effect="removes",
           checks="GT55.note")  # fmt: skip
    page = opened(pages, "records/direction_step/s/check", "legal-adviser")
    assert "names and cites no paper" not in page.text
    assert any(a.endswith(f"/evidence/{paper.key}") for a in links_of(page).values())


def test_activities_are_told_apart_by_whom_and_when(pages: Pages) -> None:
    for number, who in enumerate(("Carers", "Staff of the ward")):
        record(pages, "involvement_activity", key=f"a{number}", nature="engagement",
               participants=who, opened_on="2026-05-01")  # fmt: skip
    text = opened(pages, "records/involvement_activity").text
    assert "Engagement with Carers, 1 May 2026" in text
    assert "Engagement with Staff of the ward, 1 May 2026" in text

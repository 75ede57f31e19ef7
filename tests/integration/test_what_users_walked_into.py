"""What people who walked the pages of an urgent change stumbled over, each gone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.case_pages import (
    ICB,
    LEG,
    Pages,
    open_live_case,
    put_in,
    record,
    running_pages,
)
from tests.integration.gates_in_browser import card, shown_to

CHANGE = {
    "what": "The ward closes at night", "status": "urgent", "decided_on": "2026-05-26",
    "starts_on": "2026-05-26",
}  # fmt: skip
MANAGER = "programme-manager"


@pytest.fixture
def pages(migrated_url: str, tmp_path: Path) -> Iterator[Pages]:
    """An urgent change that was decided a week ago, and a council that nobody has told."""
    found = running_pages(migrated_url, tmp_path / "data")
    open_live_case(found, pathway="urgent-temporary-change")
    record(found, "responsible_body", organisation=ICB, capacity="lead_commissioner",
           duty="s14Z45")  # fmt: skip
    record(found, "affected_authority", organisation="east-council", standing="scrutiny")
    yield found
    found.office.database.engine.dispose()


def told(pages: Pages, change: str) -> None:
    record(pages, "letter", purpose="urgent_change_notice", organisation="east-council",
           direction="sent", sent_on="2026-05-28", summary="Nobody at night",
           temporary_changes=[change])  # fmt: skip


def test_telling_the_councils_is_listed_first_and_said_to_be_overdue(pages: Pages) -> None:
    record(pages, "temporary_change", **CHANGE)
    text = shown_to(pages, MANAGER, "").text
    assert text.index("Tell East Council of the temporary change") < text.index("Your move")
    assert "It is overdue since 27 May 2026." in text and "Overdue, with nothing" in text


def test_nothing_is_left_to_tell_once_the_letter_is_recorded(pages: Pages) -> None:
    told(pages, record(pages, "temporary_change", **CHANGE).reference)
    assert "Tell East Council" not in shown_to(pages, MANAGER, "").text


def test_a_legal_adviser_who_put_in_the_note_is_told_why_and_who_may_sign(pages: Pages) -> None:
    record(pages, "temporary_change", ended_as="full_track", ended_on="2026-05-30", **CHANGE)
    put_in(pages, LEG, type="baseline_note", title="What it is compared with", dated="2026-05-30",
           criteria=["GT-U11.baseline"])  # fmt: skip
    text = card(shown_to(pages, "legal-adviser", "/gates/GT-U11"), "baseline")
    assert "you put in what it rests on" in text
    assert "another legal adviser (nobody else holds this role yet" in text


def test_an_end_before_its_beginning_is_refused_with_what_was_typed_kept(pages: Pages) -> None:
    manager = shown_to(pages, MANAGER, "/records/temporary_change/new")
    manager.send(what="Beds close", status="urgent", starts_on="2 June 2026", ended_on="1 May 2026")
    assert "“Ended on” is 1 May 2026, before “Starts on”, 2 June 2026" in manager.text
    assert manager.page.find("input", attrs={"name": "ended_on"})["value"] == "1 May 2026"


def test_the_same_recorded_a_second_time_is_asked_about_first(pages: Pages) -> None:
    for _ in range(2):
        manager = shown_to(pages, MANAGER, "/records/promise/new")
        manager.send(promise="The ward stays open", sort="keep", made_on="1 May 2026")
    assert "You recorded the same today" in manager.text
    manager.send()
    assert "Recorded: promise or public assurance." in manager.text


def test_a_correction_shows_dates_as_people_write_them(pages: Pages) -> None:
    change = record(pages, "temporary_change", **CHANGE)
    page = shown_to(pages, MANAGER, f"/records/temporary_change/{change.key}/edit").page
    assert page.find("input", attrs={"name": "decided_on"})["value"] == "26 May 2026"


def test_a_field_that_a_gate_asks_later_names_the_gate(pages: Pages) -> None:
    text = shown_to(pages, MANAGER, "/records/temporary_change_review/new").text
    assert "What is known of harm since it began (needed later: GT-U8" in text


def test_a_case_without_services_says_where_one_is_recorded(pages: Pages) -> None:
    text = shown_to(pages, MANAGER, "/records/temporary_change/new").text
    assert "Nothing is recorded on this case that could be chosen here." in text


def test_the_form_says_that_letters_tell_the_councils(pages: Pages) -> None:
    text = shown_to(pages, MANAGER, "/records/temporary_change/new").text
    assert "letters to the councils" in text


def test_the_first_stage_of_the_full_pathway_says_what_to_do_with_a_mistaken_copy(
    pages: Pages,
) -> None:
    open_live_case(pages)
    text = shown_to(pages, MANAGER, "/move").text
    assert "A case cannot be withdrawn in this stage" in text
    assert "name the case that counts" in text

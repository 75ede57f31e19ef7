"""A temporary change is started, acted on at once for safety, and extended from the case page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from casework.domain.viewer import Viewer
from casework.services.case_people import give_role
from casework.services.identity.demo import DemoPerson, create_demo_accounts
from tests.integration.case_pages import (
    AO,
    GOV,
    ICB,
    Pages,
    fill_intake,
    open_live_case,
    record,
    running_pages,
    sign,
)
from tests.integration.entry_pages import browser_of, status
from tests.integration.gates_in_browser import shown_to

CHANGE = "The ward closes at night"
CMO = Viewer("medical-officer", ICB)


@pytest.fixture
def pages(migrated_url: str, tmp_path: Path) -> Iterator[Pages]:
    """A live case, with a chief medical officer."""
    found = running_pages(migrated_url, tmp_path / "data")
    open_live_case(found, stage="S3")
    fill_intake(found)
    create_demo_accounts(found.office, [DemoPerson(CMO.person, "Chief medical officer", ICB)])
    give_role(found.office, GOV, found.reference, CMO.person, "CMO")
    yield found
    found.office.database.engine.dispose()


def change_on(pages: Pages, **more: Any) -> Any:
    """A temporary change, recorded."""
    return record(pages, "temporary_change", what=CHANGE, status="urgent", **more)


def act_at_once(pages: Pages) -> Any:
    """A safety ground, signed, and the act."""
    change = change_on(pages)
    record(pages, "safety_ground", CMO, change=change.reference, ground="No doctor at night",
           found_on="2026-05-30")  # fmt: skip
    sign(pages, AO, "GT05.ground", "AO", change.key)
    officer = shown_to(
        pages, "accountable-officer", f"/move/act_on_safety?subject={change.key}"
    )
    officer.send()
    return change


def test_the_case_page_offers_the_acts_by_the_changes_own_words(pages: Pages) -> None:
    change_on(pages)
    text = shown_to(pages, "programme-manager", "").text
    for title in ("Start a temporary change", "Act at once for safety",
                  "Extend a temporary change"):  # fmt: skip
        assert f"{title}: {CHANGE}" in text, title


def test_a_change_that_has_ended_is_offered_no_act(pages: Pages) -> None:
    change_on(pages, ended_on="2026-05-01", ended_as="reopened")
    text = shown_to(pages, "programme-manager", "").text
    assert "Ended: 1 May 2026" in text and "Act at once for safety" not in text


def test_acting_at_once_says_what_it_does_and_who_must_sign(pages: Pages) -> None:
    change = change_on(pages)
    text = shown_to(pages, "programme-manager", f"/move/act_on_safety?subject={change.key}").text
    assert "counts as overdue from the day on which the change began" in text
    assert "Before it is done, the accountable officer must sign off." in text


def test_it_leads_to_the_form_of_the_safety_ground_with_the_change_chosen(pages: Pages) -> None:
    change = change_on(pages)
    officer = shown_to(pages, CMO.person, f"/move/act_on_safety?subject={change.key}")
    officer.open(officer.page.find("a", string="Record the safety ground")["href"])
    chosen = officer.page.select("option[selected], input[checked]")
    assert change.reference in [e.get("value") for e in chosen]


def test_after_it_what_is_unmet_is_shown_as_overdue(pages: Pages) -> None:
    act_at_once(pages)
    manager = shown_to(pages, "programme-manager", "")
    words = " ".join(manager.page.select_one("section.casework-temporary").get_text(" ").split())
    assert "It began at once for safety on 1 June 2026." in words
    assert "left undone; it cannot be extended before they are done" in words


def test_what_is_overdue_bars_the_extension(pages: Pages) -> None:
    change = act_at_once(pages)
    manager = shown_to(
        pages, "programme-manager", f"/move/extend_temporary_change?subject={change.key}"
    )
    assert status(manager) == 200
    assert manager.page.select("main form[method=post]") == []


def test_my_work_names_the_change_and_not_its_key(pages: Pages) -> None:
    change = act_at_once(pages)
    manager = browser_of(pages, "programme-manager")
    manager.open("/work")
    assert CHANGE in manager.text and change.key not in manager.text

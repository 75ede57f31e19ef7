"""A person assumes things on the page of trying a step, and sees what they change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from casework.services.holds import start_hold
from casework.services.reading import get_case
from casework.web.moves import carrying
from tests.integration.case_pages import (
    PM,
    SRO,
    Pages,
    counted_statements,
    fill_intake,
    on,
    open_live_case,
    put_in,
    record,
    running_pages,
)
from tests.integration.dry_run_pages import (
    SCREEN,
    answer,
    assume_screen,
    assumptions,
    begin,
    carried,
    counted,
    send,
    trying,
)
from tests.integration.dry_runs import SECRET, row_counts
from tests.integration.entry_pages import status


@pytest.fixture
def pages(migrated_url: str, tmp_path: Path) -> Iterator[Pages]:
    """A live case at its first stage, with its bodies recorded."""
    found = running_pages(migrated_url, tmp_path / "data")
    open_live_case(found)
    fill_intake(found)
    yield found
    found.office.database.engine.dispose()


def test_a_fact_is_assumed_with_the_fields_of_recording_it(pages: Pages) -> None:
    manager = trying(pages)
    assume_screen(pages, manager)
    assert status(manager) == 200
    assert assumptions(manager)[0].startswith("Recorded: Urgency screen")
    assert SECRET in assumptions(manager)[0]


def test_each_check_says_what_changes(pages: Pages) -> None:
    manager = trying(pages)
    assume_screen(pages, manager)
    begin(pages, manager, "signed")
    answer(pages, manager, check="GT04.screen")
    assert "Would be met by the assumption" in manager.text
    assert "Still unmet" in manager.text


def test_assumptions_are_added_to_each_other_and_removed_one_by_one(pages: Pages) -> None:
    manager = trying(pages)
    assume_screen(pages, manager)
    begin(pages, manager, "paper")
    answer(pages, manager, type="legal_review_note")
    assert len(assumptions(manager)) == 2
    send(pages, manager, remove="0")
    assert [line.split(":")[0] for line in assumptions(manager)] == ["A paper is in"]


def test_a_form_error_loses_no_assumption(pages: Pages) -> None:
    manager = trying(pages)
    assume_screen(pages, manager)
    begin(pages, manager, "stated", "service")
    answer(pages, manager, name="")
    assert status(manager) == 422
    answer(pages, manager, name="Stroke care")
    assert len(assumptions(manager)) == 2


def test_a_day_that_there_is_not_loses_no_assumption(pages: Pages) -> None:
    manager = trying(pages)
    assume_screen(pages, manager)
    send(pages, manager, **{"on-day": "31", "on-month": "2", "on-year": "2026"})
    assert (status(manager), len(assumptions(manager))) == (422, 1)


def test_the_day_and_the_step_go_along(pages: Pages) -> None:
    manager = trying(pages)
    send(pages, manager, what="S2-S3", **{"on-day": "1", "on-month": "9", "on-year": "2026"})
    assume_screen(pages, manager)
    assert "if it were 1 September 2026" in manager.text
    assert manager.page.select_one("option[value='S2-S3'][selected]") is not None


def test_a_record_is_assumed_to_say_something_else(pages: Pages) -> None:
    service = record(pages, "service", name="Another service")
    manager = trying(pages)
    begin(pages, manager, "changed", service.reference)
    assert manager.page.find("input", {"name": "name"})["value"] == "Another service"
    answer(pages, manager, name="Quite another")
    assert assumptions(manager)[0].startswith("Changed: Service: Another service. ")
    assert "Quite another" in assumptions(manager)[0]


def test_a_paper_is_assumed_to_bear_another_date(pages: Pages) -> None:
    paper = put_in(pages, title="A paper", type="stakeholder_map", criteria=["GT02.form"])
    manager = trying(pages)
    begin(pages, manager, "changed", paper.reference)
    answer(pages, manager, dated="2026-05-01")
    assert "1 May 2026" in assumptions(manager)[0]


def test_a_record_is_assumed_away(pages: Pages) -> None:
    record(pages, "urgency_screen", **{**SCREEN, "reasons": "No risk"})
    manager = trying(pages)
    facts = get_case(pages.office, PM, pages.reference).facts
    begin(pages, manager, "withdrawn", facts.current("urgency_screen")[0].reference)
    assert assumptions(manager)[0].startswith("Withdrawn: Urgency screen")


def test_something_is_assumed_not_to_have_happened(pages: Pages) -> None:
    manager = trying(pages)
    begin(pages, manager, "absent", "letter")
    answer(pages, manager, what="regulation_23", subject="east-council")
    assert assumptions(manager)[0].endswith("East Council: this did not happen")


def test_what_is_recorded_is_not_assumed_not_to_have_happened(pages: Pages) -> None:
    manager = trying(pages)
    begin(pages, manager, "absent", "particulars")
    answer(pages, manager)
    assert status(manager) == 422
    assert "it is recorded that this happened" in manager.text


def test_a_hold_is_assumed_to_have_ended(pages: Pages) -> None:
    hold = start_hold(pages.office, SRO, pages.reference, "PAUSED", on("2026-05-30"))
    manager = trying(pages)
    assert "Hold: Paused" in manager.text
    begin(pages, manager, "hold_ended")
    answer(pages, manager, hold=hold.key)
    assert "The hold “Paused” ended" in assumptions(manager)[0]
    assert "Hold: Paused" not in manager.text


def test_what_to_assume_must_be_said(pages: Pages) -> None:
    manager = trying(pages)
    send(pages, manager, do="add", sort="")
    assert (status(manager), "Choose what you want to assume" in manager.text) == (422, True)


def test_every_kind_of_record_has_a_form_to_assume_it(pages: Pages) -> None:
    manager = trying(pages)
    begin(pages, manager, "stated")
    offered = [o["value"] for o in manager.page.select("select[name=chosen] option") if o["value"]]
    failed = []
    for kind in offered:
        begin(pages, trier := trying(pages), "stated", kind)
        if status(trier) != 200:
            failed.append(kind)
    assert (len(offered) > 20, failed) == (True, [])


def test_a_dry_run_writes_no_row_in_any_table(pages: Pages) -> None:
    manager = trying(pages)
    before = row_counts(pages.office.database)
    assume_screen(pages, manager)
    begin(pages, manager, "signed")
    answer(pages, manager, check="GT04.screen")
    send(pages, manager, remove="0")
    assert row_counts(pages.office.database) == before


@pytest.mark.parametrize("spoilt", ["", "x", "no.signature", "é"])
def test_what_was_not_signed_for_a_person_is_not_taken(pages: Pages, spoilt: str) -> None:
    manager = trying(pages)
    assume_screen(pages, manager)
    send(pages, manager, dry_run_carried=f"{spoilt}{carried(manager)}" if spoilt else "x")
    assert (status(manager), assumptions(manager)) == (409, [])


def test_what_another_person_assumed_is_not_taken(pages: Pages) -> None:
    manager, lead = trying(pages), trying(pages, "governance-lead")
    assume_screen(pages, manager)
    send(pages, lead, dry_run_carried=carried(manager))
    assert (status(lead), SECRET in lead.text) == (409, False)


def test_what_was_assumed_on_another_case_is_not_taken(pages: Pages) -> None:
    manager = trying(pages)
    assume_screen(pages, manager)
    token = carried(manager)
    open_live_case(pages)
    manager.open(f"{pages.url}/try")
    send(pages, manager, dry_run_carried=token)
    assert status(manager) == 409


def test_what_is_assumed_is_good_for_a_day(pages: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(carrying, "KEPT_FOR", timedelta(seconds=-1))
    manager = trying(pages)
    send(pages, manager)
    assert (status(manager), "more than a day old" in manager.text) == (409, True)


def test_a_trial_on_assumptions_takes_eight_statements_at_most(pages: Pages) -> None:
    manager = trying(pages)
    assume_screen(pages, manager)
    with counted_statements(pages) as seen:
        send(pages, manager)
    assert len(counted(seen)) <= 8

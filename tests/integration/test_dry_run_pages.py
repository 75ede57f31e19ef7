"""A person assumes things on the page, sees what they change, and keeps the answer or not."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from bs4 import Tag

from casework.domain.facts import RecordVersion
from casework.services.dry_runs import KIND
from casework.services.holds import start_hold
from casework.services.reading import get_case
from tests.integration.case_pages import (
    GOV,
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
from tests.integration.dry_runs import SECRET, row_counts
from tests.integration.entry_pages import browser_of, status
from tests.visitors import Visitor

SCREEN = {"no_time_to_consult": "no", "reasons": f"{SECRET}: no risk", "screened_on": "2026-02-02"}
NOT_STATEMENTS = ("BEGIN", "COMMIT", "ROLLBACK")


@pytest.fixture
def pages(migrated_url: str, tmp_path: Path) -> Iterator[Pages]:
    """A live case at its first stage, with its bodies recorded."""
    found = running_pages(migrated_url, tmp_path / "data")
    open_live_case(found)
    fill_intake(found)
    yield found
    found.office.database.engine.dispose()


def trying(pages: Pages, person: str = "programme-manager") -> Visitor:
    """A browser on the page of trying."""
    visitor = browser_of(pages, person)
    visitor.open(f"{pages.url}/try?what=S0-S1")
    return visitor


def send(pages: Pages, visitor: Visitor, **values: Any) -> None:
    """Send the form of trying."""
    visitor.send(f"{pages.url}/try", **values)


def answer(pages: Pages, visitor: Visitor, **values: Any) -> None:
    """Send the form that asks for an assumption."""
    visitor.send(f"{pages.url}/try/assume", **values)


def begin(pages: Pages, visitor: Visitor, sort: str, chosen: str = "") -> None:
    """Ask for an assumption and say, where it is asked, which kind or record it is about."""
    send(pages, visitor, do="add", sort=sort)
    if chosen:
        answer(pages, visitor, chosen=chosen)


def assume_screen(pages: Pages, visitor: Visitor) -> None:
    """Assume that the urgency screen is recorded."""
    begin(pages, visitor, "stated", "urgency_screen")
    answer(pages, visitor, **SCREEN)


def keep(pages: Pages, visitor: Visitor, **values: Any) -> None:
    """Keep what the page shows."""
    given = {"title": f"{SECRET} title", "made_for_legal_advice": "no", **values}
    visitor.send(f"{pages.url}/try/keep", **given)


def kept(pages: Pages) -> list[RecordVersion]:
    """The dry runs that are kept on the case."""
    return get_case(pages.office, GOV, pages.reference).facts.current(KIND)


def assumptions(visitor: Visitor) -> list[str]:
    """The assumptions as the page lists them."""
    listed = visitor.page.select("main ol p.casework-kept")
    return [" ".join(p.get_text(" ").split()) for p in listed]


def carried(visitor: Visitor) -> str:
    """What the form carries."""
    field = visitor.page.find("input", {"name": "dry_run_carried"})
    assert isinstance(field, Tag)
    return str(field["value"])


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


def test_keeping_writes_one_record_and_one_audit_entry(pages: Pages) -> None:
    manager = trying(pages)
    assume_screen(pages, manager)
    before = row_counts(pages.office.database)
    keep(pages, manager)
    after = row_counts(pages.office.database)
    assert [after[t] - before[t] for t in ("case_record", "audit_entry")] == [1, 1]


def test_nothing_typed_is_in_an_address_or_a_log(
    pages: Pages, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    manager = trying(pages)
    assume_screen(pages, manager)
    keep(pages, manager)
    assert manager.response is not None
    assert SECRET not in manager.response.request.url + caplog.text
    assert not [a["href"] for a in manager.page.find_all("a", href=True) if SECRET in a["href"]]


def test_what_is_kept_has_a_page_that_says_it_all(pages: Pages) -> None:
    manager = trying(pages)
    assume_screen(pages, manager)
    keep(pages, manager)
    assert manager.heading.endswith(f"Dry run: {SECRET} title")
    assert f"{SECRET}: no risk" in manager.text
    assert "It would be refused" in manager.text and "GT01.determination" in manager.text


def test_keeping_twice_keeps_once(pages: Pages) -> None:
    manager = trying(pages)
    page, response = manager.page, manager.response
    for _ in range(2):
        manager.page, manager.response = page, response
        keep(pages, manager)
    assert (status(manager), len(kept(pages))) == (200, 1)


def test_a_dry_run_without_title_is_shown_again_with_its_assumptions(pages: Pages) -> None:
    manager = trying(pages)
    assume_screen(pages, manager)
    keep(pages, manager, title="", made_for_legal_advice="yes")
    assert (status(manager), len(assumptions(manager)), kept(pages)) == (422, 1, [])
    assert manager.page.select_one("input[value=yes][checked]") is not None


def test_an_answer_that_changed_meanwhile_is_shown_anew(pages: Pages) -> None:
    manager = trying(pages)
    record(pages, "urgency_screen", **{**SCREEN, "reasons": "No risk"})
    keep(pages, manager)
    assert (status(manager), kept(pages)) == (409, [])
    keep(pages, manager)
    assert len(kept(pages)) == 1


def test_what_can_no_longer_be_so_is_marked_and_not_kept(pages: Pages) -> None:
    from casework.services.recording import withdraw_record

    service = record(pages, "service", name="Another service")
    manager = trying(pages)
    begin(pages, manager, "withdrawn", service.reference)
    withdraw_record(pages.office, PM, pages.reference, service.reference, 1, "An error")
    send(pages, manager)
    assert "Cannot be so" in manager.text
    assert manager.page.find("form", action=f"{pages.url}/try/keep") is None


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


def test_what_is_assumed_is_good_for_a_day(pages: Pages, monkeypatch: Any) -> None:
    from datetime import timedelta

    from casework.web.moves import carrying

    monkeypatch.setattr(carrying, "KEPT_FOR", timedelta(seconds=-1))
    manager = trying(pages)
    send(pages, manager)
    assert (status(manager), "more than a day old" in manager.text) == (409, True)


def test_one_made_for_legal_advice_is_not_printed_nor_named_in_its_heading(pages: Pages) -> None:
    manager = trying(pages)
    assume_screen(pages, manager)
    keep(pages, manager, made_for_legal_advice="yes")
    assert status(manager) == 200
    main = manager.page.find("main")
    assert main is not None
    for hidden in main.select(".casework-privileged"):
        hidden.decompose()
    title = manager.page.find("title")
    assert title is not None
    assert SECRET not in main.get_text() + title.get_text()


def test_one_made_for_legal_advice_is_on_no_page_of_others(pages: Pages) -> None:
    manager = trying(pages)
    assume_screen(pages, manager)
    keep(pages, manager, made_for_legal_advice="yes")
    key = kept(pages)[0].key
    lead = browser_of(pages, "engagement-lead")
    met = []
    for path in ("", "/history", "/records", "/dry-runs", "/audit", "/audit.csv", "/decisions",
                 "/records/dry_run", "/evidence", "/documents", "/sharing"):  # fmt: skip
        lead.open(pages.url + path)
        assert lead.response is not None
        if status(lead) != 200 or any(
            w in lead.response.text for w in (SECRET, key, "Kept a dry run", "dry_run_kept")
        ):
            met.append(path)
    assert met == []
    for path in ("/dry-runs", "/records/dry_run"):
        lead.open(f"{pages.url}{path}/{key}")
        assert status(lead) == 404


def test_a_list_shows_what_is_kept(pages: Pages) -> None:
    manager = trying(pages)
    keep(pages, manager)
    lead = browser_of(pages, "engagement-lead")
    lead.open(f"{pages.url}/records/dry_run")
    assert f"{SECRET} title" in lead.text


def test_a_legal_adviser_takes_the_mark_off_with_a_reason(pages: Pages) -> None:
    manager = trying(pages)
    keep(pages, manager, made_for_legal_advice="yes")
    key = kept(pages)[0].key
    adviser = browser_of(pages, "legal-adviser")
    adviser.open(f"{pages.url}/dry-runs/{key}/unmark")
    adviser.send(reason="")
    assert status(adviser) == 422
    adviser.send(reason="Made for the board")
    lead = browser_of(pages, "engagement-lead")
    lead.open(f"{pages.url}/dry-runs/{key}")
    assert "Made for the board" in lead.text


def test_its_author_marks_it_on_its_page(pages: Pages) -> None:
    manager = trying(pages)
    keep(pages, manager)
    key = kept(pages)[0].key
    manager.send(f"{pages.url}/dry-runs/{key}/mark")
    assert kept(pages)[0].payload.made_for_legal_advice is True


@pytest.mark.parametrize("path", ["/try?what=S0-S1", "/dry-runs", "/dry-runs/{key}"])
def test_a_page_of_dry_runs_takes_eight_statements_at_most(pages: Pages, path: str) -> None:
    keep(pages, manager := trying(pages))
    address = pages.url + path.format(key=kept(pages)[0].key)
    with counted_statements(pages) as seen:
        manager.open(address)
    assert len(counted(seen)) <= 8


def test_a_trial_on_assumptions_takes_eight_statements_at_most(pages: Pages) -> None:
    manager = trying(pages)
    assume_screen(pages, manager)
    with counted_statements(pages) as seen:
        send(pages, manager)
    assert len(counted(seen)) <= 8


def counted(seen: list[str]) -> list[str]:
    """The statements that count."""
    return [s for s in seen if not s.upper().startswith(NOT_STATEMENTS)]

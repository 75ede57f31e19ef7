"""The page of a case says where it stands, what blocks it, whose move that is, and since when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from casework.services.holds import start_hold
from casework.services.moving import Step, move_case
from casework.services.recording import Statement, record_fact
from casework.services.returning import GoingBack
from tests.integration.case_pages import (
    COUNCILS,
    GOV,
    ICB,
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
    settle_regime,
    sign,
)
from tests.integration.desk import without_temporary_change
from tests.integration.entry_pages import browser_of, status
from tests.visitors import Visitor

STATEMENTS_A_PAGE = 8
NOT_STATEMENTS = ("BEGIN", "COMMIT", "ROLLBACK")


@pytest.fixture
def pages(migrated_url: str, tmp_path: Path) -> Iterator[Pages]:
    """A live case with people in every role."""
    found = running_pages(migrated_url, tmp_path / "data")
    open_live_case(found)
    yield found
    found.office.database.engine.dispose()


@pytest.fixture
def empty_pages(migrated_url: str, tmp_path: Path) -> Iterator[Pages]:
    """The application without a case."""
    found = running_pages(migrated_url, tmp_path / "data")
    yield found
    found.office.database.engine.dispose()


def shown_to(pages: Pages, person: str, path: str = "") -> Visitor:
    """A browser of this person on a page of the case."""
    visitor = browser_of(pages, person)
    visitor.open(pages.url + path)
    return visitor


def group_of(visitor: Visitor, title: str) -> str:
    """The words of one group of unmet checks; empty if it is not on the page."""
    for section in visitor.page.select("section.casework-blockers"):
        if title in section.get_text(" "):
            return " ".join(section.get_text(" ").split())
    return ""


def test_it_names_the_case_its_stage_and_its_pathway(pages: Pages) -> None:
    manager = shown_to(pages, "programme-manager")
    assert manager.heading == f"{pages.reference} Moving the stroke ward"
    assert "Stage Intake and triage" in manager.text
    assert "Major service change, version 3" in manager.text


def test_somebody_without_a_role_is_told_that_there_is_no_such_case(pages: Pages) -> None:
    assert status(shown_to(pages, "stranger")) == 404


def test_a_stranger_is_asked_to_sign_in(pages: Pages) -> None:
    visitor = Visitor(pages.app)
    visitor.open(pages.url)
    assert visitor.heading == "Sign in to Casework"


def test_what_only_the_viewer_can_do_stands_under_your_move(pages: Pages) -> None:
    manager = shown_to(pages, "programme-manager")
    assert "The services and sites that would change are recorded" in group_of(
        manager, "Your move"
    )


def test_the_same_check_is_a_colleagues_move_for_somebody_else(pages: Pages) -> None:
    officer = shown_to(pages, "accountable-officer")
    colleagues = group_of(officer, "A colleague’s move")
    assert "The services and sites that would change are recorded" in colleagues
    assert "Programme manager" in colleagues


def test_what_waits_for_a_council_stands_under_an_outside_bodys_move(empty_pages: Pages) -> None:
    open_live_case(empty_pages, stage="S6")
    record(empty_pages, "substantiality", outcome="substantial", determined_on="2026-05-01")
    record(empty_pages, "urgency_screen", no_time_to_consult="no")
    for council in COUNCILS:
        record(empty_pages, "affected_authority", organisation=council, standing="scrutiny")
    record(empty_pages, "joint_scrutiny", outcome="appointed", members=list(COUNCILS),
           host="west-council", on="2026-05-02")  # fmt: skip
    manager = shown_to(empty_pages, "accountable-officer")
    outside = group_of(manager, "An outside body’s move")
    assert "East Council" in outside and "Scrutiny committee clerk" in outside


def test_an_unmet_check_says_what_is_not_recorded_and_by_what_force(pages: Pages) -> None:
    text = group_of(shown_to(pages, "programme-manager"), "Your move")
    assert "Not recorded Urgency screen." in text
    assert "The law requires this (Act or regulations)" in text


def test_an_unmet_check_cites_the_law_with_how_sure_we_are(pages: Pages) -> None:
    text = group_of(shown_to(pages, "programme-manager"), "Your move")
    assert "Law as at 1 June 2026" in text
    assert "C1: read in the primary text" in text


def test_an_unmet_check_links_to_the_form_that_meets_it(pages: Pages) -> None:
    manager = shown_to(pages, "programme-manager")
    addresses = [a["href"] for a in manager.page.select("section.casework-blockers a")]
    assert any(a.startswith(f"{pages.url}/records/urgency_screen/new") for a in addresses)


def test_the_form_for_a_council_knows_which_council(empty_pages: Pages) -> None:
    open_live_case(empty_pages, stage="S3")
    record(empty_pages, "substantiality", outcome="substantial", determined_on="2026-05-01")
    record(empty_pages, "urgency_screen", no_time_to_consult="no")
    record(empty_pages, "affected_authority", organisation="east-council", standing="scrutiny")
    manager = shown_to(empty_pages, "programme-manager")
    addresses = [a["href"] for a in manager.page.select("section.casework-blockers a")]
    assert any("purpose=regulation_23" in a and "organisation=east-council" in a
               for a in addresses)  # fmt: skip


def test_every_link_of_the_page_leads_somewhere(pages: Pages) -> None:
    fill_intake(pages)
    manager = shown_to(pages, "programme-manager")
    addresses = {a["href"] for a in manager.page.select("main a[href^='/']")}
    answers = {address: manager.open(address).status_code for address in addresses}
    assert {a: s for a, s in answers.items() if s != 200} == {}


def test_the_checklist_counts_bodies(pages: Pages) -> None:
    fill_intake(pages)
    record(pages, "responsible_body", organisation="west-council", capacity="provider",
           duty="s242")  # fmt: skip
    record(pages, "duty_to_involve", organisation=ICB, concerns_health_services="yes",
           activity=["proposal"], impact_on_patients="yes", applies="yes",
           assessed_on="2026-05-01", reasons="Patients travel further.",
           involvement="Meetings")  # fmt: skip
    assert "of 2 responsible bodies" in shown_to(pages, "programme-manager").text


def test_stages_before_this_system_are_not_called_done(empty_pages: Pages) -> None:
    open_live_case(empty_pages, stage="S3", what_went_before="Work on paper.")
    stages = shown_to(empty_pages, "programme-manager").page.select("li.casework-stage")
    words = [" ".join(stage.get_text(" ").split()) for stage in stages]
    assert "Before this system" in words[0] and "Here now" in words[3] and "Not yet" in words[4]


def test_a_stage_that_the_case_went_back_from_says_so(empty_pages: Pages) -> None:
    open_live_case(empty_pages, stage="S2")
    settle_regime(empty_pages)
    step = Step("S2-S1", 1, "A new site.", going_back=GoingBack(SRO.person))
    move_case(empty_pages.office, PM, empty_pages.reference, step)
    stages = shown_to(empty_pages, "programme-manager").page.select("li.casework-stage")
    assert "Gone back from on 1 June 2026" in " ".join(stages[2].get_text(" ").split())


def test_an_open_hold_says_what_waits_for_it(pages: Pages) -> None:
    start_hold(pages.office, SRO, pages.reference, "PAUSED", on("2026-05-30"), "Winter.")
    text = shown_to(pages, "programme-manager").text
    assert "Hold that is open : Paused" in text
    assert "Now waiting: “Start the case for change”" in text


def test_a_key_date_shows_how_it_comes_about(pages: Pages) -> None:
    record(pages, "meeting", organisation=ICB, purpose="decision_to_consult",
           held_on="2026-06-24")  # fmt: skip
    text = shown_to(pages, "programme-manager").text
    assert "Papers for the ICB meeting" in text
    assert "clear working days" in text


def test_a_decision_without_a_published_notice_says_so(pages: Pages) -> None:
    record(pages, "decision", purpose="other", outcome="approved", decided_on="2026-05-20")
    assert "Publication of a notice is not recorded" in shown_to(pages, "programme-manager").text


def test_the_page_says_whether_the_record_is_intact(pages: Pages) -> None:
    assert "has not been checked yet" in shown_to(pages, "programme-manager").text


def test_the_history_says_who_recorded_what_and_when(pages: Pages) -> None:
    record(pages, "service", name="Stroke care")
    rows = shown_to(pages, "governance-lead", "/history").page.select("tbody tr")
    first = " ".join(rows[0].get_text(" ").split())
    assert "Service: Stroke care" in first
    assert "1 June 2026" in first and "Programme manager" in first


def test_a_long_history_comes_in_pages(pages: Pages) -> None:
    for number in range(60):
        record(pages, "service", name=f"Service {number}")
    visitor = shown_to(pages, "programme-manager", "/history")
    assert len(visitor.page.select("tbody tr")) == 50
    visitor.open(visitor.page.find("a", string="Older records")["href"])
    assert "Case opened" in visitor.text


def test_a_replayed_case_says_so_on_every_page(empty_pages: Pages) -> None:
    open_live_case(empty_pages, simulated_on=date(2018, 5, 3))
    visitor = browser_of(empty_pages, "governance-lead")
    missing = []
    for path in ("", "/history", "/stages/S0", "/gates/GT01", "/move", "/move/S0-S1", "/try",
                 "/holds", "/holds/new", "/gates/GT31/defer"):  # fmt: skip
        visitor.open(empty_pages.url + path)
        if "Reconstructed from published records; simulated date 3 May 2018." not in visitor.text:
            missing.append(path)
    assert missing == []


def test_a_check_judged_in_2018_names_no_provision_of_2022(empty_pages: Pages) -> None:
    open_live_case(empty_pages, simulated_on=date(2018, 5, 3))
    visitor = shown_to(empty_pages, "programme-manager")
    assert "section 14Z2" in visitor.text and "section 14Z45" not in visitor.text


def test_a_check_whose_act_came_later_says_so_in_place_of_the_law(empty_pages: Pages) -> None:
    open_live_case(empty_pages, simulated_on=date(2018, 5, 3))
    visitor = shown_to(empty_pages, "programme-manager", "/gates/GT112")
    (said, *_) = [s.get_text() for s in visitor.page.select(".casework-law summary")]
    assert said == "The provision that we cite was not yet in force on this date"


def test_a_past_date_shows_the_case_as_it_stood_then(empty_pages: Pages) -> None:
    open_live_case(empty_pages, simulated_on=date(2018, 5, 3))
    record_fact(
        empty_pages.office, PM, empty_pages.reference,
        Statement("service", {"name": "Stroke care"}, simulated_on=date(2018, 6, 1)),
    )  # fmt: skip
    visitor = shown_to(empty_pages, "programme-manager", "?as_of=2018-05-10")
    assert "as it stood on 10 May 2018" in visitor.text
    assert "Stroke care" not in visitor.text.replace("Stroke care moves", "")


def test_a_past_date_offers_nothing_to_do(pages: Pages) -> None:
    visitor = shown_to(pages, "programme-manager", "?as_of=2026-06-01")
    addresses = [a["href"] for a in visitor.page.select("main a[href]")]
    assert not [a for a in addresses if a.endswith(("/move", "/new")) or "/new?" in a]
    assert visitor.page.select("main form[method=post]") == []


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [("2026-05-31", 404), ("2026-06-02", 422), ("2026-02-30", 422), ("yesterday", 422)],
)
def test_a_date_that_cannot_be_shown_is_refused(pages: Pages, as_of: str, expected: int) -> None:
    assert status(shown_to(pages, "programme-manager", f"?as_of={as_of}")) == expected


def test_an_incomplete_date_is_refused_in_words(pages: Pages) -> None:
    visitor = shown_to(pages, "programme-manager", "?as_of-day=1&as_of-month=&as_of-year=2026")
    assert "The date is not complete." in visitor.text


def test_the_end_of_a_case_leads_to_no_checklist(empty_pages: Pages) -> None:
    open_live_case(empty_pages, stage="S2")
    settle_regime(empty_pages)
    without_temporary_change(empty_pages.office, PM, empty_pages.reference)
    move_case(empty_pages.office, SRO, empty_pages.reference,
              Step("S2-WITHDRAWN", 1, "It costs too much."))  # fmt: skip
    visitor = shown_to(empty_pages, "programme-manager")
    (here,) = visitor.page.select("li.casework-stage[aria-current]")
    assert "Withdrawn" in here.get_text()
    assert here.find("a") is None


@pytest.mark.parametrize("path", ["/stages/S99", "/stages/CLOSED", "/history?from=-1"])
def test_a_page_that_does_not_exist_is_refused(pages: Pages, path: str) -> None:
    assert status(shown_to(pages, "programme-manager", path)) in (404, 422)


def test_every_stage_has_a_checklist_page(pages: Pages) -> None:
    visitor = browser_of(pages, "programme-manager")
    answers = {}
    for number in range(12):
        visitor.open(f"{pages.url}/stages/S{number}")
        answers[number] = status(visitor)
    assert set(answers.values()) == {200}


def statements_of(pages: Pages, visitor: Visitor, path: str) -> int:
    """How many statements the page costs."""
    visitor.open(pages.url + path)
    with counted_statements(pages) as seen:
        visitor.open(pages.url + path)
    return len([s for s in seen if not s.upper().startswith(NOT_STATEMENTS)])


@pytest.mark.parametrize("path", ["", "/stages/S0", "/history", "/gates/GT00", "/move",
                                  "/move/S0-S1", "/try?what=S0-S1", "/holds"])  # fmt: skip
def test_a_page_costs_at_most_eight_statements_however_much_is_recorded(
    pages: Pages, path: str
) -> None:
    fill_intake(pages)
    visitor = browser_of(pages, "governance-lead")
    few = statements_of(pages, visitor, path)
    for number in range(40):
        record(pages, "service", name=f"Service {number}")
    put_in(pages, title="Register", type="interests_register", classification="restricted")
    sign(pages, GOV, "GT00.confirmed", "GOV")
    many = statements_of(pages, visitor, path)
    assert few == many <= STATEMENTS_A_PAGE

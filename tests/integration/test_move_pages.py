"""People choose the next step, see all that bars it or what it freezes, and take it once."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from casework.services.demo.walking import Walker
from casework.services.holds import start_hold
from casework.services.moving import Step, move_case
from casework.services.reading import get_case
from casework.services.returning import GoingBack
from casework.services.trail import audit_trail
from casework.store.trail import TrailFilter
from tests.integration.case_pages import (
    GOV,
    PM,
    SRO,
    Pages,
    on,
    open_live_case,
    running_pages,
    settle_regime,
)
from tests.integration.entry_pages import browser_of, status
from tests.integration.walked_pages import walked_pages
from tests.visitors import Visitor


@pytest.fixture
def pages(migrated_url: str, tmp_path: Path) -> Iterator[Pages]:
    """A live case in the stage of impact assessment: forward is barred, back is free."""
    found = running_pages(migrated_url, tmp_path / "data")
    open_live_case(found, stage="S2")
    settle_regime(found)
    yield found
    found.office.database.engine.dispose()


@pytest.fixture
def walked(migrated_url: str, tmp_path: Path) -> Iterator[tuple[Pages, Walker]]:
    """A case at its first stage with every gate before the second met."""
    found, walker = walked_pages(migrated_url, tmp_path / "data")
    walker.tell_stage()
    assert walker.satisfy("S0-S1") == []
    yield found, walker
    found.office.database.engine.dispose()


def shown_to(pages: Pages, person: str, path: str) -> Visitor:
    """A browser of this person on a page of the case."""
    visitor = browser_of(pages, person)
    visitor.open(pages.url + path)
    return visitor


def back(reason: str) -> Step:
    """The move back that nothing bars, as the senior responsible owner authorised it."""
    return Step("S2-S1", 1, reason, going_back=GoingBack(SRO.person))


def stage_of(pages: Pages) -> tuple[str, int]:
    """Stage and visit in which the case is."""
    facts = get_case(pages.office, PM, pages.reference).facts
    return facts.stage, facts.visit


def audit_kinds(pages: Pages) -> list[str]:
    """Kinds of the audit entries of the case, newest first."""
    page = audit_trail(pages.office, PM, pages.reference, TrailFilter())
    return [entry.kind for entry in page.entries]


def post(visitor: Visitor, pages: Pages, path: str, **values: Any) -> None:
    """Send a step's form as an old page would, whatever the page shows now."""
    visitor.open(pages.url + "/move/S2-S1")
    token = visitor.page.find("input", {"name": "csrf_token"})["value"]
    visitor._show(
        visitor.client.post(
            pages.url + path, data={"csrf_token": token, **values},
            headers={"Origin": "http://localhost"}, follow_redirects=True,
        )
    )  # fmt: skip


def test_every_step_from_the_stage_is_offered_with_how_it_stands(pages: Pages) -> None:
    text = shown_to(pages, "programme-manager", "/move").text
    assert "Go to councils and Healthwatch" in text and "Blocked" in text
    assert "Go back to the case for change" in text and "Nothing bars it" in text
    assert "Withdraw the proposal" in text


def test_a_barred_move_shows_every_blocker_and_no_button(pages: Pages) -> None:
    manager = shown_to(pages, "programme-manager", "/move/S2-S3")
    view = get_case(pages.office, PM, pages.reference)
    shown = len(manager.page.select("li.casework-blocker"))
    assert shown == len(view.judge("S2-S3").blockers) > 3
    assert manager.page.select("main form[method=post]") == []


def test_a_barred_move_sent_all_the_same_is_refused_with_every_blocker(pages: Pages) -> None:
    manager = browser_of(pages, "programme-manager")
    post(manager, pages, "/move/S2-S3", visit="1", reason="I insist.")
    view = get_case(pages.office, PM, pages.reference)
    assert status(manager) == 409
    assert len(manager.page.select("li.casework-blocker")) == len(view.judge("S2-S3").blockers)
    assert "I insist." in manager.text


def test_a_refusal_is_on_record_and_the_case_stays(pages: Pages) -> None:
    manager = browser_of(pages, "programme-manager")
    post(manager, pages, "/move/S2-S3", visit="1")
    assert audit_kinds(pages)[0] == "move_refused"
    assert stage_of(pages) == ("S2", 1)


def test_a_free_move_says_what_will_be_frozen(walked: tuple[Pages, Walker]) -> None:
    pages, walker = walked
    judgement = walker.view().judge("S0-S1")
    results = [r for gate in judgement.gates for r in gate.results]
    text = shown_to(pages, "senior-responsible-owner", "/move/S0-S1").text
    assert f"this is frozen: {len(results)} checks of {len(judgement.gates)} gates" in text


def test_a_free_move_moves_the_case(walked: tuple[Pages, Walker]) -> None:
    pages, _ = walked
    owner = shown_to(pages, "senior-responsible-owner", "/move/S0-S1")
    owner.send()
    assert "The case is now in the stage: Case for change" in owner.text
    assert stage_of(pages) == ("S1", 2)


def test_pressing_twice_moves_once(pages: Pages) -> None:
    manager = shown_to(pages, "programme-manager", "/move/S2-S1")
    form, response = copy.copy(manager.page), manager.response
    manager.send(reason="A new site.", authorised_by=SRO.person)
    manager.page, manager.response = form, response
    manager.send(reason="A new site.", authorised_by=SRO.person)
    assert "it was not taken twice" in manager.text
    assert stage_of(pages) == ("S1", 2)


def test_somebody_slower_is_told_what_happened_and_keeps_what_they_wrote(pages: Pages) -> None:
    manager = shown_to(pages, "programme-manager", "/move/S2-S1")
    move_case(pages.office, SRO, pages.reference, back("A new site."))
    manager.send(reason="My own reason, at length.", authorised_by=SRO.person)
    assert status(manager) == 409
    assert "it is now in “Case for change and early involvement”" in manager.text
    assert "My own reason, at length." in manager.text


def test_a_move_back_needs_a_reason(pages: Pages) -> None:
    manager = shown_to(pages, "programme-manager", "/move/S2-S1")
    manager.send()
    assert status(manager) == 422
    assert "This move needs a reason." in manager.text
    assert stage_of(pages) == ("S2", 1)


def test_a_move_back_with_a_reason_goes_back(pages: Pages) -> None:
    manager = shown_to(pages, "programme-manager", "/move/S2-S1")
    manager.send(reason="A new site came up.", authorised_by=SRO.person)
    assert stage_of(pages) == ("S1", 2)


def test_who_may_not_move_the_case_sees_whose_it_is_and_no_button(pages: Pages) -> None:
    lead = shown_to(pages, "engagement-lead", "/move/S2-S1")
    assert "it is for the programme manager, senior responsible owner or governance lead" in (
        lead.text
    )
    assert lead.page.select("main form[method=post]") == []


def test_who_may_not_move_the_case_is_refused(pages: Pages) -> None:
    lead = shown_to(pages, "engagement-lead", "")
    manager = shown_to(pages, "programme-manager", "/move/S2-S1")
    del manager
    token = lead.page.find("input", {"name": "csrf_token"})["value"]
    answer = lead.client.post(
        f"{pages.url}/move/S2-S1", data={"csrf_token": token, "visit": "1", "reason": "x"}
    )
    assert answer.status_code == 403
    assert stage_of(pages) == ("S2", 1)


def test_a_step_of_another_stage_is_not_found(pages: Pages) -> None:
    assert status(shown_to(pages, "programme-manager", "/move/S6-S7")) == 404


@pytest.mark.parametrize("visit", ["", "one", "-1", "99999999999999999999"])
def test_a_forged_visit_moves_nothing(pages: Pages, visit: str) -> None:
    manager = shown_to(pages, "programme-manager", "/move/S2-S1")
    manager.send(reason="A new site.", authorised_by=SRO.person, visit=visit)
    assert status(manager) == 409
    assert stage_of(pages) == ("S2", 1)


def test_a_named_act_is_barred_like_a_move(pages: Pages) -> None:
    open_live_case(pages, stage="S7")
    manager = shown_to(pages, "programme-manager", "/move/open_consultation")
    assert manager.heading.endswith("Open the public consultation")
    assert len(manager.page.select("li.casework-blocker")) > 3


def test_an_act_on_a_step_is_offered_for_each_step(pages: Pages) -> None:
    from tests.integration.case_pages import record

    open_live_case(pages, stage="S11")
    step = record(pages, "irreversible_step", step="Close the ward")
    manager = shown_to(pages, "programme-manager", "/move")
    found = manager.page.find("a", string="Take a step that cannot be undone: Close the ward")
    assert found["href"].endswith(f"/move/take_irreversible_step?subject={step.key}")


def test_a_dry_run_answers_and_records_nothing(pages: Pages) -> None:
    before = audit_kinds(pages)
    manager = shown_to(pages, "programme-manager", "/try?what=S2-S3")
    assert "It would be refused if it were 1 June 2026" in manager.text
    assert "nothing was recorded" in manager.text
    assert audit_kinds(pages) == before


def test_a_dry_run_judges_as_if_on_another_date(walked: tuple[Pages, Walker]) -> None:
    pages, _ = walked
    path = "/try?what=S0-S1&on-day=1&on-month=9&on-year=2026"
    text = shown_to(pages, "programme-manager", path).text
    assert "if it were 1 September 2026" in text


def test_evidence_that_will_have_grown_old_bars_a_later_date(walked: tuple[Pages, Walker]) -> None:
    pages, walker = walked
    walker.move("S0-S1")
    walker.walk_to("S2")
    walker.tell_stage()
    assert walker.satisfy("S2-S3") == []
    now = shown_to(pages, "programme-manager", "/try?what=S2-S3")
    assert "Nothing would bar it" in now.text
    now.open(f"{pages.url}/try?what=S2-S3&on-day=1&on-month=6&on-year=2029")
    assert "It would be refused" in now.text and "older than its shelf life" in now.text


def test_a_dry_run_of_a_later_act_lists_what_bars_the_moves_before_it(pages: Pages) -> None:
    text = shown_to(pages, "programme-manager", "/try?what=open_consultation").text
    assert "The case has to move on first" in text
    assert "GT20" in text and "GT70" in text


def test_a_dry_run_of_a_move_that_lies_behind_says_so(pages: Pages) -> None:
    open_live_case(pages, stage="S8")
    text = shown_to(pages, "programme-manager", "/try?what=S0-S1").text
    assert "The case has passed the stage" in text


@pytest.mark.parametrize(
    "query", ["what=S2-S3&on-day=31&on-month=2&on-year=2026", "what=nothing",
              "what=S2-S3&on-day=1&on-month=&on-year="],
)  # fmt: skip
def test_a_dry_run_of_what_does_not_exist_is_refused_in_words(pages: Pages, query: str) -> None:
    manager = shown_to(pages, "programme-manager", f"/try?{query}")
    assert status(manager) == 422
    assert "There is a problem" in manager.text


def test_a_hold_is_started_in_the_browser(pages: Pages) -> None:
    lead = shown_to(pages, "governance-lead", "/holds/new")
    lead.send(hold="PAUSED", started_on="2026-05-30", reason="Winter.")
    assert "Hold that is open : Paused" in lead.text


def test_a_hold_shows_what_it_freezes_before_it_is_started(pages: Pages) -> None:
    lead = shown_to(pages, "governance-lead", "/holds/new")
    assert "Freezes: “Start the case for change”" in lead.text


def test_a_hold_needs_a_date_and_keeps_the_rest(pages: Pages) -> None:
    lead = shown_to(pages, "governance-lead", "/holds/new")
    lead.send(hold="PAUSED", reason="Winter.")
    assert status(lead) == 422
    assert "Enter the date on which it started" in lead.text
    assert "Winter." in lead.page.find("textarea").get_text()


def test_a_hold_whose_conditions_do_not_hold_is_refused_with_the_reason(pages: Pages) -> None:
    lead = shown_to(pages, "governance-lead", "/holds/new")
    lead.send(hold="REFERRED", started_on="2026-05-30")
    assert status(lead) == 409
    assert "“Referred to the Secretary of State” is not possible here: the law" in lead.text


def test_starting_one_hold_twice_starts_it_once(pages: Pages) -> None:
    lead = shown_to(pages, "governance-lead", "/holds/new")
    form, response = copy.copy(lead.page), lead.response
    lead.send(hold="PAUSED", started_on="2026-05-30")
    lead.page, lead.response = form, response
    lead.send(hold="PAUSED", started_on="2026-05-30")
    facts = get_case(pages.office, PM, pages.reference).facts
    assert len(facts.open_holds()) == 1


def test_a_hold_bars_the_move_that_it_freezes(pages: Pages) -> None:
    start_hold(pages.office, SRO, pages.reference, "PAUSED", on("2026-05-30"))
    manager = shown_to(pages, "programme-manager", "/move/S2-S3")
    assert "Hold: Paused, since 30 May 2026." in manager.text


def test_a_hold_is_ended_in_the_browser(pages: Pages) -> None:
    hold = start_hold(pages.office, SRO, pages.reference, "PAUSED", on("2026-05-30"))
    lead = shown_to(pages, "governance-lead", f"/holds/{hold.key}/end")
    lead.send(ended_on="2026-05-31", outcome="resumed", details="Winter is over.")
    lead.open(f"{pages.url}/holds")
    assert "30 May 2026 to 31 May 2026. How it ended: Resumed. Winter is over." in lead.text


def test_who_may_not_end_a_hold_is_refused(pages: Pages) -> None:
    hold = start_hold(pages.office, GOV, pages.reference, "IN_LITIGATION", on("2026-05-30"))
    lead = shown_to(pages, "engagement-lead", f"/holds/{hold.key}/end")
    lead.send(ended_on="2026-05-31", outcome="settled")
    assert status(lead) == 403


def test_a_hold_that_does_not_exist_cannot_be_ended(pages: Pages) -> None:
    assert status(shown_to(pages, "governance-lead", "/holds/nothing/end")) == 404


@pytest.mark.parametrize("path", ["/move", "/move/S2-S1", "/try", "/holds", "/holds/new"])
def test_somebody_of_another_case_finds_none_of_these_pages(pages: Pages, path: str) -> None:
    assert status(shown_to(pages, "stranger", path)) == 404

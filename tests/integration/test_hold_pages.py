"""The page of holds says how each stands, what is on record and what is not; nothing is assumed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from casework.domain.dates import FactDate
from casework.domain.facts import CaseFacts
from casework.services.holds import end_hold, start_hold
from casework.services.reading import get_case
from casework.services.recording import Statement, record_fact
from casework.services.second_person import check_record
from casework.services.verb import AlreadyDone
from tests.integration.aside_case import printed_of
from tests.integration.case_pages import (
    GOV,
    ICB,
    LEG,
    Pages,
    on,
    open_live_case,
    put_in,
    record,
    running_pages,
    settle_regime,
)
from tests.integration.desk import Desk
from tests.integration.entry_pages import browser_of, status
from tests.visitors import Visitor


@pytest.fixture
def pages(migrated_url: str, tmp_path: Path) -> Iterator[Pages]:
    """A live case under today's law."""
    found = running_pages(migrated_url, tmp_path / "data")
    open_live_case(found, stage="S9")
    settle_regime(found)
    yield found
    found.office.database.engine.dispose()


def holds_page(pages: Pages, person: str = "governance-lead") -> Visitor:
    visitor = browser_of(pages, person)
    visitor.open(f"{pages.url}/holds")
    return visitor


def start(pages: Pages, hold: str, since: str = "2026-05-01") -> None:
    viewer = LEG if hold == "IN_LITIGATION" else GOV
    start_hold(pages.office, viewer, pages.reference, hold, on(since), key="h")


def typed_in(visitor: Visitor, name: str) -> str:
    """What a field of the form shows."""
    found = visitor.page.find("input", attrs={"name": name})
    assert found is not None
    return str(found["value"])


def test_a_request_says_that_it_stops_nothing_and_asks_for_a_decision(pages: Pages) -> None:
    start(pages, "CALL_IN_REQUESTED")
    record(pages, "call_in_request", key="c", requested_by="East Council", outcome="open",
           requested_on="2026-05-01")  # fmt: skip
    text = holds_page(pages).text
    assert "goes on only by a recorded decision" in text
    assert "Asked for by East Council, 1 May 2026" in text
    assert "The decision whether the local process goes on meanwhile, with reasons." in text


def test_the_decision_to_go_on_stands_with_who_when_and_why(pages: Pages) -> None:
    start(pages, "CALL_IN_REQUESTED")
    record(pages, "call_in_request", key="c", requested_by="East Council", outcome="open",
           requested_on="2026-05-01")  # fmt: skip
    record(pages, "going_on_decision", request="call_in_request/c", goes_on="yes",
           decided_by="Accountable officer", decided_on="2026-05-04",
           reasons="It can be undone.")  # fmt: skip
    assert ("The local process goes on: decided by Accountable officer, 4 May 2026. "
            "It can be undone.") in holds_page(pages).text  # fmt: skip


def test_a_call_in_whose_six_months_ran_out_is_overdue_and_still_open(pages: Pages) -> None:
    start(pages, "CALLED_IN", "2025-11-03")
    text = holds_page(pages).text
    assert "ended on 2 May 2026" in text and "Overdue since 2 May 2026" in text
    assert "is not taken for granted" in text and "End this hold" in text


def test_litigation_says_what_is_held_since_when(pages: Pages) -> None:
    start(pages, "IN_LITIGATION")
    text = holds_page(pages).text
    assert "Since 1 May 2026." in text and "no text of this case can be erased" in text


def test_a_quashed_decision_is_named_and_a_new_one_asked_for(pages: Pages) -> None:
    record(pages, "decision", key="final", purpose="final", outcome="approved",
           organisation="north-icb", decided_on="2026-04-20")  # fmt: skip
    start(pages, "IN_LITIGATION")
    lead = browser_of(pages, "governance-lead")
    lead.open(f"{pages.url}/holds/h/end")
    lead.send(ended_on="2026-05-20", outcome="quashed")
    refused = (status(lead), lead.text)
    lead.send(ended_on="2026-05-20", outcome="quashed", falls=["decision/final"])
    text = holds_page(pages).text
    assert refused[0] == 422 and "Which decision no longer stands?" in refused[1]
    assert "No longer stands: Decision" in text and "Not recorded: a new decision." in text


def test_what_a_hold_asks_for_is_among_my_work(pages: Pages) -> None:
    start(pages, "PAUSED")
    lead = browser_of(pages, "governance-lead")
    lead.open("/work")
    assert "Paused. Not recorded: why work is paused, who decided it" in lead.text


def test_the_page_shows_the_steps_of_a_direction_with_what_they_replace(pages: Pages) -> None:
    start(pages, "CALLED_IN")
    put_in(pages, title="Direction", type="other")
    paper = next(iter(view_of(pages).current("evidence"))).reference
    record(pages, "call_in_direction", key="d", dated="2026-05-01", document=paper)
    record(pages, "direction_step", direction="call_in_direction/d", document=paper,
           dated="2026-05-02", effect="replaces", checks=["GT101"],
           instead="One joint letter")  # fmt: skip
    assert "replaces GT101; counts once a second person has checked it" in holds_page(pages).text


def test_what_a_step_adds_is_told_with_whether_it_was_done(pages: Pages) -> None:
    start(pages, "CALLED_IN")
    put_in(pages, title="Direction", type="other")
    paper = next(iter(view_of(pages).current("evidence"))).reference
    record(pages, "call_in_direction", key="d", dated="2026-05-01", document=paper)
    record(pages, "direction_step", key="s", direction="call_in_direction/d", document=paper,
           dated="2026-05-02", effect="adds", instead="A hearing in each borough")  # fmt: skip
    check_record(pages.office, LEG, pages.reference, "direction_step/s", 1)
    told = holds_page(pages).text
    assert "adds A hearing in each borough (not recorded as done)" in told


def test_who_withdraws_a_direction_is_told_that_its_hold_goes_too(pages: Pages) -> None:
    put_in(pages, title="Direction", type="other")
    paper = next(iter(view_of(pages).current("evidence"))).reference
    record_fact(pages.office, GOV, pages.reference, Statement(
        "call_in_direction", {"dated": "2026-05-01", "document": paper}, key="d",
    ))  # fmt: skip
    visitor = browser_of(pages, "governance-lead")
    visitor.open(f"{pages.url}/records/call_in_direction/d/withdraw")
    assert "The hold that began with it is withdrawn too" in visitor.text


def view_of(pages: Pages) -> CaseFacts:
    return get_case(pages.office, GOV, pages.reference).facts


def test_documents_print_what_a_direction_removed(desk: Desk) -> None:
    desk.record("regime", regime="R24", as_at="2026-02-01", reasons="After 31 January 2024")
    paper = desk.evidence("other").reference
    desk.record("call_in_direction", by="GOV", key="d", dated="2026-02-01", document=paper)
    desk.record("direction_step", key="s", direction="call_in_direction/d", document=paper,
                dated="2026-02-01", effect="removes", checks=["GT73"])  # fmt: skip
    before = "GT73" in printed_of(desk)
    check_record(desk.office, desk.viewer("GOV"), desk.reference, "direction_step/s", 1)
    entry = printed_of(desk)["GT73"]
    assert (before, entry.decided_by) == (False, "The Secretary of State")


@pytest.mark.parametrize(("person", "offered"), [("governance-lead", True),
                                                 ("programme-manager", False)])  # fmt: skip
def test_the_end_of_a_call_in_is_offered_to_who_may_record_it(
    pages: Pages, person: str, offered: bool
) -> None:
    start(pages, "CALLED_IN")
    links = holds_page(pages, person).page.select("a[href$='/holds/h/end']")
    assert bool(links) is offered


def test_pressing_twice_ends_a_hold_once(desk: Desk) -> None:
    start_hold(desk.office, desk.viewer("GOV"), desk.reference, "PAUSED",
               FactDate.parse("2026-02-01"), key="p")  # fmt: skip

    def end() -> None:
        end_hold(desk.office, desk.viewer("GOV"), desk.reference, "p",
                 FactDate.parse("2026-02-02"), way_out="resumed", once="one")  # fmt: skip

    end()
    with pytest.raises(AlreadyDone):
        end()


def test_a_hold_begun_in_error_is_withdrawn_by_another_person_from_its_page(pages: Pages) -> None:
    start(pages, "PAUSED")
    own = browser_of(pages, "governance-lead")
    own.open(f"{pages.url}/holds/h/withdraw")
    own.send(reason="The pause was of another programme")
    other = browser_of(pages, "senior-owner")
    other.open(f"{pages.url}/holds")
    assert "Withdraw this hold, begun in error" in other.text
    other.open(f"{pages.url}/holds/h/withdraw")
    other.send(reason="The pause was of another programme")
    assert status(own) == 403 and "You recorded this hold" in own.text
    assert "The hold is withdrawn." in other.text
    assert "No hold is open, and none has ended." in other.text


def final_fell(pages: Pages, *keys: str) -> None:
    """A final decision that fell with the end of each of these legal holds."""
    record(pages, "decision", key="final", purpose="final", outcome="approved", organisation=ICB,
           decided_on="2026-01-20")  # fmt: skip
    for key in keys:
        start_hold(pages.office, GOV, pages.reference, "IN_LITIGATION",
                   FactDate.parse("2026-02-01"), "A claim", key=key)  # fmt: skip
    for key in keys:
        end_hold(pages.office, GOV, pages.reference, key, FactDate.parse("2026-02-10"),
                 way_out="quashed", falls=("decision/final",))  # fmt: skip


def words_of_withdrawing(pages: Pages) -> str:
    visitor = browser_of(pages, "legal-adviser")
    visitor.open(f"{pages.url}/holds/h/withdraw")
    return " ".join(visitor.text.split())


def test_the_page_names_another_hold_that_took_the_decision_off_the_record(pages: Pages) -> None:
    final_fell(pages, "h", "g")
    words = words_of_withdrawing(pages)
    assert "These decisions stay off the record" in words
    assert "it was taken off the record by" in words and "They stand again" not in words


def test_the_page_names_a_decision_that_was_taken_in_place_of_the_one_that_fell(
    pages: Pages,
) -> None:
    final_fell(pages, "h")
    record(pages, "decision", key="anew", purpose="final", outcome="not_approved",
           organisation=ICB, decided_on="2026-03-01")  # fmt: skip
    assert "was recorded since in its place" in words_of_withdrawing(pages)


def test_a_withdrawal_of_a_hold_without_a_reason_is_refused(pages: Pages) -> None:
    start(pages, "PAUSED")
    other = browser_of(pages, "senior-owner")
    other.open(f"{pages.url}/holds/h/withdraw")
    other.send(reason="")
    assert status(other) == 422 and "Say why the hold is withdrawn." in other.text


def test_an_end_that_lies_ahead_is_refused_and_what_was_typed_stays(pages: Pages) -> None:
    start(pages, "CALLED_IN")
    lead = browser_of(pages, "governance-lead")
    lead.open(f"{pages.url}/holds/h/end")
    lead.send(ended_on="26 November 2027", outcome="stop")
    assert status(lead) == 422 and "This day lies ahead: 26 November 2027." in lead.text
    assert typed_in(lead, "ended_on") == "26 November 2027"


def test_a_start_that_lies_ahead_is_refused_and_what_was_typed_stays(pages: Pages) -> None:
    lead = browser_of(pages, "governance-lead")
    lead.open(f"{pages.url}/holds/new")
    lead.send(hold="CALLED_IN", started_on="10 March 2027")
    assert status(lead) == 422 and "This day lies ahead: 10 March 2027." in lead.text
    assert typed_in(lead, "started_on") == "10 March 2027"


def test_a_planned_pause_says_when_it_begins_and_is_not_ended(pages: Pages) -> None:
    start(pages, "PAUSED", "2027-03-10")
    text = holds_page(pages).text.partition("Kinds of hold")[0]
    assert "Planned" in text and "Begins on 10 March 2027." in text
    assert "Ended" not in text and "End this hold" not in text


def test_a_mistyped_end_is_corrected_from_the_page_of_holds(pages: Pages) -> None:
    start(pages, "CALLED_IN")
    end_hold(pages.office, GOV, pages.reference, "h", on("2026-05-02"), way_out="proceed")
    lead = holds_page(pages)
    assert "Correct this hold" in lead.text
    lead.open(f"{pages.url}/holds/h/correct")
    lead.send(ended_on="20 May 2026", correction="The day was mistyped")
    assert "The hold is corrected." in lead.text and "1 May 2026 to 20 May 2026." in lead.text


def test_a_correction_that_is_refused_keeps_what_was_typed(pages: Pages) -> None:
    start(pages, "CALLED_IN")
    end_hold(pages.office, GOV, pages.reference, "h", on("2026-05-02"), way_out="proceed")
    lead = browser_of(pages, "governance-lead")
    lead.open(f"{pages.url}/holds/h/correct")
    lead.send(ended_on="20 May 2027", correction="The day was mistyped")
    assert status(lead) == 422 and "This day lies ahead: 20 May 2027." in lead.text
    assert typed_in(lead, "ended_on") == "20 May 2027" and "The day was mistyped" in lead.text


def test_a_correction_says_the_day_on_which_it_ended(pages: Pages) -> None:
    start(pages, "CALLED_IN")
    lead = browser_of(pages, "governance-lead")
    lead.open(f"{pages.url}/holds/h/correct")
    lead.send(outcome="proceed", correction="It is over")
    assert status(lead) == 422 and "Enter the date on which it ended" in lead.text


def test_a_decision_that_fell_can_be_chosen_to_stand_again(pages: Pages) -> None:
    record(pages, "decision", key="final", purpose="final", outcome="approved",
           organisation="north-icb", decided_on="2026-04-20")  # fmt: skip
    start(pages, "CALLED_IN")
    end_hold(pages.office, GOV, pages.reference, "h", on("2026-05-20"), way_out="stop",
             falls=("decision/final",))  # fmt: skip
    lead = browser_of(pages, "governance-lead")
    lead.open(f"{pages.url}/holds/h/correct")
    lead.send(outcome="proceed", falls=[], correction="It goes ahead")
    found = get_case(pages.office, GOV, pages.reference).facts.find("decision/final")
    assert "The hold is corrected." in lead.text and found is not None and found.state == "stated"


def test_the_page_of_the_end_of_an_ended_hold_leads_to_its_correction(pages: Pages) -> None:
    start(pages, "CALLED_IN")
    end_hold(pages.office, GOV, pages.reference, "h", on("2026-05-02"), way_out="proceed")
    lead = browser_of(pages, "governance-lead")
    lead.open(f"{pages.url}/holds/h/end")
    assert "Correct: Called in by the Secretary of State" in lead.text


def test_the_record_of_a_hold_speaks_in_words_and_leads_to_its_correction(pages: Pages) -> None:
    start(pages, "CALLED_IN")
    end_hold(pages.office, GOV, pages.reference, "h", on("2026-05-02"),
             way_out="consideration_finished")  # fmt: skip
    lead = browser_of(pages, "governance-lead")
    lead.open(f"{pages.url}/records/hold/h")
    assert "Called in by the Secretary of State, 1 May 2026 to 2 May 2026" in lead.text
    assert "Consideration finished" in lead.text and "Correct this hold" in lead.text
    assert "CALLED_IN" not in lead.text


def test_a_second_call_in_names_the_one_that_is_open(pages: Pages) -> None:
    start(pages, "CALLED_IN")
    lead = browser_of(pages, "governance-lead")
    lead.open(f"{pages.url}/holds/new")
    lead.send(hold="CALLED_IN", started_on="1 May 2026")
    assert status(lead) == 409
    assert "“Called in by the Secretary of State” is open already, since 1 May 2026." in lead.text


def test_a_claim_is_offered_its_hold_chosen_already_and_no_pause(pages: Pages) -> None:
    start(pages, "IN_LITIGATION")
    start_hold(pages.office, GOV, pages.reference, "PAUSED", on("2026-05-02"), key="p")
    lead = browser_of(pages, "governance-lead")
    lead.open(f"{pages.url}/records/claim/new?hold=hold/h")
    offered = {o["value"]: o for o in lead.page.select('select[name="hold"] option')}
    assert set(offered) == {"", "hold/h"} and offered["hold/h"].has_attr("selected")
    assert offered["hold/h"].text == "Hold: In litigation, since 1 May 2026"


def test_who_may_not_end_a_hold_reads_who_does(pages: Pages) -> None:
    start(pages, "PAUSED")
    manager = holds_page(pages, "programme-manager")
    assert "Its end is recorded by the Senior responsible owner" in manager.text
    assert "End this hold" not in manager.text


def test_a_letter_that_only_a_claim_tells_of_is_watched(pages: Pages) -> None:
    start(pages, "IN_LITIGATION")
    record(pages, "claim", key="c", hold="hold/h", letter_on="2026-05-20")
    lead = browser_of(pages, "governance-lead")
    lead.open(f"{pages.url}/limitation")
    assert "Reply expected by 3 June 2026" in lead.text

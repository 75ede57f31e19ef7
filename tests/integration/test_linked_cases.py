"""One case leads to another: both say so, what is carried over, and what never is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, select

from casework.domain.conflicts import has_conflict
from casework.domain.dates import FactDate
from casework.domain.errors import Conflict, Invalid, NotFound, NotPermitted, RefusedMove
from casework.domain.facts import CaseFacts
from casework.domain.viewer import Viewer
from casework.services.audit import verify_chain
from casework.services.holds import start_hold
from casework.services.linking import Linking, open_linked_case
from casework.services.moving import Step, move_case
from casework.services.reading import get_case
from casework.services.recording import Statement, record_fact
from casework.store.models.audit import AuditEntryRow
from casework.web.cases.offers import offers_of
from tests.integration.case_pages import (
    AO,
    GOV,
    ICB,
    LEG,
    PM,
    SRO,
    Pages,
    open_live_case,
    put_in,
    record,
    running_pages,
    sign,
)
from tests.integration.entry_pages import browser_of, status
from tests.integration.moved_in_fact import do_in_fact, move_in_fact
from tests.integration.outside_pages import add_clerks

REASONS = "The rota will not be full again"
NIGHTS = {
    "what": "Beds close at night", "status": "urgent", "reason": "No night cover",
    "urgent_since": "2026-05-01", "risk_evidence": "A rota", "risk_evidence_on": "2026-05-01",
    "own_delay": "no", "short_involvement_possible": "no", "expires_on": "2026-08-01",
}  # fmt: skip


@pytest.fixture
def pages(migrated_url: str, tmp_path: Path) -> Iterator[Pages]:
    """An urgent case with a temporary change, a council and a paper."""
    found = running_pages(migrated_url, tmp_path / "data")
    open_live_case(found, pathway="urgent-temporary-change")
    record(found, "temporary_change", key="nights", **NIGHTS)
    record(found, "affected_authority", organisation="east-council", standing="scrutiny")
    put_in(found, title="Risk assessment", type="risk_assessment")
    sign(found, AO, "GT-U2.no_time", "AO")
    yield found
    found.office.database.engine.dispose()


def begin(pages: Pages) -> None:
    """Act at once for safety, whatever is unmet."""
    do_in_fact(pages.office, AO, pages.reference, Step("act_on_safety", 1, subject="nights"))


def go_on(pages: Pages, viewer: Viewer = PM, **changes: str) -> str:
    asked = {"relation": "full_pathway", "title": "Nights in the long run", "reasons": REASONS,
             **changes}  # fmt: skip
    return open_linked_case(pages.office, viewer, pages.reference, Linking(**asked))


def facts_of(pages: Pages, reference: str) -> CaseFacts:
    return get_case(pages.office, PM, reference).facts


def test_the_full_case_begins_at_its_first_stage_and_each_names_the_other(pages: Pages) -> None:
    opened = go_on(pages)
    full, urgent = facts_of(pages, opened), facts_of(pages, pages.reference)
    assert (full.pathway, full.stage, full.visit) == ("major-service-change", "S0", 1)
    there, here = full.single("linked_case").payload, urgent.single("linked_case").payload
    assert (there.case, there.relation) == (pages.reference, "after_temporary")
    assert (here.case, here.relation, here.stage) == (opened, "full_pathway", "S0")
    assert str(here.reasons) == str(there.reasons) == REASONS


def test_people_councils_and_the_temporary_change_are_carried_over(pages: Pages) -> None:
    full = facts_of(pages, go_on(pages))
    assert full.scrutiny_authorities() == ["east-council"]
    assert full.holders_of("LEG") == ["legal-adviser"]
    carried = full.find("temporary_change/nights")
    assert str(carried.payload.what) == NIGHTS["what"]
    assert str(carried.source) == f"Carried over from {pages.reference}"


def test_evidence_and_sign_offs_are_never_carried_over(pages: Pages) -> None:
    full = facts_of(pages, go_on(pages))
    assert not full.current("evidence") and not full.current("attestation")


def test_both_chains_and_the_systems_hold_one_entry_each(pages: Pages) -> None:
    opened = go_on(pages)
    with pages.office.database.reading() as connection:
        kinds = select(AuditEntryRow.kind).where(AuditEntryRow.chain.in_([opened, pages.reference]))
        found = list(connection.execute(kinds).scalars())
    for chain in (opened, pages.reference, "system"):
        assert verify_chain(pages.office.database, chain).intact
    assert (found.count("case_began"), found.count("case_linked")) == (2, 1)


def test_a_second_full_case_is_refused_and_pressing_twice_opens_one(pages: Pages) -> None:
    asked = Linking("full_pathway", "Nights", REASONS)
    first = open_linked_case(pages.office, PM, pages.reference, asked, once="key-1")
    again = open_linked_case(pages.office, PM, pages.reference, asked, once="key-1")
    assert again == first
    with pytest.raises(RefusedMove, match=first):
        go_on(pages)


@pytest.mark.parametrize("changes", [{"title": " "}, {"reasons": ""}, {"relation": "related"},
                                     {"relation": "restarted_as"}])  # fmt: skip
def test_what_does_not_lead_on_is_refused_and_nothing_is_opened(
    pages: Pages, changes: dict[str, str]
) -> None:
    with pytest.raises(Invalid):
        go_on(pages, **changes)
    assert not facts_of(pages, pages.reference).current("linked_case")


def end_temporary_changes(pages: Pages, reference: str) -> None:
    """Record that the beds are open at night again: before that no proposal is taken back."""
    ended = {**NIGHTS, "ended_as": "reopened", "ended_on": "2026-05-20"}
    record_fact(pages.office, PM, reference, Statement(
        "temporary_change", ended, key="nights", version=1,
    ))  # fmt: skip


def withdraw(pages: Pages, reference: str) -> None:
    """Withdraw the full case, from its second stage."""
    move_in_fact(pages.office, PM, reference, "S0-S1", 1)
    end_temporary_changes(pages, reference)
    move_case(pages.office, SRO, reference, Step("S1-WITHDRAWN", 2, reason="Not needed"))


def test_a_full_case_that_is_broken_off_says_so_where_it_was_opened(pages: Pages) -> None:
    opened = go_on(pages)
    withdraw(pages, opened)
    link = facts_of(pages, pages.reference).single("linked_case").payload
    assert (link.case, link.ended_as) == (opened, "broken_off") and link.ended_on is not None
    assert str(link.reasons) == REASONS
    assert verify_chain(pages.office.database, pages.reference).intact


def test_the_move_that_ends_a_case_locks_both_in_the_order_of_their_references(
    pages: Pages,
) -> None:
    opened = go_on(pages)
    move_in_fact(pages.office, PM, opened, "S0-S1", 1)
    end_temporary_changes(pages, opened)
    locked: list[str] = []

    def note(_conn: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if statement.startswith("BEGIN") or "seq=" not in statement:
            return
        values = parameters.values() if isinstance(parameters, dict) else parameters
        locked.extend(v for v in values if v in (opened, pages.reference))

    event.listen(pages.office.database.engine, "before_cursor_execute", note)
    move_case(pages.office, SRO, opened, Step("S1-WITHDRAWN", 2, reason="Not needed"))
    event.remove(pages.office.database.engine, "before_cursor_execute", note)
    assert locked[1:3] == sorted([opened, pages.reference]), locked


def test_after_a_full_case_was_broken_off_another_can_be_opened(pages: Pages) -> None:
    withdraw(pages, go_on(pages))
    assert go_on(pages) in {r.payload.case for r in
                            facts_of(pages, pages.reference).current("linked_case")}  # fmt: skip


def test_only_who_moves_the_case_on_opens_another_from_it(pages: Pages) -> None:
    with pytest.raises(NotPermitted):
        go_on(pages, LEG)
    with pytest.raises(NotFound):
        go_on(pages, Viewer("stranger", ICB))


def test_the_full_case_is_opened_in_the_browser_and_linked_from_both(pages: Pages) -> None:
    manager = browser_of(pages, "programme-manager")
    manager.open(f"{pages.url}/linked/full_pathway/new")
    manager.send(title="Nights in the long run", reasons="")
    assert status(manager) == 422 and "Say why the new case is opened." in manager.text
    manager.send(title="Nights in the long run", reasons=REASONS)
    opened = facts_of(pages, pages.reference).single("linked_case").payload.case
    assert f"Opened: {opened}." in manager.text
    manager.open(f"{pages.url}/linked")
    assert opened in manager.text and REASONS in manager.text
    assert "Open a full case" not in manager.text
    manager.open(f"/cases/{opened}/linked")
    assert pages.reference in manager.text


def test_a_case_on_the_full_pathway_leads_to_no_full_case(pages: Pages) -> None:
    opened = go_on(pages)
    manager = browser_of(pages, "programme-manager")
    manager.open(f"/cases/{opened}/linked/full_pathway/new")
    assert status(manager) == 404


def test_a_declared_conflict_goes_along_with_the_person(pages: Pages) -> None:
    record(pages, "interest", viewer=GOV, seat="owner", person="senior-owner", capacity="adviser",
           declared_on="2026-05-01", conflict="yes")  # fmt: skip
    record(pages, "interest", viewer=GOV, seat="guest", capacity="adviser",
           declared_on="2026-05-01", conflict="yes")  # fmt: skip
    full = facts_of(pages, go_on(pages))
    assert [r.payload.person for r in full.current("interest")] == ["senior-owner"]
    assert has_conflict(full, "senior-owner")


def test_who_speaks_for_another_body_does_not_learn_of_the_new_case(pages: Pages) -> None:
    add_clerks(pages)
    urgent = facts_of(pages, pages.reference)
    assert urgent.holders_of("HC") == ["east-clerk"]
    assert facts_of(pages, go_on(pages)).holders_of("HC") == []


def test_what_has_begun_stays_begun_in_the_full_case_with_its_reviews(pages: Pages) -> None:
    begin(pages)
    record(pages, "temporary_change_review", key="first", change="temporary_change/nights",
           reviewed_on="2026-03-20", held_at="executive")  # fmt: skip
    full = facts_of(pages, go_on(pages))
    assert [(r.payload.act, r.payload.subject) for r in full.current("act")] == [
        ("act_on_safety", "nights")
    ]
    assert [r.key for r in full.current("temporary_change_review")] == ["first"]


def test_a_promise_goes_along_until_it_is_kept(pages: Pages) -> None:
    record(pages, "promise", key="consult", promise="To consult", sort="consult")
    record(pages, "promise", key="kept", promise="To write", sort="other", kept_on="2026-02-01")
    full = facts_of(pages, go_on(pages))
    assert [r.key for r in full.current("promise")] == ["consult"]


def test_a_temporary_change_begins_once(pages: Pages) -> None:
    begin(pages)
    with pytest.raises(Conflict, match="has begun already"):
        begin(pages)
    offers = offers_of(get_case(pages.office, PM, pages.reference))
    assert not {o.what for o in offers} & {"act_on_safety", "start_temporary_change"}


def test_no_part_is_split_off_while_a_hold_binds_the_case(pages: Pages) -> None:
    start_hold(pages.office, LEG, pages.reference, "IN_LITIGATION", FactDate.parse("2026-05-20"))
    with pytest.raises(RefusedMove, match="would stand outside what holds it"):
        go_on(pages, relation="split_into")

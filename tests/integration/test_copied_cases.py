"""A new case begins with a copy of bodies, contacts, scheme and plan, and never with more."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from casework.domain.errors import Invalid, NotFound, NotPermitted
from casework.domain.facts import CaseFacts
from casework.domain.viewer import Viewer
from casework.services.audit import verify_chain
from casework.services.copied import PARTS
from casework.services.covering import CoverNamed, name_cover
from casework.services.linking import Linking, open_linked_case
from casework.services.reading import get_case
from tests.integration.case_pages import (
    ICB,
    LEG,
    PM,
    Pages,
    open_live_case,
    put_in,
    record,
    running_pages,
)
from tests.integration.entry_pages import browser_of, status

AHEAD, PAST = "2199-06-01", "2020-06-01"


@pytest.fixture
def pages(migrated_url: str, tmp_path: Path) -> Iterator[Pages]:
    """A case with bodies, a scheme, a plan, and much that may not be copied."""
    found = running_pages(migrated_url, tmp_path / "data")
    open_live_case(found)
    record(found, "affected_authority", key="east", organisation="east-council",
           standing="scrutiny", addressee="Chair of the committee", address="1 High Street",
           since=PAST)  # fmt: skip
    record(found, "affected_authority", key="left", organisation="west-council",
           standing="scrutiny", until=PAST)  # fmt: skip
    record(found, "delegated_power", key="now", organisation=ICB, power="decide_to_consult",
           held_by="board", since=PAST, instrument="Scheme, version 4")  # fmt: skip
    record(found, "delegated_power", key="then", organisation=ICB, power="decide_to_consult",
           held_by="AO", since="2015-04-01", until=PAST, instrument="Version 3")  # fmt: skip
    for key, on in (("held", PAST), ("next", AHEAD)):
        record(found, "meeting", key=key, organisation="east-council", purpose="scrutiny",
               held_on=on, minute="Minute 7")  # fmt: skip
    record(found, "consultation", opens_on=PAST, closes_on=AHEAD, formats=["easy_read"],
           responses="2,104")  # fmt: skip
    for name in ("consultation_aims", "summary_of_case"):
        record(found, "section", key=name, name=name, text=f"Text of {name}")
    record(found, "service", name="Stroke care")
    put_in(found, title="Case for change", type="case_for_change")
    yield found
    found.office.database.engine.dispose()


def copy(pages: Pages, viewer: Viewer = PM, *parts: str, **changes: str) -> str:
    asked = {"relation": "copied_to", "title": "Another proposal", "reasons": "Alike", **changes}
    linking = Linking(**asked, parts=parts or tuple(PARTS))
    return open_linked_case(pages.office, viewer, pages.reference, linking)


def facts_of(pages: Pages, reference: str) -> CaseFacts:
    return get_case(pages.office, PM, reference).facts


def keys(facts: CaseFacts, kind: str) -> list[str]:
    return [r.key for r in facts.current(kind)]


def test_bodies_contacts_and_scheme_are_copied_and_what_ended_is_not(pages: Pages) -> None:
    facts = facts_of(pages, copy(pages))
    assert keys(facts, "affected_authority") == ["east"]
    assert keys(facts, "delegated_power") == ["now"]
    council = facts.find("affected_authority/east")
    assert str(council.payload.addressee) == "Chair of the committee"
    assert council.payload.since is None
    assert str(council.source) == f"Copied from {pages.reference}"


def test_contacts_stay_behind_unless_they_are_chosen(pages: Pages) -> None:
    council = facts_of(pages, copy(pages, PM, "bodies")).find("affected_authority/east")
    assert not council.payload.addressee and not council.payload.address


def test_of_the_plan_only_what_lies_ahead_is_copied(pages: Pages) -> None:
    facts = facts_of(pages, copy(pages, PM, "plan"))
    consultation = facts.single("consultation").payload
    assert (consultation.opens_on, str(consultation.closes_on)) == (None, AHEAD)
    assert consultation.formats == ("easy_read",) and not consultation.responses
    assert keys(facts, "meeting") == ["next"] and keys(facts, "section") == ["consultation_aims"]
    assert not facts.find("meeting/next").payload.minute
    assert not facts.current("affected_authority")


def test_evidence_sign_offs_services_and_people_are_never_copied(pages: Pages) -> None:
    facts = facts_of(pages, copy(pages))
    for kind in ("evidence", "attestation", "service", "decision", "letter"):
        assert not facts.current(kind)
    assert [r.payload.person for r in facts.current("role")] == [PM.person]


def test_both_cases_say_so_and_it_may_be_done_again(pages: Pages) -> None:
    first, second = copy(pages), copy(pages)
    new = facts_of(pages, first).single("linked_case").payload
    old = facts_of(pages, pages.reference)
    assert (new.case, new.relation) == (pages.reference, "copied_from")
    assert [r.payload.case for r in old.current("linked_case")] == [first, second]
    for chain in (first, pages.reference, "system"):
        assert verify_chain(pages.office.database, chain).intact


def test_nothing_is_copied_from_a_case_that_one_may_not_see(pages: Pages) -> None:
    with pytest.raises(NotFound):
        copy(pages, Viewer("stranger", ICB))
    with pytest.raises(NotPermitted):
        copy(pages, LEG)


def test_contacts_alone_are_nothing_to_copy(pages: Pages) -> None:
    with pytest.raises(Invalid, match="Nothing is chosen"):
        copy(pages, PM, "contacts")
    assert not facts_of(pages, pages.reference).current("linked_case")


def test_what_was_typed_and_chosen_stays_when_nothing_is_copied(pages: Pages) -> None:
    manager = browser_of(pages, "programme-manager")
    manager.open(f"{pages.url}/linked/copied_to/new")
    manager.send(title="Another proposal", reasons="Alike", parts=["contacts"])
    assert status(manager) == 422 and "Nothing is chosen to copy." in manager.text
    assert manager.page.select_one("#title")["value"] == "Another proposal"
    assert len(manager.page.select("input[name=parts][checked]")) == 1


def test_a_copy_is_opened_in_the_browser_and_named_on_both(pages: Pages) -> None:
    manager = browser_of(pages, "programme-manager")
    manager.open(f"{pages.url}/linked/copied_to/new")
    manager.send(title="Another proposal", reasons="Alike")
    assert "Opened: " in manager.text
    opened = facts_of(pages, pages.reference).single("linked_case").payload.case
    manager.open(f"/cases/{opened}/linked")
    assert pages.reference in manager.text and "copied from that case" in manager.text


def test_a_role_lent_for_an_absence_opens_no_case_of_ones_own(pages: Pages) -> None:
    today = pages.office.clock.today()
    named = CoverNamed("programme-manager", "engagement-lead", today, today, ("PM",))
    name_cover(pages.office, PM, (pages.reference,), named)
    with pytest.raises(NotPermitted, match="lent for an absence"):
        copy(pages, Viewer("engagement-lead", ICB), "bodies")

"""The audit trail in words, narrowed, paged and as a file; and past decisions."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from casework.domain.answers import no
from casework.engine import judgement
from casework.services.audit import check_every_record
from casework.services.share_codes import revoke_share_code, share_with_contact
from casework.services.sharing import read_sharing, share
from casework.services.trail import PAGE, audit_trail
from casework.store.names import Names
from casework.store.trail import TrailFilter
from casework.web.trail.export import safe_cell, trail_csv
from casework.web.trail.words import KINDS, kind_in_words
from tests.integration.case_pages import (
    GOV,
    LEG,
    PM,
    SRO,
    Pages,
    counted_statements,
    fill_intake,
    open_live_case,
    put_in,
    record,
    running_pages,
    sign,
)
from tests.integration.entry_pages import browser_of, pdf_bytes, put_in_file, status
from tests.integration.moved_in_fact import move_in_fact
from tests.integration.tampering import tamper

GUARD = "urgency_screen_is_answered"


@pytest.fixture
def pages(migrated_url: str, tmp_path: Path) -> Iterator[Pages]:
    """A live case about whose bodies something is recorded."""
    found = running_pages(migrated_url, tmp_path / "data")
    open_live_case(found)
    fill_intake(found)
    yield found
    found.office.database.engine.dispose()


def moved(pages: Pages) -> None:
    """Move the case on although not everything was met."""
    move_in_fact(pages.office, PM, pages.reference, "S0-S1", 1)


def test_entries_are_in_words_newest_first(pages: Pages) -> None:
    manager = browser_of(pages, "programme-manager")
    manager.open(f"{pages.url}/audit")
    said = [p.get_text() for p in manager.page.select(".casework-trail strong")]
    assert (said[0], said[-1]) == ("Recorded a fact", "Opened the case")


def test_an_entry_opens_to_its_body_with_position_and_hash(pages: Pages) -> None:
    manager = browser_of(pages, "programme-manager")
    manager.open(f"{pages.url}/audit")
    entry = manager.page.select_one("#entry-1 details")
    assert entry is not None and "Entry 1, hash " in entry.get_text()
    assert '"definition"' in entry.find("pre").get_text()


def test_the_trail_is_narrowed_by_what_was_done(pages: Pages) -> None:
    put_in(pages, title="Paper", type="delivery_proof")
    page = audit_trail(pages.office, PM, pages.reference, TrailFilter(kind="evidence_put_in"))
    assert [e.kind for e in page.entries] == ["evidence_put_in"]


def test_the_trail_is_narrowed_by_who_did_it(pages: Pages) -> None:
    record(pages, "service", viewer=SRO, name="Rehabilitation")
    manager = browser_of(pages, "programme-manager")
    manager.open(f"{pages.url}/audit?actor=senior-owner")
    assert len(manager.page.select(".casework-trail > li")) == 1


@pytest.mark.parametrize(("day", "count"), [("1", True), ("2", False)])
def test_the_trail_is_narrowed_by_date(pages: Pages, day: str, count: bool) -> None:
    manager = browser_of(pages, "programme-manager")
    manager.open(f"{pages.url}/audit?since-day={day}&since-month=6&since-year=2026")
    assert bool(manager.page.select(".casework-trail > li")) is count


def test_older_entries_follow_page_by_page(pages: Pages) -> None:
    for number in range(PAGE):
        record(pages, "service", name=f"Service {number}")
    manager = browser_of(pages, "programme-manager")
    manager.open(f"{pages.url}/audit")
    first = {li["id"] for li in manager.page.select(".casework-trail > li")}
    manager.open(manager.page.find("a", rel="next")["href"])
    second = {li["id"] for li in manager.page.select(".casework-trail > li")}
    assert len(first) == PAGE and "entry-1" in second and not first & second


def test_the_page_says_whether_the_record_is_intact(pages: Pages) -> None:
    assert check_every_record(pages.office) == []
    manager = browser_of(pages, "programme-manager")
    manager.open(f"{pages.url}/audit")
    assert "The record of this case is intact up to entry" in manager.text


def test_the_file_holds_what_the_trail_was_narrowed_to(pages: Pages) -> None:
    put_in(pages, title="Paper", type="delivery_proof")
    client = pages.sign_in("programme-manager")
    answer = client.get(f"{pages.url}/audit.csv?kind=evidence_put_in")
    rows = list(csv.DictReader(io.StringIO(answer.get_data(as_text=True).removeprefix("\ufeff"))))
    assert [row["What"] for row in rows] == ["Put evidence in"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_of_the_file_is_a_formula(start: str) -> None:
    assert safe_cell(f"{start}cmd") == f"'{start}cmd"


def test_a_persons_name_that_is_a_formula_stays_text(pages: Pages) -> None:
    page = audit_trail(pages.office, PM, pages.reference, TrailFilter())
    text = trail_csv(page.entries[:1], Names({}, {"programme-manager": '=HYPERLINK("x")'}))
    row = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))[0]
    assert row["Who"].startswith("'=")


def test_every_kind_of_entry_that_our_verbs_write_is_in_words(pages: Pages) -> None:
    import re

    written: set[str] = set()
    for path in Path("casework/services").rglob("*.py"):
        text = path.read_text()
        written |= set(re.findall(r'case_verb\(\s*office, \w+, \w+, "(\w+)"', text))
    assert written - KINDS.keys() == set()


def test_a_kind_without_words_is_spelt_out() -> None:
    assert kind_in_words("something_new_happened") == "Something new happened"


def newest_entry(pages: Pages, person: str = "programme-manager") -> str:
    """The words of the newest entry of the trail, without its body."""
    visitor = browser_of(pages, person)
    visitor.open(f"{pages.url}/audit")
    entry = visitor.page.select_one(".casework-trail > li")
    entry.find("details").decompose()
    return " ".join(entry.get_text(" ").split())


def with_contact(pages: Pages) -> str:
    """A contact with an email address; returns their key."""
    from casework.domain.viewer import SYSTEM
    from casework.store import parties
    from casework.store.transaction import system_transaction

    with system_transaction(pages.office.database, SYSTEM, pages.office.clock.now()) as tx:
        parties.insert_contact(
            tx.connection,
            {"key": "contact-1", "name": "Ann Clerk", "email": "clerk@east.example"},
        )
        tx.record_audit("contact_added", {"contact": "contact-1"})
    return "contact-1"


def letter(pages: Pages) -> str:
    """A public file that may be shared; returns its pin."""
    key = put_in_file(pages, "letter.pdf", pdf_bytes(), title="The letter",
                      classification="public")  # fmt: skip
    return f"evidence/{key}@1"


def test_an_entry_names_the_record_that_it_wrote(pages: Pages) -> None:
    record(pages, "service", name="Rehabilitation")
    assert "Service: Rehabilitation, version 1" in newest_entry(pages)


def test_an_entry_names_the_check_and_the_body_that_it_is_about(pages: Pages) -> None:
    record(pages, "regime", regime="R24", as_at="2026-06-01", reasons="Nothing began before.")
    sign(pages, LEG, "GT01.determination", "LEG")
    said = newest_entry(pages)
    assert "(GT01.determination)" in said and "As: Legal adviser" in said
    assert "In stage: Intake and triage" in said


def test_an_entry_of_a_share_names_the_paper_and_the_organisation(pages: Pages) -> None:
    share(pages.office, PM, pages.reference, letter(pages), "east-council")
    said = newest_entry(pages)
    assert "Shared: The letter, version 1" in said and "Organisation: East Council" in said


def test_an_entry_of_a_revoked_code_names_the_paper_and_the_contact(pages: Pages) -> None:
    share_with_contact(pages.office, PM, pages.reference, letter(pages), with_contact(pages), 7)
    (code,) = read_sharing(pages.office, PM, pages.reference).codes
    revoke_share_code(pages.office, PM, pages.reference, code.id)
    said = newest_entry(pages)
    assert said.startswith("Revoked a code")
    assert "Shared: The letter, version 1" in said and "Contact: Ann Clerk" in said


def test_an_entry_names_no_privileged_paper_to_those_who_may_not_read_it(pages: Pages) -> None:
    put_in(pages, viewer=LEG, title="Counsel's advice", type="delivery_proof",
           classification="privileged")  # fmt: skip
    assert "A legally privileged paper, version 1" in newest_entry(pages, "engagement-lead")


def test_an_entry_names_a_privileged_paper_to_those_who_may_read_it(pages: Pages) -> None:
    put_in(pages, viewer=LEG, title="Counsel's advice", type="delivery_proof",
           classification="privileged")  # fmt: skip
    assert "Counsel's advice, version 1" in newest_entry(pages, "governance-lead")


def test_a_past_decision_tells_records_of_one_kind_apart(pages: Pages) -> None:
    record(pages, "service", name="Rehabilitation")
    moved(pages)
    lead = browser_of(pages, "governance-lead")
    lead.open(f"{pages.url}/decisions/visit-2")
    assert "Service: Stroke care, version 1" in lead.text
    assert "Service: Rehabilitation, version 1" in lead.text


def test_a_past_decision_shows_each_point_with_its_result(pages: Pages) -> None:
    moved(pages)
    lead = browser_of(pages, "governance-lead")
    lead.open(f"{pages.url}/decisions/visit-2")
    assert lead.heading.endswith("Start the case for change") or "S0" in str(lead.page)
    assert "Happened in fact although not met" in lead.text and "GT01" in lead.text


def test_a_past_decision_shows_who_signed_on_which_version(pages: Pages) -> None:
    record(pages, "regime", regime="R24", as_at="2026-06-01", reasons="Nothing began before.")
    sign(pages, LEG, "GT01.determination", "LEG")
    moved(pages)
    lead = browser_of(pages, "governance-lead")
    lead.open(f"{pages.url}/decisions/visit-2")
    assert "Legal adviser, legal adviser, 1 June 2026" in lead.text
    assert "Regime determination, version 1, recorded by Programme manager" in lead.text


def test_a_past_decision_says_what_has_changed_since(pages: Pages) -> None:
    moved(pages)
    record(pages, "responsible_body", key=_body_key(pages), organisation="north-icb",
           capacity="commissioner", duty="s14Z45")  # fmt: skip
    lead = browser_of(pages, "governance-lead")
    lead.open(f"{pages.url}/decisions/visit-2")
    assert "Version 2 now" in lead.text


def test_a_decision_is_found_by_its_position_too(pages: Pages) -> None:
    moved(pages)
    lead = browser_of(pages, "governance-lead")
    lead.open(f"{pages.url}/decisions")
    link = lead.page.find("a", href=lambda h: h and f"{pages.url}/decisions/" in h)
    assert link is not None
    lead.open(link["href"])
    assert status(lead) == 200 and "Judged as at" in lead.text


@pytest.mark.parametrize("key", ["1", "999999999999", "visit-9", "²", "..", "visit-1"])
def test_a_decision_that_never_was_is_not_found(pages: Pages, key: str) -> None:
    lead = browser_of(pages, "governance-lead")
    lead.open(f"{pages.url}/decisions/{key}")
    assert status(lead) == 404


def test_a_privileged_paper_is_not_named_to_those_who_may_not_read_it(pages: Pages) -> None:
    put_in(pages, viewer=LEG, title="Counsel's advice", type="delivery_proof",
           classification="privileged", criteria=["GT01.determination"])  # fmt: skip
    moved(pages)
    other = browser_of(pages, "engagement-lead")
    other.open(f"{pages.url}/decisions/visit-2")
    lead = browser_of(pages, "governance-lead")
    lead.open(f"{pages.url}/decisions/visit-2")
    assert "Counsel's advice" not in other.text and "Counsel's advice" in lead.text


def judged_again(pages: Pages, key: str = "visit-2") -> Any:
    lead = browser_of(pages, "governance-lead")
    lead.open(f"{pages.url}/decisions/{key}/judged-again")
    return lead


def test_a_past_decision_leads_to_judging_it_again(pages: Pages) -> None:
    moved(pages)
    lead = browser_of(pages, "governance-lead")
    lead.open(f"{pages.url}/decisions/visit-2")
    link = lead.page.find("a", string="Judge it again today on the same facts")
    assert link is not None
    lead.open(link["href"])
    assert "Judged again today on the same facts: the same answer." in lead.text


def test_a_past_decision_is_judged_again_by_the_key_of_its_record(pages: Pages) -> None:
    moved(pages)
    assert "The same answer" in judged_again(pages).text


def test_what_differs_is_said_in_words(pages: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    moved(pages)
    found = judgement.find_guard
    monkeypatch.setattr(
        judgement, "find_guard",
        lambda name: (lambda facts, subject: no("{org:east-council} differs"))
        if name == GUARD else found(name),
    )
    said = judged_again(pages).text
    assert "the answer is not the same" in said
    assert "Then: not recorded. Today: unmet." in said and "East Council differs" in said


def test_a_decision_whose_facts_were_changed_is_not_judged_again(pages: Pages) -> None:
    moved(pages)
    tamper(pages.office.database, "UPDATE case_record SET recorded_by = 'x' WHERE version = 1")
    assert "Cannot be judged again" in judged_again(pages).text


@pytest.mark.parametrize("key", ["1", "999999999999", "visit-9", "²", "..", "visit-1"])
def test_a_decision_that_never_was_is_not_judged_again(pages: Pages, key: str) -> None:
    assert status(judged_again(pages, key)) == 404


@pytest.mark.parametrize(
    "page", ["audit", "decisions", "decisions/visit-2", "decisions/visit-2/judged-again", "sharing"]
)
def test_these_pages_cost_the_same_for_few_records_and_for_many(pages: Pages, page: str) -> None:
    moved(pages)
    client = pages.sign_in("governance-lead")
    few = _statements(pages, client, f"{pages.url}/{page}")
    for number in range(30):
        record(pages, "service", viewer=GOV, name=f"Service {number}")
    many = _statements(pages, client, f"{pages.url}/{page}")
    assert len(many) == len(few) <= 8, many


def _body_key(pages: Pages) -> str:
    from casework.services.reading import get_case

    facts = get_case(pages.office, PM, pages.reference).facts
    return facts.current("responsible_body")[0].key


def _statements(pages: Pages, client: object, path: str) -> list[str]:
    with counted_statements(pages) as seen:
        answer = client.get(path)  # type: ignore[attr-defined]
    assert answer.status_code == 200
    return [s for s in seen if s not in ("BEGIN", "BEGIN IMMEDIATE")]

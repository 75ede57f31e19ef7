"""Facts between the papers stand in the way in plain words, are met, or are passed in public."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from casework.adapters.clock import SystemClock
from casework.domain.dates import london_date
from casework.services.demo.people import ICB
from tests.journeys.case_journey import CaseJourney
from tests.journeys.conftest import OpenWindow
from tests.journeys.person import Person
from tests.journeys.sentences import given, then, when

GO_OUT = "S6-S7"
ANALYSE = "S7-S8"
LEFT_OUT, BY_THE_FIGURE = "southshire-council-fictional", "farshire-council-fictional"
MOST_LOOKS, LOOK_AGAIN = 60, 500
"""How often, and after how many milliseconds, one looks whether a document is made."""
PROMISE = {
    "promise": "Nobody loses their ward before a public meeting in the market town.",
    "sort": "consult", "made_by": "Chair of the board", "due_before": "consultation",
    "touches_this_proposal": "yes",
}  # fmt: skip
OPTION = {"title": "Three smaller units", "status": "discarded"}
SCORES = {"scores": ["Access | Journeys by ambulance | 2 | 5"]}
FLOW = {"standing": "scrutiny", "patients": "1300", "drawn_from": "Activity of last year"}
PROMISE_OPEN = "A promise is open: neither kept nor overridden."
OPTION_BARE = "why an option was discarded"
NOT_AMONG = "Southshire Council (fictional) among the affected councils"
NOT_CONSULTED = "A consultation of Southshire Council (fictional), or the offer of a seat"
REASON = "Its patients come for clinics that stay where they are."
NOTE = "Advice of counsel on the protocol."
TRAIL = {
    "reasons": "No second rota can be staffed.", "criterion": "Workforce",
    "decided_by": "Options panel", "decided_on": "2026-01-14", "judged_unviable": "yes",
}  # fmt: skip


def today() -> str:
    """The day of the test, as it is typed."""
    return london_date(SystemClock().now()).isoformat()


def document_made(person: Person, title: str) -> str:
    """Make a new draft of a document; returns its words, those of tables too."""
    person.follow(title).press(re.compile("^Make a"), within=person.page.locator("main"))
    link = person.page.get_by_role("link", name=re.compile("^Download"))
    for _ in range(MOST_LOOKS):
        if link.count() and "Being made" not in person.text:
            break
        person.page.wait_for_timeout(LOOK_AGAIN)
        person.page.reload()
    with person.page.expect_download() as waiting:
        link.first.click()
    made = Document(str(Path(waiting.value.path())))
    cells = [c.text for t in made.tables for row in t.rows for c in row.cells]
    return "\n".join([p.text for p in made.paragraphs] + cells)


def references(person: Person, address: str) -> list[str]:
    """The records on a page that lists them."""
    links = person.open(address).page.locator("main a[href*='/records/']")
    found = links.evaluate_all("all => all.map(a => a.getAttribute('href'))")
    kind = address.rpartition("/")[2]
    return list(dict.fromkeys(
        match[1] for href in found if (match := re.search(rf"/records/({kind}/[^/?#]+)$", href))
        and not href.endswith(("/new", "/did-not-happen"))
    ))  # fmt: skip


def way_past(person: Person, words: str) -> None:
    """Follow a link that a closed section of the page holds, opening it first."""
    link = person.page.locator("main a", has_text=re.compile(words, re.IGNORECASE)).first
    person.open_around(link)
    with person.page.expect_navigation():
        link.click()


def record(person: Person, address: str, values: dict[str, Any]) -> str:
    """Fill in a record's form and send it; returns the reference of the record."""
    person.open(address)
    for name, value in values.items():
        person.fill_in(name, value)
    with person.page.expect_navigation():
        person.page.locator("main form[method=post] button[type=submit]").last.click()
    found = re.search(r"/records/([^/]+/[^/?#]+)$", person.path.partition("?")[0])
    assert found and not person.path.endswith(("/new", "/edit")), person.text[:900]
    return found.group(1)


@pytest.fixture
def journey(somebody_new: OpenWindow, live_case: str, tmp_path: Path) -> CaseJourney:
    """The live case, taken to the point where the public is next; two more councils are known."""
    found = CaseJourney(somebody_new, tmp_path, reference=live_case)
    found.clear("S5-S6")
    found.move("S5-S6", "SRO")
    administrator = somebody_new("administrator")
    for name in ("Southshire", "Farshire"):
        administrator.open("/administration/organisations/add")
        administrator.fill_in("name", f"{name} Council (fictional)")
        administrator.fill_in("kind", "local_authority")
        administrator.press(re.compile("^(Add|Save)"), within=administrator.page.locator("main"))
        assert "The organisation is added." in administrator.text, administrator.text[:600]
    return found


def reasons(journey: CaseJourney) -> str:
    """Everything that bars the consultation, as the programme manager reads it."""
    return "\n".join(f"{b.asks} {b.reason}" for b in journey.blockers(GO_OUT))


def tried(journey: CaseJourney, move: str) -> str:
    """What a dry run of a later step says."""
    manager = journey.person("PM").open(journey.at("try"))
    manager.fill_in("what", move).press("Try it")
    return manager.text


def test_a_manager_meets_what_stands_in_the_way(journey: CaseJourney) -> None:
    manager = journey.person("PM")
    with given("a case that is to go out to consultation"):
        before = reasons(journey)
        assert not any(said in before for said in (PROMISE_OPEN, OPTION_BARE, NOT_CONSULTED))
    with when("the manager records a promise, an option with its scores, and a council"):
        promise = record(manager, journey.at("records/promise/new"), PROMISE)
        assert "What this stands in the way of" in manager.text
        others = references(manager, journey.at("records/option_scores"))
        option = record(manager, journey.at("records/option/new"), OPTION)
        scores = record(
            manager, journey.at("records/option_scores/new"), {"option": option, **SCORES}
        )
        record(
            manager, journey.at("records/patient_flow/new"),
            {"organisation": LEFT_OUT, "affected": "yes", **FLOW},
        )  # fmt: skip
    with then("each stands in the way, in plain words"):
        waiting = reasons(journey)
        assert all(said in waiting for said in (PROMISE_OPEN, OPTION_BARE, NOT_CONSULTED))
    with then("a dry run of the step after says that the scores are not public"):
        assert "scores of an option" in tried(journey, ANALYSE)
    with when("they record that the promise was kept"):
        kept = {"kept_on": today(), "kept_how": "A public meeting in the market town."}
        record(manager, journey.at(f"records/{promise}/edit"), kept)
    with then("it is in the way no longer, and the others still are"):
        waiting = reasons(journey)
        assert PROMISE_OPEN not in waiting and PROMISE["promise"] not in waiting
        assert OPTION_BARE in waiting and NOT_CONSULTED in waiting
    with when("they complete the option's trail, publish its scores and write to the council"):
        manager.open(journey.at(f"records/{option}/edit"))
        on_what = manager.page.locator("main [name=evidence]").first.get_attribute("value")
        record(manager, journey.at(f"records/{option}/edit"), {**TRAIL, "evidence": [on_what]})
        published = {"published_on": today(), "published_at": "The programme's website"}
        for each in (scores, *others):
            record(manager, journey.at(f"records/{each}/edit"), published)
        letter = {"purpose": "regulation_23", "organisation": LEFT_OUT, "direction": "sent"}
        record(manager, journey.at("records/letter/new"), {**letter, "sent_on": today()})
    with then("the council is still to be put among the affected ones, of which all is asked"):
        assert NOT_AMONG in reasons(journey)
        record(
            manager, journey.at("records/affected_authority/new"),
            {"organisation": LEFT_OUT, "standing": "scrutiny"},
        )  # fmt: skip
    with then("none of them is in the way of this step or the next"):
        waiting = reasons(journey)
        assert "option was discarded" not in waiting
        assert NOT_CONSULTED not in waiting and NOT_AMONG not in waiting
        assert "scores of an option" not in tried(journey, ANALYSE)


def test_a_governance_lead_overrides_and_it_is_printed(journey: CaseJourney) -> None:
    manager, governance = journey.person("PM"), journey.person("GOV")
    with given("a council with many patients that was thought not to be affected"):
        record(
            manager, journey.at("records/patient_flow/new"),
            {"organisation": BY_THE_FIGURE, "affected": "no", **FLOW},
        )  # fmt: skip
        assert "Farshire" not in reasons(journey)
    with given("a protocol that counts every council from 1,000 patients on"):
        record(manager, journey.at("records/local_threshold/new"), {
            "threshold": "flow_patients", "value": "1000", "set_by": "Protocol of the councils",
            "since": "2025-01-01",
        })  # fmt: skip
    with then("the council left out is in the way"):
        assert "A consultation of Farshire Council (fictional)" in reasons(journey)
    with when("the governance lead records the board's waiver from its minute"):
        way_past(governance.open(journey.at("gates/GD04")), "Waive")
        governance.fill_in("recorded_from", ICB).fill_in("reason", REASON)
        governance.fill_in("privileged_note", NOTE)
        governance.page.locator("main [name=relied_on]").first.check()
        governance.press(re.compile("^Record"), within=governance.page.locator("main"))
        assert "Recorded for GD04.many_by_document" in governance.text, governance.text[:800]
    with then("it counts only once another person has checked it against the minute"):
        assert "the second person has not confirmed it" in reasons(journey)
        adviser = journey.person("LEG").open(journey.at("gates/GD04"))
        way_past(adviser, "confirm")
        adviser.press(re.compile("^Confirm"), within=adviser.page.locator("main"))
        assert "no council above it was left out" not in reasons(journey)
    with when("the next document is made"):
        manager.open(journey.at("documents"))
        words = document_made(manager, "Pre-consultation business case")
    with then("it prints the waiver and its reason, and nothing of the privileged note"):
        assert "Checks set aside, and why" in words
        assert REASON in words
        assert NOTE not in words

"""The live case: under today's law, before the decision to consult, four people to act.

Everything in it was done on its day: the clock stands on the day of each step of the story, so
that what was recorded, moved, approved and issued agrees with the dates in the records.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from casework.documents.manifest import get_manifest
from casework.domain.viewer import Viewer
from casework.services.case_documents.approving import approve_document
from casework.services.case_documents.making import make_document, subjects_for
from casework.services.case_documents.pack_order import PackOrder
from casework.services.case_documents.packs import build_and_issue
from casework.services.demo.delegation import take_over, told_on_the_case
from casework.services.demo.people import ICB, INSIDE, OUTSIDE, holders
from casework.services.demo.story import (
    COUNCILS,
    OPENED,
    STEPS,
    SUMMARY,
    TITLE,
    facts_of,
    facts_on,
)
from casework.services.demo.walking import Walker, at_day
from casework.services.listing import open_programme
from casework.services.office import Office
from casework.services.opening import Opening, open_case

LIVE_CASE = "DEMO-LIVE"
LEFT_OPEN = ("GT22.regard", "GT52.response", "GT53.aligned", "GT55.note")
"""Left for the programme manager, the chief medical officer, finance and legal: four people."""
ON_ITS_DAY = {-90: ("D07",), -80: ("D08", "D06", "D05")}
"""Letters, made and approved on the day on which they go, by days from today."""
WHEN_SIGNED = {"S0": ("D01",), "S1": ("D03",), "S2": ("D04",), "S5": ("D11", "D13")}
"""Documents made when the checks of a stage are signed off. What has gaps stays a draft."""
PACKS_ISSUED, CHECKED = -80, -3
ENCLOSED = "iia_report"


def open_live_case(office: Office) -> str:
    """Open the case and walk it, through the services and as each role, to stage S5."""
    today = office.clock.today()
    people = holders()
    there = at_day(office, _on(today, OPENED))
    reference = _open(there, Viewer(people["PM"], ICB))
    take_over(there, reference)
    walker = Walker(office, reference, ICB, people, facts_of, outside="nhs-england-region")
    for stage, steps in STEPS.items():
        for offset in dict.fromkeys(offset for offset, _ in steps):
            walker.at_day(_on(today, offset))
            walker.tell(told_on_the_case(facts_on(stage, offset, today)))
            _make_and_approve(walker, ON_ITS_DAY.get(offset, ()))
            if offset == PACKS_ISSUED:
                _issue_packs(walker)
        if stage != "S5":
            _finish(walker, stage)
    walker.at_day(_on(today, CHECKED))
    walker.satisfy("S5-S6", leaving=LEFT_OPEN)
    walker.office = office
    _make_and_approve(walker, WHEN_SIGNED["S5"])
    return reference


def _on(today: date, offset: int) -> date:
    return today + timedelta(days=offset)


def _open(office: Office, manager: Viewer) -> str:
    programme = open_programme(office, manager, "Northshire care (fictional)", ICB)
    roles = tuple((key, role) for key, _, role, _ in (*INSIDE, *OUTSIDE))
    return open_case(
        office, manager,
        Opening(
            TITLE, ICB, SUMMARY, people=roles, programme=programme, reference=LIVE_CASE
        ),
    )  # fmt: skip


def _finish(walker: Walker, stage: str) -> None:
    """Have the stage signed off, make what it yields, and move on."""
    edges = walker.view().definition.edges_from(stage)
    move = next(edge.id for edge in edges if edge.kind == "forward")
    unmet = walker.satisfy(move)
    if unmet:
        raise AssertionError([(r.criterion.ref, r.subject, r.reason) for r in unmet])
    _make_and_approve(walker, WHEN_SIGNED.get(stage, ()))
    walker.move(move)


def _make_and_approve(walker: Walker, documents: tuple[str, ...]) -> None:
    """Make each document for each body it is for, and approve what lacks nothing."""
    office, manager = walker.office, walker.viewer("PM")
    for document in documents:
        manifest = get_manifest(document, office.templates)
        for subject in subjects_for(manifest, walker.view().judged):
            draft = make_document(
                office, walker.reference, document, subject, manager.person, office.clock.now()
            )
            if draft is not None and not draft.payload.gaps:
                approve_document(
                    office, walker.viewer("AO"), walker.reference, draft.key, draft.version
                )


def _issue_packs(walker: Walker) -> None:
    """Issue each council its pack, with the impact assessment enclosed."""
    office, manager = walker.office, walker.viewer("PM")
    found = walker.view().facts.current("evidence")
    enclosed = tuple(r.pin for r in found if r.payload.type == ENCLOSED)
    for council in COUNCILS:
        order = replace(PackOrder(council, "notification"), evidence=enclosed)
        build_and_issue(
            office, walker.reference, order, manager.person, office.clock.now(),
            once=f"demo-{council}",
        )  # fmt: skip

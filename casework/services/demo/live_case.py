"""The live case: under today's law, before the decision to consult, four people to act."""

from __future__ import annotations

from casework.domain.viewer import Viewer
from casework.services.case_documents.approving import approve_document
from casework.services.case_documents.making import make_document
from casework.services.case_documents.pack_order import PackOrder
from casework.services.case_documents.packs import build_and_issue
from casework.services.demo.people import ICB, INSIDE, OUTSIDE, holders
from casework.services.demo.story import COUNCILS, SUMMARY, TITLE, facts_of
from casework.services.demo.walking import Walker
from casework.services.listing import open_programme
from casework.services.office import Office
from casework.services.opening import Opening, open_case

LIVE_CASE = "DEMO-LIVE"
LEFT_OPEN = ("GT22.regard", "GT52.response", "GT53.aligned", "GT55.note")
"""Left for the programme manager, the chief medical officer, finance and legal: four people."""


def open_live_case(office: Office) -> str:
    """Open the case and walk it, through the services and as each role, to stage S5."""
    people = holders()
    manager = Viewer(people["PM"], ICB)
    programme = open_programme(office, manager, "Northshire care (fictional)", ICB)
    roles = tuple((key, role) for key, _, role, _ in INSIDE)
    roles += tuple((key, role) for key, _, role, _ in OUTSIDE)
    reference = open_case(
        office, manager,
        Opening(
            TITLE, ICB, SUMMARY, people=roles, programme=programme, reference=LIVE_CASE
        ),
    )  # fmt: skip
    walker = Walker(office, reference, ICB, people, facts_of, outside="nhs-england-region")
    walker.walk_to("S5")
    walker.tell_stage()
    walker.satisfy("S5-S6", leaving=LEFT_OPEN)
    for council in COUNCILS:
        _issue_pack(office, walker, council)
    return reference


def _issue_pack(office: Office, walker: Walker, council: str) -> None:
    """Make and approve the letter to a council, and issue its pack."""
    manager, now = walker.viewer("PM"), office.clock.now()
    draft = make_document(office, walker.reference, "D05", council, manager.person, now)
    assert draft is not None
    approve_document(office, walker.viewer("AO"), walker.reference, draft.key, draft.version)
    order = PackOrder(council, "notification")
    build_and_issue(office, walker.reference, order, manager.person, now, once=f"demo-{council}")

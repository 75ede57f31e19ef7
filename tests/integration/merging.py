"""Two boards that merge, with a case each, and the people who state, confirm and carry it out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from casework.domain.viewer import SYSTEM, Viewer
from casework.services.identity.demo import DemoPerson, create_demo_accounts
from casework.services.succession_carrying import CaseResult, carry_out
from casework.services.succession_checks import SuccessionDetails
from casework.services.successions import (
    confirm_succession,
    get_succession,
    state_succession,
)
from casework.store import parties
from casework.store.transaction import system_transaction
from tests.integration.case_pages import ICB, Pages, open_live_case, record, running_pages
from tests.integration.outside_pages import add_clerks

NEW, SOUTH = "new-icb", "south-icb"
EAST, NORTH_EAST, SOUTH_EAST = "east-council", "north-east-council", "south-east-council"
STATER = Viewer("stater", ICB, frozenset({"governance"}))
CONFIRMER = Viewer("confirmer", ICB, frozenset({"governance"}))
LEGAL = Viewer("legal-of-the-system", ICB, frozenset({"legal"}))
ADMINISTRATOR = Viewer("administrator-1", ICB, frozenset({"administrator"}))
ORDER = "The Example Merger Order (invented)"
TODAY = date(2026, 6, 1)
BODIES = {
    NEW: ("New Integrated Care Board", "icb"),
    SOUTH: ("South Integrated Care Board", "icb"),
    NORTH_EAST: ("North East Council", "local_authority"),
    SOUTH_EAST: ("South East Council", "local_authority"),
}


def add_bodies(pages: Pages) -> None:
    """The bodies that take over, and people of governance and law with accounts."""
    with system_transaction(pages.office.database, SYSTEM, pages.office.clock.now()) as tx:
        for key, (name, kind) in BODIES.items():
            parties.insert_organisation(tx.connection, {"key": key, "name": name, "kind": kind})
        tx.record_audit("organisations_added", {})
    create_demo_accounts(pages.office, [
        DemoPerson(v.person, v.person.capitalize(), ICB, roles=v.roles)
        for v in (STATER, CONFIRMER, LEGAL, ADMINISTRATOR)
    ])  # fmt: skip


def case_of_a_board_that_merges(url: str, folder: Path) -> Iterator[Pages]:
    """Pages with a case that holds one of everything that passes; what a fixture yields from."""
    found = running_pages(url, folder)
    add_bodies(found)
    open_case_with_all(found)
    yield found
    found.office.database.engine.dispose()


def open_case_with_all(pages: Pages) -> str:
    """A case of the northern board with parties, a clerk, a letter, a promise and a committee."""
    reference = open_live_case(pages)
    record(pages, "particulars", title="Moving the stroke ward", sponsor=ICB, summary="It moves.")
    record(pages, "responsible_body", organisation=ICB, capacity="lead_commissioner",
           duty="s14Z45")  # fmt: skip
    for council in (EAST, "west-council"):
        record(pages, "affected_authority", organisation=council, standing="scrutiny")
    record(pages, "healthwatch", organisation="healthwatch-east")
    record(pages, "letter", purpose="regulation_23", organisation=EAST, direction="sent",
           sent_on="2026-05-01", sender=ICB, decision_date="2026-12-01",
           comments_date="2026-10-01")  # fmt: skip
    record(pages, "decision_authority", organisation=ICB, power="Section 14Z45 (invented)",
           delegation="Scheme of delegation of April 2025 (invented)")  # fmt: skip
    record(pages, "promise", key="reopen", promise="The ward reopens", sort="reopen",
           touches_this_proposal="yes", due_before="decision")  # fmt: skip
    record(pages, "joint_scrutiny", outcome="appointed", committee_type="mandatory",
           organisation="joint", members=[EAST, "west-council"])  # fmt: skip
    add_clerks(pages)
    return reference


def merger(*old: str, on: date = TODAY, new: str = NEW, **changes: Any) -> SuccessionDetails:
    """The details of a merger of these bodies."""
    values: dict[str, Any] = {"sort": "merger", "predecessors": old or (ICB,),
                              "successors": (new,), "on": on, "instrument": ORDER, **changes}
    return SuccessionDetails(**values)


def split_of_the_council(on: date = TODAY) -> SuccessionDetails:
    """The eastern council becomes two."""
    return SuccessionDetails("split", (EAST,), (NORTH_EAST, SOUTH_EAST), on, ORDER)


def newest(pages: Pages, key: str) -> int:
    """The number of the newest version."""
    return get_succession(pages.office, STATER, key).latest.version


def state_and_confirm(pages: Pages, details: SuccessionDetails) -> str:
    """Stated by one person, confirmed by another."""
    key = state_succession(pages.office, STATER, details)
    confirm_succession(pages.office, CONFIRMER, key, newest(pages, key))
    return key


def carried_out(pages: Pages, key: str) -> tuple[CaseResult, ...]:
    """What came of carrying it out."""
    return carry_out(pages.office, STATER, key, newest(pages, key))

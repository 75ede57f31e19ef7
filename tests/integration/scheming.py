"""A board that keeps its scheme of delegation once, its people, and its cases."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from sqlalchemy import text

from casework.domain.facts import CaseFacts
from casework.domain.viewer import SYSTEM, Viewer
from casework.jobs.worker import run_due
from casework.services.identity.demo import DemoPerson, create_demo_accounts
from casework.services.opening import Opening, open_case
from casework.services.reading import get_case
from casework.services.schemes import EntryDetails, get_scheme, state_entry
from casework.store import parties
from casework.store.transaction import system_transaction
from tests.integration.case_pages import ICB, PM, Pages

KEEPER = Viewer("keeper-of-the-scheme", ICB, frozenset({"governance"}))
READER = Viewer("legal-of-the-system", ICB, frozenset({"legal"}))
OTHER_ICB = "other-icb"
ELSEWHERE = Viewer("keeper-elsewhere", OTHER_ICB, frozenset({"governance"}))
PAPER, DATED = "Scheme of reservation and delegation, version 5", date(2026, 3, 26)
ROOT = f"/administration/schemes/{ICB}"
LETTERS = "sign_letters_to_councils"


def add_keepers(pages: Pages) -> None:
    """Another board, and people of governance and law of both, with accounts."""
    with system_transaction(pages.office.database, SYSTEM, pages.office.clock.now()) as tx:
        other = {"key": OTHER_ICB, "name": "Other Integrated Care Board", "kind": "icb"}
        parties.insert_organisation(tx.connection, other)
        tx.record_audit("organisations_added", {})
    create_demo_accounts(pages.office, [
        DemoPerson(v.person, v.person.capitalize(), v.organisation, roles=v.roles)
        for v in (KEEPER, READER, ELSEWHERE)
    ])  # fmt: skip


def details(reason: str = "", **changes: Any) -> EntryDetails:
    """That the accountable officer signs letters to councils since April 2026."""
    values: dict[str, Any] = {"power": LETTERS, "held_by": "AO", "reserved": "no",
                              "since": "2026-04-01", **changes}  # fmt: skip
    document, dated = values.pop("document", PAPER), values.pop("dated", DATED)
    return EntryDetails(values, document, dated, reason)


def state(pages: Pages, viewer: Viewer = KEEPER, **changes: Any) -> str:
    """State an entry of the board's scheme."""
    return state_entry(pages.office, viewer, viewer.organisation, details(**changes))


def bring(pages: Pages) -> None:
    """Let the worker do what is due."""
    run_due(pages.office)


def open_another(pages: Pages, organisation: str = ICB, **changes: Any) -> str:
    """Another case, of the board unless another body is named."""
    opening = Opening("Another proposal", organisation, **changes)
    return open_case(pages.office, Viewer(PM.person, organisation), opening)


def facts_of(pages: Pages, reference: str = "") -> CaseFacts:
    """The facts of a case, the first one unless another is named, with its texts."""
    return get_case(pages.office, PM, reference or pages.reference).facts


def newest(pages: Pages, key: str) -> Any:
    """The newest version of an entry."""
    return get_scheme(pages.office, KEEPER, ICB).history(key)[0].entry


def entries(pages: Pages, kind: str) -> list[dict[str, Any]]:
    """The bodies of the audit entries of a kind, in every chain."""
    with pages.office.database.reading() as connection:
        found = connection.execute(
            text("select body from audit_entry where kind = :kind order by id"), {"kind": kind}
        ).scalars()
        return [json.loads(body) for body in found]

"""A case with clerks outside, a pack issued to one council, and papers to share or not."""

from __future__ import annotations

import hashlib
from typing import Any

from sqlalchemy import insert

from casework.adapters.file_storage import storage_key
from casework.domain.dates import FactDate
from casework.domain.records import get_kind
from casework.domain.viewer import SYSTEM, Viewer
from casework.services.case_people import give_role
from casework.services.evidence import Submission, put_in_evidence
from casework.services.identity.demo import DemoPerson, create_demo_accounts
from casework.services.sharing import share
from casework.services.verb import case_verb
from casework.store import staging
from casework.store.models.parties import ContactRow, OrganisationRow, PersonRow
from casework.store.records import Draft
from casework.store.transaction import system_transaction
from tests.integration.case_pages import GOV, PM, Pages

EAST = Viewer("east-clerk", "east-council", outside=True)
WEST = Viewer("west-clerk", "west-council", outside=True)
ZIP_BYTES = b"PK\x05\x06" + b"\0" * 18
CONTACT = "voluntary-sector"


def add_clerks(pages: Pages) -> None:
    """A clerk of each council with an account; only the eastern one has a role on the case."""
    create_demo_accounts(
        pages.office,
        [DemoPerson("east-clerk", "Clerk of the east", "east-council"),
         DemoPerson("west-clerk", "Clerk of the west", "west-council")],
    )  # fmt: skip
    give_role(pages.office, GOV, pages.reference, "east-clerk", "HC")


def issue_pack(pages: Pages, organisation: str = "east-council") -> str:
    """Write a pack as the worker does, share it, and return its pin."""
    sha256 = hashlib.sha256(ZIP_BYTES).hexdigest()
    pages.office.files.put(storage_key(pages.reference, sha256), ZIP_BYTES)
    with case_verb(pages.office, PM, pages.reference, "pack_issued") as verb:
        today = FactDate.on(verb.tx.today)
        payload = get_kind("pack").payload(
            organisation=organisation, purpose="notification", sha256=sha256,
            size=len(ZIP_BYTES), issued_on=today,
        )  # fmt: skip
        staging.note_stored(
            verb.tx.connection,
            {"key": storage_key(pages.reference, sha256), "case_id": verb.tx.row.id,
             "sha256": sha256, "size": len(ZIP_BYTES), "media_type": "application/zip",
             "stored_at": verb.tx.now},
        )  # fmt: skip
        (version,) = verb.write(Draft("pack", f"notification:{organisation}", payload))
    share(pages.office, PM, pages.reference, version.pin, organisation)
    return version.pin


def put_in_paper(pages: Pages, title: str = "Travel times", **values: Any) -> str:
    """Put a text file in as evidence, public unless said otherwise; returns its pin."""
    given = {"title": title, "type": "delivery_proof", "classification": "public", **values}
    content = f"{title}\n".encode()
    submission = Submission(given, file_name="paper.txt", content=content)
    return put_in_evidence(pages.office, PM, pages.reference, submission).pin


def add_contact(pages: Pages, email: str = "contact@example.org") -> None:
    """Somebody to write to who has no account."""
    with system_transaction(pages.office.database, SYSTEM, pages.office.clock.now()) as tx:
        tx.connection.execute(
            insert(ContactRow.__table__),
            {"key": CONTACT, "name": "A voluntary organisation", "email": email,
             "organisation": ""},
        )  # fmt: skip
        tx.record_audit("contact_added", {"contact": CONTACT})


def add_organisation(pages: Pages, key: str, kind: str = "local_authority") -> None:
    """Another organisation, with one person of the same key."""
    with system_transaction(pages.office.database, SYSTEM, pages.office.clock.now()) as tx:
        tx.connection.execute(
            insert(OrganisationRow.__table__), {"key": key, "name": key, "kind": kind}
        )
        tx.connection.execute(
            insert(PersonRow.__table__), {"key": f"{key}-clerk", "name": key, "organisation": key}
        )
        tx.record_audit("organisation_added", {"organisation": key})

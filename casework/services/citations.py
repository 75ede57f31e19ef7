"""Legal users record that they checked a citation, when and against what."""

from __future__ import annotations

from typing import Any

from casework.domain.errors import Invalid, NotPermitted
from casework.domain.text import typed
from casework.domain.viewer import Viewer
from casework.services.office import Office
from casework.store.citations import insert_check, latest_checks
from casework.store.transaction import system_transaction

FINDINGS = {"agrees": "Agrees with the source", "differs": "Differs from the source"}


def record_citation_check(
    office: Office, viewer: Viewer, law_id: str, against: str, finding: str
) -> None:
    """Record a check of one law entry. Raises NotPermitted unless the viewer is a legal user,
    Invalid if the entry is unknown or what it was checked against is not said."""
    if not viewer.has_role("legal"):
        raise NotPermitted("Only legal users record that they checked a citation.")
    if law_id not in office.pathways.law:
        raise Invalid(f"There is no entry {law_id!r} in the register of law.")
    if not typed(against):
        raise Invalid("Say what you checked it against.", "Enter the source and its date.",
                      "against")  # fmt: skip
    if finding not in FINDINGS:
        raise Invalid("Choose what you found.", "Choose one.", "finding")
    with system_transaction(office.database, viewer, office.clock.now()) as tx:
        insert_check(tx.connection, law_id, viewer.person, tx.now, typed(against), finding)
        tx.record_audit("citation_checked", {"law": law_id, "finding": finding})


def citation_checks(office: Office) -> dict[str, Any]:
    """The latest check of each law entry, by its id, with the checker's name."""
    with office.database.reading() as connection:
        return latest_checks(connection)

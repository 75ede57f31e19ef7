"""The papers that go along when a case is begun again: the same bytes in the same version.

The new case keeps them under its own name, so that neither case hangs on the other's record; the
hash is the same, and each says from which version of which case it comes. Sign-offs never go along.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

from casework.adapters.file_storage import storage_key
from casework.domain.records import get_kind
from casework.domain.records.codec import build_payload
from casework.domain.text import commit
from casework.engine.definition import Definition
from casework.engine.freshness import PaperAge, ages_of_papers
from casework.services.casefiles.plain import plain_values
from casework.services.evidence import read_stored
from casework.services.office import Office
from casework.services.verb import Verb
from casework.store.facts import texts_of_case, with_texts
from casework.store.records import Draft
from casework.store.staging import note_stored
from casework.store.transaction import find_case_row


def papers_going_along(d: Definition, verb: Verb) -> list[PaperAge]:
    """The papers that are still fresh on the date judged."""
    return [age for age in ages_of_papers(d, verb.facts) if age.goes_along]


def drafts_of_papers(d: Definition, verb: Verb, papers: list[PaperAge]) -> list[Draft]:
    """The papers as the new case records them. Checks that its pathway lacks are left out."""
    texts = texts_of_case(verb.tx.connection, verb.tx.row.id)
    shown = with_texts([age.paper for age in papers], texts, privileged=False)
    kind = get_kind("evidence")
    drafts = []
    for record in shown:
        values = plain_values(kind, record.payload)
        values["criteria"] = [c for c in record.payload.criteria if d.find_criterion(c)]
        source = f"Carried over from {verb.facts.reference}: {record.pin}"
        drafts.append(Draft(
            "evidence", record.key, build_payload(kind, values), effective_on=record.effective_on,
            assumed=record.assumed, source=commit(source),
        ))  # fmt: skip
    return drafts


def keep_papers(
    office: Office, connection: Connection, verb: Verb, opened: str, papers: list[PaperAge]
) -> None:
    """Store the papers' bytes under the new case's name, each after its hash was checked again.

    Raises DamagedFile where the stored bytes are no longer what was put in.
    """
    row = find_case_row(connection, opened)
    for age in papers:
        payload: Any = age.paper.payload
        if not payload.sha256:
            continue
        found = read_stored(office, verb.facts.reference, payload)
        key = storage_key(opened, payload.sha256)
        office.files.put(key, found.content)
        note_stored(connection, {
            "key": key, "case_id": row.id, "sha256": payload.sha256, "size": payload.size,
            "media_type": payload.media_type, "stored_at": verb.tx.now,
        })  # fmt: skip

"""Files that come with what somebody states: inspected first, then kept with the record."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from casework.adapters.file_storage import storage_key
from casework.documents.inspection import inspect_file
from casework.domain.facts import RecordVersion
from casework.domain.records import get_kind
from casework.domain.records.codec import build_payload
from casework.domain.viewer import Viewer
from casework.services.office import Office
from casework.services.staging import discard_staged, get_staged, staged_content
from casework.services.verb import Verb
from casework.store import staging as stored_files
from casework.store.records import Draft


@dataclass(frozen=True, slots=True)
class SentFile:
    """A staged file that passed inspection: its bytes, and what they say of themselves."""

    token: str
    content: bytes
    values: dict[str, Any]


def inspected_values(name: str, content: bytes) -> dict[str, Any]:
    """The fields of an evidence record that only the bytes fill in. Raises RefusedFile."""
    found = inspect_file(name, content)
    return {
        "file_name": found.name, "sha256": found.sha256, "size": found.size,
        "media_type": found.media_type, "sealed": False,
    }  # fmt: skip


def inspect_sent(office: Office, viewer: Viewer, tokens: Iterable[str]) -> list[SentFile]:
    """The viewer's staged files, each inspected. Raises NotFound, RefusedFile."""
    found = []
    for token in tokens:
        staged = get_staged(office, viewer, token)
        content = staged_content(office, staged)
        found.append(SentFile(token, content, inspected_values(staged.name, content)))
    return found


def keep_sent(office: Office, verb: Verb, files: Iterable[SentFile]) -> tuple[str, ...]:
    """Put each file in as restricted evidence for no check in particular; returns their pins.

    Whoever may make the statement may send files with it; which check a file serves is for the
    people of the case to say.
    """
    return tuple(_keep_one(office, verb, file).pin for file in files)


def _keep_one(office: Office, verb: Verb, file: SentFile) -> RecordVersion:
    name = str(file.values["file_name"])
    payload = build_payload(
        get_kind("evidence"),
        {**file.values, "title": name.rpartition(".")[0] or name, "type": "other",
         "classification": "restricted"},
    )  # fmt: skip
    keep_bytes(office, verb, payload, file.content)
    (version,) = verb.write(Draft("evidence", secrets.token_hex(6), payload))
    return version


def forget_staged(office: Office, viewer: Viewer, files: Iterable[SentFile]) -> None:
    """End the waiting of files that are on the case now."""
    for file in files:
        discard_staged(office, viewer, file.token)


def keep_bytes(office: Office, verb: Verb, payload: Any, content: bytes) -> None:
    """Store the bytes, synced, before the record that names them is committed."""
    key = storage_key(verb.tx.row.reference, payload.sha256)
    office.files.put(key, content)
    stored_files.note_stored(
        verb.tx.connection,
        {"key": key, "case_id": verb.tx.row.id, "sha256": payload.sha256, "size": payload.size,
         "media_type": payload.media_type, "stored_at": verb.tx.now},
    )  # fmt: skip

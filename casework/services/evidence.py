"""Evidence: files put in for named criteria, versions never overwritten, each served checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from casework.adapters.file_storage import sha256_of, storage_key
from casework.documents.inspection import RefusedFile
from casework.domain.after_withdrawal import is_locked
from casework.domain.dates import FactDate
from casework.domain.errors import CaseworkError, Invalid, NotFound
from casework.domain.facts import STATED, RecordVersion
from casework.domain.permissions import (
    can_read_record,
    check_can_act_as,
    check_can_record,
)
from casework.domain.records import get_kind
from casework.domain.records.codec import build_payload
from casework.domain.text import EMPTY, commit, typed
from casework.domain.viewer import Viewer
from casework.services.casefiles.plain import plain_values
from casework.services.files_sent import inspected_values, keep_bytes
from casework.services.office import Office
from casework.services.recording import check_version, key_for
from casework.services.staging import discard_staged, get_staged, staged_content
from casework.services.stated_keys import check_key
from casework.services.verb import Verb, case_verb
from casework.store.facts import history_of, texts_of_case, with_texts
from casework.store.originals import facts_now
from casework.store.records import Draft
from casework.store.transaction import find_case_row

OF_THE_FILE = frozenset(
    {"sha256", "size", "media_type", "file_name", "sealed", "sealed_reason"}
)
"""Fields that only the bytes themselves fill in."""
OF_ANOTHER_CASE = frozenset({"of_case", "of_paper", "of_digest", "of_standing"})
"""Fields that only a reference to a paper of a linked case fills in."""

FILLED_IN = OF_THE_FILE | OF_ANOTHER_CASE


@dataclass(frozen=True, slots=True)
class Submission:
    """Evidence about to be put in.

    ``values`` are the plain fields of the evidence record; what they say of a file (see
    ``OF_THE_FILE``) is not heard. ``token`` names a staged file; or
    ``content`` with ``file_name`` gives the bytes themselves; or neither, for what is published
    at an address. ``key`` and ``version`` name the record of which this is the next version.
    ``without_file`` is for replayed cases alone: evidence that is assumed, or was withheld from
    an export, of which there is neither a file nor an address.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    token: str = ""
    file_name: str = ""
    content: bytes | None = None
    key: str = ""
    version: int | None = None
    source: str = ""
    assumed: bool = False
    sealed_reason: str = ""
    on: FactDate | None = None
    simulated_on: date | None = None
    without_file: bool = False


class DamagedFile(CaseworkError):
    """The stored bytes no longer have the hash that was recorded; they are not served."""


def put_in_evidence(
    office: Office, viewer: Viewer, reference: str, submission: Submission, *, once: str = ""
) -> RecordVersion:
    """Put evidence in. The bytes are on disk, synced, before the record that names them.

    Raises InvalidFields, RefusedFile for a file that may not be kept (governance may keep some
    of them sealed, with a reason), Conflict if the record changed, NotPermitted.
    """
    values = {k: v for k, v in submission.values.items() if k not in FILLED_IN}
    content = None
    if submission.token or submission.content is not None:
        content = _file_values(office, viewer, submission, values)
    elif not values.get("address") and not submission.without_file:
        raise nowhere()
    payload = build_payload(get_kind("evidence"), values)
    key = key_for(get_kind("evidence"), submission.key)
    if key.startswith("no-"):
        raise Invalid("That key is kept for an absence.", "Choose another.", "key")
    with case_verb(
        office, viewer, reference, "evidence_put_in", simulated_on=submission.simulated_on,
        once=once,
    ) as verb:
        _check_may_put_in(verb, key, payload)
        _check_stays_privileged(verb, key, payload)
        check_version(verb, get_kind("evidence"), key, submission.version)
        if submission.without_file and not verb.tx.row.replayed:
            raise nowhere()
        check_criteria(verb, payload)
        _check_own(verb, key)
        if payload.sealed:
            check_can_act_as(verb.facts, viewer, ("GOV",), "keep a sealed file")
        if content is not None:
            keep_bytes(office, verb, payload, content)
        (version,) = verb.write(
            Draft("evidence", key, payload, effective_on=submission.on or payload.dated,
                  assumed=submission.assumed,
                  source=commit(submission.source) if submission.source else EMPTY)
        )  # fmt: skip
        verb.result = version.pin
    if submission.token:
        discard_staged(office, viewer, submission.token)
    return version


def _check_may_put_in(verb: Verb, key: str, payload: Any) -> None:
    """Raise NotPermitted for who may not, Conflict on a withdrawn case, unless the legal adviser or
    governance classifies anew what it has: privilege is claimed and given up after the end too."""
    facts = verb.facts
    if is_locked(facts) and _is_only_classified_anew(verb, facts.find(f"evidence/{key}"), payload):
        check_can_act_as(facts, verb.viewer, ("LEG", "GOV"), "classify a paper anew")
        return
    check_can_record(facts, verb.viewer, "evidence", "")


def _check_stays_privileged(verb: Verb, key: str, payload: Any) -> None:
    """Raise where a version would open what is privileged in an earlier one.

    Whoever may not read a paper does not write over it. What is privileged is opened by classifying
    the same file anew and by nothing else: a redacted paper is another paper.
    """
    known = verb.facts.find(f"evidence/{key}")
    if known is None:
        return
    if not can_read_record(verb.facts, verb.viewer, known):
        raise Invalid("That key names other evidence of this case.", "Choose another.", "key")
    if payload.classification == "privileged":
        return
    last: dict[str, str] = {}
    for version in history_of(verb.tx.connection, verb.tx.row.id, known.kind, known.key):
        if version.payload is not None:
            last[version.payload.sha256 or version.payload.type] = version.payload.classification
    last.pop(payload.sha256 or payload.type, None)
    if "privileged" in last.values():
        raise Invalid(
            "An earlier version of this paper is legally privileged, and another file in its place "
            "would open it.",
            "Put a redacted paper in as new evidence. To open the privileged one, classify the "
            "very same file anew.", "classification",
        )  # fmt: skip


def _is_only_classified_anew(verb: Verb, known: RecordVersion | None, payload: Any) -> bool:
    """Whether a version says in every field but its classification, and what its file is called,
    what the one before it said."""
    if known is None or known.payload is None:
        return False
    (shown,) = with_texts([known], texts_of_case(verb.tx.connection, verb.tx.row.id),
                          privileged=True)  # fmt: skip
    kind = get_kind("evidence")
    before, now = plain_values(kind, shown.payload), plain_values(kind, payload)
    return all(before.get(name) == now.get(name)
               for name in kind.specs if name not in ("classification", "file_name"))  # fmt: skip


def nowhere() -> Invalid:
    """The refusal of evidence that is neither a file nor published anywhere."""
    return Invalid("Choose a file, or say where the evidence is published.",
                   "Send a file or enter an address.", "file")  # fmt: skip


def _file_values(
    office: Office, viewer: Viewer, submission: Submission, values: dict[str, Any]
) -> bytes:
    if submission.token:
        staged = get_staged(office, viewer, submission.token)
        content, name = staged_content(office, staged), staged.name
    else:
        content, name = submission.content or b"", submission.file_name
    try:
        values.update(inspected_values(name, content))
    except RefusedFile as refusal:
        if not (typed(submission.sealed_reason) and refusal.may_be_sealed):
            raise
        values.update(
            file_name=name, sha256=sha256_of(content), size=len(content), sealed=True,
            media_type="application/octet-stream", sealed_reason=submission.sealed_reason,
        )  # fmt: skip
    return content


def check_criteria(verb: Verb, payload: Any) -> None:
    """Raise Invalid for a type, a classification, a body or a check that does not suit."""
    found = verb.definition.find_evidence_type(payload.type)
    if found is None:
        raise Invalid(f"There is no type of evidence called {payload.type!r}.",
                      "Choose one from the list.", "type")  # fmt: skip
    if found.classification and payload.classification != found.classification:
        words = get_kind("evidence").specs["classification"].choices[found.classification]
        raise Invalid(f"{found.title}: this is kept as “{words.lower()}”.",
                      f"Choose “{words}”, or another type.", "classification")  # fmt: skip
    for subject in payload.subjects:
        check_key(subject)
    for ref in payload.criteria:
        if verb.definition.find_criterion(ref) is None:
            raise Invalid(f"There is no check called {ref!r}.", "Choose one from the list.",
                          "criteria")  # fmt: skip


def _check_own(verb: Verb, key: str) -> None:
    known = verb.facts.find(f"evidence/{key}")
    if known is not None and known.payload is not None and known.payload.of_case:
        raise Invalid(
            f"This is a paper of {known.payload.of_case}, used here by reference.",
            "Its next version is put in there; use that one here.",
        )


@dataclass(frozen=True, slots=True)
class Download:
    """Bytes to serve as an attachment, never to show."""

    name: str
    media_type: str
    content: bytes
    sha256: str


def download_evidence(
    office: Office, viewer: Viewer, reference: str, key: str, version: int
) -> Download:
    """One exact version of evidence, its hash checked again.

    Raises NotFound if there is none or the viewer may not see it, DamagedFile if the bytes are
    not what was recorded.
    """
    with office.database.reading() as connection:
        row = find_case_row(connection, reference)
        if row is None:
            raise NotFound("There is no such file.")
        facts = facts_now(connection, row, office.clock.today())
        versions = history_of(connection, row.id, "evidence", key)
        found = next((r for r in versions if r.version == version and r.state == STATED), None)
        if found is None or not can_read_record(facts, viewer, found):
            raise NotFound("There is no such file.")
        (record,) = with_texts([found], texts_of_case(connection, row.id), privileged=True)
    if not record.payload.sha256:
        raise NotFound("This evidence has no file here; it is published at an address.")
    return read_stored(office, reference, record.payload)


def read_stored(office: Office, reference: str, payload: Any) -> Download:
    """The bytes of a stored file after checking their hash, from the case whose paper it is.

    Raises DamagedFile.
    """
    home = getattr(payload, "of_case", "") or reference
    content = office.files.read(storage_key(home, payload.sha256))
    if sha256_of(content) != payload.sha256:
        raise DamagedFile(
            "The stored file is not the one that was put in; it is not served.",
            "Tell governance: the audit trail holds the hash of the original.",
        )
    name = str(getattr(payload, "file_name", "")) or f"{payload.sha256[:12]}.bin"
    media_type = getattr(payload, "media_type", "") or "application/octet-stream"
    return Download(name, media_type, content, payload.sha256)

"""Files sent with a form wait here for a day, so that a form error loses none of them."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta

from casework.adapters.file_storage import sha256_of, storage_key
from casework.documents.inspection import RefusedFile, inspect_file, safe_download_name
from casework.domain.errors import Conflict, NotFound, SignInRequired
from casework.domain.viewer import Viewer
from casework.services.legal_holds import cases_under_legal_hold, is_of_a_held_case
from casework.services.office import Office
from casework.store import staging

KEPT_FOR = timedelta(hours=24)
STAGED = "staged"
LONGEST_FORM = 80


@dataclass(frozen=True, slots=True)
class StagedFile:
    """A file that waits with its person. ``refusal`` says why it cannot be kept, if it cannot;
    ``may_be_sealed`` that governance may keep it unopened all the same."""

    token: str
    name: str
    sha256: str
    size: int
    media_type: str
    refusal: str = ""
    may_be_sealed: bool = False


def form_at(path: str) -> str:
    """Under which the files of the form at an address wait."""
    return path[-LONGEST_FORM:]


def stage_file(
    office: Office, viewer: Viewer, name: str, content: bytes, *, case: str = "", form: str = ""
) -> StagedFile:
    """Inspect a file and keep it for its person; a refused one is kept too, with the reason.

    Raises SignInRequired for a stranger, RefusedFile for an empty file or one over the size limit
    (which is not kept).
    """
    if viewer.is_anonymous:
        raise SignInRequired("Sign in to send a file.")
    staged = _inspected(name, content)
    office.files.put(storage_key(STAGED, staged.sha256), content)
    with office.database.writing() as connection:
        staging.add_staged(
            connection,
            {
                "token": staged.token, "person": viewer.person, "case_reference": case,
                "form": form, "sha256": staged.sha256, "size": staged.size,
                "media_type": staged.media_type, "file_name": staged.name,
                "refusal": staged.refusal, "may_be_sealed": staged.may_be_sealed,
                "staged_at": office.clock.now(),
            },
        )  # fmt: skip
    return staged


def _inspected(name: str, content: bytes) -> StagedFile:
    token = secrets.token_urlsafe(24)
    try:
        found = inspect_file(name, content)
    except RefusedFile as refusal:
        if refusal.code in ("too-large", "empty"):
            raise
        return StagedFile(
            token, safe_download_name(name), sha256_of(content), len(content),
            "application/octet-stream", str(refusal), refusal.may_be_sealed,
        )  # fmt: skip
    return StagedFile(token, found.name, found.sha256, found.size, found.media_type)


def staged_files(office: Office, viewer: Viewer, *, case: str, form: str) -> list[StagedFile]:
    """What the viewer has staged for a form of a case."""
    with office.database.reading() as connection:
        rows = staging.list_staged(connection, viewer.person, case, form)
    return [_from_row(row) for row in rows]


def get_staged(office: Office, viewer: Viewer, token: str) -> StagedFile:
    """One staged file of the viewer's. Raises NotFound, also for another person's."""
    with office.database.reading() as connection:
        row = staging.find_staged(connection, viewer.person, token)
    if row is None:
        raise NotFound(
            "That file is no longer waiting: files wait for 24 hours.", "Send it again."
        )
    return _from_row(row)


def staged_content(office: Office, staged: StagedFile) -> bytes:
    """The bytes of a staged file."""
    return office.files.read(storage_key(STAGED, staged.sha256))


def discard_staged(office: Office, viewer: Viewer, token: str) -> None:
    """Forget a staged file of the viewer's."""
    with office.database.writing() as connection:
        staging.remove_staged(connection, viewer.person, token)


def remove_waiting(office: Office, viewer: Viewer, token: str) -> None:
    """Forget a staged file because its person no longer wants it.

    Raises Conflict if it waits for a case under legal hold: it is put in, not thrown away. One
    that may not be kept at all goes all the same.
    """
    with office.database.reading() as connection:
        row = staging.find_staged(connection, viewer.person, token)
        held = cases_under_legal_hold(connection, office.clock.today())
    barred = row is not None and is_of_a_held_case(held, row.case_reference, row.form)
    if barred and not row.refusal:
        raise Conflict(
            f"{row.file_name} was not removed: the case is under legal hold, and nothing sent to "
            "it may be disposed of.",
            "Put it in as evidence, marked as restricted if need be.",
        )
    discard_staged(office, viewer, token)


def _from_row(row: object) -> StagedFile:
    return StagedFile(
        row.token, row.file_name, row.sha256, row.size, row.media_type,  # type: ignore[attr-defined]
        row.refusal, row.may_be_sealed,  # type: ignore[attr-defined]
    )  # fmt: skip


def sweep(office: Office) -> int:
    """Forget what has waited over 24 hours, and delete bytes that no row names any more.

    Returns how many files were deleted. Bytes younger than a day are left: their row may be on
    its way. Nothing of a case under legal hold goes, neither what waits for it nor stray bytes.
    """
    before = office.clock.now() - KEPT_FOR
    with office.database.writing() as connection:
        held = cases_under_legal_hold(connection, office.clock.today())
        gone = [row.token for row in staging.list_staged_before(connection, before)
                if not is_of_a_held_case(held, row.case_reference, row.form)]  # fmt: skip
        staging.remove_tokens(connection, gone)
    deleted = 0
    for key in list(office.files.list_keys()):
        folder, _, sha256 = key.partition("/")
        if folder in held:
            continue
        with office.database.reading() as connection:
            wanted = (
                staging.is_staged(connection, sha256)
                if folder == STAGED
                else staging.is_stored(connection, key)
            )
        if not wanted and office.files.stored_at(key) < before:
            office.files.delete(key)
            deleted += 1
    return deleted

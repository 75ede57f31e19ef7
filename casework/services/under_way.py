"""Many files at once: from a folder or zip to staged files, and from there to evidence."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace

from casework.documents.inspection import RefusedFile, open_zip_upload
from casework.domain.errors import CaseworkError
from casework.domain.viewer import Viewer
from casework.services.evidence import Submission, put_in_evidence
from casework.services.office import Office
from casework.services.staging import StagedFile, discard_staged, stage_file
from casework.services.verb import AlreadyDone
from casework.store.one_use_keys import result_of_key


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was sent."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class NotKept:
    """A file that could not even wait, and what to do instead."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Staging:
    """What became of an upload: files that wait, and files that were not kept."""

    staged: tuple[StagedFile, ...] = ()
    not_kept: tuple[NotKept, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: ``pin`` of the evidence, or ``problem`` in words."""

    token: str
    name: str
    pin: str = ""
    problem: str = ""


def stage_uploads(
    office: Office, viewer: Viewer, uploads: Iterable[Upload], form: str, *, unpack: bool = False
) -> Staging:
    """Keep files for a day with the form that they were sent to, each inspected on its own.

    With ``unpack``, a zip file is a folder: each file in it waits, or is refused, by itself.
    """
    staged: list[StagedFile] = []
    not_kept: list[NotKept] = []
    for upload in uploads:
        if unpack and upload.name.lower().endswith(".zip"):
            _stage_folder(office, viewer, upload, form, staged, not_kept)
        else:
            _stage_one(office, viewer, upload.name, upload.content, form, staged, not_kept)
    return Staging(tuple(staged), tuple(not_kept))


def _stage_one(
    office: Office, viewer: Viewer, name: str, content: bytes, form: str,
    staged: list[StagedFile], not_kept: list[NotKept],
) -> None:
    try:
        staged.append(stage_file(office, viewer, name, content, form=form))
    except RefusedFile as refusal:
        not_kept.append(NotKept(refusal.file_name, str(refusal)))


def _stage_folder(
    office: Office, viewer: Viewer, upload: Upload, form: str,
    staged: list[StagedFile], not_kept: list[NotKept],
) -> None:
    try:
        for member in open_zip_upload(upload.content, name=upload.name):
            if member.content is None:
                not_kept.append(NotKept(member.path, str(member.refusal)))
            else:
                _stage_one(office, viewer, member.name, member.content, form, staged, not_kept)
    except RefusedFile as refusal:
        not_kept.append(NotKept(upload.name, str(refusal)))


def put_in_files(
    office: Office, viewer: Viewer, reference: str,
    submissions: Iterable[tuple[StagedFile, Submission]], once: str,
) -> list[Outcome]:
    """Put staged files in, each in its own transaction, with a result for each.

    What fails stays staged. Pressing twice puts nothing in twice, also where the browser sends
    the file twice: each has a one-use key made from the form's and the file's mark.
    """
    return [
        _put_in_one(office, viewer, reference, staged, submission, once)
        for staged, submission in submissions
    ]


def _put_in_one(
    office: Office, viewer: Viewer, reference: str, staged: StagedFile, submission: Submission,
    once: str,
) -> Outcome:
    wanted = replace(submission, token=staged.token)
    try:
        version = put_in_evidence(
            office, viewer, reference, wanted, once=key_for_file(once, mark_of(staged))
        )
    except AlreadyDone as done:
        discard_staged(office, viewer, staged.token)
        return Outcome(staged.token, staged.name, done.result)
    except CaseworkError as error:
        return Outcome(staged.token, staged.name, problem=str(error))
    return Outcome(staged.token, staged.name, version.pin)


def mark_of(staged: StagedFile) -> str:
    """What stays the same when a file is sent again: its hash and its name."""
    return f"{staged.sha256} {staged.name}"


def key_for_file(once: str, mark: str) -> str:
    """The one-use key of one file of a form."""
    return hashlib.sha256(f"{once}:{mark}".encode()).hexdigest() if once else ""


def put_in_before(office: Office, viewer: Viewer, once: str, marks: Iterable[str]) -> list[str]:
    """Pins of the evidence that this form put in when its button was pressed the first time."""
    with office.database.reading() as connection:
        results = (
            result_of_key(connection, key_for_file(once, mark), viewer.person)
            for mark in marks
        )
        return [pin for pin in results if pin]


def done_before(office: Office, viewer: Viewer, once: str) -> bool:
    """Whether this very form has done its work already: its one-use key was used by the viewer."""
    if not once:
        return False
    with office.database.reading() as connection:
        return bool(result_of_key(connection, once, viewer.person))

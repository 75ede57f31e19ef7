"""Files that wait with a form: taken in, listed, removed; shared by every form of evidence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from flask import request

from casework.domain.errors import Conflict
from casework.domain.permissions import can_act_as
from casework.services.reading import CaseView
from casework.services.staging import (
    StagedFile,
    discard_staged,
    form_at,
    remove_waiting,
    staged_files,
)
from casework.services.under_way import NotKept, Staging, Upload, mark_of, stage_uploads
from casework.web.viewer import current_viewer, office


@dataclass(frozen=True, slots=True)
class WaitingFile:
    """A file that waits, as the page lists it."""

    token: str
    mark: str
    name: str
    size: str
    refusal: str
    may_seal: bool


def form_name() -> str:
    """Under which the files of this form wait: its address."""
    return form_at(request.path)


def take_in(*, unpack: bool = False) -> Staging:
    """Stage what was sent with this request, and forget the file whose button was pressed."""
    not_removed = _remove(request.form.get("remove", ""))
    uploads = (
        Upload(file.filename, file.read())
        for file in request.files.getlist("files")
        if file.filename
    )
    taken = stage_uploads(office(), current_viewer(), uploads, form_name(), unpack=unpack)
    return replace(taken, not_kept=(*not_removed, *taken.not_kept))


def _remove(token: str) -> tuple[NotKept, ...]:
    """Take a waiting file away, or say why it has to stay."""
    if not token:
        return ()
    try:
        remove_waiting(office(), current_viewer(), token)
    except Conflict as refusal:
        return (NotKept("", str(refusal)),)
    return ()


def waiting_files() -> list[StagedFile]:
    """What the viewer has waiting for this form, in the order sent."""
    return staged_files(office(), current_viewer(), case="", form=form_name())


def may_seal(view: CaseView) -> bool:
    """True if the viewer may keep a refused file unopened: governance of the case."""
    return can_act_as(view.judged, current_viewer(), ("GOV",))


def lines_of(waiting: list[StagedFile], *, sealing: bool = False) -> list[WaitingFile]:
    """The waiting files as the page lists them; ``sealing`` offers to keep refused ones sealed."""
    return [
        WaitingFile(
            f.token, mark_of(f), f.name, size_in_words(f.size), f.refusal,
            f.may_be_sealed and sealing,
        )
        for f in waiting
    ]  # fmt: skip


def size_in_words(size: int) -> str:
    """Bytes as people say them."""
    if size < 1024:
        return f"{size} bytes"
    if size < 1024 * 1024:
        return f"{size / 1024:.0f} KB"
    return f"{size / 1024 / 1024:.1f} MB"


def add_refusals(form: Any, waiting: list[StagedFile], *, sealing: bool = False) -> None:
    """Say of every refused file that it must go, or be sealed by governance with a reason."""
    for file in waiting:
        if not file.refusal:
            continue
        if sealing and seal_reason(form, file):
            continue
        form.faults.append(f"{file.refusal} Remove it from the list below.")


def take_in_with(form: Any) -> tuple[str, ...]:
    """Take in what was sent with a form that is not about files alone.

    What may not be kept is said in the form's faults; returns the tokens of what waits.
    """
    add_not_kept(form, take_in().not_kept)
    waiting = waiting_files()
    if not is_removing():
        add_refusals(form, waiting)
    return tuple(file.token for file in waiting)


def is_removing() -> bool:
    """True if the button that was pressed takes a waiting file away, and sends nothing."""
    return bool(request.form.get("remove"))


def forget_waiting() -> None:
    """Forget what waits for this form: it was sent before."""
    for file in waiting_files():
        discard_staged(office(), current_viewer(), file.token)


def seal_reason(form: Any, file: StagedFile) -> str:
    """Why the file is to be kept unopened; empty if it is not."""
    name = f"seal-{file.token}"
    return (form[name].data or "") if name in form else ""


def add_not_kept(form: Any, not_kept: tuple[NotKept, ...]) -> None:
    """Say which files were not even kept, and why."""
    form.faults += [entry.why for entry in not_kept]

"""The two answers of an inspection: what the file is, or why it is refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from casework.domain.errors import Invalid

RefusalCode = Literal[
    "active-content",
    "archive",
    "corrupt",
    "empty",
    "executable",
    "legacy-office",
    "msg",
    "password-protected",
    "too-large",
    "type-mismatch",
    "unknown-type",
    "unpacks-too-large",
    "unsafe-path",
]

SEALABLE = frozenset({"active-content", "legacy-office", "msg", "password-protected"})
"""Refusals after which governance may keep the file as sealed evidence with a reason."""


@dataclass(frozen=True)
class Inspection:
    """What an accepted file is.

    ``name`` is safe to offer for download; ``kind`` is in plain words ("PDF document");
    ``sha256`` and ``size`` (bytes) are of the file as it came. ``attachments`` holds the files
    inside a mail or PDF, each inspected by the same rules, and ``embedded_count`` counts every
    file inside at any depth, those inside Office documents included. ``text_encoding`` is the
    encoding in which a text or CSV file reads, None for every other kind.
    """

    name: str
    media_type: str
    extension: str
    kind: str
    sha256: str
    size: int
    attachments: tuple[Inspection, ...] = ()
    embedded_count: int = 0
    text_encoding: str | None = None


class RefusedFile(Invalid):
    """The file may not be kept as evidence.

    ``code`` says why for programs; ``may_be_sealed`` says whether governance may still keep the
    file unopened; ``wrong`` is the reason without the file's name.
    """

    def __init__(self, file_name: str, code: RefusalCode, wrong: str, remedy: str) -> None:
        super().__init__(f"“{file_name}” cannot be kept: {wrong}.", remedy)
        self.file_name = file_name
        self.code = code
        self.wrong = wrong

    @property
    def may_be_sealed(self) -> bool:
        return self.code in SEALABLE

    def inside(self, outer_name: str, relation: str) -> RefusedFile:
        """The same refusal for the file that holds this one, such as a mail its attachment."""
        wrong = f"{relation} “{self.file_name}” is not accepted ({self.wrong})"
        remedy = f"Remove or replace “{self.file_name}”. {self.remedy}".strip()
        return RefusedFile(outer_name, self.code, wrong, remedy)


def corrupt(name: str, kind: str) -> RefusedFile:
    return RefusedFile(
        name,
        "corrupt",
        f"it is damaged or incomplete and does not open as a {kind}",
        "Open the original, save it again and upload the new copy.",
    )


def mismatch(name: str, looks_like: str) -> RefusedFile:
    return RefusedFile(
        name,
        "type-mismatch",
        f"its name and its content disagree: {looks_like}",
        "Save it again from the program it was made with, so that name and content agree.",
    )


def too_deep(name: str) -> RefusedFile:
    return RefusedFile(
        name,
        "unpacks-too-large",
        "files are packed inside files inside files, too deep to check",
        "Upload the inner files separately.",
    )

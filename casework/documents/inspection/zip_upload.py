"""A folder uploaded as one zip file: each file in it read, or refused, on its own."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from casework.documents.inspection.kinds import ARCHIVE, BY_EXTENSION
from casework.documents.inspection.limits import (
    DEFAULT_LIMITS,
    Allowance,
    InspectionLimits,
    plain_size,
)
from casework.documents.inspection.names import extension_of, safe_download_name
from casework.documents.inspection.outcome import RefusedFile, mismatch
from casework.documents.inspection.sniffing import ARCHIVE_STARTS
from casework.documents.inspection.zip_reading import BoundedZip, check_readable, is_outside_path

LEFT_BY_SYSTEMS = {".ds_store", "thumbs.db", "desktop.ini", "__macosx"}
"""Files that operating systems put into folders; no person means to upload them."""


@dataclass(frozen=True)
class ZipMember:
    """One file of the zip: its safe path with "/" between folders, and its content or refusal.

    Exactly one of ``content`` and ``refusal`` is None. The content is not yet inspected.
    """

    path: str
    content: bytes | None = None
    refusal: RefusedFile | None = None

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]


def open_zip_upload(
    content: bytes, limits: InspectionLimits = DEFAULT_LIMITS, name: str = "the zip file"
) -> Iterator[ZipMember]:
    """Every file of the zip in its order, read one at a time.

    Raises RefusedFile at once where the whole zip cannot be trusted: too large, not a zip, too
    many files, unpacks to too much. What is wrong with one file refuses that file only.
    """
    if len(content) > limits.upload_bytes:
        raise RefusedFile(
            name,
            "too-large",
            f"it is larger than {plain_size(limits.upload_bytes)}",
            "Split the folder into several zip files.",
        )
    if not content.startswith(b"PK\x03\x04"):
        raise mismatch(name, "it is not a zip file, or has no files in it")
    allowance = Allowance(limits, limits.upload_unpacked_bytes, limits.upload_files)
    upload = BoundedZip(name, content, limits.upload_files, allowance)
    return (read_member(upload, info) for info in upload.infos() if is_meant(info))


def is_meant(info: zipfile.ZipInfo) -> bool:
    return not LEFT_BY_SYSTEMS & {part.lower() for part in parts_of(info.filename)}


def parts_of(path: str) -> list[str]:
    return path.replace("\\", "/").split("/")


def read_member(upload: BoundedZip, info: zipfile.ZipInfo) -> ZipMember:
    """The file read, or why it is refused; never raises RefusedFile."""
    path = safe_path(info.filename)
    shown = path.rpartition("/")[2]
    try:
        check_member(shown, info, upload.allowance.limits)
        content = upload.read(info)
        if content.startswith(ARCHIVE_STARTS):
            raise ARCHIVE.refusal(shown)
    except RefusedFile as refusal:
        named = RefusedFile(shown, refusal.code, refusal.wrong, refusal.remedy)
        return ZipMember(path, refusal=named)
    return ZipMember(path, content)


def check_member(shown: str, info: zipfile.ZipInfo, limits: InspectionLimits) -> None:
    """Raises RefusedFile for what can be seen to be wrong before anything unpacks."""
    if is_outside_path(info.filename) or is_link(info):
        raise RefusedFile(
            shown,
            "unsafe-path",
            "its path in the zip file points outside the folder",
            "Pack the folder again with a common program, without links.",
        )
    check_readable(shown, info)
    if BY_EXTENSION.get(extension_of(shown)) is ARCHIVE:
        raise ARCHIVE.refusal(shown)
    if info.file_size > limits.file_bytes:
        raise RefusedFile(
            shown,
            "too-large",
            f"it is larger than {plain_size(limits.file_bytes)}",
            "Make it smaller or split it into parts.",
        )


def is_link(info: zipfile.ZipInfo) -> bool:
    return stat.S_ISLNK(info.external_attr >> 16)


def safe_path(path: str) -> str:
    """Each part of the path made safe; parts that lead nowhere or upwards are left out."""
    parts = [part for part in parts_of(path) if part not in ("", ".", "..")]
    return "/".join(safe_download_name(part) for part in parts) or safe_download_name("")

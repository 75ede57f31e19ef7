"""Zip files from strangers: counted before, and again while, they unpack."""

from __future__ import annotations

import io
import zipfile
import zlib

from casework.documents.inspection.limits import Allowance, plain_size
from casework.documents.inspection.outcome import RefusedFile, corrupt

CHUNK_BYTES = 256 * 1024
READABLE_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
ENCRYPTED_FLAGS = 0x1 | 0x40 | 0x2000
BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError)


class BoundedZip:
    """A zip file whose entries are read only within limits.

    What unpacks is taken off the allowance. Raises RefusedFile.
    """

    def __init__(self, name: str, content: bytes, entries: int, allowance: Allowance) -> None:
        self.name = name
        self.allowance = allowance
        if content.count(b"PK\x01\x02") > entries * 2:
            # The list of entries is counted before it is built: it alone could fill the memory.
            raise too_much(name, f"it holds more than {entries:,} files")
        try:
            self.archive = zipfile.ZipFile(io.BytesIO(content))
        except BROKEN_ZIP as fault:
            raise corrupt(name, "zip file") from fault
        self._check_declared(entries)

    def infos(self) -> list[zipfile.ZipInfo]:
        """Every entry that is a file, in the order of the zip."""
        return [info for info in self.archive.infolist() if not info.is_dir()]

    def read(self, info: zipfile.ZipInfo, most: int | None = None) -> bytes:
        """One entry unpacked, counting real bytes; ``most`` bounds this entry alone."""
        check_readable(self.name, info)
        pieces: list[bytes] = []
        size = 0
        try:
            with self.archive.open(info) as stream:
                while piece := stream.read(CHUNK_BYTES):
                    size += len(piece)
                    self.allowance.unpacked_bytes -= len(piece)
                    self._check_counted(info, size, most)
                    pieces.append(piece)
        except BROKEN_ZIP as fault:
            raise corrupt(self.name, "zip file") from fault
        return b"".join(pieces)

    def _check_declared(self, entries: int) -> None:
        infos = self.archive.infolist()
        if len(infos) > entries:
            raise too_much(self.name, f"it holds more than {entries:,} files")
        left = self.allowance.unpacked_bytes
        if sum(info.file_size for info in infos) > left:
            raise too_much(self.name, f"it unpacks to more than {plain_size(left)}")

    def _check_counted(self, info: zipfile.ZipInfo, size: int, most: int | None) -> None:
        if self.allowance.unpacked_bytes < 0 or (most is not None and size > most):
            raise too_much(self.name, "it unpacks to more than is allowed")
        self._check_ratio(info, size)

    def _check_ratio(self, info: zipfile.ZipInfo, size: int) -> None:
        limits = self.allowance.limits
        ratio = size / max(info.compress_size, 1)
        if size > limits.ratio_applies_above and ratio > limits.unpack_ratio:
            raise too_much(self.name, "a part of it unpacks to far more than it should")


def is_outside_path(path: str) -> bool:
    """True if an entry of this name would unpack outside the folder it is unpacked into."""
    parts = path.replace("\\", "/").split("/")
    return ".." in parts or parts[0] == "" or parts[0].endswith(":")


def check_readable(name: str, info: zipfile.ZipInfo) -> None:
    """Raises RefusedFile for an entry that is encrypted or packed in an unusual way."""
    if info.flag_bits & ENCRYPTED_FLAGS:
        raise RefusedFile(
            name,
            "password-protected",
            "it is locked with a password",
            "Remove the password and upload it again.",
        )
    if info.compress_type not in READABLE_METHODS:
        raise RefusedFile(
            name,
            "corrupt",
            "it is packed in a way that Office and common zip programs do not use",
            "Save or pack it again with a common program.",
        )


def too_much(name: str, wrong: str) -> RefusedFile:
    return RefusedFile(
        name,
        "unpacks-too-large",
        wrong,
        "Split it into smaller files, or ask the sender for a clean copy.",
    )

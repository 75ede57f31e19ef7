"""Files kept in a folder of this machine, safe against a power cut at any moment."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from casework.adapters.file_storage import (
    KEY,
    NotStored,
    StoredContentDiffers,
    checked_key,
    checked_prefix,
    chunks_of,
    promised_sha256,
    sha256_of,
)

UNFINISHED = ".unfinished"
NO_HARD_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}


class LocalFileStorage:
    """A FileStorage in ``root``. A file appears under its key whole and synced, or not at all."""

    def __init__(self, root: Path) -> None:
        self.root = Path(root)
        self._unfinished = self.root / UNFINISHED
        self._unfinished.mkdir(parents=True, exist_ok=True, mode=0o700)

    def put(self, key: str, content: bytes | BinaryIO) -> None:
        final = self._path(key)
        temporary = self._write_unfinished(key, content)
        try:
            self._make_case_folder(final.parent)
            self._place(temporary, final)
            sync_folder(final.parent)
        finally:
            temporary.unlink(missing_ok=True)

    def open(self, key: str) -> BinaryIO:
        try:
            return self._path(key).open("rb")
        except FileNotFoundError:
            raise not_stored(key) from None

    def read(self, key: str) -> bytes:
        with self.open(key) as stream:
            return stream.read()

    def exists(self, key: str) -> bool:
        return self._path(key).is_file()

    def delete(self, key: str) -> None:
        path = self._path(key)
        with contextlib.suppress(FileNotFoundError):
            path.unlink()
            sync_folder(path.parent)

    def list_keys(self, prefix: str = "") -> Iterator[str]:
        case, slash, _ = checked_prefix(prefix).partition("/")
        folders = [self.root / case] if slash else self.root.iterdir()
        for folder in sorted(folder for folder in folders if folder.is_dir()):
            for path in sorted(folder.iterdir()):
                key = f"{folder.name}/{path.name}"
                if KEY.fullmatch(key) and key.startswith(prefix):
                    yield key

    def stored_at(self, key: str) -> datetime:
        try:
            return datetime.fromtimestamp(self._path(key).stat().st_mtime, UTC)
        except FileNotFoundError:
            raise not_stored(key) from None

    def verify(self, key: str, sha256: str) -> bool:
        with self.open(key) as stream:
            return sha256_of(stream) == sha256

    def remove_unfinished(self, before: datetime) -> int:
        """Remove what interrupted puts left behind before this instant; returns how many."""
        removed = 0
        for path in self._unfinished.iterdir():
            with contextlib.suppress(FileNotFoundError):
                if datetime.fromtimestamp(path.stat().st_mtime, UTC) < before:
                    path.unlink()
                    removed += 1
        return removed

    def _path(self, key: str) -> Path:
        return self.root / checked_key(key)

    def _write_unfinished(self, key: str, content: bytes | BinaryIO) -> Path:
        digest = hashlib.sha256()
        handle, name = tempfile.mkstemp(dir=self._unfinished)
        path = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                for chunk in chunks_of(content):
                    digest.update(chunk)
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            if digest.hexdigest() != promised_sha256(key):
                raise StoredContentDiffers(
                    f"file storage: content for {key!r} has SHA-256 {digest.hexdigest()}, "
                    "expected the hash in the key"
                )
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        return path

    def _make_case_folder(self, folder: Path) -> None:
        if not folder.is_dir():
            folder.mkdir(exist_ok=True, mode=0o700)
            sync_folder(self.root)

    def _place(self, temporary: Path, final: Path) -> None:
        try:
            os.link(temporary, final)
        except FileExistsError:
            self._check_same(final)
        except OSError as fault:
            if fault.errno not in NO_HARD_LINKS:
                raise
            # A file system without hard links: a rename may replace, but only equal bytes,
            # since the content was checked against the hash that names the file.
            if final.exists():
                self._check_same(final)
            else:
                temporary.rename(final)

    def _check_same(self, final: Path) -> None:
        with final.open("rb") as stream:
            if sha256_of(stream) != final.name:
                raise StoredContentDiffers(
                    f"file storage: {final.parent.name}/{final.name} already holds other bytes "
                    "than its key promises; they were left as they are"
                )


def not_stored(key: str) -> NotStored:
    return NotStored(f"file storage: nothing is kept under {key!r}")


def sync_folder(folder: Path) -> None:
    """The folder's entries are on the disk when this returns, not only its files' content."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

"""The door to file storage: bytes kept under ``<case>/<sha256>``, never overwritten.

The Protocol asks only for what an object store can also give: whole objects put once, read as a
stream, listed by prefix.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO, Protocol

from casework.domain.errors import CaseworkError

CHUNK_BYTES = 1024 * 1024
KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}/[0-9a-f]{64}", re.ASCII)
PREFIX = re.compile(r"(?:[A-Za-z0-9][A-Za-z0-9_-]{0,63}(?:/[0-9a-f]{0,64})?)?", re.ASCII)


class StorageFault(CaseworkError):
    """The file storage could not do what was asked."""


class InvalidStorageKey(StorageFault):
    """The key is not ``<case>/<sha256>``, so it could point anywhere."""


class NotStored(StorageFault):
    """Nothing is kept under this key."""


class StoredContentDiffers(StorageFault):
    """The bytes offered, or the bytes kept, are not those that the key stands for."""


class FileStorage(Protocol):
    """Keeps files by the hash of their content. Every method raises InvalidStorageKey first."""

    def put(self, key: str, content: bytes | BinaryIO) -> None:
        """Keep the content for good before returning; never overwrites.

        Putting the same bytes again changes nothing. Raises StoredContentDiffers where the
        content does not have the hash that the key names, or other bytes are kept there already.
        """
        ...

    def open(self, key: str) -> BinaryIO:
        """A readable stream of the content; raises NotStored. The caller closes it."""
        ...

    def read(self, key: str) -> bytes:
        """The whole content, not verified (see ``verify``); raises NotStored."""
        ...

    def exists(self, key: str) -> bool:
        """Whether anything is kept under the key."""
        ...

    def delete(self, key: str) -> None:
        """Nothing is kept under the key afterwards, whether or not something was before."""
        ...

    def list_keys(self, prefix: str = "") -> Iterator[str]:
        """Every key that begins with the prefix, in order of the key."""
        ...

    def stored_at(self, key: str) -> datetime:
        """The UTC instant at which the content was put; raises NotStored."""
        ...

    def verify(self, key: str, sha256: str) -> bool:
        """Whether the bytes kept under the key have this hash now; raises NotStored."""
        ...


def storage_key(case: str, sha256: str) -> str:
    """The key of one case's file; raises InvalidStorageKey."""
    return checked_key(f"{case}/{sha256}")


def checked_key(key: str) -> str:
    """The key unchanged; raises InvalidStorageKey unless it is ``<case>/<sha256>``."""
    if not KEY.fullmatch(key):
        raise InvalidStorageKey(
            f"file storage: key {key!r} is not valid, expected <case>/<64 lower-case hex digits>"
        )
    return key


def checked_prefix(prefix: str) -> str:
    """The prefix unchanged; raises InvalidStorageKey where no key could begin with it."""
    if not PREFIX.fullmatch(prefix):
        raise InvalidStorageKey(
            f"file storage: prefix {prefix!r} is not valid, expected the start of <case>/<sha256>"
        )
    return prefix


def promised_sha256(key: str) -> str:
    """The hash that the key promises for its content."""
    return checked_key(key).rpartition("/")[2]


def chunks_of(content: bytes | BinaryIO) -> Iterator[bytes]:
    """The content piece by piece, so that a large stream is never held whole."""
    if isinstance(content, bytes):
        yield content
        return
    while chunk := content.read(CHUNK_BYTES):
        yield chunk


def sha256_of(content: bytes | BinaryIO) -> str:
    """The SHA-256 of the content in lower-case hex; a stream is read to its end."""
    digest = hashlib.sha256()
    for chunk in chunks_of(content):
        digest.update(chunk)
    return digest.hexdigest()

"""Free text that can be erased without breaking the chain.

A record's free text, names and file names are kept apart from its structure. The structure holds
only a commitment, SHA-256 over a random 32-byte salt and the text; salt and text live in a row of
their own. Erase that row, and everything that was hashed still verifies.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass

SALT_BYTES = 32


@dataclass(frozen=True, slots=True)
class Text:
    """Erasable text. ``value`` is None when the text was not loaded or has been erased."""

    commitment: str
    value: str | None = None
    salt: bytes | None = None

    def __bool__(self) -> bool:
        return bool(self.commitment)

    def __str__(self) -> str:
        return self.value if self.value is not None else ("[erased]" if self.commitment else "")


EMPTY = Text("")


def commit(value: str, salt: bytes | None = None) -> Text:
    """Commit to ``value`` with a fresh salt; empty text commits to nothing."""
    if not value:
        return EMPTY
    salt = salt or secrets.token_bytes(SALT_BYTES)
    return Text(commitment_of(value, salt), value, salt)


def commitment_of(value: str, salt: bytes) -> str:
    """The commitment to ``value`` under ``salt``, as 64 hexadecimal digits."""
    return hashlib.sha256(salt + value.encode("utf-8")).hexdigest()

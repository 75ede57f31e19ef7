"""Free text that can be erased without breaking the chain.

A record's free text, names and file names are kept apart from its structure. The structure holds
only a commitment, SHA-256 over a random 32-byte salt and the text; salt and text live in a row of
their own. Erase that row, and everything that was hashed still verifies.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import unicodedata
from dataclasses import dataclass

from casework.domain.errors import Invalid

SALT_BYTES = 32
_NOT_KEPT = re.compile("[\x00\ud800-\udfff]")
_UNSEEN = re.compile("[\x01-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_SEEN = frozenset("LNPS")
_BLANK_SIGNS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and symbols by their class that show nothing."""


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
    """Commit to ``value`` with a fresh salt; empty text commits to nothing.

    Raises Invalid for a character that cannot be kept.
    """
    if not value:
        return EMPTY
    check_can_be_kept(value)
    salt = salt or secrets.token_bytes(SALT_BYTES)
    return Text(commitment_of(value, salt), value, salt)


def commitment_of(value: str, salt: bytes) -> str:
    """The commitment to ``value`` under ``salt``, as 64 hexadecimal digits."""
    return hashlib.sha256(salt + value.encode("utf-8")).hexdigest()


def can_be_kept(text: str) -> bool:
    """False for text with a NUL or half a surrogate pair: no database and no file takes those."""
    return not _NOT_KEPT.search(text)


def without_unkept(text: str) -> str:
    """The text without the characters that cannot be kept."""
    return _NOT_KEPT.sub("", text)


def check_can_be_kept(text: str, field: str | None = None) -> None:
    """Raise Invalid for text with a character that cannot be kept."""
    if not can_be_kept(text):
        raise Invalid("What you wrote contains a character that cannot be kept.",
                      "Type it again, or copy it from somewhere else.", field)  # fmt: skip


def without_unseen(text: str) -> str:
    """The text without what shows nothing and can make it read as something else.

    Those are control characters other than tabs and line ends, and the marks that turn the
    direction of writing round. Line ends become ``\\n``.
    """
    return _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def is_blank(text: str) -> bool:
    """True if nothing of the text is seen: spaces, joiners and marks of no width alone."""
    return not any(
        unicodedata.category(sign)[0] in _SEEN and sign not in _BLANK_SIGNS for sign in text
    )


def typed(text: str, field: str | None = None) -> str:
    """What a person wrote as it is kept: without what is not seen; empty where nothing is.

    Raises Invalid, naming ``field``, for a character that cannot be kept.
    """
    check_can_be_kept(text, field)
    return "" if is_blank(text) else without_unseen(text).strip()

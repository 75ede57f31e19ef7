"""Secrets that we give out and keep only as hashes, and the hashing of passwords."""

from __future__ import annotations

import secrets
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from casework.domain.canonical import sha256_of

# argon2id with the library's parameters: RFC 9106's second choice, 64 MiB.
hasher = PasswordHasher()
TOKEN_BYTES = 32


def new_token() -> str:
    """A secret for a session or a link: 256 random bits, safe in an address."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def token_hash(token: str) -> str:
    """What is kept of a token. It is random and long, so that plain SHA-256 is enough."""
    return sha256_of(token)


def hash_password(password: str) -> str:
    """The argon2id hash of a password."""
    return hasher.hash(password)


def password_matches(password_hash: str, password: str) -> bool:
    """Whether the password is right. Without a hash it takes as long and is never right."""
    try:
        return hasher.verify(password_hash or _nobodys_hash(hasher), password) and bool(
            password_hash
        )
    except (VerificationError, InvalidHashError):
        return False


@lru_cache(maxsize=4)
def _nobodys_hash(made_with: PasswordHasher) -> str:
    return made_with.hash(secrets.token_urlsafe(TOKEN_BYTES))

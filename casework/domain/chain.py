"""The audit chain's arithmetic: each entry's hash covers the entry before it.

Tamper-evident, not tamper-proof: somebody who can rewrite the whole chain can make one that
verifies. What is hashed is the text as stored, so that verifying never has to interpret it.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

_SEPARATOR = "\x1f"
RECORDS = "records"
"""Where an entry's body lists pin and digest of every case record version that its verb wrote."""
COVERING = "covering"
"""Where an entry's body says for whom its actor covered: a person's key, then the roles, each."""
STAGE, VISIT = "stage", "visit"
"""Where an entry's body says where the case stood when its verb was done."""
SNAPSHOT = "snapshot"
"""Where an entry's body names the snapshot of the gates that its move or act was judged on."""


@dataclass(frozen=True, slots=True)
class ChainEntry:
    """One entry as stored. ``at`` is an ISO 8601 UTC instant; ``body`` is canonical text."""

    chain: str
    position: int
    at: str
    kind: str
    actor: str
    on_behalf_of: str
    body: str
    hash: str


def first_hash(chain: str) -> str:
    """What the first entry of a chain follows: the hash of the chain's own name."""
    return sha256(f"casework chain{_SEPARATOR}{chain}".encode()).hexdigest()


def entry_hash(
    previous: str, chain: str, position: int, at: str, kind: str, actor: str,
    on_behalf_of: str, body: str,
) -> str:
    """SHA-256 over the previous hash and everything that the entry says, as stored."""
    said = (
        f"{previous}\x1f{chain}\x1f{position}\x1f{at}\x1f{kind}\x1f{actor}\x1f{on_behalf_of}"
        f"\x1f{body}"
    )
    return sha256(said.encode()).hexdigest()

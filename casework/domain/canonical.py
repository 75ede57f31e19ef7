"""Canonical text: one way to write a value down, so that equal values have equal hashes."""

from __future__ import annotations

import hashlib
import json
from typing import Any


def canonical(value: Any) -> str:
    """JSON with sorted keys, no spaces and no escapes beyond those that JSON requires."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def sha256_of(text: str) -> str:
    """SHA-256 of UTF-8 text as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()

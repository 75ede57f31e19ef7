"""Checking what stands beside a chain: definitions and erasable texts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, Row

from casework.domain.canonical import sha256_of
from casework.domain.records.fields import FieldType
from casework.domain.records.registry import find_kind
from casework.domain.text import commitment_of
from casework.services.chain_walk import Broken
from casework.store import verification

TEXT_ERASED = "text_erased"
_TEXTS = {FieldType.TEXT, FieldType.MANY_TEXTS}
_TOGETHER = 500


def check_definitions(connection: Connection) -> None:
    """Every pinned pathway still has the text that its hash is of. Raises Broken."""
    with verification.stream_definitions(connection) as rows:
        for row in rows:
            if sha256_of(row.canonical_text) != row.hash:
                changed = f"Version {row.version} of the pathway {row.pathway} was changed."
                raise Broken(None, changed)


def check_texts(connection: Connection, chain: str, case_id: int, after: int) -> None:
    """Every text is as committed to, and every missing one was erased by an entry that says so.

    What each text says is checked only from the chain's beginning (``after`` 0). Raises Broken.
    """
    with verification.stream_records(connection, case_id, after) as rows:
        for some in _commitments_by_record(rows):
            gone = verification.without_text(connection, some)
            # Asked only when needed: it reads through the whole chain.
            gone -= _erased(connection, chain) if gone else set()
            if gone:
                position = min(some[commitment] for commitment in gone)
                raise Broken(position, "A text is gone, and no entry says that it was erased.")
    if after == 0:
        _check_contents(connection, case_id)


def _erased(connection: Connection, chain: str) -> set[str]:
    bodies = verification.bodies_of_kind(connection, chain, TEXT_ERASED)
    return {json.loads(body)["text"] for body in bodies}


def _check_contents(connection: Connection, case_id: int) -> None:
    with verification.stream_texts(connection, case_id) as rows:
        for row in rows:
            if not _fits(row):
                position = verification.position_of_text(connection, case_id, row.commitment)
                raise Broken(position, "A text was changed after it was written.")


def _fits(row: Row[Any]) -> bool:
    try:
        return commitment_of(row.text, bytes.fromhex(row.salt)) == row.commitment
    except ValueError:  # its salt is no hexadecimal text any more
        return False


def _commitments_by_record(rows: Iterable[Row[Any]]) -> Iterator[dict[str, int]]:
    """Commitments and the position of the record that made each, some hundred at a time."""
    some: dict[str, int] = {}
    for row in rows:
        for commitment in _commitments_in(row):
            some.setdefault(commitment, row.position)
        if len(some) >= _TOGETHER:
            yield some
            some = {}
    yield some


def _commitments_in(row: Row[Any]) -> Iterator[str]:
    if row.source:
        yield row.source
    kind = find_kind(row.kind)
    if kind is None or not row.structure:
        return
    stated = json.loads(row.structure)
    for name, spec in kind.specs.items():
        if spec.type in _TEXTS and stated.get(name):
            value = stated[name]
            yield from value if isinstance(value, list) else (value,)

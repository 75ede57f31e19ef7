"""Freezing what a move was judged on, so that the judgement can be given again years later."""

from __future__ import annotations

from typing import Any

from casework.domain.canonical import canonical, sha256_of
from casework.domain.facts import CaseFacts
from casework.domain.records import get_kind
from casework.engine.results import CriterionResult, Judgement
from casework.services.verb import Verb
from casework.store.snapshots import insert_snapshot


def keep_snapshot(verb: Verb, judgement: Judgement) -> str:
    """Store the judgement with the facts it read, and return the snapshot's hash."""
    told = snapshot_body(verb.facts, verb.tx.row.definition_hash, judgement)
    body = canonical({**told, "case": verb.tx.row.reference, "position": verb.tx.position})
    digest = sha256_of(body)
    insert_snapshot(
        verb.tx.connection, digest, verb.tx.row.id, verb.tx.position, judgement.move, body,
        verb.tx.now,
    )  # fmt: skip
    return digest


def snapshot_body(facts: CaseFacts, definition_hash: str, judgement: Judgement) -> dict[str, Any]:
    """What was asked, what each criterion came to, and the canonical facts it was judged on."""
    return {
        "definition": definition_hash,
        "move": judgement.move,
        "as_at": facts.as_at.isoformat(),
        "stage": facts.stage,
        "visit": facts.visit,
        "results": [_result(r) for gate in judgement.gates for r in gate.results],
        "freezes": [freeze.record for freeze in judgement.freezes],
        "facts": {
            record.pin: _fact(record) for record in facts.records
            if not get_kind(record.kind).kept_apart
        },
    }


def _result(result: CriterionResult) -> list[Any]:
    return [
        result.criterion.ref, result.subject, result.state.value, result.reason,
        list(result.relied_on), [s.pin for s in result.signatures],
    ]  # fmt: skip


_BY_DIGEST = frozenset({"evidence", "attestation", "document", "role", "share", "request", "pack"})


def _fact(record: Any) -> Any:
    """Facts that guards read stand in full; bulk records by the digest of their row."""
    if record.kind in _BY_DIGEST or record.payload is None:
        return [record.state, record.digest]
    return [record.state, record.structure]

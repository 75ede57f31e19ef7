"""Freezing what a move was judged on, so that the judgement can be given again years later."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from casework.domain.calendar.corrections import ON_THE_CASE
from casework.domain.canonical import canonical, sha256_of
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.records import get_kind
from casework.engine.results import CriterionResult, Judgement
from casework.services.verb import Verb
from casework.store.snapshots import insert_snapshot


def keep_snapshot(verb: Verb, judgement: Judgement, subject: str = "") -> str:
    """Store the judgement with the facts it read, and return the snapshot's hash.

    ``subject`` is what an act was about, where it is asked of one record.
    """
    told = snapshot_body(verb.facts, verb.tx.row.definition_hash, judgement, subject)
    body = canonical({**told, "case": verb.tx.row.reference, "position": verb.tx.position})
    digest = sha256_of(body)
    insert_snapshot(
        verb.tx.connection, digest, verb.tx.row.id, verb.tx.position, judgement.move, body,
        verb.tx.now,
    )  # fmt: skip
    return digest


def snapshot_body(
    facts: CaseFacts, definition_hash: str, judgement: Judgement, subject: str = ""
) -> dict[str, Any]:
    """What was asked, what each criterion came to, and the canonical facts it was judged on.

    Snapshots made before ``subject``, ``opened_on``, ``replayed``, ``conditions``, ``seal`` and
    ``left_open`` were kept lack them; ``services/judging_again.py`` takes what it can from the
    case. Corrections of bank holidays stand in it only where there were any.
    """
    return {
        "definition": definition_hash,
        "move": judgement.move,
        "subject": subject,
        "opened_on": facts.opened_on.text,
        "replayed": facts.simulated,
        "as_at": facts.as_at.isoformat(),
        "stage": facts.stage,
        "visit": facts.visit,
        **answers_of(judgement),
        "facts": {record.pin: _fact(record) for record in judged_records(facts.records)},
        "seal": seal_of(judged_records(facts.records)),
        **{name: facts.extra[name] for name in (ON_THE_CASE,) if facts.extra.get(name)},
    }


def judged_records(records: Iterable[RecordVersion]) -> list[RecordVersion]:
    """What gates may judge: kinds that are kept apart, such as dry runs, are no facts of the case.
    """
    return [record for record in records if not get_kind(record.kind).kept_apart]


def answers_of(judgement: Judgement) -> dict[str, Any]:
    """What a judgement came to: every criterion, the holds that bar it, its failed conditions, and
    what successions left open that bars it."""
    return {
        "results": [_result(r) for gate in judgement.gates for r in gate.results],
        "freezes": [freeze.record for freeze in judgement.freezes],
        "conditions": list(judgement.conditions),
        "left_open": [each.reference for each in judgement.left_open],
    }


def seal_of(records: Iterable[RecordVersion]) -> str:
    """One digest over those of all records in their order: so it also covers who recorded each,
    when, and the date by which it was judged."""
    return sha256_of(canonical([[record.pin, record.digest] for record in records]))


def is_as_kept(record: RecordVersion, kept: Any) -> bool:
    """True if a record is the one that a snapshot holds, in full or by the digest of its row."""
    return kept in ([record.state, record.digest], [record.state, record.structure])


def _result(result: CriterionResult) -> list[Any]:
    return [
        result.criterion.ref, result.subject, result.state.value, result.reason,
        list(result.relied_on), [s.pin for s in result.signatures],
    ]  # fmt: skip


_BY_DIGEST = frozenset({"evidence", "attestation", "document", "role", "share", "request", "pack"})


def _fact(record: RecordVersion) -> list[str]:
    """Facts that guards read stand in full; bulk records by the digest of their row."""
    if record.kind in _BY_DIGEST or record.payload is None:
        return [record.state, record.digest]
    return [record.state, record.structure]

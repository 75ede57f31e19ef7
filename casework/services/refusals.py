"""Recording that a move was refused: after the rollback, in a transaction of its own."""

from __future__ import annotations

from datetime import date
from typing import Any

from casework.domain.canonical import canonical
from casework.domain.errors import RefusedMove
from casework.domain.permissions import check_can_view_case
from casework.domain.viewer import Viewer
from casework.engine.results import Judgement
from casework.services.definitions import definition_of
from casework.services.office import Office
from casework.services.projecting import project
from casework.store.audit import last_entry
from casework.store.transaction import case_transaction


class _Repeated(Exception):
    """The same person met the same refusal just before; nothing more is written."""


def record_refusal(
    office: Office, viewer: Viewer, reference: str, move: str, refusal: RefusedMove,
    simulated_on: date | None = None,
) -> None:
    """Write the refusal to the case's chain, unless the chain ends with the very same one."""
    body = _body(move, refusal)
    try:
        with case_transaction(
            office.database, viewer, office.clock.now(), reference, simulated_on=simulated_on
        ) as tx:
            check_can_view_case(tx.facts, viewer)
            last = last_entry(tx.connection, reference)
            if last is not None and (last.kind, last.actor, last.body) == (
                "move_refused", viewer.person, canonical(body)
            ):  # fmt: skip
                raise _Repeated
            if tx.row.replayed:
                # Its own date moves on with the attempt, and with it what the case waits for.
                project(tx, definition_of(office, tx.connection, tx.row.definition_hash))
            tx.record_audit("move_refused", body)
    except _Repeated:
        return


def _body(move: str, refusal: RefusedMove) -> dict[str, Any]:
    judgement: Judgement | None = refusal.blockers[0] if refusal.blockers else None
    if judgement is None:
        return {"move": move}
    questions = [[r.criterion.ref, r.subject, r.state.value] for r in judgement.flags]
    left_open = [each.reference for each in judgement.left_open]
    return {
        "move": move,
        "blockers": [[r.criterion.ref, r.subject, r.state.value] for r in judgement.blockers],
        "freezes": [freeze.hold for freeze in judgement.freezes],
        **({"left_open": left_open} if left_open else {}),
        **({"questions": questions} if questions and judgement.allowed else {}),
    }


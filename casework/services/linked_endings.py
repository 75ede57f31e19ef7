"""A case that was opened from another tells it how it ended, in the transaction of its last move.

So a temporary change, or a change that outgrew its pathway, is not taken to go on in a full case
that was withdrawn, or closed with nothing decided.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from casework.domain.dates import FactDate
from casework.domain.facts import RecordVersion
from casework.domain.records.linked import REVERSED
from casework.engine.definition import Edge
from casework.services.verb import Verb, verb_on
from casework.store.records import Draft
from casework.store.transaction import case_transaction_on

CAME_FROM = {reverse: relation for relation, reverse in REVERSED.items()}


class OthersToLock(Exception):
    """The move writes on other cases too, which have to be locked in order before anything is
    written; ``references`` name them."""

    def __init__(self, references: Collection[str]) -> None:
        super().__init__(", ".join(sorted(references)))
        self.references = references


def check_others_are_locked(verb: Verb, edge: Edge, locked: Collection[str]) -> None:
    """Raise OthersToLock if the move ends the case and it was opened from others that are not
    locked: nothing is written yet, and the transaction is begun again with them."""
    if not verb.definition.stage(edge.target).final:
        return
    others = {link.payload.case for link in verb.facts.current("linked_case")
              if link.payload.relation in CAME_FROM}  # fmt: skip
    if others - set(locked):
        raise OthersToLock(others)


def tell_where_it_came_from(verb: Verb, edge: Edge) -> None:
    """Write in each case from which this one was opened that it ended, and whether it went its
    whole way. ``check_others_are_locked`` comes before."""
    if not verb.definition.stage(edge.target).final:
        return
    ended_as = "went_its_way" if edge.kind == "forward" else "broken_off"
    for link in verb.facts.current("linked_case"):
        if link.payload.relation in CAME_FROM:
            _tell(verb, link, ended_as)


def _tell(verb: Verb, link: RecordVersion, ended_as: str) -> None:
    tx = verb.tx
    with (
        case_transaction_on(tx.connection, verb.viewer, tx.now, link.payload.case) as other,
        verb_on(verb.office, other, "linked_case_ended") as told,
    ):
        relation = CAME_FROM[link.payload.relation]
        known = told.facts.find(f"linked_case/{relation}:{verb.facts.reference}".lower())
        if known is None:
            told.details.update(relation=relation, other=verb.facts.reference, ended_as="")
            return
        payload = replace(
            known.payload, ended_on=FactDate.on(tx.today), ended_as=ended_as,
        )  # fmt: skip
        told.write(Draft(
            known.kind, known.key, payload, effective_on=FactDate.on(tx.today),
            assumed=known.assumed, source=known.source,
        ))  # fmt: skip
        told.details.update(relation=relation, other=verb.facts.reference, ended_as=ended_as)

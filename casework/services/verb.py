"""The frame of every verb on a case: lock, judge, write, project, audit once, commit once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from casework.domain.after_withdrawal import check_act_is_left
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.permissions import (
    check_can_view_case,
    check_can_work_on,
    check_knows_case,
)
from casework.domain.viewer import Viewer
from casework.engine.definition import Definition
from casework.services.definitions import definition_of
from casework.services.office import Office
from casework.services.papers_told import tell_users_of_papers
from casework.services.projecting import project
from casework.services.scheme_followed import follow_schemes
from casework.store.one_use_keys import claim_key, keep_result
from casework.store.records import Draft
from casework.store.transaction import CaseTransaction, case_transaction


class AlreadyDone(Exception):
    """The form's one-use key was used before; ``result`` is what it gave then."""

    def __init__(self, result: str) -> None:
        super().__init__(result)
        self.result = result


@dataclass
class Verb:
    """An open verb. ``details`` go into its audit entry: structure only, never free text."""

    office: Office
    tx: CaseTransaction
    definition: Definition
    details: dict[str, Any] = field(default_factory=dict)
    once: str = ""
    result: str = ""

    @property
    def facts(self) -> CaseFacts:
        return self.tx.facts

    @property
    def viewer(self) -> Viewer:
        return self.tx.viewer

    def write(self, *drafts: Draft) -> list[RecordVersion]:
        """Write records; they are seen in ``facts`` at once."""
        return self.tx.write(list(drafts))


@contextmanager
def case_verb(
    office: Office, viewer: Viewer, reference: str, audit_kind: str,
    *, simulated_on: date | None = None, once: str = "", outsiders: bool = False,
    on_behalf_of: str = "", hides_itself: bool = False, beside: Iterable[str] = (),
) -> Iterator[Verb]:
    """Open a verb on a case that the viewer works on, and complete it when the block ends well.

    ``once`` is the form's one-use key: used a second time it raises AlreadyDone with the first
    result. ``outsiders`` lets people in who act from outside on a case that they do not see; the
    verb then checks what they may do. To anybody else there is no such case (NotFound), unless
    the verb ``hides_itself``. ``beside`` are other cases that it writes on.
    """
    now = office.clock.now()
    with case_transaction(
        office.database, viewer, now, reference, simulated_on=simulated_on, beside=beside
    ) as tx:
        if outsiders:
            check_knows_case(tx.facts, viewer)
        elif not hides_itself:
            check_can_view_case(tx.facts, viewer)
            check_can_work_on(tx.facts, viewer)
        done = claim_key(tx.connection, once, viewer.person, now)
        if done is not None:
            raise AlreadyDone(done)
        with verb_on(office, tx, audit_kind, once=once, on_behalf_of=on_behalf_of) as verb:
            yield verb


@contextmanager
def verb_on(
    office: Office, tx: CaseTransaction, audit_kind: str, *, once: str = "",
    on_behalf_of: str = "",
) -> Iterator[Verb]:
    """A verb within a case transaction that is already open.

    Raises Conflict for an act that a withdrawn case does not take any more.
    """
    definition = definition_of(office, tx.connection, tx.row.definition_hash)
    verb = Verb(office, tx, definition, once=once)
    if not tx.viewer.has_role("system"):
        check_act_is_left(tx.facts, audit_kind)
    yield verb
    _complete(verb, audit_kind, on_behalf_of)


def _complete(verb: Verb, audit_kind: str, on_behalf_of: str) -> None:
    tx = verb.tx
    tell_users_of_papers(tx)
    follow_schemes(tx)
    project(tx, verb.definition)
    body = {
        "case": tx.row.reference,
        "stage": tx.facts.stage,
        "visit": tx.facts.visit,
        "records": [[record.pin, record.digest] for record in tx.written],
        **verb.details,
    }
    if tx.row.replayed:
        body["simulated_on"] = tx.today.isoformat()
    if verb.once:
        keep_result(tx.connection, verb.once, tx.viewer.person, verb.result)
    tx.record_audit(audit_kind, body, on_behalf_of)

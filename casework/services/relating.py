"""Linking two cases that stand beside each other: both say so, in one transaction."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import date

from casework.domain.dates import FactDate
from casework.domain.errors import Invalid, RefusedMove
from casework.domain.facts import CaseFacts
from casework.domain.permissions import (
    check_can_act_as,
    check_can_view_case,
    check_can_work_on,
)
from casework.domain.records import get_kind
from casework.domain.text import commit, typed
from casework.domain.viewer import Viewer
from casework.services.linking import OPENERS
from casework.services.office import Office
from casework.services.verb import Verb, verb_on
from casework.store.one_use_keys import claim_key, keep_result
from casework.store.records import Draft
from casework.store.transaction import case_transaction_on, system_transaction

RELATED = "related"


def relate_cases(
    office: Office, viewer: Viewer, reference: str, other: str, reasons: str, *,
    simulated_on: date | None = None, once: str = "", source: str = "", assumed: bool = False,
) -> None:
    """Record in both cases that each stands beside the other.

    Raises NotFound for a case that the viewer does not see, NotPermitted for who may not link it,
    Invalid without reasons or for the case itself, RefusedMove where they are linked already. With
    the same one-use key nothing more is written.
    """
    if not typed(reasons):
        raise Invalid("Say how the two cases hang together.", "Enter the reasons.", "reasons")
    if typed(other).upper() == reference.upper():
        raise Invalid("A case is not linked with itself.", "Enter another case.", "other")
    now = office.clock.now()
    with system_transaction(office.database, viewer, now) as tx:
        if claim_key(tx.connection, once, viewer.person, tx.now) is not None:
            tx.record_audit("cases_related_repeated", {"cases": [reference, other]})
            return
        with ExitStack() as stack:
            verbs = {
                name: stack.enter_context(verb_on(office, stack.enter_context(
                    case_transaction_on(tx.connection, viewer, now, name,
                                        simulated_on=simulated_on)), "case_related"))
                for name in sorted((reference, typed(other)))
            }  # fmt: skip
            one, two = verbs[reference], verbs[typed(other)]
            for verb, its in ((one, two), (two, one)):
                _check(verb.facts, viewer)
                _check_not_linked(verb.facts, its)
            drafts = [_link(verb, its, reasons, source, assumed)
                      for verb, its in ((one, two), (two, one))]  # fmt: skip
            for verb, draft in zip((one, two), drafts, strict=True):
                verb.write(draft)
                verb.details.update(relation=RELATED, other=draft.payload.case)
        if once:
            keep_result(tx.connection, once, viewer.person, reference)
        tx.record_audit("cases_related", {"cases": [reference, typed(other)]})


def _check(facts: CaseFacts, viewer: Viewer) -> None:
    check_can_view_case(facts, viewer)
    check_can_work_on(facts, viewer)
    check_can_act_as(facts, viewer, OPENERS, f"link {facts.reference} with another case")


def _check_not_linked(facts: CaseFacts, other: Verb) -> None:
    name = other.tx.row.reference
    if any(r.payload.case == name for r in facts.current("linked_case")):
        raise RefusedMove(f"{facts.reference} and {name} are linked already.")


def _link(verb: Verb, other: Verb, reasons: str, source: str, assumed: bool) -> Draft:
    on = FactDate.on(verb.tx.today)
    payload = get_kind("linked_case").payload(
        case=other.tx.row.reference, relation=RELATED, pathway=other.facts.pathway,
        stage=other.facts.stage, linked_on=on, reasons=commit(typed(reasons)),
    )  # fmt: skip
    return Draft("linked_case", f"{RELATED}:{other.tx.row.reference}".lower(), payload,
                 effective_on=on, assumed=assumed, source=commit(source))  # fmt: skip

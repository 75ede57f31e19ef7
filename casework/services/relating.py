"""Linking two cases that stand beside each other: both say so, in one transaction."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
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
from casework.services.verb import Verb, case_verb, verb_on
from casework.store.facts import current_records_of
from casework.store.one_use_keys import claim_key, keep_result
from casework.store.records import Draft
from casework.store.transaction import (
    case_transaction_on,
    find_case_row,
    system_transaction,
)

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


@dataclass(frozen=True, slots=True)
class LinkTold:
    """A link as the export of a case tells it: how the other case stands to this one, its pathway,
    and the stage at which it stood then."""

    other: str
    relation: str
    pathway: str
    stage: str
    reasons: str


def record_link(
    office: Office, viewer: Viewer, reference: str, told: LinkTold, *,
    simulated_on: date | None = None, source: str = "", assumed: bool = False,
) -> None:
    """Record in a replayed case how another stands to it, as its export tells.

    The other case need not be there: an export stands on its own. Where it is there beside this
    one and does not name it yet, both record the link. Raises NotPermitted for who may not link
    the case, Invalid for a case that is not replayed, RefusedMove where they are linked already.
    """
    if told.relation == RELATED and _lacks_link(office, told.other, reference):
        relate_cases(office, viewer, reference, told.other, told.reasons,
                     simulated_on=simulated_on, source=source, assumed=assumed)  # fmt: skip
        return
    with case_verb(office, viewer, reference, "case_related", simulated_on=simulated_on) as verb:
        if not verb.tx.row.replayed:
            raise Invalid("Only a replayed case is told how it is linked.", "Link the two cases.")
        _check(verb.facts, viewer)
        _check_names_not(verb.facts, told.other)
        on = FactDate.on(verb.tx.today)
        verb.write(_draft(told, on, source, assumed))
        verb.details.update(relation=told.relation, other=told.other)


def _lacks_link(office: Office, other: str, reference: str) -> bool:
    """Whether the other case is there and does not name this one."""
    with office.database.reading() as connection:
        row = find_case_row(connection, other)
        links = () if row is None else current_records_of(
            connection, [row.id], ["linked_case"]).get(row.id, ())  # fmt: skip
    return row is not None and not any(r.payload.case == reference for r in links if r.payload)


def _check(facts: CaseFacts, viewer: Viewer) -> None:
    check_can_view_case(facts, viewer)
    check_can_work_on(facts, viewer)
    check_can_act_as(facts, viewer, OPENERS, f"link {facts.reference} with another case")


def _check_not_linked(facts: CaseFacts, other: Verb) -> None:
    _check_names_not(facts, other.tx.row.reference)


def _check_names_not(facts: CaseFacts, name: str) -> None:
    if any(r.payload.case == name for r in facts.current("linked_case")):
        raise RefusedMove(f"{facts.reference} and {name} are linked already.")


def _link(verb: Verb, other: Verb, reasons: str, source: str, assumed: bool) -> Draft:
    on = FactDate.on(verb.tx.today)
    facts = other.facts
    told = LinkTold(facts.reference, RELATED, facts.pathway, facts.stage, reasons)
    return _draft(told, on, source, assumed)


def _draft(told: LinkTold, on: FactDate, source: str, assumed: bool) -> Draft:
    payload = get_kind("linked_case").payload(
        case=told.other, relation=told.relation, pathway=told.pathway, stage=told.stage,
        linked_on=on, reasons=commit(typed(told.reasons)),
    )  # fmt: skip
    return Draft("linked_case", f"{told.relation}:{told.other}".lower(), payload,
                 effective_on=on, assumed=assumed, source=commit(source))  # fmt: skip

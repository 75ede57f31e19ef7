"""Opening one case from another: both say so, and neither is there without the other.

What is carried over is who acts, which bodies, councils, services and sites are concerned, and, to
the full pathway, the temporary change itself, so that its timer and the service before it are
asked about there too. A case that is begun again also takes along its papers that are still fresh,
each in the version that it was. A case that is only like another begins with a copy of its bodies,
contacts and plan, and without its people. All other evidence, and every sign-off, stays behind:
each duty is met anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from casework.domain.conditions.temporary_endings import BEGINS
from casework.domain.conflicts import person_bound_by
from casework.domain.dates import FactDate
from casework.domain.errors import Invalid, NotPermitted, RefusedMove
from casework.domain.facts import STATED, CaseFacts, RecordVersion
from casework.domain.legal_hold import IN_LITIGATION
from casework.domain.permissions import (
    can_read_record,
    check_can_act_as,
    check_can_view_case,
    check_can_work_on,
)
from casework.domain.records import get_kind
from casework.domain.records.codec import build_payload
from casework.domain.records.linked import REVERSED
from casework.domain.roles import OUTSIDE_ROLES
from casework.domain.text import commit, typed
from casework.domain.viewer import Viewer
from casework.engine.definition import Definition
from casework.engine.freshness import PaperAge, ages_of_papers
from casework.services.casefiles.plain import plain_values
from casework.services.copied import PARTS, copied, kinds_of
from casework.services.linking_papers import drafts_of_papers, keep_papers, papers_going_along
from casework.services.office import Office
from casework.services.opening import MAIN_PATHWAY, Opening, begin_case
from casework.services.verb import Verb, verb_on
from casework.store.facts import texts_of_case, with_texts
from casework.store.one_use_keys import claim_key, keep_result
from casework.store.records import Draft
from casework.store.transaction import case_transaction_on, system_transaction

OPENERS = ("PM", "SRO", "AO", "GOV")
CARRIED = (
    "role", "interest", "responsible_body", "affected_authority", "healthwatch", "service", "site",
    "promise", "temporary_change", "temporary_change_review", "act",
)  # fmt: skip
"""Kinds of record that a case opened from another begins with. Of roles only those inside: whoever
speaks for another body hears of the new case when something of it is shared. Of interests only
those that bind a person of this system: a declared conflict goes along with the person. A promise
binds until it is kept, in whichever case, and a temporary change lasts: of acts those go along by
which one began."""


COPIED_TO, SPLIT = "copied_to", "split_into"


@dataclass(frozen=True, slots=True)
class WayOn:
    """One way in which a case leads to another: from which pathways, to which, carrying what.

    ``from_final`` is None where it does not matter whether the case has ended, and ``again`` says
    that it may be gone more than once, as when each part of a proposal gets a case.
    """

    relation: str
    to: str
    carries: tuple[str, ...]
    from_pathways: tuple[str, ...]
    from_final: bool | None = False
    again: bool = False
    takes_fresh_papers: bool = False

    @property
    def about_the_same(self) -> bool:
        """Whether the new case is about the whole of what this one proposes."""
        return self.relation not in (SPLIT, COPIED_TO)

    def leads_from(self, pathway: str, *, ended: bool) -> bool:
        """Whether a case on this pathway may go on this way where it now stands."""
        if self.from_final is not None and self.from_final != ended:
            return False
        return not self.from_pathways or pathway in self.from_pathways


BROKEN_OFF = "broken_off"
WENT_ON = frozenset({"full_pathway", "upgraded_to"})
WAYS_ON = (
    WayOn("full_pathway", MAIN_PATHWAY, CARRIED, ("urgent-temporary-change",)),
    WayOn("upgraded_to", MAIN_PATHWAY, CARRIED, ("minor-change",)),
    WayOn(SPLIT, "", CARRIED, (), again=True),
    WayOn("restarted_as", "", CARRIED, (), from_final=True, takes_fresh_papers=True),
    WayOn(COPIED_TO, "", (), (), from_final=None, again=True),
)


@dataclass(frozen=True, slots=True)
class Linking:
    """What is asked when a case is opened from another. ``reference`` only a case file gives;
    ``parts`` are what is copied, where it is only a copy."""

    relation: str
    title: str
    reasons: str
    reference: str = ""
    simulated_on: date | None = None
    source: str = ""
    assumed: bool = False
    parts: tuple[str, ...] = tuple(PARTS)


def ways_on(facts: CaseFacts, *, ended: bool) -> list[WayOn]:
    """The ways in which a case may lead to another, as it now stands. One that went on as a full
    case is not begun again beside it."""
    done = {r.payload.relation for r in facts.current("linked_case")}
    return [
        way for way in WAYS_ON if way.leads_from(facts.pathway, ended=ended)
        and not (way.from_final and done & WENT_ON)
    ]  # fmt: skip


def led_to(facts: CaseFacts, relation: str) -> list[str]:
    """The cases to which this one led in a way, but for those that were broken off."""
    return [
        r.payload.case for r in facts.current("linked_case")
        if r.payload.relation == relation and r.payload.ended_as != BROKEN_OFF
    ]


def holds_that_bind(d: Definition, facts: CaseFacts) -> list[str]:
    """The open holds, by title, from which no part of the case may be taken out: those that freeze
    an act, and litigation, whose legal hold is on every record."""
    found = []
    for code in dict.fromkeys(r.payload.hold for r in facts.open_holds()):
        kind = d.find_hold(code)
        if kind is not None and (kind.freezes or code == IN_LITIGATION):
            found.append(kind.title)
    return found


def papers_of(office: Office, facts: CaseFacts, way: WayOn) -> list[PaperAge]:
    """Every paper of the case with its age, as a way on would judge it; none where none goes."""
    if not way.takes_fresh_papers:
        return []
    return ages_of_papers(office.pathways.newest(way.to or facts.pathway), facts)


def open_linked_case(
    office: Office, viewer: Viewer, reference: str, linking: Linking, *, once: str = ""
) -> str:
    """Open a case from this one and return its reference; both record how they are linked.

    Raises NotPermitted for who may not move the case on, Invalid without title or reasons and for
    a relation that does not lead from here, RefusedMove where the same was opened already. With
    the same one-use key it returns the first case's reference.
    """
    for name, words in (("title", "a title"), ("reasons", "its reasons")):
        if not typed(getattr(linking, name)):
            raise Invalid(f"The new case needs {words}.", f"Enter {words}.", name)
    now = office.clock.now()
    with system_transaction(office.database, viewer, now) as tx:
        earlier = claim_key(tx.connection, once, viewer.person, tx.now)
        if earlier is not None:
            tx.record_audit("case_opening_repeated", {"case": earlier})
            return earlier
        with (
            case_transaction_on(
                tx.connection, viewer, now, reference, simulated_on=linking.simulated_on
            ) as case,
            verb_on(office, case, "case_linked") as verb,
        ):
            opened = _open(office, tx, verb, linking)
        if once:
            keep_result(tx.connection, once, viewer.person, opened)
        tx.record_audit("case_opened", {"case": opened, "from": reference})
    return opened


def _open(office: Office, tx: Any, verb: Verb, linking: Linking) -> str:
    way = _way(verb, linking)
    pathway = way.to or verb.facts.pathway
    definition = office.pathways.newest(pathway)
    row, facts = verb.tx.row, verb.facts
    on = FactDate.on(verb.tx.today)
    opening = Opening(
        linking.title, row.organisation, people=(), opened_on=on, pathway=pathway,
        summary=_summary(verb) if way.about_the_same else "",
        reference=linking.reference, simulated_on=verb.tx.today if row.replayed else None,
    )  # fmt: skip
    first = definition.stages[0].id
    came = _link(REVERSED[way.relation], row.reference, facts.pathway, facts.stage, on, linking)
    taken = _copied_to(verb, linking) if way.relation == COPIED_TO else _carried(verb, way)
    papers = papers_going_along(definition, verb) if way.takes_fresh_papers else []
    drafts = [*taken, *drafts_of_papers(definition, verb, papers), came]
    opened = begin_case(office, tx, opening, definition, drafts)
    keep_papers(office, tx.connection, verb, opened, papers)
    verb.write(_link(way.relation, opened, pathway, first, on, linking))
    verb.details.update(relation=way.relation, other=opened)
    if papers:
        verb.details["carried"] = [age.paper.pin for age in papers]
    verb.result = opened
    return opened


def _way(verb: Verb, linking: Linking) -> WayOn:
    facts, viewer = verb.facts, verb.viewer
    check_can_view_case(facts, viewer)
    check_can_work_on(facts, viewer)
    check_can_act_as(facts, viewer, OPENERS, "open another case from this one")
    ended = verb.definition.stage(facts.stage).final
    found = ways_on(facts, ended=ended)
    way = next((w for w in found if w.relation == linking.relation), None)
    if way is None:
        raise Invalid(
            "No such case can be opened from this one as it now stands.",
            "Choose from the list." if found else "Open a new case instead.", "relation",
        )  # fmt: skip
    held = holds_that_bind(verb.definition, facts) if way.relation == SPLIT else []
    if held:
        raise RefusedMove(
            f"A part of this case would stand outside what holds it: {', '.join(held)}. "
            "It is split off when that has ended.",
        )
    already = led_to(facts, way.relation)
    if already and not way.again:
        raise RefusedMove(
            f"{already[0]} was already opened from this case for that.",
        )
    return way


def _link(
    relation: str, other: str, pathway: str, stage: str, on: FactDate, linking: Linking
) -> Draft:
    payload = get_kind("linked_case").payload(
        case=other, relation=relation, pathway=pathway, stage=stage, linked_on=on,
        reasons=commit(typed(linking.reasons)),
    )  # fmt: skip
    return Draft("linked_case", f"{relation}:{other}".lower(), payload, effective_on=on,
                 assumed=linking.assumed, source=commit(linking.source))  # fmt: skip


def _copied_to(verb: Verb, linking: Linking) -> list[Draft]:
    """What a case that is only a copy begins with; who opens it manages it, and nobody else of the
    old case is on it. Raises Invalid where nothing is chosen."""
    if not kinds_of(linking.parts):
        raise Invalid("Nothing is chosen to copy.", "Choose what the new case begins with.",
                      "parts")  # fmt: skip
    if not verb.facts.own_roles_of(verb.viewer.person) & set(OPENERS):
        raise NotPermitted(
            "Whoever opens the new case manages it: a role lent for an absence is not enough.",
            "Ask the person whose role it is, or another of those who move the case on.",
        )
    verb.details.update(parts=sorted(set(linking.parts)))
    manager = get_kind("role").payload(person=verb.viewer.person, role="PM")
    records = readable(verb.facts, verb.viewer)
    texts = texts_of_case(verb.tx.connection, verb.tx.row.id)
    return [
        Draft("role", f"{verb.viewer.person}:PM", manager),
        *copied(verb.facts, with_texts(records, texts, privileged=False), linking.parts,
                verb.tx.today),
    ]  # fmt: skip


def readable(facts: CaseFacts, viewer: Viewer) -> list[RecordVersion]:
    """The records of a case that a person may read: no more than that is copied for them."""
    return [r for r in facts.records if can_read_record(facts, viewer, r)]


def _carried(verb: Verb, way: WayOn) -> list[Draft]:
    """What the new case begins with, each marked with the case that it comes from. Texts are
    committed anew: a text belongs to one case and is erased there."""
    facts, connection = verb.facts, verb.tx.connection
    source = f"Carried over from {facts.reference}"
    found = [r for r in facts.records
             if r.kind in way.carries and r.state == STATED and _goes_along(facts, r)]  # fmt: skip
    texts = texts_of_case(connection, verb.tx.row.id)
    return [
        Draft(r.kind, r.key, _copied(r), effective_on=r.effective_on, assumed=r.assumed,
              source=commit(source))
        for r in with_texts(found, texts, privileged=False)
    ]  # fmt: skip


def _summary(verb: Verb) -> str:
    """The plain summary of the case in words; empty where none is recorded."""
    found = verb.facts.single("particulars")
    if found is None:
        return ""
    (shown,) = with_texts([found], texts_of_case(verb.tx.connection, verb.tx.row.id),
                          privileged=False)  # fmt: skip
    return str(shown.payload.summary)


def _goes_along(facts: CaseFacts, record: RecordVersion) -> bool:
    if record.kind == "role" and record.payload.role in OUTSIDE_ROLES:
        return False
    if record.kind == "interest" and not person_bound_by(record):
        return False
    if record.kind == "promise" and record.payload.kept_on is not None:
        return False
    if record.kind == "act" and record.payload.act not in BEGINS:
        return False
    until = getattr(record.payload, "until", None)
    return until is None or until.before(facts.as_at) is not True


def _copied(record: RecordVersion) -> Any:
    kind = get_kind(record.kind)
    values = plain_values(kind, record.payload)
    if record.kind == "act":
        values = {name: values[name] for name in ("act", "subject") if name in values}
    return build_payload(kind, values)

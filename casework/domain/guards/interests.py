"""GD17: everybody who votes, evaluates or analyses has declared interests, and ties are open.

It raises questions; a declared conflict bars the person's own sign-off.
"""

from __future__ import annotations

from casework.domain.answers import Answer, no, yes
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.guards.decision_pack import voters, voting
from casework.domain.guards.registry import guard
from casework.domain.predicates import about_each, every, fact_not_recorded, happened, not_recorded

MANAGED = frozenset({"surfaced", "no_vote", "left", "replaced"})


@guard("evaluators_have_declared_interests")
def evaluators_have_declared_interests(facts: CaseFacts, subject: str) -> Answer:
    """Every member of every panel declared interests before it met, and ties are dealt with."""
    panels = facts.current("evaluation_panel")
    if not panels:
        return every([not_recorded("evaluation_panel"), *_ties(facts)])
    return every([about_each(panels, _panel), *_ties(facts)])


@guard("voters_have_declared_interests")
def voters_have_declared_interests(facts: CaseFacts, subject: str) -> Answer:
    """Every member who votes has a declaration, and each tie to the proposer is dealt with."""
    given = voting(facts)
    if not given:
        return every([not_recorded("papers_to_member"), *_ties(facts)])
    declared = {r.payload.seat: r for r in facts.current("interest")}
    return every([
        *(_declared(facts, seat, declared.get(seat))
          for seat in dict.fromkeys([*(r.payload.seat for r in given), *voters(facts)])),
        *_ties(facts),
    ])  # fmt: skip


@guard("suppliers_have_declared_interests")
def suppliers_have_declared_interests(facts: CaseFacts, subject: str) -> Answer:
    """Whoever supplies analysis has a declaration, and each tie to the proposer is dealt with."""
    found = [r for r in facts.current("interest") if r.payload.capacity == "supplier"]
    if not found:
        return fact_not_recorded("a declaration of interests of whoever supplies analysis")
    return every([*(_declared(facts, r.payload.seat, r) for r in found), *_ties(facts)])


def _declared(facts: CaseFacts, seat: str, record: RecordVersion | None) -> Answer:
    if record is None:
        return fact_not_recorded(f"a declaration of interests of {seat}")
    return happened(facts, record.payload.declared_on, f"the declaration of {seat}")


def _panel(record: RecordVersion) -> Answer:
    p = record.payload
    if p.all_declared is None:
        return fact_not_recorded("whether every member of a panel declared interests")
    if not p.all_declared:
        return no("not every member of a panel declared interests")
    late = p.declared_on is not None and p.met_on is not None and p.declared_on.after(p.met_on)
    return no(f"members of a panel declared interests by {p.declared_on.plain()}, after it met "
              f"({p.met_on.plain()})") if late else yes()  # fmt: skip


def _ties(facts: CaseFacts) -> list[Answer]:
    return [_tie(r) for r in facts.current("interest")]


def _tie(record: RecordVersion) -> Answer:
    p = record.payload
    tied = p.tie_to_proposer or p.conflict
    if p.nothing_to_declare:
        return no(f"a tie of {p.seat} is recorded beside the statement that there is nothing to "
                  "declare") if tied else yes()  # fmt: skip
    if tied:
        return yes() if p.managed in MANAGED else no(
            f"a tie of {p.seat} is recorded, and not how it is managed")
    if p.tie_to_proposer is None or p.conflict is None:
        return fact_not_recorded(f"whether {p.seat} has a tie to who proposes the change, or a "
                                 "conflict")  # fmt: skip
    return yes()

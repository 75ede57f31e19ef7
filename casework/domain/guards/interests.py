"""GD17: everybody who votes, evaluates or analyses has declared interests, and ties are open.

It raises questions; a declared conflict bars the person's own sign-off.
"""

from __future__ import annotations

from casework.domain.answers import Answer, no, yes
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.guards.decision_pack import voting
from casework.domain.guards.registry import guard
from casework.domain.predicates import every, fact_not_recorded, not_recorded

MANAGED = frozenset({"surfaced", "no_vote", "left", "replaced"})


@guard("evaluators_have_declared_interests")
def evaluators_have_declared_interests(facts: CaseFacts, subject: str) -> Answer:
    """Every member of every panel declared interests before it met."""
    panels = facts.current("evaluation_panel")
    if not panels:
        return not_recorded("evaluation_panel")
    return every([*(_panel(r) for r in panels), _ties(facts)])


@guard("voters_have_declared_interests")
def voters_have_declared_interests(facts: CaseFacts, subject: str) -> Answer:
    """Every member who votes has a declaration, and each tie to the proposer is dealt with."""
    given = voting(facts)
    if not given:
        return not_recorded("papers_to_member")
    declared = {r.payload.seat for r in facts.current("interest")}
    return every([
        *(yes() if r.payload.seat in declared else
          fact_not_recorded(f"a declaration of interests of {r.payload.seat}") for r in given),
        _ties(facts),
    ])  # fmt: skip


def _panel(record: RecordVersion) -> Answer:
    all_declared = record.payload.all_declared
    if all_declared is None:
        return fact_not_recorded("whether every member of a panel declared interests")
    return yes() if all_declared else no("not every member of a panel declared interests")


def _ties(facts: CaseFacts) -> Answer:
    return every(_tie(r) for r in facts.current("interest"))


def _tie(record: RecordVersion) -> Answer:
    p = record.payload
    if p.nothing_to_declare:
        return yes()
    if p.tie_to_proposer is None and p.conflict is None:
        return fact_not_recorded(f"whether {p.seat} has a tie to who proposes the change")
    if (p.tie_to_proposer or p.conflict) and p.managed not in MANAGED:
        return no(f"a tie of {p.seat} is recorded, and not how it is managed")
    return yes()

"""A change is minor only while every council agrees, and only as it was when they did.

Source: regulation 23(1)(a) of the 2013 Regulations and the guidance of 2024 on asking each council;
that a minor change is upgraded when it grows is our reading (domain brief, section 7.2).
"""

from __future__ import annotations

from casework.domain.answers import Answer, no, not_known, yes
from casework.domain.dates import FactDate
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.guards.registry import guard
from casework.domain.predicates import every, fact_not_recorded, from_single, happened, not_recorded
from casework.domain.proposal import KIND, differences, is_same_proposal, present_version, versions

NOT_MINOR = {
    "substantial": "the change is determined to be substantial",
    "not_substantial_disputed": "a council holds that the change is substantial",
    "urgent_exception": "the change is determined to be an urgent one",
}
UPGRADE = "it goes on as a full case"
MOST_NAMED = 3


@guard("change_is_found_not_substantial")
def change_is_found_not_substantial(facts: CaseFacts, subject: str) -> Answer:
    """The determination is that the change is not substantial, and that the councils agree."""
    return from_single(facts, "substantiality", _is_minor)


@guard("change_has_not_grown_since_it_was_found_minor")
def change_has_not_grown_since_it_was_found_minor(facts: CaseFacts, subject: str) -> Answer:
    """The proposal is still the version that was determined: no parameter has changed, and no
    change was declared material.

    A determination that names no version means the only one that there was on its day.
    """
    present = present_version(facts)
    if present is None:
        return not_recorded(KIND)
    return from_single(facts, "substantiality", lambda r: _as_it_was(facts, r, present))


def _is_minor(determination: RecordVersion) -> Answer:
    outcome = determination.payload.outcome
    if outcome in NOT_MINOR:
        return no(f"{NOT_MINOR[outcome]}; {UPGRADE}")
    return yes() if outcome else fact_not_recorded("what was determined")


def _as_it_was(
    facts: CaseFacts, determination: RecordVersion, present: RecordVersion
) -> Answer:
    on = determination.payload.determined_on
    if on is None or not on.is_known:
        return fact_not_recorded("the day on which the change was determined to be minor")
    made = happened(facts, on, "the determination that the change is minor")
    if not made.is_yes:
        return made
    found = _determined(facts, determination, on)
    if isinstance(found, Answer):
        return found
    known = versions(facts)
    since = known[known.index(found) + 1 :]
    return every(_not_grown(facts, found, later) for later in [*since, present])


def _determined(
    facts: CaseFacts, determination: RecordVersion, on: FactDate
) -> RecordVersion | Answer:
    """The version that was determined to be minor, or why it is not known."""
    named = determination.payload.proposal.partition("@")[0]
    if named:
        found = next((r for r in versions(facts) if r.reference == named), None)
        return found or fact_not_recorded("the version of the proposal that was determined")
    before = [r for r in versions(facts) if r.payload.dated and r.payload.dated.on_or_before(on)]
    if len(before) != 1:
        return fact_not_recorded("the version of the proposal that was determined to be minor")
    (only,) = before
    if only.version > 1 and only.position > determination.position:
        return fact_not_recorded(
            "whether the proposal is still as it was determined, since it was restated and the "
            "determination names no version"
        )
    return only


def _not_grown(facts: CaseFacts, before: RecordVersion, later: RecordVersion) -> Answer:
    same = is_same_proposal(facts, before, later)
    if same:
        return yes()
    if same is None:
        return not_known("Not recorded: whether the change has grown since it was found minor")
    changed = "; ".join(d.words() for d in differences(before, later)[:MOST_NAMED])
    words = f": {changed}" if changed else ", as a change that was declared material"
    return no(f"the proposal has changed since it was found minor{words}. Determine it anew, or "
              f"{UPGRADE}")  # fmt: skip

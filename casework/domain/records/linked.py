"""How one case stands to another."""

from __future__ import annotations

from dataclasses import dataclass

from casework.domain.dates import FactDate
from casework.domain.records import fields as f
from casework.domain.records.registry import record_kind
from casework.domain.text import Text

RELATIONS = {
    "full_pathway": "A lasting change is proposed in that case, on the full pathway",
    "after_temporary": "Began as the temporary change of that case",
    "upgraded_to": "The change outgrew this case; it goes on in that one",
    "upgraded_from": "Goes on from that case, which it outgrew",
    "restarted_as": "Begun again as that case",
    "restarts": "Begins that case again",
    "split_into": "A part of this case goes on in that one",
    "split_from": "A part of that case goes on here",
    "copied_to": "Its bodies, contacts or plan were copied to that case",
    "copied_from": "Began with bodies, contacts or a plan copied from that case",
    "related": "Stands beside that case, neither coming from the other",
}
REVERSED = {
    "full_pathway": "after_temporary",
    "upgraded_to": "upgraded_from",
    "restarted_as": "restarts",
    "split_into": "split_from",
    "copied_to": "copied_from",
}
"""What the case that was left says, and what the case that was opened says of it. Cases that are
`related` each say the same of the other, and neither was opened from it."""
ENDINGS = {
    "went_its_way": "It went its whole way",
    "broken_off": "It ended before that",
}


@record_kind("paper_used", "Paper used in another case", "Papers used in other cases",
             section="evidence", stated_by_people=False)  # fmt: skip
@dataclass(frozen=True, slots=True)
class PaperUsed:
    """A linked case uses a paper of this one by reference, so that it can be told of changes."""

    case: str = f.code("The other case", required=True)
    record: str = f.code("Its record there", required=True)
    paper: str = f.code("The paper here, in the version that is used", required=True)
    used_on: FactDate | None = f.when("Used since", required=True)


@record_kind("linked_case", "Linked case", "Linked cases", section="progress",
             stated_by_people=False)  # fmt: skip
@dataclass(frozen=True, slots=True)
class LinkedCase:
    """Another case that this one led to or came from, written in both in one
    transaction.

    ``pathway`` is that of the other case, and ``stage`` the one at which it was opened. How and
    when a case ended that was opened from this one is written here as it ends.
    """

    case: str = f.code("The other case", required=True)
    relation: str = f.choice("How it stands to this one", RELATIONS)
    pathway: str = f.code("Its pathway", required=True)
    stage: str = f.code("The stage at which it was opened", required=True)
    linked_on: FactDate | None = f.when("Linked on", required=True)
    reasons: Text = f.text("Reasons", long=True)
    ended_on: FactDate | None = f.when("The other case ended on")
    ended_as: str = f.choice("How the other case ended", ENDINGS, required=False)

"""Claims that take a duty away: each needs reasons, the council's view and a legal adviser."""

from __future__ import annotations

from dataclasses import dataclass

from casework.domain.dates import FactDate
from casework.domain.records import fields as f
from casework.domain.records.registry import record_kind
from casework.domain.text import Text


@record_kind("classification_claim", "Classification claim", section="determinations")
@dataclass(frozen=True, slots=True)
class ClassificationClaim:
    """Somebody says that the change is of a kind that needs less: that is a claim, not a fact."""

    claim: str = f.choice(
        "What is claimed",
        {
            "not_substantial": "Not a substantial change",
            "pilot": "A pilot",
            "temporary": "Temporary",
            "urgent": "Urgent",
            "rename": "Only a new name",
            "not_health_service": "Not a health service",
            "contract": "A matter of contract",
            "higher_body": "A higher body says that there is no need",
        },
    )
    claimed_on: FactDate | None = f.when("Claimed on")
    claimed_by: Text = f.text("Who claims it")
    spares: tuple[str, ...] = f.many_codes(
        "What is left out because of it",
        choices={
            "involvement": "Involving the public",
            "council": "Consulting councils",
            "notification": "Notifying the Secretary of State",
            "assessment": "Assessing the impact",
        },
    )
    reasons: Text = f.text("Reasons", long=True)
    council_view: str = f.choice(
        "What the scrutiny committee says",
        {
            "agrees": "Agrees",
            "disagrees": "Disagrees",
            "no_answer": "Asked, chased, no answer by the date",
            "not_asked": "Was not asked",
        },
        required=False,
    )
    council_view_on: FactDate | None = f.when("Its view is dated")
    about: str = f.record_reference("About which temporary change, if it is one")

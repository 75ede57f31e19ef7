"""What documents print of an urgent temporary change: the change, its decision and its ground.

As in `facts`, None is what is not recorded, and dates are calendar dates in London.
"""

from __future__ import annotations

from dataclasses import dataclass

from casework.documents.facts import When


@dataclass(frozen=True, slots=True, kw_only=True)
class TemporaryChange:
    """One temporary change. `heading` tells it from others of the case.

    `own_delay` answers in a sentence whether the lack of time is the body's own doing, and
    `short_involvement` whether people could be asked in short form, and what was asked of whom.
    """

    what: str
    heading: str
    called: str | None = None
    services: str | None = None
    reason: str | None = None
    risk_evidence: str | None = None
    risk_evidence_on: When | None = None
    first_mentioned_on: When | None = None
    urgent_since: When | None = None
    own_delay: str | None = None
    short_involvement: str | None = None
    alternatives: str | None = None
    decided_on: When | None = None
    announced_on: When | None = None
    starts_on: When | None = None
    council_told_on: When | None = None
    review_on: When | None = None
    expires_on: When | None = None
    exit_plan: str | None = None
    ended_on: When | None = None
    ended_as: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgentDecision:
    """A decision on a temporary change, with the power under which it was taken."""

    made_by: str | None = None
    resolution: str | None = None
    power: str | None = None
    made_on: When | None = None
    outcome: str | None = None
    reasons: str | None = None
    conditions: str | None = None
    minute_reference: str | None = None
    published_on: When | None = None
    reported_on: When | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedLaw:
    """A provision as the register of law has it; `caution` says that it is not verified."""

    title: str
    says: str
    caution: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyGround:
    """Why patients or staff could not wait, by the role that recorded it and the one that signed.

    `acted_on` is the day on which the change began on this ground alone.
    """

    change: str
    ground: str | None = None
    found_on: When | None = None
    recorded_by: str | None = None
    signed_by: str | None = None
    acted_on: When | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """What was declared at the table, by seat and never by name, and how it was managed."""

    seat: str
    interest: str | None = None
    management: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TemporaryReview:
    """One review of a temporary change. `about` says of which, where the case has several."""

    heading: str
    about: str | None = None
    reviewed_on: When | None = None
    held_at: str | None = None
    harm: str | None = None
    inequality: str | None = None
    staffing: str | None = None
    involvement: str | None = None
    outcome: str | None = None
    reasons: str | None = None
    next_review_on: When | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewDay:
    """When a review falls due, and what is recorded of it, both in words."""

    change: str
    due: str
    held: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeCondition:
    """A condition on which a temporary change was approved, and its discharge."""

    condition: str
    owner: str | None = None
    due_on: When | None = None
    discharged_on: When | None = None
    discharge: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FullCase:
    """The case in which a lasting change is proposed, opened from this one."""

    reference: str
    stage: str | None = None
    opened_on: When | None = None
    reasons: str | None = None

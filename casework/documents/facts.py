"""The plain statements that a document may print about a case.

A value that is not recorded is None, never an empty text, so that a document can say so. Dates are
calendar dates in London: an exact `date`, or a `FactDate` as exactly as it is known. Texts are
published wording: nothing privileged ever reaches these classes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from casework.domain.dates import FactDate

When = date | FactDate


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseIdentity:
    """Which case this is, and how far its record had come when the document was made."""

    reference: str
    title: str
    version: int  # audit position: the number of the last entry of the case's chain
    pathway: str | None = None
    stage: str | None = None
    programme: str | None = None
    replayed: bool = False
    law_as_at: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What is proposed, in words that may be published."""

    summary: str | None = None
    change_type: str | None = None
    populations: str | None = None
    capital: str | None = None
    known_opposition: str | None = None
    temporary_change: str | None = None
    public_consultation_planned: bool | None = None
    lead_is_provider: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A service that the proposal would change."""

    name: str
    change: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A place at which services are delivered, now or under the proposal."""

    name: str
    operator: str | None = None
    change: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Determination:
    """A recorded judgement: what was decided, why, by which role and when.

    `finding` says the outcome in a sentence of its own, as a letter would.
    """

    outcome: str | None = None
    finding: str | None = None
    reasons: str | None = None
    decided_by: str | None = None
    decided_on: When | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Regime:
    """The legal regime of the case; `code` is R13, R13_SAVED, R24_TRANSITIONAL or R24."""

    code: str | None = None
    title: str | None = None
    reasons: str | None = None
    decided_by: str | None = None
    decided_on: When | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponsibleBody:
    """A body that answers for involving the public; each is separately liable."""

    key: str
    name: str
    ods_code: str | None = None
    capacity: str | None = None
    duty: str | None = None
    is_lead: bool = False
    in_scope: str | None = None
    activity: str | None = None
    impact: str | None = None
    applies: str | None = None
    reasons: str | None = None
    decided_by: str | None = None
    countersigned_by: str | None = None
    decided_on: When | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AffectedAuthority:
    """A council with health scrutiny functions whose residents the proposal affects."""

    key: str
    name: str
    gss_code: str | None = None
    committee: str | None = None
    view_on_substantiality: str | None = None
    view_given_on: When | None = None
    view_source: str | None = None
    letter_sent_on: When | None = None
    letter_reference: str | None = None
    next_meeting_on: When | None = None
    comments_received_on: When | None = None
    comments: str | None = None
    our_response: str | None = None
    resolution_steps: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation:
    """A recommendation of a scrutiny committee and the answer given to it."""

    authority_key: str
    authority: str
    number: str
    text: str
    received_on: When | None = None
    position: str | None = None  # agreed, agreed in part, not agreed
    response: str | None = None
    steps_to_agree: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JointCommittee:
    """A joint health scrutiny committee, asked for or appointed."""

    name: str | None = None
    kind: str | None = None  # mandatory or discretionary
    outcome: str | None = None
    host: str | None = None
    outcome_on: When | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Healthwatch:
    """A local Healthwatch, or the patient voice body that follows it in law."""

    key: str
    name: str
    contacted_on: When | None = None
    replied_on: When | None = None
    view: str | None = None
    our_response: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyDates:
    """The dates that scrutiny and the public are told; `provisional` says that they may move."""

    decision_on: When | None = None
    comments_due_on: When | None = None
    provisional: bool | None = None
    published_at: str | None = None  # where both dates are published: an address or a place
    consultation_opens_on: When | None = None
    consultation_closes_on: When | None = None
    consultation_length: str | None = None
    midpoint_on: When | None = None
    secretary_of_state_notified_on: When | None = None
    secretary_of_state_acknowledged_on: When | None = None
    reg23_consultation_began_on: When | None = None
    next_review_on: When | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A meeting of any body, past or to come."""

    body: str
    on: When | None = None
    venue: str | None = None
    purpose: str | None = None
    in_public: bool | None = None
    outcome: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalDuty:
    """A duty that applies to the case, and how it was met in words that may be published.

    `how_met` is None for what should be met by now and is not. Bodies are named in it, or beside
    the duty, only where they stand differently.
    """

    duty: str
    provision: str | None = None
    how_met: str | None = None
    evidence: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One line of the checklist: what is wanted, and whether the record meets it."""

    gate: str
    gate_title: str
    criterion: str
    state: str | None = None
    basis: str | None = None
    signed_by: str | None = None
    signed_on: When | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assurance:
    """A letter from a body that assures the case, such as NHS England's region."""

    step: str
    body: str | None = None
    received_on: When | None = None
    outcome: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AssuranceCondition:
    """A condition or recommendation of an assuring body, and where it is answered."""

    step: str
    condition: str
    response: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A document on the record; `sha256` is the start of its hash, enough to compare by eye."""

    title: str
    reference: str | None = None
    dated: When | None = None
    version: str | None = None
    classification: str | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A decision of the board or joint committee, with its published reasons; ``power`` is that of
    the body that took it, by provision and delegation."""

    resolution: str | None = None
    reasons: str | None = None
    conditions: str | None = None
    made_by: str | None = None
    made_on: When | None = None
    in_public: bool | None = None
    minute_reference: str | None = None
    changes_after_consultation: str | None = None
    power: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """A check that was set aside, and the reason that is published for it.

    `check` is what was asked, in plain words; `about` the body or record of which it was asked,
    and `means` how it was set aside. Roles are in words. What is privileged has no place here.
    """

    check: str
    reference: str | None = None
    about: str | None = None
    means: str | None = None
    decided_by: str | None = None
    second_person: str | None = None
    on: When | None = None
    published_reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question that a check raised without barring anything, and the answer, if one is given."""

    raised: str
    check: str | None = None
    reference: str | None = None
    about: str | None = None
    answer: str | None = None
    answered_by: str | None = None
    on: When | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Interest:
    """A declared interest and how it was managed."""

    role: str
    interest: str | None = None
    management: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who acts in a role. The name may be unknown; the role is what signs."""

    role: str
    name: str | None = None
    organisation: str | None = None
    email: str | None = None
    telephone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """To whom a letter goes; `key` is the key of the authority, Healthwatch or body."""

    key: str
    organisation: str
    post: str | None = None
    address_lines: tuple[str, ...] = ()
    salutation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PackContents:
    """What a pack holds, in order, for its cover letter and index."""

    title: str
    purpose: str | None = None
    reply_by: When | None = None
    parts: tuple[PackLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PackLine:
    """One document of a pack as its index lists it."""

    number: int
    title: str
    file_name: str
    version: str | None = None
    dated: When | None = None
    media_type: str | None = None
    sha256: str | None = None

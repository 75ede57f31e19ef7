"""What is proposed, and the bodies that it concerns."""

from __future__ import annotations

from dataclasses import dataclass

from casework.domain.dates import FactDate
from casework.domain.records import fields as f
from casework.domain.records.registry import record_kind
from casework.domain.text import Text


@record_kind("particulars", "Particulars", "Particulars", single=True, section="proposal")
@dataclass(frozen=True, slots=True)
class Particulars:
    """What the case is about, and the facts on which conditions of gates depend."""

    title: Text = f.text("Title of the proposal", required=True)
    summary: Text = f.text("Plain summary", long=True)
    sponsor: str = f.organisation("Sponsoring body", required=False)
    change_type: str = f.choice(
        "Type of change",
        {
            "relocation": "Services move to another site",
            "closure": "A service or site closes",
            "consolidation": "Services are brought together on fewer sites",
            "new_model": "Services are delivered in a new way",
            "other": "Other",
        },
        required=False,
    )
    outside_nhs_in_england: bool | None = f.yes_no("Is the body outside the NHS in England?")
    capital_required: bool | None = f.yes_no("Does the proposal need capital?")
    personal_data_processed: bool | None = f.yes_no("Will personal data be processed?")
    staff_affected: bool | None = f.yes_no("Are staff affected?")
    beds_fall_significantly: bool | None = f.yes_no("Do hospital beds fall significantly?")
    stage_three_required: bool | None = f.yes_no("Does the NHS England region require stage 3?")
    public_consultation_planned: bool | None = f.yes_no("Is public consultation planned?")
    joint_committee_decides: bool | None = f.yes_no("Does a joint committee decide?")
    populations: Text = f.text("Populations affected", long=True)
    capital: Text = f.text("Capital, as stated", hint="Figure and source, as published")
    known_opposition: Text = f.text("Known opposition and local resolution steps", long=True)


@record_kind("service", "Service", section="proposal")
@dataclass(frozen=True, slots=True)
class Service:
    """A service that the proposal would change."""

    name: Text = f.text("Name of the service", required=True)
    change: Text = f.text("What would change for patients", long=True)


@record_kind("site", "Site", section="proposal")
@dataclass(frozen=True, slots=True)
class Site:
    """A place at which services are delivered, now or under the proposal."""

    name: Text = f.text("Name of the site", required=True)
    operated_by: str = f.organisation("Operated by", required=False)
    change: Text = f.text("What would change here", long=True)


@record_kind(
    "responsible_body",
    "Responsible body",
    "Responsible bodies",
    subject="organisation",
    section="parties",
)
@dataclass(frozen=True, slots=True)
class ResponsibleBody:
    """A body that answers in law for involving the public; each is separately liable."""

    organisation: str = f.organisation("Organisation")
    capacity: str = f.choice(
        "Capacity",
        {
            "lead_commissioner": "Lead commissioner",
            "commissioner": "Commissioner",
            "nhs_england": "NHS England as commissioner",
            "provider": "Provider",
        },
    )
    duty: str = f.choice(
        "Duty to involve",
        {
            "s14Z45": "NHS Act 2006 section 14Z45 (integrated care board)",
            "s14Z2": "NHS Act 2006 section 14Z2 (clinical commissioning group, to 30 June 2022)",
            "s13Q": "NHS Act 2006 section 13Q (NHS England)",
            "s242": "NHS Act 2006 section 242(1B) (NHS trust or foundation trust)",
            "other": "Other or earlier law",
        },
    )
    since: FactDate | None = f.when("Since")
    until: FactDate | None = f.when("Until")


@record_kind(
    "affected_authority",
    "Affected council",
    "Affected councils",
    subject="organisation",
    section="parties",
)
@dataclass(frozen=True, slots=True)
class AffectedAuthority:
    """A local authority whose residents the proposal affects."""

    organisation: str = f.organisation("Council")
    standing: str = f.choice(
        "Standing",
        {
            "scrutiny": "Health scrutiny authority in England (regulation 23 applies)",
            "courtesy": "Courtesy consultee (district, or outside England)",
        },
    )
    committee: Text = f.text("Name of its scrutiny committee")
    addressee: Text = f.text("Letters go to (post)", hint="Such as: Chair of the committee")
    address: Text = f.text("Postal address", long=True)
    salutation: Text = f.text("Salutation", hint="Such as: Dear Chair")
    since: FactDate | None = f.when("Since")
    until: FactDate | None = f.when("Until")


@record_kind(
    "healthwatch", "Local Healthwatch", "Local Healthwatch bodies", subject="organisation",
    section="parties",
)  # fmt: skip
@dataclass(frozen=True, slots=True)
class Healthwatch:
    """A patient voice body whose area the proposal touches; its identity may change by law."""

    organisation: str = f.organisation("Patient voice body")
    addressee: Text = f.text("Letters go to (post)")
    address: Text = f.text("Postal address", long=True)
    salutation: Text = f.text("Salutation")
    view: Text = f.text("What it said", long=True)
    our_response: Text = f.text("Our response", long=True)
    since: FactDate | None = f.when("Since")
    until: FactDate | None = f.when("Until")


@record_kind("joint_scrutiny", "Joint scrutiny committee", section="parties")
@dataclass(frozen=True, slots=True)
class JointScrutiny:
    """A joint health scrutiny committee, or a council's written decision not to join one."""

    outcome: str = f.choice(
        "Outcome",
        {
            "appointed": "Appointed",
            "declined": "A council has declined in writing to join",
            "not_appointed": "Not appointed",
        },
    )
    committee_type: str = f.choice(
        "Type", {"mandatory": "Mandatory", "discretionary": "Discretionary"}, required=False
    )
    organisation: str = f.organisation("The committee, as a body", required=False)
    members: tuple[str, ...] = f.many_organisations("Councils that appointed or declined")
    host: str = f.organisation("Host council", required=False)
    on: FactDate | None = f.when("Appointed or declined on")

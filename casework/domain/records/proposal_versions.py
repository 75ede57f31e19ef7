"""The proposal as it stood at each turn, what was first said of it, and what hangs together."""

from __future__ import annotations

from dataclasses import dataclass

from casework.domain.dates import FactDate
from casework.domain.records import fields as f
from casework.domain.records.registry import record_kind
from casework.domain.text import Text

PARAMETERS = {
    "service": "Service",
    "site": "Site",
    "beds": "Beds",
    "hours": "Hours",
    "staffing": "Staffing",
    "cost": "Cost",
    "funding_route": "Funding route",
    "catchment": "Catchment",
    "criterion": "Criterion",
    "other": "Other",
}
"""What a proposal is made of, for comparing what was consulted on with what is decided."""


@record_kind("proposal_version", "Version of the proposal", "Versions of the proposal",
             section="proposal")  # fmt: skip
@dataclass(frozen=True, slots=True)
class ProposalVersion:
    """The proposal as it stood on a day, in parameters that can be compared with any other."""

    title: Text = f.text("Title of this version", required=True)
    dated: FactDate | None = f.when("Dated")
    used_as: tuple[str, ...] = f.many_codes(
        "Where it was used",
        choices={
            "business_case": "Pre-consultation business case",
            "consultation": "Consulted on",
            "decision": "Put to the public decision",
            "full_business_case": "Full business case",
        },
    )
    follows: str = f.record_reference("The version before it")
    material_change: bool | None = f.yes_no(
        "Is it declared a material change from the version before it?"
    )
    baseline: str = f.choice(
        "What its options are compared with",
        {
            "permanent": "The service before any temporary change",
            "temporary_and_normal": "Both: the service before the temporary change, and the "
            "temporary state",
            "temporary_said": "A temporary state alone, and it says so",
            "temporary_not_said": "A temporary state alone, and it does not say so",
            "no_temporary_change": "There is no temporary change",
        },
        required=False,
    )
    parameters: tuple[dict[str, str], ...] = f.rows(
        "Parameters",
        f.column_of("parameter", "Parameter", PARAMETERS),
        f.word("of", "Of what", required=True),
        f.word("value", "Value"),
        f.word("unit", "Unit"),
        hint="Such as: Beds | Planned-care site | 120 | beds. Names of services and sites, never "
        "of persons.",
    )
    summary: Text = f.text("In words", long=True)


@record_kind("change_certificate", "Certificate on a changed proposal",
             "Certificates on a changed proposal", section="determinations")  # fmt: skip
@dataclass(frozen=True, slots=True)
class ChangeCertificate:
    """A reasoned statement that people need not be consulted again on what changed."""

    consulted: str = f.record_reference("Version consulted on", required=True)
    decided: str = f.record_reference("Version to be decided", required=True)
    reasons: Text = f.text("Why no new consultation is needed", required=True, long=True)
    certified_on: FactDate | None = f.when("Certified on")


@record_kind("mention", "Early mention of the change", "Early mentions of the change",
             section="proposal")  # fmt: skip
@dataclass(frozen=True, slots=True)
class Mention:
    """A paper that speaks of the change: once service, site and effect are named, a clock runs.

    An honest plan for a contingency is kept apart from a decision in substance.
    """

    paper: Text = f.text("Which paper", required=True)
    dated: FactDate | None = f.when("Dated", required=True)
    names_service: bool | None = f.yes_no("Does it name the service?")
    names_site: bool | None = f.yes_no("Does it name the site?")
    names_effect: bool | None = f.yes_no("Does it say what would happen to it?")
    contingency: bool | None = f.yes_no(
        "Is it only a plan for a contingency, which nobody had decided to use?"
    )
    says: Text = f.text("What it says", long=True)
    about: str = f.record_reference(
        "About which temporary change, if it is one",
        hint="Leave empty if it is on the proposal itself",
    )


@record_kind("interdependence", "Interdependence of services", "Interdependences of services",
             section="proposal")  # fmt: skip
@dataclass(frozen=True, slots=True)
class Interdependence:
    """Services that depend on each other, and whether people are asked about them together."""

    services: tuple[str, ...] = f.many_records("Services")
    interdependent: bool | None = f.yes_no("Does one depend on the other?")
    in_one_consultation: bool | None = f.yes_no("Are they in one consultation?")
    phasing: Text = f.text("Why it is safe to take them one after the other", long=True)
    published_on: FactDate | None = f.when("That assessment was published on")
    published_at: Text = f.text("Where it was published")


@record_kind("at_risk_service", "Service at risk", "Services at risk", subject="organisation",
             section="proposal")  # fmt: skip
@dataclass(frozen=True, slots=True)
class AtRiskService:
    """A service that may become unsafe, its contingency, and the council told of both in time.

    It is a plan and no decision: by itself it does not show that urgency was made.
    """

    service: str = f.record_reference("Service")
    risk: Text = f.text("Risk", required=True, long=True)
    contingency: Text = f.text("Contingency", long=True)
    identified_on: FactDate | None = f.when("Identified on")
    organisation: str = f.organisation("Council told", required=False)
    shared_on: FactDate | None = f.when("Shared with its scrutiny committee on")

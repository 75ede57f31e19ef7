"""Where patients come from, and what each scrutiny authority was given."""

from __future__ import annotations

from dataclasses import dataclass

from casework.domain.dates import FactDate
from casework.domain.records import fields as f
from casework.domain.records.registry import record_kind
from casework.domain.text import Text


@record_kind("patient_flow", "Patient flow", subject="organisation", section="parties")
@dataclass(frozen=True, slots=True)
class PatientFlow:
    """How many of an authority's residents use a service that would change."""

    organisation: str = f.organisation("Council")
    standing: str = f.choice(
        "Standing",
        {
            "scrutiny": "Health scrutiny authority in England",
            "courtesy": "Courtesy consultee (district, or outside England)",
        },
    )
    service: str = f.record_reference("Service")
    year: int | None = f.number("Year", least=1948, most=2100)
    patients: int | None = f.number("Patients or contacts in the year")
    share: int | None = f.number("Share of the service's activity, in hundredths", most=100)
    affected: bool | None = f.yes_no("Does the proposal affect these people?")
    drawn_from: Text = f.text("Drawn from which data")


@record_kind("supplied_to_scrutiny", "Supplied to a council", "Supplied to councils",
             subject="organisation", section="scrutiny")  # fmt: skip
@dataclass(frozen=True, slots=True)
class SuppliedToScrutiny:
    """What a council or joint committee was given, and when, of which version of the proposal."""

    organisation: str = f.organisation("Council or joint committee")
    proposal: str = f.record_reference("Version of the proposal")
    what: Text = f.text("What was supplied", required=True, long=True)
    asked_on: FactDate | None = f.when("Asked for on", hint="Leave empty if nobody had asked")
    supplied_on: FactDate | None = f.when("Supplied on")
    for_meeting_on: FactDate | None = f.when("For the meeting of")

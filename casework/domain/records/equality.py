"""Equality and inequality, assessed for an exact version of the proposal."""

from __future__ import annotations

from dataclasses import dataclass

from casework.domain.dates import FactDate
from casework.domain.records import fields as f
from casework.domain.records.registry import record_kind
from casework.domain.text import Text

CHARACTERISTICS = {
    "age": "Age",
    "disability": "Disability",
    "gender_reassignment": "Gender reassignment",
    "marriage_and_civil_partnership": "Marriage and civil partnership",
    "pregnancy_and_maternity": "Pregnancy and maternity",
    "race": "Race",
    "religion_or_belief": "Religion or belief",
    "sex": "Sex",
    "sexual_orientation": "Sexual orientation",
}
"""The nine protected characteristics. Source: section 149 of the Equality Act 2010."""
INCLUSION = {
    "gypsy_roma_traveller": "Gypsy, Roma, Traveller, Showmen and Boater communities",
    "homeless": "People who are homeless",
    "dependence": "People dependent on alcohol or drugs",
    "sex_workers": "Sex workers",
    "migrants": "Vulnerable migrants and refugees",
    "modern_slavery": "Victims of modern slavery",
    "justice": "People in contact with the justice system",
    "deprived_areas": "People in the most deprived areas",
    "learning_disability": "People with a learning disability, autism or severe mental illness",
    "digital_language": "People held back by language, literacy or digital exclusion",
}
"""Groups named by the guidance of 2022. Source: SRC-G1, Annex A2."""
CARERS = {"carers": "Carers, adult and young"}
GROUPS = {**CHARACTERISTICS, **INCLUSION, **CARERS}


@record_kind("equality_assessment", "Equality and inequality assessment", section="equality")
@dataclass(frozen=True, slots=True)
class EqualityAssessment:
    """An assessment of one version of the proposal; it is stale once that version is not meant."""

    title: Text = f.text("Title", required=True)
    about: str = f.record_reference("Of which version of the proposal, or temporary change")
    stage: str = f.choice(
        "Stage", {"screening": "Screening", "full": "Full", "final": "Final, with what people said"}
    )
    dated: FactDate | None = f.when("Dated")
    inequalities_addressed: bool | None = f.yes_no(
        "Does it address the need to reduce inequalities of access and outcome?"
    )
    complete: bool | None = f.yes_no("Is it complete, as its author states?")
    published_on: FactDate | None = f.when("Published on")


@record_kind("equality_finding", "Finding on groups of people", "Findings on groups of people",
             section="equality")  # fmt: skip
@dataclass(frozen=True, slots=True)
class EqualityFinding:
    """What an assessment finds for one group, or for several with the same reasons."""

    assessment: str = f.record_reference("Assessment", required=True)
    groups: tuple[str, ...] = f.many_codes("Groups that it covers", choices=GROUPS)
    finding: str = f.choice(
        "Finding",
        {
            "none": "No different effect",
            "positive": "Better for them",
            "negative": "Worse for them",
            "not_known": "Not known: a gap in the evidence",
        },
    )
    reasons: Text = f.text("Reasons and evidence", required=True, long=True)
    gap_closed: bool | None = f.yes_no("If there was a gap: has it been closed?")
    gap_justified: Text = f.text("If it stays open: why that is justified", long=True)


@record_kind("mitigation", "Mitigation", section="equality")
@dataclass(frozen=True, slots=True)
class Mitigation:
    """What is done to soften an effect, who answers for it, and by when."""

    finding: str = f.record_reference("Finding")
    mitigation: Text = f.text("What is done", required=True, long=True)
    owner: Text = f.text("Owner (role)")
    due_on: FactDate | None = f.when("By")
    delivered_on: FactDate | None = f.when("Delivered on")

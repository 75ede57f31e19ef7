"""GD13: equality and inequality were assessed for the very proposal, and each voter has it.

Source: section 149 of the Equality Act 2010; the duty as to inequalities (sections 14Z35, 14T and
13G of the NHS Act 2006); Corby (2018). An assessment is stale only when a parameter changed or a
change is declared material.
"""

from __future__ import annotations

from casework.domain.answers import Answer, no, not_known, yes
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.guards.decision_pack import voting
from casework.domain.guards.registry import guard
from casework.domain.predicates import every, fact_not_recorded, happened, not_recorded
from casework.domain.proposal import is_about_present_proposal, present_version
from casework.domain.records.equality import GROUPS


@guard("equality_was_assessed_for_this_proposal")
def equality_was_assessed_for_this_proposal(facts: CaseFacts, subject: str) -> Answer:
    """There is a dated assessment of the version that is meant now."""
    found = assessment_of_this(facts)
    if isinstance(found, Answer):
        return found
    return happened(facts, found.payload.dated, "the equality assessment")


@guard("every_group_is_answered")
def every_group_is_answered(facts: CaseFacts, subject: str) -> Answer:
    """The nine characteristics, inclusion-health groups and carers each have a finding, and gaps
    are closed or justified. One reasoned entry may cover several groups."""
    found = assessment_of_this(facts)
    if isinstance(found, Answer):
        return found
    findings = findings_of(facts, found)
    missing = [title for code, title in GROUPS.items() if code not in covered(findings)]
    gaps = [_gap(r) for r in findings if r.payload.finding == "not_known"]
    if found.payload.complete is False:
        return no("the equality assessment is not complete, as its author states")
    return every([*([_missing(missing)] if missing else []), *gaps])


@guard("inequalities_are_addressed")
def inequalities_are_addressed(facts: CaseFacts, subject: str) -> Answer:
    """The assessment addresses the need to reduce inequalities of access and outcome."""
    found = assessment_of_this(facts)
    if isinstance(found, Answer):
        return found
    addressed = found.payload.inequalities_addressed
    if addressed is None:
        return fact_not_recorded("whether the assessment addresses health inequalities")
    return yes() if addressed else no("the assessment does not address health inequalities")


@guard("mitigations_have_owners")
def mitigations_have_owners(facts: CaseFacts, subject: str) -> Answer:
    """Each effect for the worse has a mitigation, and each mitigation an owner."""
    found = assessment_of_this(facts)
    if isinstance(found, Answer):
        return found
    harmed = [r for r in findings_of(facts, found) if r.payload.finding == "negative"]
    softened = {r.payload.finding.partition("@")[0] for r in facts.current("mitigation")}
    return every([
        *(yes() if r.reference in softened else fact_not_recorded(
            f"a mitigation for {_groups(r)}") for r in harmed),
        *(yes() if r.payload.owner else fact_not_recorded("who answers for a mitigation")
          for r in facts.current("mitigation")),
    ])  # fmt: skip


@guard("each_voter_has_the_equality_assessment")
def each_voter_has_the_equality_assessment(facts: CaseFacts, subject: str) -> Answer:
    """The assessment itself is among the papers of each member who votes."""
    found = assessment_of_this(facts)
    if isinstance(found, Answer):
        return found
    given = voting(facts)
    if not given:
        return not_recorded("papers_to_member")
    return every(
        yes() if found.reference in {item.partition("@")[0] for item in r.payload.items}
        else no(f"the equality assessment is not among the papers of {r.payload.seat}")
        for r in given
    )


@guard("equality_was_assessed_for_the_temporary_change")
def equality_was_assessed_for_the_temporary_change(facts: CaseFacts, subject: str) -> Answer:
    """There is at least a dated screening of the temporary change."""
    found = [
        r for r in facts.current("equality_assessment")
        if r.payload.about.partition("@")[0] == f"temporary_change/{subject}"
    ]
    if not found:
        return fact_not_recorded("an equality assessment of the temporary change")
    return happened(facts, found[-1].payload.dated, "the equality assessment")


def assessment_of_this(facts: CaseFacts) -> RecordVersion | Answer:
    """The last full assessment of the version that is meant now, or why there is none."""
    found = [r for r in facts.current("equality_assessment")
             if not r.payload.about.startswith("temporary_change/")]  # fmt: skip
    if not found:
        if facts.absent("equality_assessment"):
            return no("it is recorded that equality was not assessed")
        return not_recorded("equality_assessment")
    if present_version(facts) is None:
        return not_recorded("proposal_version")
    same = [(r, is_about_present_proposal(facts, r.payload.about)) for r in found]
    of_this = [r for r, is_same in same if is_same]
    if of_this:
        full = [r for r in of_this if r.payload.stage != "screening"]
        return (full or of_this)[-1]
    if any(is_same is None for _, is_same in same):
        return not_known("Not recorded: of which version of the proposal equality was assessed")
    return no("equality was assessed for another version of the proposal")


def findings_of(facts: CaseFacts, assessment: RecordVersion) -> list[RecordVersion]:
    """The findings of an assessment."""
    return [
        r for r in facts.current("equality_finding")
        if r.payload.assessment.partition("@")[0] == assessment.reference
    ]


def covered(findings: list[RecordVersion]) -> set[str]:
    """Codes of the groups for which there is a finding."""
    return {code for r in findings for code in r.payload.groups}


def _missing(titles: list[str]) -> Answer:
    named = ", ".join(titles[:5]) + (f" and {len(titles) - 5} more" if len(titles) > 5 else "")
    return fact_not_recorded(f"a finding on {named}")


def _gap(finding: RecordVersion) -> Answer:
    p = finding.payload
    if p.gap_closed or p.gap_justified:
        return yes()
    if p.gap_closed is None:
        return fact_not_recorded(f"whether the gap in the evidence on {_groups(finding)} is closed")
    return no(f"a gap in the evidence on {_groups(finding)} is open and not justified")


def _groups(finding: RecordVersion) -> str:
    return ", ".join(GROUPS.get(code, code) for code in finding.payload.groups[:4])

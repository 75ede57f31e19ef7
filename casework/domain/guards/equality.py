"""GD13: equality and inequality were assessed for the very proposal, and each voter has it.

Source: section 149 of the Equality Act 2010; the duty as to inequalities (sections 14Z35, 14T and
13G of the NHS Act 2006); the guidance of 2022 on inclusion health; Corby (2018). An assessment is
stale only when a parameter changed or a change is declared material.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from casework.domain.answers import Answer, no, not_known, yes
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.guards.decision_pack import voters_without_papers, voting
from casework.domain.guards.in_time import came_before_the_decision, is_recorded_absent
from casework.domain.guards.registry import guard
from casework.domain.predicates import (
    Predicate,
    about_each,
    every,
    fact_not_recorded,
    happened,
    not_recorded,
)
from casework.domain.proposal import is_about_present_proposal, present_version
from casework.domain.records.equality import CARERS, CHARACTERISTICS, GROUPS, INCLUSION

KIND = "equality_assessment"
DATING = "the equality assessment"


@guard("equality_was_assessed_for_this_proposal")
def equality_was_assessed_for_this_proposal(facts: CaseFacts, subject: str) -> Answer:
    """There is an assessment of the version that is meant now, dated before the decision."""
    found = assessments_of_this(facts)
    if isinstance(found, Answer):
        return found
    return came_before_the_decision(facts, found[-1].payload.dated, DATING, same_day=True)


def _answered(groups: Mapping[str, str]) -> Predicate:
    """A guard: each of these groups has a finding, and gaps are closed or justified. One reasoned
    entry may cover several; the reason says how many."""

    def answer(facts: CaseFacts, subject: str) -> Answer:
        found = assessments_of_this(facts)
        if isinstance(found, Answer):
            return found
        by_group = findings_by_group(facts, found)
        missing = [title for code, title in groups.items() if code not in by_group]
        if missing:
            return fact_not_recorded(f"a finding on {_listed(missing)}")
        findings = _once(r for code in groups for r in by_group[code])
        gaps = every(_gap(r) for r in findings if r.payload.finding == "not_known")
        return gaps if not gaps.is_yes else yes(
            f"{len(groups)} groups are answered in {len(findings)} "
            f"{'entry' if len(findings) == 1 else 'entries'}"
        )

    return answer


guard("every_characteristic_is_answered")(_answered(CHARACTERISTICS))
guard("inclusion_groups_and_carers_are_answered")(_answered({**INCLUSION, **CARERS}))


@guard("equality_assessment_is_complete")
def equality_assessment_is_complete(facts: CaseFacts, subject: str) -> Answer:
    """The author of the last assessment of this version states that it is complete."""
    found = assessments_of_this(facts)
    if isinstance(found, Answer):
        return found
    complete = found[-1].payload.complete
    if complete is None:
        return fact_not_recorded("whether the equality assessment is complete")
    return yes() if complete else no(
        "the equality assessment is not complete, as its author states"
    )


@guard("inequalities_are_addressed")
def inequalities_are_addressed(facts: CaseFacts, subject: str) -> Answer:
    """The assessment addresses the need to reduce inequalities of access and outcome."""
    found = assessments_of_this(facts)
    if isinstance(found, Answer):
        return found
    addressed = found[-1].payload.inequalities_addressed
    if addressed is None:
        return fact_not_recorded("whether the assessment addresses health inequalities")
    return yes() if addressed else no("the assessment does not address health inequalities")


@guard("mitigations_have_owners")
def mitigations_have_owners(facts: CaseFacts, subject: str) -> Answer:
    """Each effect for the worse has a mitigation, and each mitigation an owner."""
    found = assessments_of_this(facts)
    if isinstance(found, Answer):
        return found
    findings = _once(r for of in findings_by_group(facts, found).values() for r in of)
    harmed = [r for r in findings if r.payload.finding == "negative"]
    ours = {r.reference for r in harmed} | {""}
    mitigations = [r for r in facts.current("mitigation") if _of(r) in ours]
    softened = {_of(r) for r in mitigations}
    return every([
        *(yes() if r.reference in softened else fact_not_recorded(
            f"a mitigation for {_groups(r)}") for r in harmed),
        about_each(mitigations, lambda r: yes() if r.payload.owner else fact_not_recorded(
            "who answers for a mitigation")),
    ])  # fmt: skip


@guard("each_voter_has_the_equality_assessment")
def each_voter_has_the_equality_assessment(facts: CaseFacts, subject: str) -> Answer:
    """The assessment itself is among the papers of each member who votes."""
    found = assessments_of_this(facts)
    if isinstance(found, Answer):
        return found
    given = voting(facts)
    if not given:
        return not_recorded("papers_to_member")
    return every([*(_has(r, found[-1]) for r in given), *voters_without_papers(facts)])


@guard("equality_was_assessed_for_the_temporary_change")
def equality_was_assessed_for_the_temporary_change(facts: CaseFacts, subject: str) -> Answer:
    """There is at least a dated screening of the temporary change."""
    found = [
        r for r in facts.current(KIND)
        if r.payload.about.partition("@")[0] == f"temporary_change/{subject}"
    ]
    if not found:
        if is_recorded_absent(facts, KIND, subject):
            return no("it is recorded that equality was not assessed")
        return fact_not_recorded("an equality assessment of the temporary change")
    return happened(facts, _done_last(facts, found)[-1].payload.dated, DATING)


def assessments_of_this(facts: CaseFacts) -> list[RecordVersion] | Answer:
    """The assessments of the version that is meant now, the one that counts last; or why there is
    none. One of a stage above a screening counts before a screening, a dated one before a draft.
    """
    found = [r for r in facts.current(KIND)
             if not r.payload.about.startswith("temporary_change/")]  # fmt: skip
    if not found:
        if is_recorded_absent(facts, KIND):
            return no("it is recorded that equality was not assessed")
        return not_recorded(KIND)
    if present_version(facts) is None:
        return not_recorded("proposal_version")
    same = [(r, is_about_present_proposal(facts, r.payload.about)) for r in found]
    of_this = [r for r, is_same in same if is_same]
    if of_this:
        return _done_last(facts, of_this)
    if any(is_same is None for _, is_same in same):
        return not_known("Not recorded: of which version of the proposal equality was assessed")
    return no("equality was assessed for another version of the proposal")


def _done_last(facts: CaseFacts, found: list[RecordVersion]) -> list[RecordVersion]:
    def standing(r: RecordVersion) -> tuple[bool, bool]:
        return happened(facts, r.payload.dated, DATING).is_yes, r.payload.stage != "screening"

    return sorted(found, key=standing)


def findings_by_group(
    facts: CaseFacts, assessments: list[RecordVersion]
) -> dict[str, list[RecordVersion]]:
    """What the last assessment that speaks of a group finds for it: a final assessment need not
    repeat what the full one found."""
    found: dict[str, list[RecordVersion]] = {}
    for assessment in assessments:
        own = [r for r in facts.current("equality_finding")
               if r.payload.assessment.partition("@")[0] == assessment.reference]  # fmt: skip
        for code in {code for r in own for code in r.payload.groups}:
            found[code] = [r for r in own if code in r.payload.groups]
    return found


def _once(findings: Iterable[RecordVersion]) -> list[RecordVersion]:
    return list({r.reference: r for r in findings}.values())


def _of(mitigation: RecordVersion) -> str:
    reference: str = mitigation.payload.finding
    return reference.partition("@")[0]


def _has(papers: RecordVersion, assessment: RecordVersion) -> Answer:
    """Whether the assessment is among the papers, as it stands now where a version is named."""
    p = papers.payload
    if {assessment.reference, assessment.pin} & set(p.items):
        return yes()
    if assessment.reference in {item.partition("@")[0] for item in p.items}:
        return fact_not_recorded(f"whether {p.seat} was given the equality assessment as it was "
                                 "corrected since")  # fmt: skip
    if not p.items:
        return fact_not_recorded(f"which papers {p.seat} was given")
    return no(f"the equality assessment is not among the papers of {p.seat}")


def _listed(titles: list[str]) -> str:
    return ", ".join(titles[:5]) + (f" and {len(titles) - 5} more" if len(titles) > 5 else "")


def _gap(finding: RecordVersion) -> Answer:
    p = finding.payload
    if p.gap_closed or p.gap_justified:
        return yes()
    if p.gap_closed is None:
        return fact_not_recorded(f"whether the gap in the evidence on {_groups(finding)} is closed")
    return no(f"a gap in the evidence on {_groups(finding)} is open and not justified")


def _groups(finding: RecordVersion) -> str:
    return _listed([GROUPS.get(code, code) for code in finding.payload.groups])

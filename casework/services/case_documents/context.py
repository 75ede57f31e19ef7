"""Everything that a document may say about a case, gathered from its facts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from casework.documents import facts as printed
from casework.documents.context import DocumentContext
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.permissions import is_privileged
from casework.domain.records import get_kind
from casework.domain.viewer import SYSTEM
from casework.services.case_documents import (
    duties,
    highlights,
    proposal,
    questions,
    record,
    scrutiny,
    set_aside,
    tables,
    temporary,
    temporary_reviews,
    turns,
    urgent_grounds,
)
from casework.services.case_documents.pack_contents import enclosures
from casework.services.case_documents.printing import Source
from casework.services.office import Office
from casework.services.reading import CaseView, get_case
from casework.services.record_titles import naming_records
from casework.store.names import codes_of, emails_of

HIGHLIGHT_REPORT = "HR1"


def read_for_printing(office: Office, reference: str) -> CaseView:
    """The case with its texts, without anything privileged or kept apart, whoever ordered the
    document."""
    view = get_case(office, SYSTEM, reference)
    public = tuple(
        r for r in view.facts.records if not (_privileged(view, r) or get_kind(r.kind).kept_apart)
    )
    facts = CaseFacts(
        view.facts.reference, view.facts.pathway, view.facts.stage, view.facts.visit,
        view.facts.as_at, view.facts.opened_on, public, view.facts.simulated, view.facts.extra,
    )  # fmt: skip
    return CaseView(
        view.row, facts, view.judged, view.definition, naming_records(view.names, facts),
        view.roles, view.as_of,
    )  # fmt: skip


def _privileged(view: CaseView, record: RecordVersion) -> bool:
    return record.kind == "privileged_note" or is_privileged(view.facts, record)


def source_of(office: Office, view: CaseView) -> Source:
    """The facts with the codes and addresses that documents print beside names."""
    with office.database.reading() as connection:
        codes = codes_of(connection, view.names.organisations)
        emails = emails_of(connection, view.names.persons)
    return Source(view.facts, view.judged, view.definition, view.names, codes, emails)


def document_context(
    office: Office, view: CaseView, *, document: str = "", subject: str = "",
    pack: printed.PackContents | None = None, made_at: datetime | None = None,
) -> DocumentContext:
    """The context of a document about the case, or for one body of it (``subject``)."""
    s = source_of(office, view)
    number = f"{view.reference}/{document}" if document else view.reference
    return DocumentContext(
        case=_identity(view),
        made_at=made_at or office.clock.now(),
        document_reference=number,
        made_for=subject or None,
        addressee=scrutiny.addressee(s, subject),
        signatory=tables.person_as(s, "AO", "SRO"),
        contact=tables.person_as(s, "PM", "ENG", "GOV"),
        author=tables.person_as(s, "PM", "SRO"),
        sponsor=tables.person_as(s, "SRO", "AO"),
        proposal=proposal.proposal(s),
        regime=proposal.regime(s),
        substantiality=proposal.substantiality(s),
        dates=scrutiny.key_dates(s, subject),
        decision=record.decision(s),
        decision_meeting=record.decision_meeting(s),
        joint_committee=scrutiny.joint_committee(s),
        notice_law=temporary.law_for_a_letter(s, temporary.NOTICE_AT_ONCE),
        review_rhythm=temporary.cited_law(s, temporary.REVIEW_RHYTHM),
        pause=turns.pause(s),
        withdrawal=turns.withdrawal(s),
        restart=turns.restart(s),
        pack=pack,
        **(_highlights(s) if document == HIGHLIGHT_REPORT else {}),
        enclosures=enclosures(office, s, document, subject),
        sections=record.sections(s),
        **_lists(s),
    )


def _highlights(s: Source) -> dict[str, Any]:
    """What only the highlight report prints: no other document pays for judging what is next."""
    return {
        "blockers": highlights.blockers(s),
        "next_dates": highlights.next_dates(s),
        "open_matters": highlights.open_matters(s),
        "changes": highlights.changes(s),
        "last_report_on": highlights.last_report_on(s),
    }


def _lists(s: Source) -> dict[str, Any]:
    return {
        "services": proposal.services(s),
        "sites": proposal.sites(s),
        "responsible_bodies": proposal.responsible_bodies(s),
        "authorities": scrutiny.authorities(s),
        "all_recommendations": scrutiny.recommendations(s),
        "healthwatch": scrutiny.healthwatch(s),
        "meetings": record.meetings(s),
        "legal_duties": duties.legal_duties(s),
        "criteria": record.checklist(s),
        "assurances": record.assurances(s),
        "assurance_conditions": record.assurance_conditions(s),
        "evidence": record.evidence(s),
        "options": tables.options(s),
        "impacts": tables.impacts(s),
        "themes": tables.themes(s),
        "risks": tables.risks(s),
        "safeguards": tables.safeguards(s),
        "audiences": tables.audiences(s),
        "formats": tables.formats(s),
        "temporary_changes": temporary.temporary_changes(s),
        "urgent_decisions": temporary.urgent_decisions(s),
        "temporary_reviews": temporary_reviews.reviews(s),
        "review_days": temporary_reviews.review_days(s),
        "change_conditions": temporary_reviews.conditions(s),
        "full_cases": temporary_reviews.full_cases(s),
        "safety_grounds": urgent_grounds.safety_grounds(s),
        "declarations": urgent_grounds.declarations(s),
        "set_aside": set_aside.set_aside(s),
        "questions": questions.questions(s, questions.judged_results(s)),
        "interests": record.interests(s),
        "people": tables.people(s),
    }


def _identity(view: CaseView) -> printed.CaseIdentity:
    stage = view.definition.stage(view.facts.stage)
    return printed.CaseIdentity(
        reference=view.reference,
        title=view.title,
        version=view.row.audit_position,
        pathway=f"{view.definition.title}, version {view.definition.version}",
        stage=f"{stage.id} {stage.title}",
        replayed=view.replayed,
        law_as_at=view.facts.as_at,
    )

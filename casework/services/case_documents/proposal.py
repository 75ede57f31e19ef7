"""What is proposed, by whom and for what reasons, as documents print it."""

from __future__ import annotations

from casework.documents import facts as printed
from casework.engine.signatures import attestation_key
from casework.services.case_documents.printing import (
    Source,
    answered,
    chosen,
    role_of,
    several,
    words,
)

FINDINGS = {
    "substantial": "We have determined that the proposal is for a substantial development of the "
    "health service, or a substantial variation in its provision.",
    "not_substantial_agreed": "We have determined that the proposal is not for a substantial "
    "development or variation, and the councils agree.",
    "not_substantial_disputed": "We have determined that the proposal is not for a substantial "
    "development or variation. A council disagrees.",
    "urgent_exception": "We have decided without time for consultation, because of a risk to "
    "safety or welfare.",
}
"""The determination on substantial variation as a letter says it."""


def proposal(source: Source) -> printed.Proposal:
    """The proposal from its particulars."""
    p = source.single("particulars")
    lead = next((b for b in source.facts.places("responsible_body")
                 if b.payload.capacity == "lead_commissioner"), None)  # fmt: skip
    return printed.Proposal(
        summary=words(p.summary),
        change_type=chosen("particulars", "change_type", p.change_type),
        populations=words(p.populations),
        capital=words(p.capital),
        known_opposition=words(p.known_opposition),
        public_consultation_planned=p.public_consultation_planned,
        lead_is_provider=None if lead is None else False,
    )


def services(source: Source) -> tuple[printed.Service, ...]:
    """The services that would change."""
    return tuple(
        printed.Service(name=str(r.payload.name), change=words(r.payload.change))
        for r in source.facts.current("service")
    )


def sites(source: Source) -> tuple[printed.Site, ...]:
    """The places concerned."""
    return tuple(
        printed.Site(
            name=str(r.payload.name), operator=source.organisation(r.payload.operated_by),
            change=words(r.payload.change),
        )
        for r in source.facts.current("site")
    )  # fmt: skip


def regime(source: Source) -> printed.Regime:
    """The regime as determined."""
    record = source.facts.single("regime")
    if record is None:
        return printed.Regime()
    p = record.payload
    return printed.Regime(
        code=p.regime, title=chosen("regime", "regime", p.regime), reasons=words(p.reasons),
        decided_by=role_of(source, record.recorded_by), decided_on=p.as_at,
    )  # fmt: skip


def substantiality(source: Source) -> printed.Determination:
    """Whether the change is substantial, as determined."""
    record = source.facts.single("substantiality")
    if record is None:
        return printed.Determination()
    p = record.payload
    return printed.Determination(
        outcome=chosen("substantiality", "outcome", p.outcome),
        finding=FINDINGS.get(p.outcome), reasons=words(p.reasons),
        decided_by=words(p.decider) or role_of(source, record.recorded_by),
        decided_on=p.determined_on,
    )  # fmt: skip


def responsible_bodies(source: Source) -> tuple[printed.ResponsibleBody, ...]:
    """The bodies that answer for involvement on the document's date, each with its own
    assessment."""
    return tuple(_body(source, r.payload) for r in source.facts.places("responsible_body"))


def _body(source: Source, p: object) -> printed.ResponsibleBody:
    key = p.organisation  # type: ignore[attr-defined]
    found = source.facts.about("duty_to_involve", key)
    assessed = found[-1] if found else None
    values = assessed.payload if assessed else None
    return printed.ResponsibleBody(
        key=key,
        name=source.names.organisation(key),
        ods_code=source.codes.get(key),
        capacity=chosen("responsible_body", "capacity", p.capacity),  # type: ignore[attr-defined]
        duty=chosen("responsible_body", "duty", p.duty),  # type: ignore[attr-defined]
        is_lead=p.capacity == "lead_commissioner",  # type: ignore[attr-defined]
        in_scope=answered(values.concerns_health_services) if values else None,
        activity=several("duty_to_involve", "activity", values.activity) if values else None,
        impact=answered(values.impact_on_patients) if values else None,
        applies=answered(values.applies) if values else None,
        reasons=words(values.reasons) if values else None,
        decided_by=role_of(source, assessed.recorded_by) if assessed else None,
        countersigned_by=_countersigner(source, key),
        decided_on=values.assessed_on if values else None,
    )


def _countersigner(source: Source, key: str) -> str | None:
    for ref in ("GT02.outcome", "GT02.form"):
        record = source.facts.find(f"attestation/{attestation_key(ref, key, 'GOV')}")
        if record is not None and record.state == "stated":
            return role_of(source, record.payload.person)
    return None

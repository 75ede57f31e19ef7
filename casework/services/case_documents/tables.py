"""The rows of documents' tables, and the people whom documents name by role."""

from __future__ import annotations

from casework.documents import facts as printed
from casework.documents import rows
from casework.domain.roles import role_title
from casework.services.case_documents.printing import Source, chosen, words


def options(source: Source) -> tuple[rows.Option, ...]:
    """Options, numbered in the order recorded."""
    return tuple(
        rows.Option(
            reference=str(number), title=str(r.payload.title),
            description=words(r.payload.description),
            status=chosen("option", "status", r.payload.status),
            is_discarded=r.payload.status == "discarded",
            reasons=words(r.payload.reasons), decided_on=r.payload.decided_on,
        )
        for number, r in enumerate(source.facts.current("option"), start=1)
    )  # fmt: skip


def impacts(source: Source) -> tuple[rows.Impact, ...]:
    """Assessed effects."""
    return tuple(
        rows.Impact(
            chapter=r.payload.chapter, group=str(r.payload.group),
            option=words(r.payload.option),
            direction=chosen("impact", "direction", r.payload.direction),
            effect=words(r.payload.effect), evidence=words(r.payload.basis),
            mitigation=words(r.payload.mitigation), residual=words(r.payload.residual),
            owner=words(r.payload.owner),
        )
        for r in source.facts.current("impact")
    )  # fmt: skip


def themes(source: Source) -> tuple[rows.Theme, ...]:
    """Issues raised in consultation, and what was done with them."""
    return tuple(
        rows.Theme(
            issue=str(r.payload.issue), raised_by=words(r.payload.raised_by),
            response=words(r.payload.our_response), effect=words(r.payload.effect),
        )
        for r in source.facts.current("theme")
    )  # fmt: skip


def risks(source: Source) -> tuple[rows.Risk, ...]:
    """Risks."""
    return tuple(
        rows.Risk(
            risk=str(r.payload.risk), rating=words(r.payload.rating),
            mitigation=words(r.payload.mitigation), owner=words(r.payload.owner),
        )
        for r in source.facts.current("risk")
    )  # fmt: skip


def audiences(source: Source) -> tuple[rows.Audience, ...]:
    """Groups to be reached."""
    return tuple(
        rows.Audience(
            group=str(r.payload.group), methods=words(r.payload.methods),
            target=words(r.payload.target), owner=words(r.payload.owner),
        )
        for r in source.facts.current("audience")
    )  # fmt: skip


def safeguards(source: Source) -> tuple[rows.Safeguard, ...]:
    """Irreversible steps and what must be true before each."""
    return tuple(
        rows.Safeguard(
            step=str(r.payload.step), measure=words(r.payload.safeguard),
            due_on=r.payload.planned_on,
        )
        for r in source.facts.current("irreversible_step")
    )  # fmt: skip


def formats(source: Source) -> tuple[rows.AlternativeFormat, ...]:
    """Formats of the consultation material that are ready on the opening day."""
    consultation = source.single("consultation")
    where = words(consultation.web_address)
    return tuple(
        rows.AlternativeFormat(
            name=chosen("consultation", "formats", code) or code,
            ready_on=consultation.opens_on, where=where,
        )
        for code in consultation.formats
    )  # fmt: skip


def people(source: Source) -> tuple[printed.Person, ...]:
    """Who acts on the case, by role, once each."""
    seen: dict[tuple[str, str], printed.Person] = {}
    for record in source.facts.current("role"):
        key = (record.payload.role, record.payload.person)
        if key[1] in source.facts.holders_of(key[0]):
            seen[key] = _person(source, *key)
    return tuple(seen.values())


def person_as(source: Source, *roles: str) -> printed.Person | None:
    """The holder of the first of these roles that anybody holds, or None."""
    for role in roles:
        for key in source.facts.holders_of(role):
            return _person(source, role, key)
    return None


def _person(source: Source, role: str, key: str) -> printed.Person:
    title, name = role_title(role), source.names.persons.get(key)
    return printed.Person(
        role=title, name=None if name == title else name,
        email=source.emails.get(key) or None,
    )  # fmt: skip

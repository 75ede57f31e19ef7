"""Where what a document lacks can be recorded: from a field's source to the form of its record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask import url_for

from casework.documents.filling import Gap
from casework.documents.manifest import Field, Manifest
from casework.domain.dates import FactDate
from casework.domain.facts import CaseFacts
from casework.domain.records import get_kind
from casework.services.reading import CaseView
from casework.web.cases.addresses import address_of

# From the longest beginning of a source that fits: the kind of record, and what fills in its form.
KINDS: dict[str, tuple[str, dict[str, str]]] = {
    "addressed_authority": ("affected_authority", {}),
    "addressed_authority.comments": ("scrutiny_response", {}),
    "addressed_authority.resolution_steps": ("resolution_step", {}),
    "addressed_authority.view": ("authority_view", {}),
    "addressed_body": ("duty_to_involve", {}),
    "addressed_body.capacity": ("responsible_body", {}),
    "addressed_body.duty": ("responsible_body", {}),
    "addressed_body.name": ("responsible_body", {}),
    "addressed_healthwatch": ("healthwatch", {}),
    "addressed_recommendations": ("recommendation", {}),
    "all_recommendations": ("recommendation", {}),
    "assurances": ("assurance_letter", {}),
    "assurance_conditions": ("assurance_letter", {}),
    "audiences": ("audience", {}),
    "authorities": ("affected_authority", {}),
    "change_conditions": ("condition", {}),
    "dates": ("consultation", {}),
    "dates.comments_due_on": ("letter", {"purpose": "regulation_23"}),
    "dates.decision_on": ("letter", {"purpose": "regulation_23"}),
    "dates.provisional": ("letter", {"purpose": "regulation_23"}),
    "dates.published_at": ("letter", {"purpose": "regulation_23"}),
    "dates.reg23_consultation_began_on": ("letter", {"purpose": "regulation_23"}),
    "dates.secretary_of_state": ("letter", {"purpose": "secretary_of_state_notification"}),
    "decision": ("decision", {"purpose": "final"}),
    "decision.changes_after_consultation": ("section", {}),
    "decision_meeting": ("meeting", {"purpose": "decision"}),
    "declarations": ("interest", {}),
    "discarded_options": ("option", {"status": "discarded"}),
    "evidence": ("evidence", {}),
    "formats": ("consultation", {}),
    "healthwatch": ("healthwatch", {}),
    "impacts_by_chapter": ("impact", {}),
    "interests": ("meeting", {}),
    "joint_committee": ("joint_scrutiny", {}),
    "kept_options": ("option", {}),
    "lead_body": ("responsible_body", {"capacity": "lead_commissioner"}),
    "open_temporary_changes": ("temporary_change", {}),
    "options": ("option", {}),
    "pause": ("pause", {}),
    "proposal": ("particulars", {}),
    "regime": ("regime", {}),
    "restart": ("restart", {}),
    "responsible_bodies": ("responsible_body", {}),
    "review_days": ("temporary_change_review", {}),
    "risks": ("risk", {}),
    "safeguards": ("irreversible_step", {}),
    "safety_grounds": ("safety_ground", {}),
    "services": ("service", {}),
    "several_authorities": ("affected_authority", {}),
    "sites": ("site", {}),
    "substantiality": ("substantiality", {}),
    "temporary_changes": ("temporary_change", {}),
    "temporary_reviews": ("temporary_change_review", {}),
    "themes": ("theme", {}),
    "urgent_decisions": ("decision", {"purpose": "temporary_change"}),
    "withdrawal": ("withdrawal", {}),
    "withdrawal.decided": ("decision", {"purpose": "withdraw"}),
}
NAMED_BY = ("name", "title", "issue", "risk", "group", "step", "what", "reviewed_on")
PEOPLE = ("author", "contact", "people", "signatory", "sponsor")
COUNCIL_LETTERS = ("affected_authority", "authority_view", "letter", "scrutiny_response")


@dataclass(frozen=True, slots=True)
class GapLine:
    """What is not recorded, what to record, and the form for it; ``address`` may be empty."""

    label: str
    remedy: str
    address: str


def gap_lines(view: CaseView, manifest: Manifest, subject: str, gaps: Iterable[Gap]
              ) -> tuple[GapLine, ...]:  # fmt: skip
    """What an approval found not recorded, each with where to record it."""
    return tuple(
        GapLine(gap.label, gap.remedy,
                _address(view, manifest, subject, manifest.field(gap.name.partition(".")[0]),
                         gap.label))
        for gap in gaps
    )  # fmt: skip


def drafted_gap_lines(view: CaseView, manifest: Manifest, subject: str, labels: Iterable[str]
                      ) -> tuple[GapLine, ...]:  # fmt: skip
    """The same for the gaps that stand in a draft, of which the labels are kept."""
    return tuple(_drafted(view, manifest, subject, label) for label in labels)


def _drafted(view: CaseView, manifest: Manifest, subject: str, label: str) -> GapLine:
    for field in manifest.fields:
        if field.label == label:
            return GapLine(label, field.remedy, _address(view, manifest, subject, field, label))
        for column in field.rows:
            if label.startswith(f"{column.label} ("):
                address = _address(view, manifest, subject, field, label)
                return GapLine(label, column.remedy, address)
    return GapLine(label, "", "")


def _address(view: CaseView, manifest: Manifest, subject: str, field: Field | None, label: str
             ) -> str:  # fmt: skip
    if field is None:
        return ""
    first, _, rest = field.source.partition(".")
    key = f"{manifest.id}:{subject}" if subject else manifest.id
    if first == "sections":
        return url_for(
            "documents.sections", reference=view.reference, key=key, _anchor=rest
        )
    if first in PEOPLE:
        return address_of("case_people.show", reference=view.reference)
    if first == "addressee":
        return _addressee_form(view, manifest, subject)
    kind, values = _kind_of(field.source)
    if not kind:
        return ""
    row = _record_of_row(view, kind, label) if field.rows else ""
    if row:
        return address_of("records.edit", reference=view.reference, kind=kind, key=row)
    return _form(view, kind, subject, {**values, **_row_values(field, label)})


def _record_of_row(view: CaseView, kind: str, label: str) -> str:
    """The key of the record whose row lacks something, told by the row's first column."""
    which = label.partition(" (")[2].rstrip(")").removesuffix("...")
    for record in view.facts.current(kind) if which else ():
        named = (_told(getattr(record.payload, name, "")) for name in NAMED_BY)
        subject = view.names.organisation(record.subject) if record.subject else ""
        if any(text and text.startswith(which) for text in (*named, subject)):
            return record.key
    return ""


def _told(value: object) -> str:
    """What a record is told by: its words, or its day as documents print it."""
    return value.plain() if isinstance(value, FactDate) else str(value)


def _kind_of(source: str) -> tuple[str, dict[str, str]]:
    fitting = [name for name in KINDS if source.startswith(name)]
    return KINDS[max(fitting, key=len)] if fitting else ("", {})


def _row_values(field: Field, label: str) -> dict[str, str]:
    """What tells the row that lacks something: the chapter and group of an assessed effect."""
    if not field.source.startswith("impacts_by_chapter."):
        return {}
    group = label.partition(" (")[2].rstrip(")")
    return {"chapter": field.source.partition(".")[2], **({"group": group} if group else {})}


def _addressee_form(view: CaseView, manifest: Manifest, subject: str) -> str:
    both = manifest.per in ("council_or_healthwatch", "told_of_turns")
    to_healthwatch = subject in view.facts.parties("healthwatch") if both else (
        manifest.per == "healthwatch"
    )
    return _form(view, "healthwatch" if to_healthwatch else "affected_authority", subject, {})


def _form(view: CaseView, kind: str, subject: str, values: dict[str, str]) -> str:
    """The form that corrects the record of this body, else the form of a new one."""
    declared = get_kind(kind)
    about = subject if declared.subject else ""
    purpose = values.get(declared.purpose, "") if declared.purpose else ""
    known = _recorded(view.facts, kind, about, purpose)
    if known:
        return address_of("records.edit", reference=view.reference, kind=kind, key=known)
    if about and kind in (*COUNCIL_LETTERS, "duty_to_involve", "responsible_body", "healthwatch"):
        values = {**values, declared.subject: about}
    return address_of("records.new", reference=view.reference, kind=kind, **values)


def _recorded(facts: CaseFacts, kind: str, about: str, purpose: str) -> str:
    """The key of the one record that would be corrected, or empty."""
    declared = get_kind(kind)
    if declared.single:
        return "case" if facts.single(kind) else ""
    if not about or not declared.subject:
        return ""
    found = facts.about(kind, about, purpose=purpose)
    return found[-1].key if found else ""

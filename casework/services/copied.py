"""What a new case may begin with, copied from another: bodies, contacts, the scheme and the plan.

Never evidence, sign-offs, people, or what anybody said or did: of each kind only the fields named
here are copied, and no day that has passed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from casework.domain.dates import FactDate
from casework.domain.facts import STATED, CaseFacts, RecordVersion
from casework.domain.records import get_kind
from casework.domain.records.codec import build_payload
from casework.domain.schemes import from_schemes
from casework.domain.text import commit
from casework.services.casefiles.plain import plain_values
from casework.store.records import Draft

BODIES, CONTACTS, SCHEME, PLAN = "bodies", "contacts", "scheme", "plan"
PARTS = {
    BODIES: "Responsible bodies, councils and local Healthwatch",
    CONTACTS: "Posts, addresses and salutations for letters to them",
    SCHEME: "Powers that this case states of its own, as far as they are in force; a body’s own "
            "scheme comes by itself",
    PLAN: "The plan: texts of the consultation plan, formats, and meetings and dates still ahead",
}
_ADDRESSED = ("addressee", "address", "salutation")
_FIELDS = {
    "responsible_body": ("organisation", "capacity", "duty"),
    "affected_authority": ("organisation", "standing", "committee", *_ADDRESSED),
    "healthwatch": ("organisation", *_ADDRESSED),
    "consultation": ("formats", "analyst", "opens_on", "closes_on"),
    "meeting": ("organisation", "purpose", "held_on"),
    "section": ("name", "text"),
}
_OF_PART = {
    BODIES: ("responsible_body", "affected_authority", "healthwatch"),
    SCHEME: ("delegated_power",),
    PLAN: ("consultation", "meeting", "section"),
}
_PLAN_SECTIONS = "consultation_"
"""How the names of the sections of the consultation plan begin."""


def kinds_of(parts: Collection[str]) -> frozenset[str]:
    """The kinds of record of which something is copied with these parts. Contacts are fields of
    the bodies: without the bodies they have nothing to stand on."""
    return frozenset(kind for part in parts for kind in _OF_PART.get(part, ()))


def copied(
    facts: CaseFacts, records: Iterable[RecordVersion], parts: Collection[str], today: date
) -> list[Draft]:
    """Drafts of what is copied from these records of a case, whose texts are revealed. Each says
    where it comes from and is as assumed there as here."""
    wanted, source = kinds_of(parts), f"Copied from {facts.reference}"
    drafts, of_schemes = [], from_schemes(facts)
    for record in records:
        if record.reference in of_schemes:
            continue  # The new case takes it over from the body itself.
        if record.kind not in wanted or record.state != STATED or _is_over(record, today):
            continue
        values = _values(record, parts, today)
        payload = build_payload(get_kind(record.kind), values)
        drafts.append(
            Draft(record.kind, record.key, payload, assumed=record.assumed, source=commit(source))
        )
    return drafts


def _is_over(record: RecordVersion, today: date) -> bool:
    """Whether nothing of a record lies ahead or lasts: a body that left, a meeting that was held,
    an entry of the scheme that ended, a text of no plan."""
    p = record.payload
    if record.kind == "section":
        return not p.name.startswith(_PLAN_SECTIONS)
    if record.kind == "meeting":
        return not _is_ahead(p.held_on, today)
    until = getattr(p, "until", None)
    return until is not None and until.before(today) is True


def _values(record: RecordVersion, parts: Collection[str], today: date) -> dict[str, Any]:
    kind = get_kind(record.kind)
    names = _FIELDS.get(record.kind, tuple(kind.specs))
    if CONTACTS not in parts:
        names = tuple(name for name in names if name not in _ADDRESSED)
    plain = plain_values(kind, record.payload)
    return {
        name: plain[name] for name in names if name in plain
        and not (record.kind in _OF_PART[PLAN] and _has_passed(record.payload, name, today))
    }


def _has_passed(payload: Any, name: str, today: date) -> bool:
    value = getattr(payload, name)
    return isinstance(value, FactDate) and not _is_ahead(value, today)


def _is_ahead(on: FactDate | None, today: date) -> bool:
    return on is not None and on.on_or_after(today) is True

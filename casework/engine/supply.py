"""What has been put in for a criterion: the records and evidence that serve its needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from casework.domain.calendar.months import add_months
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.records import get_kind
from casework.engine.definition import Criterion, Definition, Need


@dataclass(frozen=True, slots=True)
class Supply:
    """What serves a criterion, what is missing, and what is recorded as not having happened."""

    records: tuple[RecordVersion, ...] = ()
    missing: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()


def supply_for(d: Definition, c: Criterion, facts: CaseFacts, subject: str) -> Supply:
    """Match every need of a criterion against the facts, as at the date judged."""
    found: dict[str, RecordVersion] = {}
    missing, denied, stale = [], [], []
    for need in c.needs:
        serving = serving_need(c, need, facts, subject)
        fresh = [r for r in serving if not is_stale(d, r, facts.as_at)]
        found.update({r.reference: r for r in fresh or serving})
        if need.optional or fresh:
            continue
        name = need_title(d, need)
        if serving:
            stale.append(f"{name} is older than its shelf life on {facts.as_at.isoformat()}")
        elif recorded_absent(c, need, facts, subject):
            denied.append(f"{name}: it is recorded that this did not happen")
        else:
            missing.append(name)
    for record in facts.evidence_of(c.ref):
        if _about(c, record, subject):
            found.setdefault(record.reference, record)
    return Supply(tuple(found.values()), tuple(missing), tuple(denied), tuple(stale))


def serving_need(
    c: Criterion, need: Need, facts: CaseFacts, subject: str
) -> list[RecordVersion]:
    """The stated records that serve one need for one subject."""
    if need.evidence:
        return [
            r for r in facts.evidence_of(need.evidence)
            if _about(c, r, subject)
            and (not r.payload.criteria or c.ref in r.payload.criteria
                 or not any(ref.startswith(f"{c.gate}.") for ref in r.payload.criteria))
        ]  # fmt: skip
    if c.per == "irreversible_step" and need.record == "irreversible_step":
        record = facts.find(f"irreversible_step/{subject}")
        return [record] if record is not None and record.state == "stated" else []
    if c.per == "case" or not get_kind(need.record).subject:
        return facts.current(need.record, purpose=need.purpose)
    return facts.about(need.record, subject, purpose=need.purpose)


def _about(c: Criterion, record: RecordVersion, subject: str) -> bool:
    return c.per == "case" or subject in record.payload.subjects


def recorded_absent(c: Criterion, need: Need, facts: CaseFacts, subject: str) -> bool:
    """True if it is recorded that what is needed did not happen."""
    if need.evidence:
        return bool(facts.absent("evidence", key=absence_key(need.evidence, subject)))
    purpose = need.purpose or need.record
    keys = {absence_key(purpose, subject), absence_key(need.record, subject), "case"}
    return any(record.key in keys for record in facts.absent(need.record))


def absence_key(what: str, subject: str) -> str:
    """The key under which it is recorded that something did not happen, for a subject or all."""
    return f"no-{what}:{subject}" if subject else f"no-{what}"


def need_title(d: Definition, need: Need) -> str:
    """What a need asks for, in words."""
    if need.evidence:
        kind = d.find_evidence_type(need.evidence)
        return kind.title if kind else need.evidence
    declared = get_kind(need.record)
    if need.purpose:
        return f"{declared.title} ({declared.specs[declared.purpose].choices[need.purpose]})"
    return declared.title


def expires_on(d: Definition, record: RecordVersion) -> date | None:
    """The last day on which evidence is within its shelf life, or None if it has none."""
    if record.kind != "evidence" or record.payload is None:
        return None
    kind = d.find_evidence_type(record.payload.type)
    if kind is None or kind.shelf_life_months is None:
        return None
    dated = record.payload.dated or record.effective_on
    if dated is None or dated.latest is None:
        return None
    return add_months(dated.latest, kind.shelf_life_months)


def is_stale(d: Definition, record: RecordVersion, as_at: date) -> bool:
    """True if evidence has outlived its shelf life on the date judged."""
    last = expires_on(d, record)
    return last is not None and last < as_at

"""What has been put in for a criterion: the records and evidence that serve its needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from casework.domain.calendar.months import add_months
from casework.domain.dates import FactDate
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.records import get_kind
from casework.engine.definition import Criterion, Definition, Need
from casework.engine.vocabulary import PER_RECORD


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
        fresh = [r for r in serving if not (is_stale(d, r, facts.as_at) or is_undated(d, r))]
        found.update({r.reference: r for r in fresh or serving})
        if need.optional or fresh:
            continue
        name = need_title(d, need)
        if serving and all(is_undated(d, r) for r in serving):
            missing.append(f"the date of {name}, without which its shelf life is not known")
        elif serving:
            stale.append(f"{name} is older than its shelf life on {facts.as_at.isoformat()}")
        elif recorded_absent(c, need, facts, subject):
            denied.append(f"{name}: it is recorded that this did not happen")
        else:
            missing.append(name)
    for record in facts.evidence_of(c.ref):
        if _about(c, facts, record, subject):
            found.setdefault(record.reference, record)
    return Supply(tuple(found.values()), tuple(missing), tuple(denied), tuple(stale))


def serving_need(
    c: Criterion, need: Need, facts: CaseFacts, subject: str
) -> list[RecordVersion]:
    """The stated records that serve one need for one subject."""
    if need.evidence:
        return [
            r for r in facts.evidence_of(need.evidence)
            if _about(c, facts, r, subject)
            and (not r.payload.criteria or c.ref in r.payload.criteria
                 or not any(ref.startswith(f"{c.gate}.") for ref in r.payload.criteria))
        ]  # fmt: skip
    if c.per in PER_RECORD and need.record == c.per:
        record = facts.find(f"{c.per}/{subject}")
        return [record] if record is not None and record.state == "stated" else []
    if c.per == "case" or not get_kind(need.record).subject:
        return facts.current(need.record, purpose=need.purpose)
    return facts.about(need.record, subject, purpose=need.purpose)


def _about(c: Criterion, facts: CaseFacts, record: RecordVersion, subject: str) -> bool:
    return c.per == "case" or any(
        subject in facts.passed_to(record.reference, body) for body in record.payload.subjects
    )


def recorded_absent(c: Criterion, need: Need, facts: CaseFacts, subject: str) -> bool:
    """True if it is recorded that what is needed did not happen."""
    bodies = (subject, *facts.predecessors_of(subject))
    if need.evidence:
        return any(facts.absent("evidence", key=absence_key(need.evidence, b)) for b in bodies)
    purpose = need.purpose or need.record
    keys = {absence_key(what, b) for what in (purpose, need.record) for b in bodies} | {"case"}
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
    """The last day on which evidence is within its shelf life; None if that is not known or it
    has none."""
    months = _shelf_life(d, record)
    dated = _date_of(record) if months is not None else None
    if months is None or dated is None or dated.latest is None:
        return None
    return add_months(dated.latest, months)


def is_stale(d: Definition, record: RecordVersion, as_at: date) -> bool:
    """True if evidence has outlived its shelf life on the date judged."""
    last = expires_on(d, record)
    return last is not None and last < as_at


def stale_pins(d: Definition, facts: CaseFacts) -> frozenset[str]:
    """Pins of all evidence that has outlived its shelf life; worked out once for these facts."""
    known: frozenset[str] | None = facts.worked_out.get((d.hash, "stale"))
    if known is None:
        known = frozenset(
            r.pin for r in facts.current("evidence") if is_stale(d, r, facts.as_at)
        )
        facts.worked_out[d.hash, "stale"] = known
    return known


def is_undated(d: Definition, record: RecordVersion) -> bool:
    """True if evidence has a shelf life and its date is not recorded at all.

    A date that is stated as unknown is a statement; only one that nobody gave is missing.
    """
    return _shelf_life(d, record) is not None and _date_of(record) is None


def _shelf_life(d: Definition, record: RecordVersion) -> int | None:
    if record.kind != "evidence" or record.payload is None:
        return None
    kind = d.find_evidence_type(record.payload.type)
    return kind.shelf_life_months if kind else None


def _date_of(record: RecordVersion) -> FactDate | None:
    dated: FactDate | None = record.payload.dated or record.effective_on
    return dated

"""Who reads what: legally privileged notes and papers are for a few."""

from __future__ import annotations

from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.originals import is_privileged_there
from casework.domain.permissions.seeing import can_view_case, roles_on
from casework.domain.viewer import Viewer

PRIVILEGED_READERS = frozenset({"LEG", "GOV", "AO", "SRO"})


def can_read_privileged(facts: CaseFacts, viewer: Viewer) -> bool:
    """Legally privileged notes and papers are for legal, governance and the accountable."""
    if viewer.outside:
        return False
    return viewer.has_role("legal") or bool(roles_on(facts, viewer) & PRIVILEGED_READERS)


def is_privileged(facts: CaseFacts, record: RecordVersion) -> bool:
    """True if this version is legally privileged, or its record is now: what turns out to be
    privileged is protected in its earlier versions too. So is what turned out to be privileged in
    the case that a paper comes from, before anything has been recorded of it here."""
    return "privileged" in classifications_of(facts, record) or any(
        getattr(version.payload, "made_for_legal_advice", False)
        for version in (record, facts.find(record.reference)) if version is not None
    )  # fmt: skip


def classifications_of(facts: CaseFacts, record: RecordVersion) -> set[str]:
    """The classification of a version and that of its record now, and `privileged` for what is so
    in the case that it comes from; empty for kinds without one."""
    versions = (record, facts.find(record.reference))
    found = {getattr(v.payload, "classification", "") for v in versions if v is not None}
    if is_privileged_there(facts, record):
        found.add("privileged")
    return found - {""}


def can_read_record(facts: CaseFacts, viewer: Viewer, record: RecordVersion) -> bool:
    """True if the viewer may see this version. ``facts`` are those of the case as it is now."""
    if record.kind == "privileged_note" or is_privileged(facts, record):
        return can_read_privileged(facts, viewer) or _kept_it(facts, viewer, record)
    return can_view_case(facts, viewer)


def _kept_it(facts: CaseFacts, viewer: Viewer, record: RecordVersion) -> bool:
    """True for whoever kept a dry run, while they see the case."""
    author = record.payload.author if record.kind == "dry_run" else ""
    return bool(author) and author == viewer.person and can_view_case(facts, viewer)

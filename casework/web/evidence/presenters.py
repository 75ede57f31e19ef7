"""Evidence as lists and pages show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from casework.domain.dates import long_date
from casework.domain.facts import STATED, WITHDRAWN, RecordVersion
from casework.domain.permissions import is_privileged
from casework.engine.supply import expires_on, is_stale
from casework.services.reading import CaseView
from casework.web.cases.addresses import address_of
from casework.web.cases.words import Tag, fact_date_words
from casework.web.evidence.waiting import size_in_words
from casework.web.records.presenters import absence_words
from casework.web.records.values import value_lines_of

CLASSIFICATION_TAGS = {
    "public": Tag("Public", "green"),
    "restricted": Tag("Restricted", "yellow"),
    "privileged": Tag("Legally privileged", "purple"),
}


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """A piece of evidence in the list."""

    key: str
    title: str
    type: str
    gates: tuple[str, ...]
    bodies: tuple[str, ...]
    dated: str
    shelf_life: str
    is_stale: bool
    classification: Tag
    version: int
    sealed: bool
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class FileLine:
    """The file of one version."""

    version: int
    name: str
    size: str
    sha256: str
    sealed: bool


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The linked case whose paper a piece of evidence is, and how it stands there."""

    case: str
    paper: str
    digest: str
    standing: str
    superseded: bool
    address: str


def elsewhere_of(view: CaseView, record: RecordVersion) -> Elsewhere | None:
    """Where the paper is that is used here by reference; None for the case's own."""
    p = record.payload
    if not p.of_case:
        return None
    return Elsewhere(
        p.of_case, p.of_paper, p.of_digest, value_lines_of(view, record, "of_standing")[0],
        p.of_standing == "superseded",
        address_of("linking.papers", reference=view.reference, other=p.of_case, key=record.key),
    )  # fmt: skip


def used_in(view: CaseView, record: RecordVersion) -> tuple[str, ...]:
    """The linked cases that use this paper, each with the version that it uses."""
    return tuple(
        f"{use.payload.case}, version {use.payload.paper.partition('@')[2]}"
        for use in view.facts.current("paper_used")
        if use.payload.paper.partition("@")[0] == record.reference
    )


def evidence_lines(view: CaseView) -> tuple[EvidenceLine, ...]:
    """The evidence that the viewer may see, the newest first; what is withdrawn stands last."""
    found = [r for r in view.facts.records if r.kind == "evidence" and r.payload is not None]
    found.reverse()
    return tuple(_line(view, r) for r in sorted(found, key=lambda r: r.state == WITHDRAWN))


def absences(view: CaseView) -> tuple[tuple[str, str], ...]:
    """Key and words of what is recorded never to have been made."""
    return tuple((r.key, absence_words(view, r)) for r in view.facts.absent("evidence"))


def _line(view: CaseView, record: RecordVersion) -> EvidenceLine:
    payload = record.payload
    return EvidenceLine(
        key=record.key,
        title=str(payload.title),
        type=value_lines_of(view, record, "type")[0],
        gates=_gates(view, payload.criteria),
        bodies=value_lines_of(view, record, "subjects") if payload.subjects else (),
        dated=fact_date_words(payload.dated),
        shelf_life=shelf_life_words(view, record),
        is_stale=record.state == STATED and is_stale(view.definition, record, view.judged.as_at),
        classification=classification_tag(view, record),
        version=record.version,
        sealed=bool(payload.sealed),
        withdrawn=record.state == WITHDRAWN,
    )


def classification_tag(view: CaseView, record: RecordVersion) -> Tag:
    """How it is classified: by its record here, or where it comes from."""
    secret = is_privileged(view.judged, record)
    return CLASSIFICATION_TAGS["privileged" if secret else record.payload.classification]


def _gates(view: CaseView, criteria: tuple[str, ...]) -> tuple[str, ...]:
    """The gates whose checks the evidence is for, by title, once each."""
    refs = dict.fromkeys(ref.partition(".")[0] for ref in criteria)
    found = ((ref, view.definition.find_gate(ref)) for ref in refs)
    return tuple(f"{gate.title} ({ref})" if gate else ref for ref, gate in found)


def shelf_life_words(view: CaseView, record: RecordVersion) -> str:
    """Until when it may be relied on, on the date judged; empty where it has no shelf life."""
    kind = view.definition.find_evidence_type(record.payload.type)
    if kind is None or kind.shelf_life_months is None:
        return ""
    last = expires_on(view.definition, record)
    if last is None:
        return f"Good for {kind.shelf_life_months} months, but its date is not recorded"
    return _until(last, view.judged.as_at)


def _until(last: date, as_at: date) -> str:
    if last < as_at:
        return f"Out of date since {long_date(last)}: a newer one is needed"
    return f"Good until {long_date(last)}"


def files_of(versions: tuple[RecordVersion, ...]) -> tuple[FileLine, ...]:
    """The files of the versions, the newest first."""
    return tuple(
        FileLine(
            v.version, str(v.payload.file_name), size_in_words(v.payload.size or 0),
            v.payload.sha256, bool(v.payload.sealed),
        )
        for v in reversed(versions)
        if v.payload is not None and v.payload.sha256 and v.state == STATED
    )  # fmt: skip


def published_at(record: RecordVersion) -> str:
    """The address, if it is one of the web: nothing else becomes a link."""
    address = str(record.payload.address) if record.payload else ""
    return address if address.startswith(("https://", "http://")) else ""



"""Documents as the list and the document's page show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from flask import url_for

from casework.domain.facts import RecordVersion
from casework.services.case_documents.making import find_document
from casework.services.case_documents.orders import Order
from casework.services.case_documents.reading import DocumentLine, DocumentsOfCase
from casework.services.reading import CaseView
from casework.web.cases.words import Tag, counted
from casework.web.layout import day_and_time

MADE_BY_CASE = "casework"
NOT_MADE = Tag("Not made", "grey")
BEING_MADE = Tag("Being made", "blue")
NOT_MADE_YET = Tag("Could not be made", "red")
DRAFT = Tag("Draft", "yellow")
APPROVED = Tag("Approved", "green")
FOR_EACH = {
    "affected_authority": "One for each affected council",
    "healthwatch": "One for each Healthwatch",
    "council_or_healthwatch": "One for each affected council and each Healthwatch",
    "responsible_body": "One for each responsible body",
    "told_of_turns": "One for each council, each Healthwatch and the Department, as recorded",
}
OF_ANOTHER_PATHWAY = "Made on another pathway"


@dataclass(frozen=True, slots=True)
class Row:
    """One document for one body, or for the case."""

    key: str
    title: str
    body: str
    tag: Tag
    made: str
    gaps: str
    trouble: str
    address: str
    download: str
    version: int


@dataclass(frozen=True, slots=True)
class Group:
    """A document with its rows; ``count`` says how many of them are made."""

    id: str
    title: str
    purpose: str
    count: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class StageGroup:
    """The documents that are first asked for in one stage."""

    heading: str
    groups: tuple[Group, ...]


def stage_groups(found: DocumentsOfCase) -> tuple[StageGroup, ...]:
    """Documents by stage: those of the present stage first, each document once."""
    view = found.view
    now = view.facts.stage
    mine = [line for line in found.lines if now in line.manifest.stages]
    others = [line for line in found.lines if now not in line.manifest.stages]
    order = {stage.id: i for i, stage in enumerate(view.definition.stages)}
    others.sort(key=lambda line: (order.get(_first_stage(view, line), 99), line.manifest.id))
    stages = [StageGroup(f"This stage: {view.definition.stage(now).title}", _groups(view, mine))]
    for stage, lines in groupby(others, key=lambda line: _first_stage(view, line)):
        title = f"{stage} {view.definition.stage(stage).title}" if stage else OF_ANOTHER_PATHWAY
        stages.append(StageGroup(title, _groups(view, lines)))
    return tuple(stage for stage in stages if stage.groups)


def _first_stage(view: CaseView, line: DocumentLine) -> str:
    """The first stage of the document that the pathway has; empty for one that was made before
    the case came onto it."""
    return next((s for s in line.manifest.stages if view.definition.has_stage(s)), "")


def _groups(view: CaseView, lines: Iterable[DocumentLine]) -> tuple[Group, ...]:
    return tuple(
        _group(view, list(same)) for _, same in groupby(lines, key=lambda line: line.manifest.id)
    )


def _group(view: CaseView, lines: list[DocumentLine]) -> Group:
    manifest = lines[0].manifest
    return Group(
        manifest.id, manifest.title, manifest.purpose, _count(lines),
        tuple(row_of(view, line) for line in lines),
    )  # fmt: skip


def _count(lines: list[DocumentLine]) -> str:
    each = FOR_EACH.get(lines[0].manifest.per)
    if each is None:
        return ""
    made = [line for line in lines if line.record is not None]
    approved = [line for line in made if line.record and line.record.payload.state == "approved"]
    return f"{each}: {len(made)} of {len(lines)} made, {len(approved)} approved"


def row_of(view: CaseView, line: DocumentLine) -> Row:
    """One line of the list."""
    record = line.record
    body = view.names.organisation(line.subject) if line.subject else ""
    version = record.version if record else 0
    return Row(
        key=line.key, title=line.manifest.title, body=body, tag=tag_of(record, line.order),
        made=made_words(view, record), gaps=gap_words(record),
        trouble=trouble_words(view, line.order),
        address=url_for("documents.document", reference=view.reference, key=line.key),
        download=download_address(view, line.key, version) if record else "", version=version,
    )  # fmt: skip


def download_address(view: CaseView, key: str, version: int) -> str:
    """Where one version of a document is downloaded."""
    return url_for(
        "documents.download", reference=view.reference, key=key, version=version
    )


def tag_of(record: RecordVersion | None, order: Order | None) -> Tag:
    """The state in a word or two: what is going on before what was."""
    if order is not None:
        return NOT_MADE_YET if order.failed else BEING_MADE
    if record is None:
        return NOT_MADE
    return state_tag(record)


def state_tag(record: RecordVersion) -> Tag:
    """Draft or approved, with the version."""
    tag = APPROVED if record.payload.state == "approved" else DRAFT
    return Tag(f"{tag.text}, version {record.version}", tag.colour)


def made_words(view: CaseView, record: RecordVersion | None) -> str:
    """How, by whom and when a version was made, from which template and which facts."""
    if record is None:
        return ""
    p = record.payload
    if p.state == "approved":
        how = f"Approved by {view.recorded_by(record)}"
    elif p.made_by == "person":
        how = f"Written in Word by {view.recorded_by(record)}"
    elif record.recorded_by == MADE_BY_CASE:
        how = "Drafted when the case entered the stage"
    else:
        how = f"Made for {view.recorded_by(record)}"
    return (
        f"{how}, {day_and_time(record.recorded_at)}. Template version {p.template_version}, "
        f"case version {p.case_version}."
    )


def gap_words(record: RecordVersion | None) -> str:
    """How many facts a draft lacks."""
    if record is None or record.payload.state == "approved":
        return ""
    count = len(record.payload.gaps)
    return counted(count, "gap") if count else "No gaps"


def trouble_words(view: CaseView, order: Order | None) -> str:
    """What keeps an order from being done, and what to do."""
    if order is None:
        return ""
    if order.failed:
        return view.names.fill(order.why)
    return "The last try did not work. It is tried again by itself." if order.tried else ""


def is_written_by_hand(view: CaseView, key: str) -> bool:
    """True if the latest draft was written in Word, so that a new one would lack its changes."""
    record = find_document(view.facts, key)
    return record is not None and record.payload.made_by == "person"

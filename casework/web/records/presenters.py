"""What the record pages show: kinds with their counts, records in lists, versions side by side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from casework.domain.facts import ABSENT, STATED, WITHDRAWN, RecordVersion
from casework.domain.records import Kind, get_kind, list_kinds
from casework.services.reading import CaseView
from casework.web.cases.record_links import RecordLink, link_to_pin, title_of
from casework.web.cases.words import Tag, fact_date_words
from casework.web.records.values import Row, rows_of

SECTIONS = {
    "proposal": "The proposal",
    "options": "How options were judged",
    "involvement": "Involving people, promises and what people said",
    "parties": "Bodies concerned",
    "determinations": "Questions of law and judgement",
    "equality": "Equality and inequality",
    "deliverability": "Whether it can be done",
    "disclosure": "What it rests on, and who asked",
    "correspondence": "Letters",
    "scrutiny": "Scrutiny by councils",
    "consultation": "What people are given, and for how long",
    "deciding": "Who decides, on what",
    "temporary": "Temporary changes",
    "turns": "Call-in, referral, pauses and claims",
    "meetings": "Meetings, decisions and consultation",
    "logs": "Logs",
    "drafting": "Sections and tables of documents",
    "exceptions": "Set aside, deferred and departed from",
    "progress": "Written when people act on the case",
}
STATES = {
    STATED: Tag("Recorded", "green"),
    ABSENT: Tag("Did not happen", "grey"),
    WITHDRAWN: Tag("Withdrawn", "red"),
}
# Kinds with pages of their own.
ELSEWHERE = frozenset({"evidence", "role", "request", "document", "pack", "share", "dry_run",
                       "highlight_report"})


@dataclass(frozen=True, slots=True)
class KindLine:
    """A kind of record on the index, with how many are recorded."""

    name: str
    title: str
    count: int
    may_be_recorded: bool


@dataclass(frozen=True, slots=True)
class Section:
    """Kinds that belong together."""

    title: str
    kinds: tuple[KindLine, ...]


@dataclass(frozen=True, slots=True)
class RecordLine:
    """A record in a list."""

    key: str
    title: str
    state: Tag
    on: str
    recorded_at: datetime
    recorded_by: str
    version: int


@dataclass(frozen=True, slots=True)
class Change:
    """One field that differs between two versions."""

    label: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VersionBlock:
    """One version of a record: who recorded it when, and what differs from the one before."""

    number: int
    state: Tag
    recorded_at: datetime
    recorded_by: str
    on_behalf_of: str
    on: str
    source: str
    assumed: bool
    cites: tuple[RecordLink, ...]
    changes: tuple[Change, ...]


def sections_of(view: CaseView) -> tuple[Section, ...]:
    """Every kind by section, with counts; kinds that only acts write only where there are some."""
    counts: dict[str, int] = {}
    for record in view.facts.records:
        if record.state != WITHDRAWN:
            counts[record.kind] = counts.get(record.kind, 0) + 1
    return tuple(
        Section(title, lines) for name, title in SECTIONS.items() if (lines := _lines(name, counts))
    )


def _lines(section: str, counts: dict[str, int]) -> tuple[KindLine, ...]:
    return tuple(
        KindLine(
            kind.name, kind.title if kind.single else kind.plural, counts.get(kind.name, 0),
            kind.stated_by_people,
        )
        for kind in list_kinds()
        if kind.section == section and kind.name not in ELSEWHERE
        and (kind.stated_by_people or counts.get(kind.name))
    )  # fmt: skip


def lines_of(view: CaseView, kind: Kind) -> tuple[RecordLine, ...]:
    """The records of a kind, the newest first."""
    found = [r for r in view.facts.records if r.kind == kind.name]
    return tuple(_line(view, record) for record in reversed(found))


def _line(view: CaseView, record: RecordVersion) -> RecordLine:
    return RecordLine(
        record.key, title_in_list(view, record), STATES[record.state],
        fact_date_words(record.effective_on), record.recorded_at,
        view.recorded_by(record), record.version,
    )  # fmt: skip


def title_in_list(view: CaseView, record: RecordVersion) -> str:
    """What tells a record from others of its kind."""
    if record.payload is None:
        return absence_words(view, record)
    title = title_of(record, view.names)
    kind = get_kind(record.kind).title
    told = _of_an_activity(record) if record.kind == "involvement_activity" else ""
    return _shortened(", ".join(filter(None, (title.removeprefix(f"{kind}: ") or kind, told))))


def _of_an_activity(record: RecordVersion) -> str:
    """With whom or how people were involved, and until when: its nature is that of many."""
    p = record.payload
    on = p.closed_on or p.opened_on
    return ", ".join(filter(None, (str(p.participants or p.methods), on.plain() if on else "")))


def heading_of(view: CaseView, record: RecordVersion) -> str:
    """The record's kind and what tells it from others of its kind."""
    title, kind = title_in_list(view, record), get_kind(record.kind).title
    return title if record.payload is None or title == kind else f"{kind}: {title}"


def _shortened(text: str, longest: int = 160) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def absence_words(view: CaseView, record: RecordVersion) -> str:
    """What an absence says did not happen, read from its key (`no-<what>:<body>`)."""
    kind = get_kind(record.kind)
    what, _, subject = record.key.removeprefix("no-").partition(":")
    named = kind.specs[kind.purpose].choices.get(what, "") if kind.purpose else ""
    if record.kind == "evidence":
        evidence_type = view.definition.find_evidence_type(what)
        named = evidence_type.title if evidence_type else ""
    words = f"{kind.title}: {named}" if named else kind.title
    if subject:
        words += f", {view.names.organisation(subject)}"
    return f"{words}: this did not happen"


def history_of(
    view: CaseView, versions: tuple[RecordVersion, ...]
) -> tuple[VersionBlock, ...]:
    """The versions, the newest first, each with what it changed."""
    before = (None, *versions[:-1])
    blocks = [_block(view, v, b) for v, b in zip(versions, before, strict=True)]
    return tuple(reversed(blocks))


def _block(
    view: CaseView, version: RecordVersion, before: RecordVersion | None
) -> VersionBlock:
    organisation = version.on_behalf_of and view.names.organisation(version.on_behalf_of)
    return VersionBlock(
        version.version, STATES[version.state], version.recorded_at,
        view.recorded_by(version), organisation,
        fact_date_words(version.effective_on), str(version.source or ""), version.assumed,
        tuple(link_to_pin(view, pin) for pin in version.cites),
        differences(view, before, version) if before else (),
    )  # fmt: skip


def differences(
    view: CaseView, before: RecordVersion, after: RecordVersion
) -> tuple[Change, ...]:
    """Every field that differs, in words, in the order of the form."""
    earlier = {row.label: row.lines for row in _rows(view, before)}
    later = {row.label: row.lines for row in _rows(view, after)}
    return tuple(
        Change(label, earlier.get(label, ()), later.get(label, ()))
        for label in dict.fromkeys((*later, *earlier))
        if earlier.get(label) != later.get(label)
    )


def _rows(view: CaseView, record: RecordVersion) -> tuple[Row, ...]:
    state = Row("State", (STATES[record.state].text,))
    source = Row("Where this is stated", (str(record.source or ""),))
    when = Row("When this became true", (fact_date_words(record.effective_on),))
    return (state, *rows_of(view, record), when, source)

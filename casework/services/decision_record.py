"""A past decision: what was asked, how each point stood, who signed what on which version."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection

from casework.domain.errors import NotFound
from casework.domain.facts import STATED, CaseFacts, RecordVersion
from casework.domain.own_words import own_words
from casework.domain.permissions import can_read_privileged, can_read_record, is_privileged
from casework.domain.viewer import Viewer
from casework.engine.definition import Criterion, Definition
from casework.engine.vocabulary import PER_RECORD
from casework.services.both_names import both_names, signed_names
from casework.services.definitions import definition_of
from casework.services.office import Office
from casework.services.reading import keys_in, today_of
from casework.services.record_titles import naming_records, title_of_record
from casework.services.work import title_of_move
from casework.store import decisions
from casework.store.facts import texts_of_case, with_texts
from casework.store.listing import find_visible_case
from casework.store.names import Names, names_of
from casework.store.originals import facts_now
from casework.store.snapshots import find_snapshot

SECRET_TITLE = "A legally privileged paper"


@dataclass(frozen=True, slots=True)
class ReliedOn:
    """One exact version that a point relied on. ``changed`` says what became of it since."""

    pin: str
    title: str
    version: int
    recorded_by: str
    recorded_at: datetime | None
    changed: str = ""


@dataclass(frozen=True, slots=True)
class SignedBy:
    """One sign-off, as it stood then; ``recorded_from`` is the outside body it came from."""

    role: str
    person: str
    at: datetime | None
    recorded_from: str = ""
    checked_by: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """One criterion for one body, as it was judged."""

    criterion: str
    asks: str
    force: str
    subject: str
    state: str
    reason: str
    relied_on: tuple[ReliedOn, ...]
    signatures: tuple[SignedBy, ...]


@dataclass(frozen=True, slots=True)
class PointsOfGate:
    """What was asked at one gate."""

    gate: str
    title: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class DecisionRecord:
    """A move or act of a case, with the judgement frozen at that moment.

    ``unmet`` is filled where it happened in fact although points were unmet.
    """

    row: Any
    position: int
    title: str
    stage_title: str
    as_at: str
    recorded_at: datetime
    recorded_by: str
    reason: str
    unmet: tuple[str, ...]
    gates: tuple[PointsOfGate, ...]
    holds: tuple[str, ...]
    hash: str
    names: Names


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A move or act in the list of a case's decisions."""

    position: int
    title: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class DecisionList:
    """Every move and act of a case that was judged, newest first."""

    row: Any
    lines: tuple[DecisionLine, ...]


def list_decisions(office: Office, viewer: Viewer, reference: str) -> DecisionList:
    """Past moves and acts of a case. Raises NotFound if the viewer may not see it."""
    with office.database.reading() as connection:
        row = visible_case(office, connection, viewer, reference)
        definition = definition_of(office, connection, row.definition_hash)
        found = decisions.list_snapshots(connection, row.id)
    return DecisionList(
        row,
        tuple(
            DecisionLine(s.position, title_of_move(definition, s.move), s.recorded_at)
            for s in found
        ),
    )


def visible_case(office: Office, connection: Connection, viewer: Viewer, reference: str) -> Any:
    """The case's row. Raises NotFound if there is none or the viewer may not see it."""
    row = find_visible_case(connection, viewer, office.clock.today(), reference)
    if row is None:
        raise NotFound(f"There is no case {reference}.")
    return row


def get_decision(office: Office, viewer: Viewer, reference: str, key: str) -> DecisionRecord:
    """One past move or act, as it was judged.

    ``key`` is the position of its entry in the case's chain, or the key of its record
    (`visit-3`, `open_consultation:7`). Raises NotFound.
    """
    with office.database.reading() as connection:
        row = visible_case(office, connection, viewer, reference)
        facts = facts_now(connection, row, today_of(office, row))
        snapshot = _snapshot(connection, row.id, facts, key)
        body = json.loads(snapshot.body)
        pins = [pin for result in body["results"] for pin in (*result[4], *result[5])]
        kinds = {pin.partition("/")[0] for pin in pins}
        texts = texts_of_case(connection, row.id)
        versions = with_texts(
            decisions.versions_up_to(connection, row.id, snapshot.position, kinds), texts,
            privileged=can_read_privileged(facts, viewer),
        )
        organisations, persons = keys_in(versions)
        organisations |= {result[1] for result in body["results"] if result[1]}
        shown = tuple(r for r in facts.records if can_read_record(facts, viewer, r))
        names = naming_records(
            names_of(connection, organisations, persons | _covered(facts),
                     on=date.fromisoformat(body["as_at"])),
            replace(facts, records=with_texts(shown, texts, privileged=False)),
        )
        definition = definition_of(office, connection, body["definition"])
        reader = _Reader(
            definition, {v.pin: v for v in versions}, facts, names,
            can_read_privileged(facts, viewer), _own_words(facts, texts),
        )  # fmt: skip
    return _record(row, snapshot, body, reader, versions)


def _covered(facts: CaseFacts) -> set[str]:
    return {r.payload.covered for r in facts.current("cover")}


def _own_words(facts: CaseFacts, texts: Mapping[str, str]) -> dict[str, str]:
    """What the records of which checks are asked one by one are called, by `kind/key`."""
    asked_of = [r for r in facts.records if r.kind in PER_RECORD]
    return {r.reference: own_words(r) for r in with_texts(asked_of, texts, privileged=False)}


def _snapshot(connection: Connection, case_id: int, facts: CaseFacts, key: str) -> Any:
    found = None
    if key.isascii() and key.isdigit():
        found = decisions.find_snapshot_at(connection, case_id, int(key[:9]))
    else:
        records = [facts.find(f"{kind}/{key}") for kind in decisions.STEPS]
        step = next((r for r in records if r is not None and r.payload is not None), None)
        if step is not None and step.payload.snapshot:
            found = find_snapshot(connection, case_id, step.payload.snapshot)
    if found is None:
        raise NotFound(
            "There is no such decision on this case.", "Choose one from the list of its decisions."
        )
    return found


@dataclass(frozen=True)
class _Reader:
    """Turns what a snapshot holds into words, without showing what the viewer may not read."""

    definition: Definition
    versions: dict[str, RecordVersion]
    facts: CaseFacts
    names: Names
    privileged: bool
    subjects: Mapping[str, str]

    def point(self, result: list[Any]) -> Point:
        ref, subject, state, reason, relied_on, signatures = result
        criterion = self.definition.find_criterion(ref)
        return Point(
            criterion=ref,
            asks=criterion.asks if criterion else ref,
            force=criterion.force if criterion else "",
            subject=self.asked_of(criterion, subject),
            state=state,
            reason=self.names.fill(reason),
            relied_on=tuple(self.relied_on(pin) for pin in relied_on),
            signatures=tuple(self.signed_by(pin) for pin in signatures),
        )

    def asked_of(self, criterion: Criterion | None, subject: str) -> str:
        """The body that a check was asked of, or the own words of the record."""
        if not subject or criterion is None or criterion.per not in PER_RECORD:
            return self.names.organisation(subject) if subject else ""
        return self.subjects.get(f"{criterion.per}/{subject}", "")

    def relied_on(self, pin: str) -> ReliedOn:
        reference, _, version = pin.partition("@")
        record = self.versions.get(pin)
        if record is None:
            return ReliedOn(pin, reference, int(version or 0), "", None)
        secret = is_privileged(self.facts, record)
        title = SECRET_TITLE if secret and not self.privileged else self.title(record)
        return ReliedOn(
            pin, title, record.version, both_names(self.facts, self.names, record),
            record.recorded_at, self.since(record),
        )  # fmt: skip

    def since(self, record: RecordVersion) -> str:
        """What became of a version since then, or nothing if it is still the current one."""
        now = self.facts.find(record.reference)
        if now is None or now.version == record.version:
            return ""
        if now.state != STATED:
            return "withdrawn since"
        return f"version {now.version} now"

    def title(self, record: RecordVersion) -> str:
        return title_of_record(record, self.names)

    def signed_by(self, pin: str) -> SignedBy:
        record = self.versions.get(pin)
        if record is None or record.payload is None:
            return SignedBy("", pin, None)
        payload = record.payload
        return SignedBy(
            payload.role,
            signed_names(self.names, payload.person, payload.acted_for, payload.role),
            record.recorded_at,
            self.names.organisation(payload.recorded_from) if payload.recorded_from else "",
            both_names(self.facts, self.names, record) if payload.checked_by else "",
        )  # fmt: skip


def _record(
    row: Any, snapshot: Any, body: dict[str, Any], reader: _Reader,
    versions: Iterable[RecordVersion],
) -> DecisionRecord:
    step = next(
        (v for v in versions if v.position == snapshot.position and v.kind in decisions.STEPS),
        None,
    )
    definition = reader.definition
    stages = {stage.id: stage.title for stage in definition.stages}
    holds = [reader.facts.find(reference) for reference in body["freezes"]]
    types = [definition.find_hold(h.payload.hold) for h in holds if h is not None]
    return DecisionRecord(
        row=row,
        position=snapshot.position,
        title=title_of_move(definition, body["move"]),
        stage_title=stages.get(body["stage"], body["stage"]),
        as_at=body["as_at"],
        recorded_at=snapshot.recorded_at,
        recorded_by=both_names(reader.facts, reader.names, step) if step else "",
        reason=str(step.payload.reason) if step else "",
        unmet=tuple(step.payload.unmet) if step else (),
        gates=_gates(body["results"], reader),
        holds=tuple(t.title for t in types if t is not None),
        hash=snapshot.hash,
        names=reader.names,
    )


def _gates(results: list[list[Any]], reader: _Reader) -> tuple[PointsOfGate, ...]:
    grouped: dict[str, list[Point]] = {}
    for result in results:
        grouped.setdefault(result[0].partition(".")[0], []).append(reader.point(result))
    found = []
    for ref, points in grouped.items():
        gate = reader.definition.find_gate(ref)
        found.append(PointsOfGate(ref, gate.title if gate else ref, tuple(points)))
    return tuple(found)

"""Judging past moves again, by the rules of today on the facts of then."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from casework.domain.canonical import sha256_of
from casework.domain.errors import CaseworkError, NotFound
from casework.domain.facts import RecordVersion
from casework.domain.viewer import Viewer
from casework.engine.definition import Definition
from casework.engine.judgement import judge_move
from casework.engine.loader import definition_from_canonical
from casework.services.answers_compared import Difference, differences
from casework.services.decision_record import visible_case
from casework.services.facts_then import NotAsKept, StoredRecords, facts_then
from casework.services.office import Office
from casework.services.snapshots import answers_of
from casework.services.work import title_of_move
from casework.store import decisions, verification
from casework.store.audit import SYSTEM_CHAIN
from casework.store.database import Database
from casework.store.definitions import find_definition_text
from casework.store.names import Names, names_of
from casework.store.transaction import find_case_row

SNAPSHOT_GONE = "The snapshot of the move is gone."


@dataclass(frozen=True, slots=True)
class JudgedAgain:
    """What judging a past move or act again came to.

    ``refused`` says why it cannot be judged, where what is stored is not what was judged.
    """

    reference: str
    position: int
    move: str
    title: str
    differences: tuple[Difference, ...] = ()
    refused: str = ""

    @property
    def is_same(self) -> bool:
        """True if it was judged, and every point of the answer is as it was."""
        return not (self.differences or self.refused)


@dataclass(frozen=True, slots=True)
class DecisionAgain:
    """A past move or act of one case judged again, for its page."""

    row: Any
    again: JudgedAgain
    asks: dict[str, str]
    names: Names


def judge_all_again(
    database: Database, by: Definition | None = None
) -> Iterator[JudgedAgain]:
    """Judge every past move and act of every case again, case by case in the order of its
    reference and move by move; ``by`` another version of a pathway, those of its cases."""
    with database.reading() as connection:
        chains = verification.chains(connection)
    for reference in chains:
        if reference != SYSTEM_CHAIN:
            yield from judge_case_again(database, reference, by)


def judge_case_again(
    database: Database, reference: str, by: Definition | None = None
) -> list[JudgedAgain]:
    """Judge every past move and act of a case again: by the version that it was judged by, or by
    another one, where nothing is said of a case of another pathway.

    Raises NotFound if there is no such case.
    """
    with database.reading(one_moment=True) as connection:
        case = find_case_row(connection, reference)
        if case is None:
            raise NotFound(f"There is no case {reference}.", "Check the reference.")
        if by is not None and case.pathway != by.pathway:
            return []
        records = _stored_records(connection, case.id)
        judge = _Judge(connection, case, records, by)
        with verification.stream_snapshots(connection, case.id, 0) as kept:
            judged = [judge.again(snapshot) for snapshot in kept]
    missing = records.judged_steps() - {again.position for again in judged}
    gone = [JudgedAgain(reference, p, "", "", refused=SNAPSHOT_GONE) for p in missing]
    return sorted([*judged, *gone], key=lambda again: again.position)


def judge_decision_again(
    office: Office, viewer: Viewer, reference: str, key: str
) -> DecisionAgain:
    """Judge one past move or act again; ``key`` is as for ``get_decision``. Raises NotFound."""
    with office.database.reading(one_moment=True) as connection:
        row = visible_case(office, connection, viewer, reference)
        records = _stored_records(connection, row.id)
        position = int(key[:9]) if key.isascii() and key.isdigit() else records.position_of(key)
        found = decisions.find_snapshot_at(connection, row.id, position or 0)
        if found is None:
            raise NotFound(
                "There is no such decision on this case.",
                "Choose one from the list of its decisions.",
            )
        judge = _Judge(connection, row, records)
        again = judge.again(found)
        organisations = {d.subject for d in again.differences} | set(_named(again))
        names = names_of(connection, organisations, ())
    return DecisionAgain(row, again, judge.asked(again.differences), names)


def _stored_records(connection: Connection, case_id: int) -> StoredRecords:
    with verification.stream_records(connection, case_id, 0) as rows:
        return StoredRecords(rows)


def _named(again: JudgedAgain) -> Iterator[str]:
    """Keys of the organisations that reasons name as `{org:key}`."""
    for difference in again.differences:
        for text in (difference.was, difference.now):
            for part in text.split("{org:")[1:]:
                yield part.partition("}")[0]


class _Judge:
    """Judges the moves of one case again. Each pathway is read once, from its stored text."""

    def __init__(
        self, connection: Connection, case: Any, records: StoredRecords,
        by: Definition | None = None,
    ) -> None:
        self.connection = connection
        self.case = case
        self.records = records
        self.by = by
        self.definitions: dict[str, Definition] = {}

    def again(self, snapshot: Any) -> JudgedAgain:
        """One move or act judged again."""
        move = title = ""
        try:
            step = self.records.step_at(snapshot.position)
            body = _body_of(snapshot, step)
            move = title = body["move"]
            definition = self.by or self.definition(body["definition"])
            title = title_of_move(definition, move)
            found = self.compared(body, definition, step)
        except NotAsKept as reason:
            return JudgedAgain(
                self.case.reference, snapshot.position, move, title, refused=str(reason)
            )
        return JudgedAgain(self.case.reference, snapshot.position, move, title, found)

    def compared(
        self, body: dict[str, Any], definition: Definition, step: RecordVersion
    ) -> tuple[Difference, ...]:
        subject = _subject_of(step, body)
        facts = facts_then(
            body, self.records.before(step.position), definition.pathway, self.case
        )
        try:
            judgement = judge_move(definition, facts, body["move"], subject)
        except KeyError as gone:
            raise NotAsKept(f"What it was judged by is gone: {gone.args[0]}.") from gone
        return differences(body, answers_of(judgement))

    def definition(self, definition_hash: str) -> Definition:
        """The pathway as it is stored under its hash. Raises NotAsKept."""
        known = self.definitions.get(definition_hash)
        if known is None:
            text = find_definition_text(self.connection, definition_hash)
            if text is None:
                raise NotAsKept("The pathway that it was judged by is gone.")
            if sha256_of(text) != definition_hash:
                raise NotAsKept("The pathway that it was judged by was changed.")
            known = self.definitions[definition_hash] = _read(text)
        return known

    def asked(self, found: Iterable[Difference]) -> dict[str, str]:
        """What the checks that differ ask, by their name."""
        told = {}
        for criterion in {d.criterion for d in found}:
            for definition in self.definitions.values():
                declared = definition.find_criterion(criterion)
                told[criterion] = declared.asks if declared else criterion
        return told


def _read(text: str) -> Definition:
    """Raises NotAsKept where the rules of today do not know what a stored pathway names."""
    try:
        return definition_from_canonical(text)
    except CaseworkError as fault:
        raise NotAsKept(f"The pathway that it was judged by cannot be read: {fault}.") from fault


def _body_of(snapshot: Any, step: RecordVersion) -> dict[str, Any]:
    """What a snapshot holds. Raises NotAsKept unless it is the one that the record of its move or
    act names."""
    if step.payload is None or step.payload.snapshot != snapshot.hash:
        raise NotAsKept("The record of the move or act names another snapshot.")
    if sha256_of(snapshot.body) != snapshot.hash:
        raise NotAsKept("The snapshot of the move was changed after the move.")
    body: dict[str, Any] = json.loads(snapshot.body)
    return body


def _subject_of(step: RecordVersion, body: dict[str, Any]) -> str:
    """What an act was about, as its record says; older snapshots do not. Raises NotAsKept if they
    do not agree."""
    subject: str = getattr(step.payload, "subject", "")
    if body.get("subject", subject) != subject:
        raise NotAsKept("The record of the act is about something else than its snapshot.")
    return subject

"""Reading a case: as it is now, as it stood on a past date, or as it would be judged on another.

Reads return frozen values. A page costs a handful of statements, however long the history is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection

from casework.domain.dates import LONDON
from casework.domain.errors import NotFound
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.originals import PRIVILEGED_THERE
from casework.domain.permissions import (
    can_read_privileged,
    can_read_record,
    check_can_view_case,
    roles_on,
)
from casework.domain.records import get_kind
from casework.domain.records.fields import FieldType
from casework.domain.viewer import Viewer
from casework.engine.definition import Definition
from casework.engine.judgement import judge_move
from casework.engine.results import Judgement
from casework.services.both_names import both_names, own_references
from casework.services.definitions import definition_of
from casework.services.office import Office
from casework.services.record_titles import naming_records
from casework.store.facts import (
    facts_from,
    history_of,
    records_at,
    texts_of_case,
    with_texts,
)
from casework.store.names import Names, names_of
from casework.store.originals import facts_now
from casework.store.transaction import find_case_row


@dataclass(frozen=True)
class CaseView:
    """A case as this viewer may see it.

    ``facts`` hold the records with their texts, without those that the viewer may not read;
    ``judged`` hold all of them without texts, for judging. ``as_of`` is set when the case is
    shown as it stood on a past date. ``own`` are the records of which the viewer recorded any
    version, here or in the case whose paper it is, so that pages know of four eyes what the verbs
    know.
    """

    row: Any
    facts: CaseFacts
    judged: CaseFacts
    definition: Definition
    names: Names
    roles: frozenset[str]
    as_of: date | None = None
    own: frozenset[str] = frozenset()

    @property
    def reference(self) -> str:
        return str(self.row.reference)

    @property
    def title(self) -> str:
        return str(self.row.title)

    @property
    def replayed(self) -> bool:
        return bool(self.row.replayed)

    def recorded_by(self, record: RecordVersion, role: str = "") -> str:
        """Who recorded a version, with both names where it was done in cover."""
        return both_names(self.judged, self.names, record, role)

    def judge(self, move: str, subject: str = "") -> Judgement:
        """Whether a move or act could happen on these facts; no side effects."""
        return judge_move(self.definition, self.judged, move, subject)

    def judge_on(self, move: str, day: date, subject: str = "") -> Judgement:
        """The same, as if on another date: a dry run."""
        return judge_move(self.definition, self.judged.at(day), move, subject)


def get_case(
    office: Office, viewer: Viewer, reference: str, *, as_of: date | None = None,
    signing: bool = True,
) -> CaseView:
    """The case. Raises NotFound if there is none or the viewer may not see it.

    ``signing`` is False for pages on which nobody signs or checks: they need no ``own``.

    ``as_of`` shows the records that were known by the end of that day in London; in a replayed
    case, those recorded for acts up to that simulated date.
    """
    with office.database.reading() as connection:
        row = find_case_row(connection, reference, calendar_of=_end_of(as_of))
        if row is None:
            raise NotFound(f"There is no case {reference}.")
        now = facts_now(connection, row, today_of(office, row))
        check_can_view_case(now, viewer)
        judged = now if as_of is None else _facts_at(connection, row, as_of, now)
        texts = texts_of_case(connection, row.id)
        privileged, roles = can_read_privileged(now, viewer), roles_on(now, viewer)
        shown = tuple(
            record
            for record in with_texts(judged.records, texts, privileged=privileged)
            if privileged or can_read_record(now, viewer, record)
        )
        facts = replace(judged, records=shown)
        return CaseView(
            row=row,
            facts=facts,
            judged=judged,
            definition=definition_of(office, connection, row.definition_hash),
            names=naming_records(
                names_of(connection, *keys_in(judged.records), on=judged.as_at), facts
            ),
            roles=roles,
            as_of=as_of,
            own=own_references(connection, row.id, now, viewer.person)
            if roles and signing else frozenset(),
        )


def today_of(office: Office, row: Any) -> date:
    """The date by which a case is judged: simulated in a replayed case, else today in London."""
    if row.replayed and row.simulated_on is not None:
        return row.simulated_on  # type: ignore[no-any-return]
    return office.clock.today()


def _facts_at(connection: Connection, row: Any, as_of: date, now: CaseFacts) -> CaseFacts:
    """The case as it stood; what is privileged now stays so on a past date."""
    if row.replayed:
        records = records_at(connection, row.id, judged_by=as_of)
    else:
        records = records_at(connection, row.id, known_by=_end_of(as_of))
    facts = facts_from(row, records, as_of, originals=now.extra.get(PRIVILEGED_THERE))
    moves = facts.current("stage_move")
    if not moves:
        raise NotFound(f"The case had not been opened by {as_of.isoformat()}.")
    last = moves[-1].payload
    return replace(facts, stage=last.target, visit=last.visit)


def _end_of(day: date | None) -> datetime | None:
    """The last instant of a day in London."""
    return None if day is None else datetime.combine(day, time.max, tzinfo=LONDON)


def keys_in(records: Iterable[RecordVersion]) -> tuple[set[str], set[str]]:
    """Keys of the organisations and of the persons that records name."""
    organisations: set[str] = set()
    persons: set[str] = set()
    for record in records:
        persons.add(record.recorded_by)
        if record.on_behalf_of:
            organisations.add(record.on_behalf_of)
        if record.payload is not None:
            _keys_of_payload(record, organisations, persons)
        elif ":" in record.key:  # an absence about a body (engine.supply.absence_key)
            organisations.add(record.key.partition(":")[2])
    return organisations, persons


def _keys_of_payload(
    record: RecordVersion, organisations: set[str], persons: set[str]
) -> None:
    for name, of_persons in _fields_with_keys(record.kind):
        value = getattr(record.payload, name)
        if value:
            found = persons if of_persons else organisations
            found.update(value if isinstance(value, tuple) else (value,))


@lru_cache(maxsize=256)
def _fields_with_keys(kind: str) -> tuple[tuple[str, bool], ...]:
    """The fields of a kind that hold keys, and whether they are persons' keys."""
    persons = {FieldType.PERSON, FieldType.MANY_PERSONS}
    organisations = {FieldType.ORGANISATION, FieldType.MANY_ORGANISATIONS}
    return tuple(
        (name, spec.type in persons)
        for name, spec in get_kind(kind).specs.items()
        if spec.type in persons | organisations or name == "subjects"
    )


@dataclass(frozen=True)
class RecordHistory:
    """Every version of one record that the viewer may read, oldest first."""

    versions: tuple[RecordVersion, ...]
    names: Names


def get_history(
    office: Office, viewer: Viewer, reference: str, kind: str, key: str
) -> RecordHistory:
    """The history of one record. Raises NotFound."""
    with office.database.reading() as connection:
        row = find_case_row(connection, reference)
        if row is None:
            raise NotFound(f"There is no case {reference}.")
        facts = facts_now(connection, row, today_of(office, row))
        check_can_view_case(facts, viewer)
        versions = tuple(
            r for r in history_of(connection, row.id, kind, key)
            if can_read_record(facts, viewer, r)
        )  # fmt: skip
        if not versions:
            raise NotFound("There is no such record on this case.")
        texts = texts_of_case(connection, row.id)
        return RecordHistory(
            with_texts(versions, texts, privileged=True),
            names_of(connection, *keys_in(versions), on=facts.as_at),
        )

"""Versions of successions, and what carrying one out changes. Writes need an open transaction."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, and_, delete, func, insert, literal, or_, select, update

from casework.domain.canonical import canonical
from casework.domain.records.codec import read_structure
from casework.domain.successions import RENAMING, Succession
from casework.store.models.cases import CaseRow
from casework.store.models.parties import OrganisationRow, OrganisationSuccessionRow, PersonRow
from casework.store.models.projections import CaseAccessRow
from casework.store.models.records import CaseRecordHeadRow, CaseRecordRow
from casework.store.models.successions import FormerNameRow, SuccessionVersionRow

_TABLE = SuccessionVersionRow.__table__
_FORMER = FormerNameRow.__table__
_LINK = OrganisationSuccessionRow.__table__
_ORGANISATION = OrganisationRow.__table__
_PERSON = PersonRow.__table__
_CASE = CaseRow.__table__
_ACCESS = CaseAccessRow.__table__
_RECORD = CaseRecordRow.__table__
_HEAD = CaseRecordHeadRow.__table__


def succession_of(row: Any) -> Succession:
    """One version as the rules know it."""
    told = json.loads(row.structure)
    return Succession(
        row.key, row.version, row.state, row.sort, tuple(told["predecessors"]),
        tuple(told["successors"]), row.in_force_on, row.instrument, told["name"],
        {line: tuple(to) for line, to in told["choices"].items()}, told["persons"],
        told["origins"], row.recorded_by, told.get("cases", 0), told.get("refused", {}),
    )  # fmt: skip


def newest_successions(connection: Connection) -> tuple[Succession, ...]:
    """The newest version of every succession, the latest in force first."""
    newest = select(func.max(_TABLE.c.id)).group_by(_TABLE.c.key).scalar_subquery()
    statement = (
        select(_TABLE).where(_TABLE.c.id.in_(newest))
        .order_by(_TABLE.c.in_force_on.desc(), _TABLE.c.id.desc())
    )  # fmt: skip
    return tuple(succession_of(row) for row in connection.execute(statement))


def every_version(connection: Connection) -> dict[str, list[Any]]:
    """Every version of every succession by its key, oldest first; there are few."""
    found: dict[str, list[Any]] = {}
    for row in connection.execute(select(_TABLE).order_by(_TABLE.c.key, _TABLE.c.version)):
        found.setdefault(row.key, []).append(row)
    return found


def versions_of(connection: Connection, key: str) -> list[Any]:
    """Every version of one succession, oldest first, with the name of who recorded it."""
    statement = (
        select(_TABLE, func.coalesce(_PERSON.c.name, _TABLE.c.recorded_by).label("recorder"))
        .join(_PERSON, _PERSON.c.key == _TABLE.c.recorded_by, isouter=True)
        .where(_TABLE.c.key == key).order_by(_TABLE.c.version)
    )  # fmt: skip
    return list(connection.execute(statement))


def insert_version(connection: Connection, s: Succession, reason: str, now: Any) -> None:
    """Add a version."""
    structure = canonical({
        "predecessors": list(s.predecessors), "successors": list(s.successors), "name": s.name,
        "choices": {line: list(to) for line, to in s.choices.items()}, "persons": dict(s.persons),
        "origins": dict(s.origins), "cases": s.cases, "refused": dict(s.refused),
    })  # fmt: skip
    connection.execute(insert(_TABLE), {
        "key": s.key, "version": s.version, "state": s.state, "sort": s.sort, "in_force_on": s.on,
        "instrument": s.instrument, "structure": structure, "reason": reason,
        "recorded_by": s.recorded_by, "recorded_at": now,
    })  # fmt: skip


def persons_of(connection: Connection, organisations: Iterable[str]) -> list[Any]:
    """The persons of these organisations, ordered by name."""
    statement = (
        select(*_PERSON.c).where(_PERSON.c.organisation.in_(sorted(organisations)))
        .order_by(_PERSON.c.name, _PERSON.c.key)
    )  # fmt: skip
    return list(connection.execute(statement))


def bodies_of(connection: Connection, s: Succession) -> tuple[dict[str, str], list[Any]]:
    """The names of a succession's bodies by key, and the persons of those that cease, by name; in
    one statement."""
    ceasing = _PERSON.c.organisation.in_(sorted(s.predecessors))
    statement = (
        select(_ORGANISATION.c.key.label("body"), _ORGANISATION.c.name.label("body_name"),
               *_PERSON.c)
        .outerjoin(_PERSON, and_(_PERSON.c.organisation == _ORGANISATION.c.key, ceasing))
        .where(_ORGANISATION.c.key.in_(sorted({*s.predecessors, *s.successors})))
        .order_by(_PERSON.c.name, _PERSON.c.key)
    )  # fmt: skip
    rows = connection.execute(statement).all()
    names = {row.body: row.body_name for row in rows}
    return names, [row for row in rows if row.key is not None and s.sort != RENAMING]


def newest_with_bodies(
    connection: Connection, key: str
) -> tuple[Succession, dict[str, str], list[Any]] | None:
    """The newest version of one succession with what ``bodies_of`` gives, in one statement; None
    if there is none of this key."""
    newest = select(func.max(_TABLE.c.version)).where(_TABLE.c.key == key).scalar_subquery()
    named = _TABLE.c.structure.contains(literal('"') + _ORGANISATION.c.key + '"')
    versions = [c.label(f"of_{c.name}") for c in _TABLE.c]
    statement = (
        select(*versions, _ORGANISATION.c.key.label("body"),
               _ORGANISATION.c.name.label("body_name"), *_PERSON.c)
        .select_from(_TABLE)
        .join(_ORGANISATION, named)
        .outerjoin(_PERSON, _PERSON.c.organisation == _ORGANISATION.c.key)
        .where(_TABLE.c.key == key, _TABLE.c.version == newest)
        .order_by(_PERSON.c.name, _PERSON.c.key)
    )  # fmt: skip
    rows = connection.execute(statement).all()
    if not rows:
        return None
    s = succession_of(_Version(rows[0]))
    bodies = {*s.predecessors, *s.successors}
    names = {row.body: row.body_name for row in rows if row.body in bodies}
    people = [r for r in rows if r.organisation in s.predecessors and s.sort != RENAMING]
    return s, names, people


@dataclass(frozen=True, slots=True)
class _Version:
    """The columns of a version out of a row that has others beside them."""

    row: Any

    def __getattr__(self, name: str) -> Any:
        return getattr(self.row, f"of_{name}")


def cases_of(
    connection: Connection, organisations: Iterable[str], persons: Iterable[str]
) -> list[Any]:
    """Live cases that are these bodies' own, name one of them, or give a role to one of the
    persons. A replayed case has successions of its own, stated in its case file."""
    keys = sorted(organisations)
    named = or_(*(_RECORD.c.structure.contains(f'"{key}"', autoescape=True) for key in keys))
    speaking = (
        select(_RECORD.c.case_id).join(_HEAD, _HEAD.c.record_id == _RECORD.c.id).where(named)
    )
    attested = (
        select(_HEAD.c.case_id)
        .where(or_(*(_HEAD.c.key.contains(f":{key}", autoescape=True) for key in keys)))
    )
    held = select(_ACCESS.c.case_id).where(_ACCESS.c.person.in_(sorted(persons)))
    statement = (
        select(_CASE.c.id, _CASE.c.reference, _CASE.c.title, _CASE.c.stage, _CASE.c.organisation,
               _CASE.c.replayed)
        .where(
            _CASE.c.replayed.is_(False),
            or_(_CASE.c.organisation.in_(keys), _CASE.c.id.in_(speaking),
                _CASE.c.id.in_(attested), _CASE.c.id.in_(held)),
        )
        .order_by(_CASE.c.reference)
    )  # fmt: skip
    return list(connection.execute(statement))


def passed_on_cases(connection: Connection, key: str) -> list[tuple[str, Any]]:
    """What live cases have of a succession: their reference with the payload of their record, one
    for each body that ceased; in one statement."""
    statement = (
        select(_CASE.c.reference, _RECORD.c.structure)
        .join(_HEAD, _HEAD.c.case_id == _CASE.c.id)
        .join(_RECORD, _RECORD.c.id == _HEAD.c.record_id)
        .where(
            _HEAD.c.kind == "succession", _RECORD.c.state == "stated", _CASE.c.replayed.is_(False),
            or_(_HEAD.c.key == key, _HEAD.c.key.startswith(f"{key}:", autoescape=True)),
        )
        .order_by(_CASE.c.reference, _HEAD.c.key)
    )  # fmt: skip
    return [(row.reference, read_structure("succession", row.structure))
            for row in connection.execute(statement)]  # fmt: skip


def replace_links(connection: Connection, s: Succession) -> None:
    """Put the links of one succession into the register, in place of those that it had."""
    connection.execute(delete(_LINK).where(_LINK.c.plan == s.key))
    rows = [
        {"predecessor": old, "successor": new, "succeeded_on": s.on, "instrument": s.instrument,
         "plan": s.key}
        for old in s.predecessors for new in s.successors
    ]  # fmt: skip
    if rows:
        connection.execute(insert(_LINK), rows)


def end_organisations(connection: Connection, keys: Iterable[str], last: date) -> None:
    """Set the last day of these bodies."""
    connection.execute(
        update(_ORGANISATION).where(_ORGANISATION.c.key.in_(sorted(keys))).values(valid_to=last)
    )


def begin_organisations(
    connection: Connection, keys: Iterable[str], first: date, was: date | None
) -> None:
    """Set the first day of these bodies where none is known, or where it was the one before the
    succession was corrected."""
    known = _ORGANISATION.c.valid_from
    unknown = known.is_(None) if was is None else or_(known.is_(None), known == was)
    connection.execute(
        update(_ORGANISATION).where(_ORGANISATION.c.key.in_(sorted(keys)), unknown)
        .values(valid_from=first)
    )  # fmt: skip


def move_persons(connection: Connection, persons: Iterable[str], to: str) -> None:
    """Make these persons people of another body."""
    connection.execute(
        update(_PERSON).where(_PERSON.c.key.in_(sorted(persons))).values(organisation=to)
    )


def rename(connection: Connection, key: str, name: str, last: date, succession: str) -> None:
    """Give a body another name; the one that it has is kept, with its last day."""
    old = select(_ORGANISATION.c.name).where(_ORGANISATION.c.key == key)
    before = str(connection.execute(old).scalar_one())
    connection.execute(insert(_FORMER), {
        "organisation": key, "name": before, "until_day": last, "succession": succession,
    })  # fmt: skip
    connection.execute(
        update(_ORGANISATION).where(_ORGANISATION.c.key == key).values(name=name)
    )


def former_names(connection: Connection, key: str) -> list[Any]:
    """The names that a body had, oldest first."""
    statement = select(*_FORMER.c).where(_FORMER.c.organisation == key)
    return list(connection.execute(statement.order_by(_FORMER.c.until_day, _FORMER.c.id)))

"""Lists across cases, read from the projections and always through ``visible_to``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, exists, func, literal, or_, select

from casework.domain.facts import RecordVersion
from casework.domain.viewer import Viewer
from casework.store.bank_holidays import IN_FORCE
from casework.store.cases import visible_to
from casework.store.council_papers import RULES_IN_FORCE
from casework.store.facts import read_record, record_columns
from casework.store.models.cases import CaseRow, ProgrammeRow
from casework.store.models.projections import CaseAccessRow, CaseShareRow, RequiredActionRow
from casework.store.models.records import CaseRecordHeadRow, CaseRecordRow, ErasableTextRow
from casework.store.parties import ORGANISATION, from_published_records
from casework.store.projections import still_stands

_CASE = CaseRow.__table__
_ACTION = RequiredActionRow.__table__
_PROGRAMME = ProgrammeRow.__table__
_SHARE = CaseShareRow.__table__
_ACCESS = CaseAccessRow.__table__
_RECORD = CaseRecordRow.__table__
_HEAD = CaseRecordHeadRow.__table__
_TEXT = ErasableTextRow.__table__
PAGE = 25
REPLAYED = "replayed:"


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """What a list of cases is narrowed to. ``after`` is the ``mark_of`` the last case before."""

    words: str = ""
    stage: str = ""
    blocked_by: str = ""
    next_date_by: date | None = None
    programme: str = ""
    after: str = ""


def list_cases(
    connection: Connection, viewer: Viewer, today: date, narrowed: CaseFilter
) -> list[Any]:
    """One page of cases and one more, newest reference first (keyset, so page N costs as page 1).

    Live cases stand before replayed ones, which are asked for only where the live ones end: one
    order over both would sort every case. The caller shows ``PAGE``; one more means a next page.
    """
    visible = _narrow(select(_CASE).where(visible_to(viewer, today)), narrowed)
    visible = visible.order_by(_CASE.c.reference.desc())
    live, replayed = (visible.where(_CASE.c.replayed.is_(which)) for which in (False, True))
    found: list[Any] = []
    if narrowed.after.startswith(REPLAYED):
        replayed = replayed.where(_CASE.c.reference < narrowed.after.removeprefix(REPLAYED))
    else:
        live = live.where(_CASE.c.reference < narrowed.after) if narrowed.after else live
        found += connection.execute(live.limit(PAGE + 1))
    if len(found) <= PAGE:
        found += connection.execute(replayed.limit(PAGE + 1 - len(found)))
    return found


def mark_of(case: Any) -> str:
    """What ``CaseFilter.after`` says to go on after this case."""
    return f"{REPLAYED if case.replayed else ''}{case.reference}"


def _narrow(statement: Select[Any], narrowed: CaseFilter) -> Select[Any]:
    if narrowed.words:
        pattern = f"%{narrowed.words.replace('%', '').replace('_', '')}%"
        statement = statement.where(
            or_(_CASE.c.title.ilike(pattern), _CASE.c.reference.ilike(pattern))
        )
    if narrowed.stage:
        statement = statement.where(_CASE.c.stage == narrowed.stage)
    if narrowed.blocked_by:
        statement = statement.where(
            exists().where(
                _ACTION.c.case_id == _CASE.c.id, _ACTION.c.gate == narrowed.blocked_by
            )
        )
    if narrowed.next_date_by:
        # A reconstructed case counts its dates from the day to which it was replayed.
        statement = statement.where(
            _CASE.c.next_date <= narrowed.next_date_by, _CASE.c.replayed.is_(False)
        )
    if narrowed.programme:
        programme = select(_PROGRAMME.c.id).where(_PROGRAMME.c.key == narrowed.programme)
        statement = statement.where(_CASE.c.programme_id == programme.scalar_subquery())
    return statement


def list_actions_of(connection: Connection, viewer: Viewer, limit: int = 200) -> list[Any]:
    """What waits for this person, what only they can do first, then the most urgent.

    Not narrowed by ``visible_to``: a row names the person because they may act on it, and an
    outside person may be asked for something without seeing the case.
    """
    statement = (
        select(_ACTION, _CASE.c.reference, _CASE.c.title, _CASE.c.stage, _CASE.c.next_date,
               _CASE.c.next_date_label, _CASE.c.next_date_mark, _CASE.c.replayed, _CASE.c.visit,
               _CASE.c.definition_hash, _CASE.c.simulated_on)
        .join(_CASE, _CASE.c.id == _ACTION.c.case_id)
        .where(_ACTION.c.person == viewer.person, still_stands())
        .order_by(
            _ACTION.c.only.desc(),
            func.coalesce(_ACTION.c.due_on, _CASE.c.next_date).is_(None),
            func.coalesce(_ACTION.c.due_on, _CASE.c.next_date),
            _CASE.c.reference, _ACTION.c.place,
        )
        .limit(limit)
    )  # fmt: skip
    return list(connection.execute(statement))


def programme_titles(connection: Connection, *, replayed: bool = True) -> list[Any]:
    """Key and title of every programme; without ``replayed``, not of those that a replay opened."""
    statement = select(_PROGRAMME.c.key, _PROGRAMME.c.title).order_by(_PROGRAMME.c.title)
    if not replayed:
        bodies = select(ORGANISATION.c.key).where(from_published_records())
        statement = statement.where(_PROGRAMME.c.organisation.not_in(bodies))
    return list(connection.execute(statement))


def list_programmes(connection: Connection, viewer: Viewer, today: date) -> list[Any]:
    """Programmes with how many of their cases the viewer sees."""
    statement = (
        select(_PROGRAMME.c.key, _PROGRAMME.c.title, _PROGRAMME.c.organisation,
               func.count(_CASE.c.id).label("cases"))
        .select_from(_PROGRAMME)
        .join(_CASE, (_CASE.c.programme_id == _PROGRAMME.c.id) & visible_to(viewer, today),
              isouter=True)
        .group_by(_PROGRAMME.c.id)
        .order_by(_PROGRAMME.c.title)
    )  # fmt: skip
    return list(connection.execute(statement))


def list_shares_of(connection: Connection, organisation: str, today: date) -> list[Any]:
    """What is shared with an outside organisation and not withdrawn, newest first."""
    statement = (
        select(_SHARE, _CASE.c.reference, _CASE.c.title, _CASE.c.replayed)
        .join(_CASE, _CASE.c.id == _SHARE.c.case_id)
        .where(_SHARE.c.organisation == organisation,
               or_(_SHARE.c.until.is_(None), _SHARE.c.until > today))
        .order_by(_SHARE.c.since.desc(), _SHARE.c.id.desc())
    )  # fmt: skip
    return list(connection.execute(statement))


def find_visible_case(
    connection: Connection, viewer: Viewer, today: date, reference: str
) -> Any:
    """The row of one case if the viewer sees it whole, else None."""
    visible = visible_to(viewer, today)
    statement = select(_CASE, IN_FORCE, RULES_IN_FORCE).where(
        _CASE.c.reference == reference, visible
    )
    return connection.execute(statement).one_or_none()


def list_roles_held(connection: Connection, viewer: Viewer, today: date) -> list[Any]:
    """The roles that this person holds on cases now, newest case first; ``own`` is False where
    they were never given the role and hold it as somebody's cover. It is True of one that they had
    once and now hold in cover: ``list_roles_given`` tells those."""
    given = literal(f"{viewer.person}:").concat(_ACCESS.c.role)
    own = (
        select(_HEAD.c.record_id)
        .where(_HEAD.c.case_id == _ACCESS.c.case_id, _HEAD.c.kind == "role",
               or_(_HEAD.c.key == given, _HEAD.c.key.startswith(given.concat(":"))))
        .correlate(_ACCESS).exists()
    )  # fmt: skip
    statement = (
        select(_ACCESS.c.role, _CASE.c.reference, _CASE.c.title, _CASE.c.stage,
               _CASE.c.definition_hash, _CASE.c.blockers, _CASE.c.replayed, own.label("own"))
        .join(_CASE, _CASE.c.id == _ACCESS.c.case_id)
        .where(
            _ACCESS.c.person == viewer.person,
            or_(_ACCESS.c.since.is_(None), _ACCESS.c.since <= today),
            or_(_ACCESS.c.until.is_(None), _ACCESS.c.until >= today, _CASE.c.replayed),
        )
        .order_by(_CASE.c.reference.desc(), _ACCESS.c.role)
    )  # fmt: skip
    return list(connection.execute(statement))


def list_roles_given(
    connection: Connection, person: str
) -> list[tuple[str, str, bool, RecordVersion]]:
    """The role records of a person on the cases that are open to them, those that ended among
    them, newest case first: each with the case's reference, its title, and whether it is a
    replay."""
    theirs = select(_ACCESS.c.case_id).where(_ACCESS.c.person == person)
    statement = (
        select(*record_columns(), _CASE.c.reference, _CASE.c.title, _CASE.c.replayed)
        .join(_HEAD, _HEAD.c.record_id == _RECORD.c.id)
        .join(_CASE, _CASE.c.id == _HEAD.c.case_id)
        .where(_CASE.c.id.in_(theirs), _HEAD.c.kind == "role",
               _HEAD.c.key.startswith(f"{person}:", autoescape=True))
        .order_by(_CASE.c.reference.desc(), _HEAD.c.key)
    )  # fmt: skip
    return [(*row[-3:], read_record(tuple(row[:-3]))) for row in connection.execute(statement)]


def list_covers_near(connection: Connection, viewer: Viewer, today: date) -> list[Any]:
    """The absence covers of every live case on which this person holds a role now or will, each
    with its case, in the order of the cases."""
    own = (
        select(_ACCESS.c.case_id)
        .where(_ACCESS.c.person == viewer.person, _ACCESS.c.outside.is_(False),
               or_(_ACCESS.c.until.is_(None), _ACCESS.c.until >= today))
    )  # fmt: skip
    statement = (
        select(*record_columns(), _CASE.c.reference, _CASE.c.title)
        .join(_HEAD, _HEAD.c.record_id == _RECORD.c.id)
        .join(_CASE, _CASE.c.id == _HEAD.c.case_id)
        .where(_HEAD.c.case_id.in_(own), _HEAD.c.kind == "cover", _CASE.c.replayed.is_(False))
        .order_by(_CASE.c.reference.desc(), _RECORD.c.id)
    )
    return [(row, read_record(tuple(row[:-2]))) for row in connection.execute(statement)]


def list_named_records(connection: Connection, wanted: set[tuple[int, str]]) -> list[Any]:
    """The records of these cases and references (`kind/key`), each with its case."""
    parts = [reference.partition("/") for _, reference in wanted]
    statement = (
        select(*record_columns(), _RECORD.c.case_id)
        .join(_HEAD, _HEAD.c.record_id == _RECORD.c.id)
        .where(
            _HEAD.c.case_id.in_(sorted({case_id for case_id, _ in wanted})),
            _HEAD.c.kind.in_(sorted({kind for kind, _, _ in parts})),
            _HEAD.c.key.in_(sorted({key for _, _, key in parts})),
        )
    )
    found = [(row.case_id, read_record(row[:-1])) for row in connection.execute(statement)]
    return [
        (case_id, record) for case_id, record in found
        if record.payload is not None and (case_id, record.reference) in wanted
    ]  # fmt: skip


def values_of_texts(connection: Connection, commitments: set[str]) -> dict[str, str]:
    """Texts by their commitments; an erased one is left out."""
    statement = select(_TEXT.c.commitment, _TEXT.c.text).where(
        _TEXT.c.commitment.in_(sorted(commitments))
    )
    return {commitment: text for commitment, text in connection.execute(statement)}


def find_programme(connection: Connection, key: str) -> Any:
    """The programme, or None."""
    return connection.execute(select(_PROGRAMME).where(_PROGRAMME.c.key == key)).one_or_none()

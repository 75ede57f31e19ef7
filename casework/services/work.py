"""What waits for a person, grouped by case; and what their first page offers them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection

from casework.domain.roles import OUTSIDE_ROLES
from casework.domain.viewer import Viewer
from casework.engine.agenda import HELD, READY, TO_APPROVE, TO_ASSIGN
from casework.engine.citing import Citation, cite
from casework.engine.definition import Definition
from casework.engine.required_action import LEFT_OPEN
from casework.engine.results import State
from casework.services.case_documents.making import document_key
from casework.services.covering_reading import CoverOnCase, covers_of, own_roles_on_cases
from casework.services.definitions import definition_of
from casework.services.office import Office
from casework.services.record_titles import document_title
from casework.services.work_names import WorkNames, names_in_work, record_named
from casework.store import decisions, listing

LATEST_DECISIONS = 5
LETTER, CONSULTING = "D05", "open_consultation"


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing that waits for the viewer: for a ``gate``, what one of its checks asks.

    Else ``of`` says what it is, and ``key`` which: a `request` to them or the `answer` to their own
    (key of the record), a `move` that nothing bars (id), or a `document` to be approved (key).
    ``asks`` is what must be so, ``reason`` why it is not yet; ``law`` the titles of what asks it,
    and ``law_note`` why none is named, where what it rests on was not in force.
    """

    gate: str
    criterion: str
    gate_title: str
    asks: str
    reason: str
    state: str
    force: str
    law: tuple[str, ...]
    subject: str
    roles: tuple[str, ...]
    due_on: date | None
    only: bool
    of: str = "check"
    key: str = ""
    law_note: str = ""


@dataclass(frozen=True, slots=True)
class CaseTodos:
    """What waits for the viewer on one case, in the order of the list."""

    reference: str
    title: str
    stage_title: str
    replayed: bool
    next_date: date | None
    next_date_label: str
    todos: tuple[Todo, ...]
    next_date_mark: str = ""
    replayed_to: date | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """What waits for the viewer, part by part.

    What was asked of them by name, answers to what they asked, moves that nothing bars, documents
    to be approved, what holds ask to be put on record, what successions of bodies left open,
    checks that only they can meet, checks that others could meet too, and questions that checks
    raise; and what waits for a role in which they cover for somebody. ``covers`` are all in which
    they cover or are covered for, now or later. ``cut`` is True if more waits than is listed.
    """

    asked: tuple[CaseTodos, ...] = ()
    answered: tuple[CaseTodos, ...] = ()
    ready: tuple[CaseTodos, ...] = ()
    approve: tuple[CaseTodos, ...] = ()
    succeeded: tuple[CaseTodos, ...] = ()
    only: tuple[CaseTodos, ...] = ()
    shared: tuple[CaseTodos, ...] = ()
    questions: tuple[CaseTodos, ...] = ()
    held: tuple[CaseTodos, ...] = ()
    covering: tuple[CaseTodos, ...] = ()
    covers: tuple[CoverOnCase, ...] = ()
    cut: bool = False


@dataclass(frozen=True, slots=True)
class RoleHeld:
    """A case on which the viewer holds roles.

    ``writes_to_councils`` is True from the stage that yields the letter to a council until the
    consultation is over.
    """

    reference: str
    title: str
    stage_title: str
    writes_to_councils: bool
    replayed: bool
    blockers: int
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PastDecision:
    """A move or act of a visible case, by the position of its entry in the chain."""

    reference: str
    case_title: str
    position: int
    title: str
    recorded_at: Any
    replayed: bool


@dataclass(frozen=True, slots=True)
class FirstPage:
    """What the first page of a person offers: their work, their cases, decisions of the past."""

    work: Work
    cases: tuple[RoleHeld, ...]
    decisions: tuple[PastDecision, ...]


MOST = 200


def read_work(office: Office, viewer: Viewer) -> Work:
    """What waits for the viewer, what only they can do first, the most urgent first."""
    with office.database.reading() as connection:
        return _work(office, connection, viewer)


def read_first_page(office: Office, viewer: Viewer) -> FirstPage:
    """Everything on the first page of an inside person."""
    today = office.clock.today()
    with office.database.reading() as connection:
        held = listing.list_roles_held(connection, viewer, today)
        past = decisions.latest_snapshots(connection, viewer, today, LATEST_DECISIONS)
        return FirstPage(
            work=_work(office, connection, viewer, held),
            cases=_roles_held(office, connection, held),
            decisions=tuple(_past_decision(office, connection, row) for row in past),
        )


def _roles_held(
    office: Office, connection: Connection, rows: Iterable[Any]
) -> tuple[RoleHeld, ...]:
    grouped: dict[str, list[Any]] = {}
    for row in rows:
        if row.role not in OUTSIDE_ROLES:
            grouped.setdefault(row.reference, []).append(row)
    found = []
    for same in grouped.values():
        row = same[0]
        definition = definition_of(office, connection, row.definition_hash)
        found.append(
            RoleHeld(
                row.reference, row.title, definition.stage(row.stage).title,
                _writes_to_councils(definition, row.stage), row.replayed,
                row.blockers, tuple(r.role for r in same),
            )
        )  # fmt: skip
    return tuple(found)


def _writes_to_councils(definition: Definition, stage: str) -> bool:
    yielding = [gate.stage for gate in definition.gates if LETTER in gate.documents]
    consulting = definition.find_act(CONSULTING)
    if not yielding or consulting is None:
        return False
    here = definition.position_of(stage)
    first = min(definition.position_of(s) for s in yielding)
    return first <= here <= max(definition.position_of(s) for s in consulting.stages)


def _past_decision(office: Office, connection: Connection, row: Any) -> PastDecision:
    definition = definition_of(office, connection, row.definition_hash)
    return PastDecision(
        row.reference, row.title, row.position, title_of_move(definition, row.move),
        row.recorded_at, row.replayed,
    )  # fmt: skip


def title_of_move(definition: Definition, move: str) -> str:
    """A move or act in words; one that the definition lacks is shown as it is."""
    act = definition.find_act(move)
    edge = next((e for e in definition.edges if e.id == move), None)
    return act.title if act else (edge.title if edge else move)


def _work(
    office: Office, connection: Connection, viewer: Viewer, held: list[Any] | None = None
) -> Work:
    """``held`` are the viewer's roles where they are read already."""
    today = office.clock.today()
    rows = listing.list_actions_of(connection, viewer, MOST + 1)
    cut = len(rows) > MOST
    rows = rows[:MOST]
    parts: dict[str, dict[str, list[Any]]] = {}
    definitions: dict[str, Definition] = {}
    for row in rows:
        definitions.setdefault(
            row.reference, definition_of(office, connection, row.definition_hash)
        )
    names = names_in_work(connection, viewer, rows, definitions)
    covers = () if viewer.outside else covers_of(connection, viewer, today)
    borrowed = _roles_in_cover(covers)
    if held is None:
        held = listing.list_roles_held(connection, viewer, today) if borrowed else []
    own = own_roles_on_cases(connection, viewer, today, held, covers)
    for row in rows:
        asked = row.roles.split()
        in_cover = bool(set(asked) & borrowed.get(row.reference, set())) and not any(
            (row.reference, role) in own for role in asked
        )
        group = parts.setdefault("covering" if in_cover else _part_of(row), {})
        todo = _todo(
            office, definitions[row.reference], row, names, row.simulated_on or today
        )
        if viewer.outside:
            # Why something is not met speaks of records that were not shared with them.
            todo = replace(todo, reason="")
        group.setdefault(row.reference, []).append((row, todo))
    return Work(**{name: _grouped(part, definitions) for name, part in parts.items()}, cut=cut,
                covers=covers)


def _roles_in_cover(covers: Iterable[CoverOnCase]) -> dict[str, set[str]]:
    """By case, the roles in which the viewer now covers for somebody."""
    found: dict[str, set[str]] = {}
    for cover in covers:
        if cover.is_theirs and cover.is_in_force:
            found.setdefault(cover.reference, set()).update(cover.roles)
    return found


def _part_of(row: Any) -> str:
    """The part of ``Work`` to which a line belongs."""
    if row.state == State.FLAGGED:
        return "questions"
    if row.gate:
        return "only" if row.only else "shared"
    parts = {READY: "ready", TO_APPROVE: "approve", "sent": "answered", HELD: "held",
             **dict.fromkeys(LEFT_OPEN, "succeeded")}  # fmt: skip
    return parts.get(row.state, "asked")


def _grouped(
    groups: dict[str, list[Any]], definitions: dict[str, Definition]
) -> tuple[CaseTodos, ...]:
    found = []
    for reference, pairs in groups.items():
        row = pairs[0][0]
        found.append(
            CaseTodos(
                reference, row.title, definitions[reference].stage(row.stage).title, row.replayed,
                row.next_date, row.next_date_label, tuple(todo for _, todo in pairs),
                row.next_date_mark, row.simulated_on if row.replayed else None,
            )
        )  # fmt: skip
    return tuple(found)


def _todo(
    office: Office, definition: Definition, row: Any, names: WorkNames, judged_on: date
) -> Todo:
    if row.gate:
        own = names.own.get((row.reference, record_named(definition, row)), "")
        return _check(definition, row, names, judged_on, own)
    key = row.criterion.partition("/")[2]
    todo = Todo(
        "", "", "", names.own.get((row.reference, row.criterion), ""), "", row.state, row.force, (),
        names.organisation(row.subject), tuple(row.roles.split()), row.due_on,
        row.only, "answer" if row.state == "sent" else "request", key,
    )  # fmt: skip
    if row.state == READY:
        return replace(todo, asks=title_of_move(definition, row.blocks), of="move", key=row.blocks)
    if row.state == HELD:
        of = "hold" if row.criterion.startswith("hold/") else "notice"
        return replace(todo, asks=row.reason, of=of)
    if row.state in LEFT_OPEN:
        reason = names.fill(row.reference, row.reason)
        return replace(todo, asks=reason, of="succession", key="")
    if row.state == TO_APPROVE:
        title = document_title(key, office.templates)
        return replace(todo, asks=title, of="document", key=document_key(key, row.subject))
    if row.state == TO_ASSIGN:
        asks = "Say who takes on work that was left to nobody"
        return replace(todo, asks=asks, reason=row.reason, of="handover")
    return todo


def _check(
    definition: Definition, row: Any, names: WorkNames, judged_on: date, own: str
) -> Todo:
    gate = definition.find_gate(row.gate)
    criterion = definition.find_criterion(row.criterion)
    citation = cite(definition, criterion, judged_on) if criterion else Citation()
    return Todo(
        gate=row.gate,
        criterion=row.criterion,
        gate_title=gate.title if gate else row.gate,
        asks=criterion.asks if criterion else row.criterion,
        reason=names.fill(row.reference, row.reason),
        state=row.state,
        force=row.force,
        law=citation.titles,
        law_note=citation.note,
        subject=own or _body(definition, row, names),
        roles=tuple(row.roles.split()),
        due_on=row.due_on,
        only=row.only,
    )


def _body(definition: Definition, row: Any, names: WorkNames) -> str:
    """The body that a check is asked of; nothing where it is asked of a record."""
    return "" if record_named(definition, row) else names.organisation(row.subject)

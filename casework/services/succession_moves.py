"""Whose move a succession is: who confirms it, who carries it out, and who is told of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from casework.domain.successions import (
    CARRIED_OUT,
    CONFIRMED,
    CONFIRMERS,
    STATED,
    Succession,
    can_confirm,
    can_keep_successions,
)
from casework.domain.viewer import Viewer
from casework.services.office import Office
from casework.services.successions import authors
from casework.store import parties
from casework.store import successions as store

CONFIRM, CARRY_OUT, PLANNED, TAKE_UP = "confirm", "carry_out", "planned", "take_up"


@dataclass(frozen=True, slots=True)
class SuccessionMove:
    """A succession that waits for the viewer: to be confirmed, to be carried out now or on its
    day, or to be taken up on the cases that were refused."""

    succession: Succession
    move: str
    names: Mapping[str, str]


def list_succession_moves(office: Office, viewer: Viewer) -> tuple[SuccessionMove, ...]:
    """The successions that wait for the viewer; none for who may neither confirm nor carry out."""
    if not viewer.roles & CONFIRMERS:
        return ()
    today = office.clock.today()
    with office.database.reading() as connection:
        found = []
        for rows in store.every_version(connection).values():
            latest = store.succession_of(rows[-1])
            move = next_move(latest, latest.on > today)
            stated_by = authors(store.succession_of(r) for r in rows)
            if move and may_make(viewer, move, stated_by):
                found.append((latest, move))
        keys = {key for s, _ in found for key in (*s.predecessors, *s.successors)}
        names = parties.names_of_organisations(connection, keys) if keys else {}
    return tuple(SuccessionMove(s, move, names) for s, move in found)


def next_move(s: Succession, lies_ahead: bool) -> str:
    """What is to be done with a succession next; empty if nothing is."""
    if s.state == STATED:
        return CONFIRM
    if s.state == CONFIRMED:
        return PLANNED if lies_ahead else CARRY_OUT
    return TAKE_UP if s.state == CARRIED_OUT and s.refused else ""


def may_make(viewer: Viewer, move: str, stated_by: set[str]) -> bool:
    """True if the viewer may make the move; a planned one is for who carries it out on its day."""
    return can_confirm(viewer, stated_by) if move == CONFIRM else can_keep_successions(viewer)

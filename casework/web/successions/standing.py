"""How far a succession is: on which cases, whose move it is, and what still says otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from casework.domain.dates import long_date
from casework.domain.successions import CARRIED_OUT, KEEPERS
from casework.services.succession_moves import (
    CARRY_OUT,
    CONFIRM,
    PLANNED,
    TAKE_UP,
    SuccessionMove,
    next_move,
)
from casework.services.succession_passing import is_as_stated
from casework.services.successions import SuccessionView
from casework.web.cases.addresses import address_of
from casework.web.cases.words import counted, in_words
from casework.web.successions.presenters import what_happens

MOVES = {
    CONFIRM: ("To be confirmed", "yellow", "You may confirm it as the second person."),
    CARRY_OUT: ("To be carried out", "blue", "It is confirmed and in force: carry it out."),
    PLANNED: ("Planned", "grey", "It is confirmed. Carry it out on its day."),
    TAKE_UP: ("Refused on cases", "orange", "See why, then carry it out on the rest."),
}
ASKS = {
    CONFIRM: "confirms it, as a second person",
    CARRY_OUT: "carries it out",
    TAKE_UP: "carries it out on the rest",
}


@dataclass(frozen=True, slots=True)
class MoveLine:
    """A succession that waits for the reader: a link, with what is to be done."""

    what: str
    address: str
    tag: str
    colour: str
    does: str
    on: str


@dataclass(frozen=True, slots=True)
class CaseStanding:
    """One case of a succession, and how far it is there; ``differs`` where it has another truth
    than the succession as it is stated now."""

    reference: str
    title: str
    words: str
    differs: bool


def move_line(found: SuccessionMove) -> MoveLine:
    """A succession that waits for the reader."""
    s = found.succession
    tag, colour, does = MOVES[found.move]
    address = address_of("succession_plans.show_succession", key=s.key)
    return MoveLine(what_happens(s, found.names), address, tag, colour, does, long_date(s.on))


def case_standings(view: SuccessionView) -> tuple[CaseStanding, ...]:
    """Every case of a succession, with how far it is there."""
    return tuple(_standing(view, reference, title) for reference, title in view.cases)


def _standing(view: SuccessionView, reference: str, title: str) -> CaseStanding:
    s = view.latest
    refused = s.refused.get(reference, "") if s.state == CARRIED_OUT else ""
    records = view.passed.get(reference, ())
    differs = any(not is_as_stated(reference, p, s) for p in records)
    words = f"refused. {refused}" if refused else ""
    if records:
        says = in_words(dict.fromkeys(_says(p, view.names) for p in records))
        words += f"{' It' if words else 'it'} still says: {says}" if differs else f"passed, {says}"
    elif not words and view.was is not None:
        words = "nothing passed on it"
    return CaseStanding(reference, title, words, differs)


def _says(payload: Any, names: Mapping[str, str]) -> str:
    to = in_words(names.get(b, b) for b in payload.successors) or "nobody"
    return f"in force from {payload.on.plain().removeprefix('on ')}, to {to}"


def whose_move(view: SuccessionView, today: date) -> str:
    """Who is to do what next, by name; empty where nothing is to be done."""
    s = view.latest
    move = next_move(s, s.on > today)
    if not move:
        return ""
    able = [
        name for key, name, roles in view.keepers
        if (key not in view.stated_by if move == CONFIRM else KEEPERS & set(roles.split()))
    ]  # fmt: skip
    who = in_words(able, "or")
    if not who:
        return ("Nobody may: give another person the part of governance or of a legal adviser, "
                "under People and accounts.")  # fmt: skip
    if move == PLANNED:
        return f"{who} carries it out, from {long_date(s.on)} on."
    return f"{who} {ASKS[move]}."


def still_as_it_was(view: SuccessionView, today: date) -> str:
    """What still says what the succession said before it was corrected: the register and the cases;
    empty where nothing does."""
    if not view.waits_to_be_carried_out_anew or view.was is None:
        return ""
    cases = sorted(reference for reference, _ in view.cases if reference in view.passed)
    shown = f" and {counted(len(cases), 'case')} ({in_words(cases)})" if cases else ""
    last = long_date(view.was - timedelta(days=1))
    text = (
        f"This corrects a succession that was carried out. Until it is carried out anew, the "
        f"register{shown} still say{'' if cases else 's'} what it said then: in force from "
        f"{long_date(view.was)}, with {last} as the last day of the old body."
    )
    if view.latest.on > today:
        text += (
            " As it is corrected it cannot be carried out: what has passed cannot wait for a day "
            "that lies ahead. Correct the day."
        )
    return text

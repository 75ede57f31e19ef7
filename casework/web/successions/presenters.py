"""Successions in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from casework.domain.dates import long_date
from casework.domain.holdings import GROUPS
from casework.domain.successions import CARRIED_OUT, PLAN_SORTS, RENAMING, STATES, Succession
from casework.engine.definition import Definition
from casework.services.reading import CaseView
from casework.services.record_titles import title_of_record
from casework.services.succession_lines import Line
from casework.web.cases.record_links import address_of_record
from casework.web.cases.words import counted

COLOURS = {"stated": "yellow", "confirmed": "blue", "carried_out": "green", "withdrawn": "grey"}
OUTCOMES = {
    "done": ("Passed", "green"),
    "already": ("Passed before", "grey"),
    "refused": ("Refused", "red"),
}


@dataclass(frozen=True, slots=True)
class SuccessionLine:
    """A succession as the list shows it."""

    key: str
    what: str
    on: str
    instrument: str
    state: str
    colour: str
    refused: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class HeldLine:
    """One line of a case in words; ``to`` says who takes it over."""

    name: str
    text: str
    address: str
    to: str
    note: str


@dataclass(frozen=True, slots=True)
class HeldGroup:
    """The lines of one sort."""

    title: str
    lines: tuple[HeldLine, ...]


def succession_line(
    s: Succession, names: Mapping[str, str], sees_cases: bool = False
) -> SuccessionLine:
    """One succession in a line; who sees its cases is told which were refused and why."""
    state, colour = state_in_words(s)
    refused = tuple(s.refused.items()) if sees_cases and s.state == CARRIED_OUT else ()
    return SuccessionLine(
        s.key, what_happens(s, names), long_date(s.on), s.instrument, state, colour, refused,
    )  # fmt: skip


def state_in_words(s: Succession) -> tuple[str, str]:
    """The state and its colour; of one that was refused on cases, on how many it was done."""
    if s.state == CARRIED_OUT and s.refused:
        return f"Carried out on {s.cases - len(s.refused)} of {counted(s.cases, 'case')}", "orange"
    return STATES[s.state], COLOURS[s.state]


def what_happens(s: Succession, names: Mapping[str, str]) -> str:
    """`Merger: Board A and Board B become Board C`."""
    old, new = _and(s.predecessors, names), _and(s.successors, names)
    if s.sort == RENAMING:
        return f"{PLAN_SORTS[s.sort]}: {old} becomes {s.name}"
    if not s.successors:
        return f"{PLAN_SORTS[s.sort]}: {old}, and nobody takes over"
    return f"{PLAN_SORTS[s.sort]}: from {old} to {new}"


def _and(keys: Iterable[str], names: Mapping[str, str]) -> str:
    found = [names.get(key, key) for key in keys]
    return " and ".join((", ".join(found[:-1]), found[-1])) if len(found) > 1 else "".join(found)


def held_groups(
    view: CaseView, lines: tuple[Line, ...], names: Mapping[str, str]
) -> tuple[HeldGroup, ...]:
    """The lines of a case by what they are."""
    found: dict[str, list[HeldLine]] = {}
    for number, line in enumerate(lines):
        found.setdefault(line.holding.group, []).append(_held(view, line, number, names))
    return tuple(HeldGroup(title, tuple(found[group])) for group, title in GROUPS.items()
                 if group in found)  # fmt: skip


def _held(view: CaseView, line: Line, number: int, names: Mapping[str, str]) -> HeldLine:
    to = "Not chosen yet" if line.to is None else _and(line.to, names) or "Nobody takes it over"
    note = ""
    if line.holding.follows:
        note = "Follows " + words_of(view, line.holding.follows)
    elif line.person:
        note = "Goes with " + view.names.person(line.person)
    record = view.facts.find(line.holding.what)
    address = address_of_record(view, record) if record is not None else ""
    return HeldLine(f"line-{number}", words_of(view, line.holding.what), address, to, note)


def words_of(view: CaseView, what: str) -> str:
    """A line in words: the case, a check, a date, or a record that the reader may see."""
    kind, _, key = what.partition("/")
    if what == "case":
        return f"The case {view.reference} itself"
    if kind == "gate":
        return _check(view.definition, key)
    if kind == "date":
        return _date(view, key)
    record = view.facts.find(what)
    return title_of_record(record, view.names) if record is not None else "A record that is not " \
        "shown to you"


def _check(d: Definition, ref: str) -> str:
    found = d.find_criterion(ref)
    return f"{found.asks.rstrip('.')} ({ref})" if found is not None else ref


def _date(view: CaseView, key: str) -> str:
    rule, _, rest = key.partition(":")
    reference, _, limb = rest.partition(":")
    record = view.facts.find(reference)
    about = title_of_record(record, view.names) if record is not None else "the case"
    named = f"Rule {rule}" if rule else limb.replace("_", " ").capitalize()
    return f"{named}: {about}"

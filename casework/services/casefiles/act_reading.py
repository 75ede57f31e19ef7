"""Reading the acts of a case file: their keys, their dates and what they are expected to meet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from casework.domain.dates import FactDate
from casework.engine.definition import Definition
from casework.engine.exceptions import waivers_of
from casework.engine.reading import Node, shown
from casework.services.casefiles import acts
from casework.services.casefiles.acts import ACTS, COMMON, ActField, ActKind
from casework.services.casefiles.format import ActLine, Expectation, RoleHeld
from casework.services.casefiles.nodes import (
    at,
    check_not_ahead,
    exact_date,
    fact_date,
    items,
    lower_first,
    text,
)
from casework.services.casefiles.versions import OnTheWay

COMMON_KEYS = tuple(f.name for f in COMMON)
ALL_KEYS = tuple(dict.fromkeys(COMMON_KEYS + tuple(k for a in ACTS.values() for k in a.keys)))
MAY_HAPPEN_ANYWAY = ("move", "do")
MAY_LIE_AHEAD = ("start_hold", "give_role", "end_role", "name_cover", "end_cover")
"""Acts whose ``on`` may lie ahead: a role is given or ended, and a pause planned, before its day
comes. Of other holds the act itself refuses such a day."""


def read_acts(
    root: Node, definition: Definition, sources: Mapping[str, str], roles: tuple[RoleHeld, ...],
    opened: date, versions: Mapping[int, Definition],
) -> tuple[ActLine, ...]:
    """The acts in order; each is judged no earlier than the one before it, and read by the version
    of the pathway that the case is then on."""
    if root.values.get("acts") is None:
        root.faults.add("acts", "missing", "a list of acts")
    found: list[ActLine] = []
    previous, on_the_way = opened, OnTheWay(definition, versions)
    for index, node in enumerate(items(root, "acts", ALL_KEYS, first=1), start=1):
        kind = ACTS.get(text(node, "act"))
        if kind is None:
            given = node.values.get("act")
            if not given or isinstance(given, str):
                node.faults.add(at(node, "act"), shown(given) if given else "missing",
                                f"one of {', '.join(ACTS)}")  # fmt: skip
            continue
        line = _act(node, index, kind, on_the_way.definition, sources, roles, previous)
        on_the_way.follow(line.act, line.fields)
        previous = line.judged_on
        found.append(line)
    return tuple(found)


def _act(
    node: Node, index: int, kind: ActKind, definition: Definition, sources: Mapping[str, str],
    roles: tuple[RoleHeld, ...], previous: date,
) -> ActLine:
    fields = _fields(node, kind)
    on = fact_date(node, "on")
    if kind.name in acts.DATED and node.values.get("on") is None:
        node.faults.add(at(node, "on"), "missing", "the date on which it was so")
    assumed = node.flag("assumed")
    source = source_of(node, sources)
    if kind.needs_source and bool(source) == assumed:
        what = "both a source and assumed" if assumed else "neither a source nor assumed: true"
        node.faults.add(node.path, what, "one of the two")
    anyway = node.flag("happened_anyway")
    if anyway and kind.name not in MAY_HAPPEN_ANYWAY:
        what = f"true for the act {kind.name}"
        node.faults.add(at(node, "happened_anyway"), what, "it only for a move or a do")
    by = text(node, "by") or _default_person(kind, fields, definition, roles)
    return ActLine(
        index=index, act=kind.name, fields=fields, by=by,
        judged_on=_judged_on(node, kind, on, previous), on=on, source=source, assumed=assumed,
        happened_anyway=anyway, expect=_expectation(node, "expect"),
        expect_assuming=_expectation(node, "expect_assuming"),
    )  # fmt: skip


def _fields(node: Node, kind: ActKind) -> dict[str, Any]:
    for key in node.values:
        if key in ALL_KEYS and key not in COMMON_KEYS and key not in kind.keys:
            what = f"no field of the act {kind.name}"
            node.faults.add(at(node, key), what, f"one of {', '.join(kind.keys)}")
    found = {}
    for field in kind.fields:
        value = node.values.get(field.name)
        if value is None or value == "":
            if field.required:
                node.faults.add(at(node, field.name), "missing", _asked_for(field))
            continue
        found[field.name] = _value(node, field, value)
    return found


def _asked_for(field: ActField) -> str:
    """What a field says, within a sentence: without the remark after a semicolon."""
    says = lower_first(field.says.partition(";")[0])
    return f"a text that says {says}" if says.startswith(("why", "how")) else says


def _value(node: Node, field: ActField, value: Any) -> Any:
    path = at(node, field.name)
    if field.type == acts.VALUES:
        if not isinstance(value, dict):
            node.faults.add(path, shown(value), "a mapping of fields")
            return {}
        return value
    if field.type == acts.LIST:
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            node.faults.add(path, shown(value), "a list of texts")
            return []
        return value
    if field.type == acts.NUMBER:
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            node.faults.add(path, shown(value), "a whole number")
            return None
        return value
    if field.type == acts.DATE:
        found = fact_date(node, field.name)
        return found.text if found else ""
    return text(node, field.name)


def source_of(node: Node, sources: Mapping[str, str]) -> str:
    """The source in words: an id of the file's sources, a list of ids, or a text."""
    value = node.values.get("source")
    if value is None:
        return ""
    given = value if isinstance(value, list) else [value]
    words = []
    for item in given:
        if not isinstance(item, str) or not item.strip():
            node.faults.add(at(node, "source"), shown(item), "an id of a source, or a text")
        elif item in sources:
            words.append(sources[item])
        elif isinstance(value, list) or " " not in item.strip():
            node.faults.add(at(node, "source"), f"unknown {item!r}", "an id of a source")
        else:
            words.append(item.strip())
    return "; ".join(words) or "?"


def _judged_on(node: Node, kind: ActKind, on: FactDate | None, previous: date) -> date:
    """The stated day, else the latest day of ``on``; never before the act before it."""
    stated = exact_date(node, "judged_on")
    if stated is not None:
        if kind.name not in MAY_LIE_AHEAD:
            check_not_ahead(node, "on", on, "judged_on", stated)
        if stated < previous:
            node.faults.add(
                at(node, "judged_on"),
                f"{stated} is before {previous}, on which the act before it is judged",
                "acts in the order in which they are judged",
            )  # fmt: skip
        return max(stated, previous)
    if on is None:
        return previous
    if on.latest is None:
        node.faults.add(at(node, "judged_on"), "missing",
                        f"an exact day, since {on.text!r} has no latest day")  # fmt: skip
        return previous
    return max(on.latest, previous)


def _expectation(node: Node, key: str) -> Expectation | None:
    value = node.values.get(key)
    if value is None:
        return None
    if value in ("accepted", "refused"):
        return Expectation(value == "accepted")
    refused = _refs(value, "refused", ("blocked_by", "flagged_by"))
    flagged = _refs(value, "accepted", ("flagged_by",))
    if refused is not None:
        return Expectation(False, *refused)
    if flagged is not None:
        return Expectation(True, (), *flagged)
    node.faults.add(
        at(node, key), shown(value),
        "accepted, refused, {refused: {blocked_by: [GT31]}} or {accepted: {flagged_by: [GD16]}}",
    )  # fmt: skip
    return None


def _refs(value: Any, outcome: str, names: tuple[str, ...]) -> list[tuple[str, ...]] | None:
    """The references under `outcome: {name: [...]}`, one tuple a name of which the first must be
    there; None where that is not what stands."""
    details = value.get(outcome) if isinstance(value, dict) and list(value) == [outcome] else None
    if not isinstance(details, dict) or names[0] not in details or set(details) - set(names):
        return None
    given = [details.get(name, []) for name in names]
    if not all(isinstance(refs, list) and all(isinstance(r, str) for r in refs) for refs in given):
        return None
    return [tuple(refs) for refs in given]


def _default_person(
    kind: ActKind, fields: Mapping[str, Any], definition: Definition, roles: tuple[RoleHeld, ...]
) -> str:
    """Who does an act that names nobody: the first person of the file who may."""
    for role in _roles_for(kind, fields, definition) or kind.default_roles:
        for held in roles:
            if held.role == role:
                return held.person
    return ""


def _roles_for(
    kind: ActKind, fields: Mapping[str, Any], definition: Definition
) -> Iterable[str]:
    what = str(fields.get("what", ""))
    if kind.name == "move":
        return next((e.by for e in definition.edges if e.id == what), ())
    if kind.name == "do":
        act = definition.find_act(what)
        return act.by if act else ()
    if kind.name == "start_hold":
        hold = definition.find_hold(str(fields.get("hold", "")))
        return hold.by if hold else ()
    if kind.name in ("end_hold", "correct_hold", "withdraw_hold"):
        return ("GOV", "LEG", "PM", "SRO", "AO")
    if kind.name == "sign_off":
        return ("GOV", "PM", "LEG") if fields.get("recorded_from") else (str(fields.get("role")),)
    if kind.name == "remove":
        return ("PM", "GOV", "SRO")
    if kind.name == "set_aside":
        c = definition.find_criterion(str(fields.get("criterion", "")))
        means = str(fields.get("means", ""))
        return next((w.by for w in waivers_of(c) if w.means == means), ()) if c else ()
    return ()

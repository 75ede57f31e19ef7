"""What acts of a case file name: the gates that are never filled by assumption, and all else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from casework.domain.records import find_kind
from casework.engine.definition import Criterion, Definition, Need
from casework.services.casefiles.compliant import kinds_read_by
from casework.services.casefiles.format import ActLine, CaseFile

_NAMES_A_CRITERION = ("sign_off", "check_sign_off", "set_aside", "confirm")


def names_in(line: ActLine) -> set[str]:
    """Every text in an act: among them the keys of the persons and bodies that it names."""
    return {line.by, *_texts(line.fields)}


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)


def mentioned_gates(case: CaseFile) -> frozenset[str]:
    """Gates that an act names, or for which it records a kind, an absence or evidence."""
    found: set[str] = set()
    for line in case.acts:
        found |= gates_mentioned_by(case.definition, line, case.acts)
    return frozenset(found)


def gates_mentioned_by(
    d: Definition, line: ActLine, acts: tuple[ActLine, ...] = ()
) -> set[str]:
    """The gates that one act speaks about."""
    if line.act in _NAMES_A_CRITERION:
        return {line.text("criterion").partition(".")[0]}
    if line.act == "defer":
        return {line.text("gate")}
    if line.act == "evidence":
        named = {ref.partition(".")[0] for ref in line.texts("criteria")}
        return named | _serving(d, evidence=line.text("type"))
    if line.act == "absent" and line.text("kind") == "evidence":
        return _serving(d, evidence=line.text("what"))
    if line.act == "absent":
        return _serving(d, kind=line.text("kind"), purpose=line.text("what"))
    if line.act == "record":
        return _serving(d, kind=line.text("kind"), purpose=purpose_of(line, acts))
    return set()


def purpose_of(line: ActLine, acts: tuple[ActLine, ...]) -> str:
    """The record's purpose, also where an act only changes a record made before it."""
    kind = find_kind(line.text("kind"))
    if kind is None or not kind.purpose:
        return ""
    same = [a for a in acts if a.act == "record" and a.text("kind") == kind.name
            and a.text("key") == line.text("key")]  # fmt: skip
    for act in [line, *same]:
        for name in ("values", "changes"):
            values = act.fields.get(name)
            if isinstance(values, dict) and isinstance(values.get(kind.purpose), str):
                return str(values[kind.purpose])
    return ""


def _serving(d: Definition, *, kind: str = "", purpose: str = "", evidence: str = "") -> set[str]:
    return {
        gate.ref
        for gate in d.gates
        for c in gate.criteria
        if any(_asks(need, kind, purpose, evidence) for need in c.needs)
        or (kind and _read_by_guards(c, kind, purpose))
    }


def _asks(need: Need, kind: str, purpose: str, evidence: str) -> bool:
    if evidence:
        return need.evidence == evidence
    if not kind or need.record != kind:
        return False
    return not need.purpose or not purpose or need.purpose == purpose


def _read_by_guards(c: Criterion, kind: str, purpose: str) -> bool:
    """True where a guard of the check reads such records without the check asking for them."""
    return any(
        read == kind and wanted in ("", purpose)
        for guard in c.guards
        for read, wanted in kinds_read_by(guard)
    )

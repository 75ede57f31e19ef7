"""What an act of a case file names must exist: persons, bodies, kinds, fields, gates, moves."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from casework.domain.organisations import ORGANISATION_KINDS
from casework.domain.records import Kind, find_kind, get_kind
from casework.domain.records.codec import parse_field
from casework.domain.records.fields import FieldSpec, FieldType
from casework.domain.records.linked import RELATIONS
from casework.domain.records.succession import SORTS
from casework.domain.roles import ROLES
from casework.engine.after_succession import names_left_open
from casework.engine.definition import Criterion
from casework.engine.exceptions import waivers_of
from casework.engine.reading import Faults, shown
from casework.services.casefiles.checking_people import PEOPLE_CHECKS
from casework.services.casefiles.format import (
    ASSUMED_KEY,
    ActLine,
    CaseFile,
    Expectation,
    assumed_body,
    assumed_person,
)
from casework.services.casefiles.named_so_far import Known, Records
from casework.services.casefiles.nodes import known, lower_first
from casework.services.casefiles.removing import NEVER_REMOVED
from casework.services.casefiles.value_faults import value_fault
from casework.services.copied import PARTS
from casework.services.holds_behind import IS_A, hold_key_of
from casework.services.stated_keys import KEY as RECORD_KEY

SHA256 = re.compile(r"[0-9a-f]{64}\Z")


def check_acts(case: CaseFile, faults: Faults) -> None:
    """Note every name in the acts that leads nowhere."""
    so_far = Known(
        case, faults, {b.key for b in case.organisations}, {p.key for p in case.persons},
        Records({"particulars/case"}),
    )  # fmt: skip
    if case.base is not None:
        so_far.records.based = True
        so_far.organisations |= {assumed_body(kind) for kind in ORGANISATION_KINDS}
        so_far.people |= {assumed_person(case.reference, role) for role in ROLES}
    for line in case.acts:
        if not line.by:
            so_far.add(line, "by", "missing",
                       "a person of this file, since nobody does this by default")  # fmt: skip
        known(faults, f"acts[{line.index}].by", line.by, so_far.people, "a person of this file")
        for key, expected in (("expect", line.expect), ("expect_assuming", line.expect_assuming)):
            _check_expectation(so_far, line, key, expected)
        if line.text("key") and not RECORD_KEY.fullmatch(line.text("key")):
            so_far.add(line, "key", shown(line.text("key")), "letters, figures and . _ : - only")
        check = _CHECKS.get(line.act)
        if check is not None:
            check(so_far, line)
        so_far.on_the_way.follow(line.act, line.fields)


def _check_expectation(
    so_far: Known, line: ActLine, key: str, expected: Expectation | None
) -> None:
    d = so_far.definition
    for ref in (*expected.blocked_by, *expected.flagged_by) if expected else ():
        found = d.find_gate(ref) or d.find_criterion(ref) or d.find_hold(ref)
        if not (found or names_left_open(ref)):
            so_far.add(line, key, f"unknown {ref!r}",
                       "a gate, a check, a hold or what a succession left open")  # fmt: skip


def _record(so_far: Known, line: ActLine) -> None:
    kind = find_kind(line.text("kind"))
    if kind is None or not kind.stated_by_people or kind.name == "evidence":
        so_far.refuse(line, "kind", "a kind of record that people state")
        return
    key = "case" if kind.single else line.text("key")
    reference = f"{kind.name}/{key}"
    whole, changes = line.fields.get("values"), line.fields.get("changes")
    if (whole is None) == (changes is None):
        so_far.add(line, "values", "both or neither of values and changes", "one of them")
    if changes is not None and reference not in so_far.records:
        so_far.add(line, "changes", f"{reference} is not recorded before this act", "values")
    values = whole or changes or {}
    under = "values" if changes is None else "changes"
    for name in values:
        if name not in kind.specs:
            so_far.add(line, f"{under}.{name}", f"no field of {lower_first(kind.title)}",
                       f"one of {', '.join(kind.specs)}")  # fmt: skip
    for name, spec in kind.specs.items():
        if name in values or changes is None:
            _check_value(so_far, line, f"{under}.{name}", spec, values.get(name))
    known(so_far.faults, f"acts[{line.index}].on_behalf_of", line.text("on_behalf_of"),
          so_far.organisations, "an organisation of this file")  # fmt: skip
    so_far.records.add(reference)
    if kind.name in IS_A:
        _note_hold(so_far, hold_key_of(kind.name, key))


def _check_value(so_far: Known, line: ActLine, path: str, spec: FieldSpec, value: object) -> None:
    try:
        parsed = parse_field(spec, value)
    except ValueError:
        so_far.add(line, path, *value_fault(spec, value))
        return
    among, expected = {
        FieldType.ORGANISATION: (so_far.organisations, "an organisation of this file"),
        FieldType.MANY_ORGANISATIONS: (so_far.organisations, "an organisation of this file"),
        FieldType.PERSON: (so_far.people, "a person of this file"),
        FieldType.MANY_PERSONS: (so_far.people, "a person of this file"),
        FieldType.RECORD: (so_far.records, "a record of an act before this one"),
        FieldType.MANY_RECORDS: (so_far.records, "a record of an act before this one"),
    }.get(spec.type, (None, ""))
    if among is None:
        return
    for item in parsed if isinstance(parsed, tuple) else (parsed,):
        known(so_far.faults, f"acts[{line.index}].{path}", item.partition("@")[0], among, expected)


def _absent(so_far: Known, line: ActLine) -> None:
    kind = find_kind(line.text("kind"))
    if kind is None or not kind.stated_by_people:
        so_far.refuse(line, "kind", "a kind of record that people state")
        return
    what = line.text("what")
    if kind.name == "evidence":
        if not (line.text("key") or what):
            so_far.add(line, "what", "missing", "a type of evidence of the pathway")
        elif not line.text("key"):
            _check_type(so_far, line, "what")
    elif what and what not in _purposes(kind):
        so_far.add(line, "what", shown(what), f"a purpose of {kind.title.lower()}, or nothing")
    so_far.check(line, "subject", so_far.organisations, "an organisation of this file")


def _check_type(so_far: Known, line: ActLine, key: str) -> None:
    if so_far.definition.find_evidence_type(line.text(key)) is None:
        so_far.refuse(line, key, "a type of evidence of the pathway")


def _remove(so_far: Known, line: ActLine) -> None:
    if so_far.case.base is None:
        so_far.add(line, "", "remove", "withdraw, since the file has no base")
    kind = find_kind(line.text("kind"))
    if kind is None or kind.name in NEVER_REMOVED:
        so_far.refuse(line, "kind", "a kind of record, but not what the case itself went through")
        return
    what = line.text("what")
    if kind.name == "evidence" and what:
        _check_type(so_far, line, "what")
    elif "criterion" in kind.specs and what:
        if so_far.definition.find_criterion(what) is None:
            so_far.refuse(line, "what", "a check of the pathway, or nothing")
    elif what and what not in (ROLES if kind.name == "role" else _purposes(kind)):
        so_far.add(line, "what", shown(what), f"a purpose of {kind.title.lower()}, or nothing")
    _check_subject(so_far, line)


def _purposes(kind: Kind) -> Collection[str]:
    return kind.specs[kind.purpose].choices if kind.purpose else ()


def _check_subject(so_far: Known, line: ActLine) -> None:
    """A body that is known, or the key of a record."""
    subject = line.text("subject")
    if not (so_far.records.based and subject.startswith(ASSUMED_KEY)):
        named = so_far.organisations | {r.partition("/")[2] for r in so_far.records}
        so_far.check(line, "subject", named,
                     "an organisation of this file, or the key of a record")  # fmt: skip


def _answer(so_far: Known, line: ActLine) -> None:
    found = _criterion(so_far, line)
    if found is not None and not found.flag:
        so_far.refuse(line, "criterion", "a check that only raises a question")


def _withdraw(so_far: Known, line: ActLine) -> None:
    so_far.check(line, "record", so_far.records, "a record of an act before this one")


def _evidence(so_far: Known, line: ActLine) -> None:
    _check_type(so_far, line, "type")
    for ref in line.texts("criteria"):
        if so_far.definition.find_criterion(ref) is None:
            so_far.add(line, "criteria", f"unknown {ref!r}", "a check of the pathway")
    known_subjects = so_far.organisations | {r.partition("/")[2] for r in so_far.records}
    for subject in line.texts("subjects"):
        known(so_far.faults, f"acts[{line.index}].subjects", subject, known_subjects,
              "an organisation of this file, or the key of a record")  # fmt: skip
    spec = get_kind("evidence").specs["classification"]
    if line.text("classification") and line.text("classification") not in spec.choices:
        so_far.add(line, "classification", shown(line.text("classification")),
                   f"one of {', '.join(spec.choices)}")  # fmt: skip
    _check_file(so_far, line)
    so_far.records.add(f"evidence/{line.text('key')}")


def _check_file(so_far: Known, line: ActLine) -> None:
    """The file lies beside the case file under its SHA-256, and has that hash."""
    name = line.text("file")
    if not name:
        if not (line.text("address") or line.text("withheld") or line.assumed):
            so_far.add(line, "file", "missing", "a file, an address, or why it is withheld")
        return
    if not SHA256.match(name):
        so_far.add(line, "file", shown(name), "the SHA-256 of the file, 64 hexadecimal digits")
        return
    path = so_far.case.path.parent / name
    if not path.is_file():
        so_far.add(line, "file", f"no file {name[:12]}... lies beside the case file", "it there")
    elif _sha256(path) != name:
        so_far.add(line, "file", f"the file has the hash {_sha256(path)[:12]}...",
                   f"the hash {name[:12]}... by which it is named")  # fmt: skip
    if not line.text("file_name"):
        so_far.add(line, "file_name", "missing", "the name under which the file was put in")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _criterion(so_far: Known, line: ActLine) -> Criterion | None:
    found = so_far.definition.find_criterion(line.text("criterion"))
    if found is None and line.text("criterion"):
        so_far.add(line, "criterion", f"unknown {line.text('criterion')!r}",
                   "a check of the pathway")  # fmt: skip
    _check_subject(so_far, line)
    subject = line.text("subject")
    if found is not None and found.per == "case" and subject:
        so_far.add(line, "subject", shown(subject), "none, since the check is asked once a case")
    if found is not None and found.per != "case" and not subject:
        per = found.per.replace("_", " ")
        so_far.add(line, "subject", "missing", f"the {per} for which the check is asked")
    return found


def _sign_off(so_far: Known, line: ActLine) -> None:
    c = _criterion(so_far, line)
    roles = c.attesters.all_of + c.attesters.any_of if c else ()
    if c is not None and line.text("role") not in roles:
        so_far.refuse(line, "role", f"one of {', '.join(roles)}" if roles else
                      "no sign-off, since the facts alone decide this check")  # fmt: skip
    so_far.check(line, "recorded_from", so_far.organisations, "an organisation of this file")


def _set_aside(so_far: Known, line: ActLine) -> None:
    c = _criterion(so_far, line)
    means = [waiver.means for waiver in waivers_of(c)] if c else []
    if c is not None and line.text("means") and line.text("means") not in means:
        so_far.add(line, "means", f"{line.text('means')!r} where the force is {c.force}",
                   f"one of {', '.join(means)}" if means else
                   "none, since this check cannot be set aside")  # fmt: skip
    so_far.check(line, "second_person", so_far.people, "a person of this file")


def _defer(so_far: Known, line: ActLine) -> None:
    gate = so_far.definition.find_gate(line.text("gate"))
    if gate is None or not gate.legal_latest:
        so_far.refuse(line, "gate", "a gate that may be deferred")


def _move(so_far: Known, line: ActLine) -> None:
    edges = {edge.id for edge in so_far.definition.edges}
    so_far.check(line, "what", edges, "a move of the pathway")
    so_far.check(line, "authorised_by", so_far.people, "a person of this file")


def _do(so_far: Known, line: ActLine) -> None:
    act = so_far.definition.find_act(line.text("what"))
    if act is None and line.text("what"):
        so_far.add(line, "what", f"unknown {line.text('what')!r}", "a named act of the pathway")
    elif act is not None and act.per != "case":
        among = {r.partition("/")[2] for r in so_far.records if r.startswith(f"{act.per}/")}
        if line.text("subject") not in among:
            given = shown(line.text("subject")) if line.text("subject") else "missing"
            so_far.add(line, "subject", given, f"the key of a record of kind {act.per}")


def _use_paper(so_far: Known, line: ActLine) -> None:
    so_far.records.add(f"evidence/{line.text('key')}")
    for ref in line.texts("criteria"):
        if so_far.definition.find_criterion(ref) is None:
            so_far.add(line, "criteria", f"unknown {ref!r}", "checks of the pathway")


def _start_hold(so_far: Known, line: ActLine) -> None:
    holds = {hold.id for hold in so_far.definition.holds}
    so_far.check(line, "hold", holds, "a hold of the pathway")
    _note_hold(so_far, line.text("key"))


def _note_hold(so_far: Known, key: str) -> None:
    so_far.holds.add(key)
    so_far.records.add(f"hold/{key}")


def _end_hold(so_far: Known, line: ActLine) -> None:
    so_far.check(line, "key", so_far.holds, "the key of a hold started before")


def _change_version(so_far: Known, line: ActLine) -> None:
    version = line.fields.get("version")
    if version is not None and not so_far.on_the_way.has(version):
        so_far.add(line, "version", shown(version), "another version of the pathway")


def _undo_version(so_far: Known, line: ActLine) -> None:
    if not so_far.on_the_way.may_undo:
        so_far.add(line, "", "nothing to undo", "a change of version before it")


def _succeed(so_far: Known, line: ActLine) -> None:
    so_far.check(line, "sort", set(SORTS), f"one of {', '.join(SORTS)}")
    so_far.check(line, "confirmed_by", so_far.people, "a person of this file")
    passed = line.fields.get("passes", {})
    named = {f"passes.{what}": to for what, to in passes_of(passed)}
    for name in ("bodies", "to"):
        named |= {f"{name}[{n}]": key for n, key in enumerate(line.texts(name))}
    named |= {f"persons.{p}": to for p, to in line.fields.get("persons", {}).items() if to}
    for path, key in named.items():
        known(so_far.faults, f"acts[{line.index}].{path}", str(key), so_far.organisations,
              "an organisation of this file")  # fmt: skip
    one = len(line.texts("bodies")) == 1
    so_far.records |= {f"succession/{line.text('key')}" + ("" if one else f":{body}")
                       for body in line.texts("bodies")}  # fmt: skip
    for person in line.fields.get("persons", {}):
        known(so_far.faults, f"acts[{line.index}].persons", str(person), so_far.people,
              "a person of this file")  # fmt: skip


def passes_of(passed: dict[str, object]) -> Iterator[tuple[str, str]]:
    """Each line with each body to which it passes, numbered; one that is no list as it is."""
    for what, to in passed.items():
        for number, body in enumerate(to if isinstance(to, list) else [to]):
            yield f"{what}[{number}]", str(body)


def _open_linked(so_far: Known, line: ActLine) -> None:
    for part in sorted(set(line.texts("parts")) - set(PARTS)):
        so_far.add(line, "parts", shown(part), f"one of {', '.join(PARTS)}")


def _relate(so_far: Known, line: ActLine) -> None:
    if line.text("relation"):
        so_far.check(line, "relation", set(RELATIONS), f"one of {', '.join(RELATIONS)}")
    if bool(line.text("pathway")) != bool(line.text("stage")) or (
        line.text("relation") and not line.text("pathway")
    ):
        so_far.add(line, "pathway", "not both of pathway and stage",
                   "both, as an export tells them, or neither")  # fmt: skip


_CHECKS: dict[str, Callable[[Known, ActLine], object]] = {
    "record": _record,
    "absent": _absent,
    "withdraw": _withdraw,
    "remove": _remove,
    "answer": _answer,
    "evidence": _evidence,
    "sign_off": _sign_off,
    "check_sign_off": _criterion,
    "set_aside": _set_aside,
    "confirm": _criterion,
    "defer": _defer,
    "move": _move,
    "do": _do,
    "change_version": _change_version,
    "undo_version": _undo_version,
    "start_hold": _start_hold,
    "end_hold": _end_hold,
    "correct_hold": _end_hold,
    "withdraw_hold": _end_hold,
    "use_paper": _use_paper,
    "succeed": _succeed,
    "open_linked": _open_linked,
    "relate": _relate,
    **PEOPLE_CHECKS,
}

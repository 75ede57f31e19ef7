"""Reading a case file strictly: every fault of the whole file is reported together."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from casework.domain.dates import FIRST_YEAR, FactDate, InvalidDate, parse_date
from casework.domain.errors import NotFound
from casework.domain.organisations import (
    CODE_SYSTEMS,
    ORGANISATION_KINDS,
    InvalidCode,
    checked_code,
)
from casework.domain.roles import ROLES
from casework.engine.definition import Definition
from casework.engine.library import Library
from casework.engine.reading import Faults, Node, parse_text_yaml, shown
from casework.services.casefiles import format as f
from casework.services.casefiles.act_reading import read_acts, source_of
from casework.services.casefiles.checking import check_acts
from casework.services.casefiles.format import (
    Actor,
    Base,
    Body,
    CaseFile,
    CaseFileFaults,
    RoleHeld,
)
from casework.services.casefiles.nodes import (
    at,
    check_not_ahead,
    exact_date,
    fact_date,
    items,
    known,
    lower_first,
    one_of,
    text,
)
from casework.services.casefiles.walk_days import walk_begins_on
from casework.services.opening import MAIN_PATHWAY

REFERENCE = re.compile(r"[A-Z0-9][A-Z0-9-]{2,38}\Z")
KEY = re.compile(r"[a-z0-9][a-z0-9:._-]{0,78}\Z")
LARGEST_FILE = 8 * 1024 * 1024


def read_case_file(path: Path, pathways: Library) -> CaseFile:
    """The case file at ``path``. Raises CaseFileFaults with every fault in it."""
    faults = Faults(path.name)
    root = Node(_document(path, faults) or {}, "", faults, f.HEADER_KEYS)
    if not root.values:
        if not faults.found:
            faults.add("", "empty", "a case file")
        raise CaseFileFaults(faults.found)
    _check_version(root)
    definition = _definition(root, pathways)
    versions = {d.version: d for d in pathways.versions_of(definition.pathway)} if (
        definition is not None
    ) else {}  # fmt: skip
    case = _header(root, path, definition, versions)
    if case is not None:
        check_acts(case, faults)
    if faults.found or case is None:
        raise CaseFileFaults(faults.found)
    return case


def _document(path: Path, faults: Faults) -> Any:
    try:
        if path.stat().st_size > LARGEST_FILE:
            faults.add("", f"{path.stat().st_size} bytes", f"at most {LARGEST_FILE} bytes")
            return None
        return parse_text_yaml(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, IsADirectoryError):
        faults.add("", "no such file", "a YAML file")
    except UnicodeDecodeError:
        faults.add("", "not UTF-8 text", "a YAML file in UTF-8")
    except (yaml.YAMLError, RecursionError, ValueError) as fault:
        faults.add("", " ".join(str(fault).split()), "valid YAML")
    return None


def _check_version(root: Node) -> None:
    version = root.values.get("casefile")
    if version != f.FORMAT_VERSION or isinstance(version, bool):
        expected = f"{f.FORMAT_VERSION}, the version of the format"
        root.faults.add("casefile", "missing" if version is None else shown(version), expected)


def _definition(root: Node, pathways: Library) -> Definition | None:
    name = text(root, "pathway") or MAIN_PATHWAY
    version = root.whole_number("version")
    try:
        return pathways.newest(name) if version is None else pathways.version(name, version)
    except NotFound as missing:
        what = lower_first(missing.message.rstrip("."))
        root.faults.add("pathway", what, "a pathway of this installation")
        return None


def _header(
    root: Node, path: Path, definition: Definition | None, versions: Mapping[int, Definition]
) -> CaseFile | None:
    reference = text(root, "reference", required=True)
    if reference and not REFERENCE.match(reference):
        root.faults.add("reference", shown(reference), "3 to 39 capitals, digits and hyphens")
    title = text(root, "title", required=True, longest=300)
    sources = _sources(root)
    bodies, persons = _organisations(root, sources), _persons(root)
    roles = _roles(root, {p.key for p in persons})
    base = _base(root, definition)
    opened_on, judged_on = _opening(root, definition, base)
    sponsor = text(root, "organisation")
    _check_parties(root, bodies, persons, sponsor)
    if definition is None:
        return None
    _check_stage(root, definition)
    return CaseFile(
        path=path, definition=definition, reference=reference, title=title,
        opened_judged_on=judged_on, opened_by=_opener(root, persons, roles), organisation=sponsor,
        summary=text(root, "summary"), programme=text(root, "programme", longest=80),
        opened_on=opened_on, base=base, stage="" if base else text(root, "stage"),
        what_went_before=text(root, "what_went_before"),
        source=source_of(root, sources),
        organisations=bodies, persons=persons, roles=roles,
        acts=read_acts(
            root, definition, sources, roles, base.on if base else judged_on, versions
        ),
        versions=versions,
    )  # fmt: skip


def _base(root: Node, definition: Definition | None) -> Base | None:
    """The compliant base that the file names, with the day on which it stands."""
    if not one_of(root, "base", (f.COMPLIANT,), required=False):
        if root.values.get("base_judged_on") is not None and root.values.get("base") is None:
            root.faults.add("base", "missing", f.COMPLIANT)
        return None
    stage = text(root, "stage")
    if not stage:
        root.faults.add("stage", "missing", "the stage in which the base stands")
    if root.values.get("what_went_before") is not None:
        root.faults.add("what_went_before", "given for a file with a base",
                        "nothing, since the base is walked from the first stage")  # fmt: skip
    on = exact_date(root, "base_judged_on") or _first_judged(root)
    if on is None:
        root.faults.add("base_judged_on", "missing", "the exact day on which the base stands")
    known_stage = definition is None or stage in {s.id for s in definition.stages if not s.final}
    return Base(stage, on) if on is not None and stage and known_stage else None


def _first_judged(root: Node) -> date | None:
    """The exact day of the first act, where it gives one."""
    acts = root.values.get("acts")
    first = acts[0] if isinstance(acts, list) and acts and isinstance(acts[0], dict) else {}
    for key in ("judged_on", "on"):
        try:
            return parse_date(first[key])
        except (KeyError, InvalidDate):
            continue
    return None


def _opening(
    root: Node, definition: Definition | None, base: Base | None
) -> tuple[FactDate | None, date]:
    if base is not None and definition is not None:
        return _opening_of_base(root, definition, base)
    opened_on = fact_date(root, "opened_on")
    judged_on = exact_date(root, "opened_judged_on")
    if root.values.get("base") is not None:
        return opened_on, judged_on or date.min
    if root.values.get("opened_on") is None:
        expected = "the date on which the proposal arose, or unknown"
        root.faults.add("opened_on", "missing", expected)
    if judged_on is not None:
        check_not_ahead(root, "opened_on", opened_on, "opened_judged_on", judged_on)
    elif opened_on is not None:
        judged_on = opened_on.latest
        if judged_on is None and not root.values.get("opened_judged_on"):
            root.faults.add(
                "opened_judged_on", "missing",
                "an exact day, since opened_on has no latest day",
            )  # fmt: skip
    return opened_on, judged_on or date.min


def _opening_of_base(
    root: Node, definition: Definition, base: Base
) -> tuple[FactDate | None, date]:
    """The first day of the walk; a file may say that the proposal arose earlier."""
    begins = walk_begins_on(definition, base.stage, base.on)
    if begins.year < FIRST_YEAR:
        root.faults.add("base_judged_on", f"{base.on}, so that the base is walked from {begins}",
                        f"a day on which the walk begins in {FIRST_YEAR} or later")  # fmt: skip
        return None, base.on
    opened_on = fact_date(root, "opened_on")
    judged_on = exact_date(root, "opened_judged_on")
    if judged_on is not None and judged_on != begins:
        root.faults.add("opened_judged_on", f"{judged_on}, where the base is walked from {begins}",
                        "that day, or nothing")  # fmt: skip
    if opened_on is not None and opened_on.on_or_before(begins) is not True:
        root.faults.add("opened_on", f"{opened_on.text} is not known to be by {begins}",
                        "a day no later than the first of the walk, or nothing")  # fmt: skip
    return opened_on or FactDate.on(begins), begins


def _organisations(root: Node, sources: dict[str, str]) -> tuple[Body, ...]:
    found = [_organisation(n, sources) for n in items(root, "organisations", f.ORGANISATION_KEYS)]
    _check_doubles(root.faults, "organisations", [body.key for body in found])
    return tuple(found)


def _organisation(node: Node, sources: dict[str, str]) -> Body:
    source = text(node, "source")
    system = one_of(node, "code_system", CODE_SYSTEMS, required=False)
    code = text(node, "code")
    try:
        code = checked_code(system, code)
    except InvalidCode as fault:
        node.faults.add(at(node, "code"), *_code_fault(system, fault))
    return Body(
        _key(node), text(node, "name", required=True, longest=200),
        one_of(node, "kind", ORGANISATION_KINDS), system, code,
        exact_date(node, "valid_from"), exact_date(node, "valid_to"),
        sources.get(source, source),
    )  # fmt: skip


def _code_fault(system: str, fault: InvalidCode) -> tuple[str, str]:
    form = {"ODS": "3 to 10 letters and digits", "GSS": "a letter and 8 digits, as in E10000016"}
    expected = form.get(system, f"code_system as well: {' or '.join(CODE_SYSTEMS)}")
    return lower_first(fault.message.rstrip(".")), expected


def _persons(root: Node) -> tuple[Actor, ...]:
    found = [_person(node) for node in items(root, "persons", f.PERSON_KEYS)]
    _check_doubles(root.faults, "persons", [person.key for person in found])
    return tuple(found)


def _person(node: Node) -> Actor:
    oversight = node.texts("oversight")
    for name in oversight:
        known(node.faults, at(node, "oversight"), name, f.OVERSIGHT, "governance or legal")
    return Actor(
        _key(node), text(node, "job_title", required=True, longest=200),
        text(node, "organisation", required=True), oversight,
    )  # fmt: skip


def _key(node: Node) -> str:
    key = text(node, "key", required=True)
    if key and not KEY.match(key):
        node.faults.add(at(node, "key"), shown(key), "small letters, digits and hyphens")
    return key


def _roles(root: Node, persons: set[str]) -> tuple[RoleHeld, ...]:
    found = []
    for node in items(root, "roles", f.ROLE_KEYS):
        person = text(node, "person", required=True)
        known(root.faults, at(node, "person"), person, persons, "a person of this file")
        role = one_of(node, "role", ROLES)
        held = RoleHeld(person, role, fact_date(node, "since"), fact_date(node, "until"))
        found.append(held)
    _check_doubles(root.faults, "roles", [f"{held.person}:{held.role}" for held in found])
    return tuple(found)


def _sources(root: Node) -> dict[str, str]:
    """Every source of the file in words, by its id."""
    found: dict[str, str] = {}
    ids = []
    for node in items(root, "sources", f.SOURCE_KEYS):
        name, title = text(node, "id", required=True), text(node, "title", required=True)
        address = text(node, "address")
        ids.append(name)
        found[name] = f"{title} ({address})" if address else title
    _check_doubles(root.faults, "sources", ids)
    return found


def _check_doubles(faults: Faults, path: str, keys: list[str]) -> None:
    for key in dict.fromkeys(k for k in keys if k and keys.count(k) > 1):
        faults.add(path, f"{key!r} is given twice", "one of each")


def _check_parties(
    root: Node, bodies: tuple[Body, ...], persons: tuple[Actor, ...], sponsor: str
) -> None:
    keys = {body.key for body in bodies}
    known(root.faults, "organisation", sponsor, keys, "an organisation of this file")
    for number, person in enumerate(persons):
        path = f"persons[{number}].organisation"
        known(root.faults, path, person.organisation, keys, "an organisation of this file")


def _check_stage(root: Node, definition: Definition) -> None:
    stages = {s.id for s in definition.stages if not s.final}
    known(root.faults, "stage", text(root, "stage"), stages, "a stage of the pathway")


def _opener(root: Node, persons: tuple[Actor, ...], roles: tuple[RoleHeld, ...]) -> str:
    named = text(root, "opened_by")
    known(root.faults, "opened_by", named, {p.key for p in persons}, "a person of this file")
    if named:
        return named
    for role in ("PM", "SRO", "GOV"):
        for held in roles:
            if held.role == role:
                return held.person
    root.faults.add("roles", "nobody manages the case", "a person with the role PM, SRO or GOV")
    return ""

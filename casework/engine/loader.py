"""From a file of ``workflows/`` to a Definition, or every fault in it at once."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from casework.domain.canonical import canonical, sha256_of
from casework.domain.errors import DefinitionFaults
from casework.domain.forces import Force
from casework.engine import vocabulary as v
from casework.engine.checks import check_definition
from casework.engine.definition import (
    Attesters,
    Criterion,
    Definition,
    Edge,
    EvidenceType,
    Gate,
    HoldType,
    LawEntry,
    NamedAct,
    Need,
    Stage,
    ThresholdEntry,
    Waiver,
)
from casework.engine.reading import Faults, Node, read_yaml


@dataclass(frozen=True, slots=True)
class Register:
    """The register of law and its sources, by id.

    ``faulty`` are entries with a fault, kept so that whoever cites them is not at fault as well.
    """

    law: dict[str, LawEntry]
    sources: dict[str, dict[str, str]]
    faulty: frozenset[str] = frozenset()


def load_law(path: Path) -> dict[str, LawEntry]:
    """The register of law by id. Raises DefinitionFaults."""
    faults = Faults(path.name)
    register = read_register(path, faults)
    if register is None or faults.found:
        raise DefinitionFaults(faults.found)
    return register.law


def read_register(path: Path, faults: Faults) -> Register | None:
    """The register of law as far as it can be read; None if the file is no mapping at all."""
    document = read_yaml(path, faults)
    root = Node(document, "", faults, v.REGISTER_KEYS) if document is not None else None
    if root is None or not root.values:
        if not faults.found:
            faults.add("", "empty", "a register of law")
        return None
    sources = _read_sources(root)
    entries: dict[str, LawEntry] = {}
    faulty: set[str] = set()
    for node in root.nodes("law", v.LAW_KEYS, "id"):
        before = len(faults.found)
        entry = _read_law(node)
        if entry.id in entries:
            faults.add(node.path, "id is used twice", "one entry per id")
        _check_law(node, entry, sources)
        if len(faults.found) > before:
            faulty.add(entry.id)
        if entry.id:
            entries[entry.id] = entry
    return Register(entries, sources, frozenset(faulty))


def _read_sources(root: Node) -> dict[str, dict[str, str]]:
    sources: dict[str, dict[str, str]] = {}
    for node in root.nodes("sources", v.SOURCE_KEYS, "id"):
        name, title = node.text("id"), node.text("title")
        address = node.text("address", required=False)
        if name in sources:
            node.faults.add(node.path, "id is used twice", "one source per id")
        if name:
            sources[name] = {"id": name, "title": title, "address": address}
    return sources


def _check_law(node: Node, entry: LawEntry, sources: Collection[str]) -> None:
    for source in entry.sources:
        if source not in sources:
            node.faults.add(node.path, f"unknown source {source!r}", "a source of this file")
    if entry.valid_from and entry.valid_to and entry.valid_to < entry.valid_from:
        node.faults.add(
            f"{node.path}.valid_to", f"{entry.valid_to} is before {entry.valid_from}",
            "a day no earlier than valid_from",
        )  # fmt: skip


def _read_law(node: Node) -> LawEntry:
    return LawEntry(
        id=node.text("id"),
        title=node.text("title"),
        says=node.text("says"),
        force=node.choice("force", [f.value for f in Force]),
        confidence=node.choice("confidence", v.CONFIDENCE),
        valid_from=node.day("valid_from"),
        valid_to=node.day("valid_to"),
        verify=node.flag("verify"),
        sources=node.texts("sources"),
        address=node.text("address", required=False),
    )


def load_definition(path: Path, law: dict[str, LawEntry]) -> Definition:
    """The definition in ``path``. Raises DefinitionFaults with every fault, never only one."""
    faults = Faults("/".join(path.parts[-2:]))
    definition = read_definition(path, law, faults)
    if definition is None or faults.found:
        raise DefinitionFaults(faults.found)
    return definition


def read_definition(
    path: Path, law: dict[str, LawEntry] | None, faults: Faults
) -> Definition | None:
    """The definition in ``path`` with whatever faults it has, or None if it cannot be read.

    Without a register of ``law`` nothing is said of what it cites.
    """
    document = read_yaml(path, faults)
    root = Node(document, "", faults, v.ROOT_KEYS) if document is not None else None
    if root is None or not root.values:
        if not faults.found:
            faults.add("", "empty", "a pathway")
        return None
    definition = _read_definition(root, document, law or {})
    check_definition(definition, law, faults)
    return definition


def _read_definition(root: Node, document: Any, law: dict[str, LawEntry]) -> Definition:
    gates = tuple(_read_gate(node) for node in root.nodes("gates", v.GATE_KEYS, "ref"))
    holds = tuple(_read_hold(node) for node in root.nodes("holds", v.HOLD_KEYS, "id"))
    cited = {c for gate in gates for criterion in gate.criteria for c in criterion.law}
    cited |= {c for hold in holds for c in hold.law}
    thresholds = tuple(
        _read_threshold(n) for n in root.nodes("thresholds", v.THRESHOLD_KEYS, "id")
    )
    cited |= {c for threshold in thresholds for c in threshold.law}
    entries = tuple(law[name] for name in sorted(cited) if name in law)
    text = canonical({"pathway": _jsonable(document), "law": [_law_text(e) for e in entries]})
    return Definition(
        pathway=root.text("pathway"),
        version=root.whole_number("version") or 0,
        title=root.text("title"),
        hash=sha256_of(text),
        canonical_text=text,
        stages=tuple(_read_stage(n) for n in root.nodes("stages", v.STAGE_KEYS, "id")),
        edges=tuple(_read_edge(n) for n in root.nodes("edges", v.EDGE_KEYS, "id")),
        acts=tuple(_read_act(n) for n in root.nodes("acts", v.ACT_KEYS, "id")),
        holds=holds,
        gates=gates,
        evidence_types=_evidence_types(root),
        law=entries,
        rests_on=tuple(
            (node.text("condition"), node.text("sign_off"))
            for node in root.nodes("rests_on", v.REST_KEYS, "condition")
        ),
        thresholds=thresholds,
    )


def definition_from_canonical(text: str) -> Definition:
    """The definition that a stored canonical text describes: a pinned case needs no file."""
    stored = json.loads(text)
    faults = Faults("stored definition")
    law = {e["id"]: _law_from_text(e) for e in stored["law"]}
    root = Node(stored["pathway"], "", faults, v.ROOT_KEYS)
    definition = _read_definition(root, stored["pathway"], law)
    if faults.found:
        raise DefinitionFaults(faults.found)
    return definition


def _jsonable(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _jsonable(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_jsonable(item) for item in value]
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def _law_text(entry: LawEntry) -> dict[str, Any]:
    return {
        "id": entry.id, "title": entry.title, "says": entry.says, "force": entry.force,
        "confidence": entry.confidence, "verify": entry.verify, "sources": list(entry.sources),
        "address": entry.address,
        "valid_from": entry.valid_from.isoformat() if entry.valid_from else "",
        "valid_to": entry.valid_to.isoformat() if entry.valid_to else "",
    }  # fmt: skip


def _law_from_text(stored: dict[str, Any]) -> LawEntry:
    def day(key: str) -> date | None:
        return date.fromisoformat(stored[key]) if stored[key] else None

    return LawEntry(
        stored["id"], stored["title"], stored["says"], stored["force"], stored["confidence"],
        day("valid_from"), day("valid_to"), stored["verify"], tuple(stored["sources"]),
        stored["address"],
    )  # fmt: skip


def _read_threshold(node: Node) -> ThresholdEntry:
    return ThresholdEntry(
        node.text("id"), node.whole_number("value") or 0, node.text("unit"), node.text("says"),
        node.day("valid_from"), node.day("valid_to"), node.texts("law"),
    )  # fmt: skip


def _read_stage(node: Node) -> Stage:
    return Stage(
        node.text("id"), node.text("title"), node.text("purpose", required=False),
        node.text("headline", required=False), node.flag("final"),
    )  # fmt: skip


def _read_edge(node: Node) -> Edge:
    return Edge(
        node.text("id"), node.text("from"), node.text("to"), node.text("title"),
        node.choice("kind", v.EDGE_KINDS, "forward"), node.texts("by"), node.texts("when"),
    )  # fmt: skip


def _read_act(node: Node) -> NamedAct:
    return NamedAct(
        node.text("id"), node.text("title"), node.texts("stages"), node.texts("by"),
        node.choice("per", v.PER, "case"),
    )  # fmt: skip


def _read_hold(node: Node) -> HoldType:
    return HoldType(
        node.text("id"), node.text("title"), node.text("plain"), node.texts("freezes"),
        node.texts("by"), node.texts("when"), node.texts("exits"), node.texts("law"),
        node.text("clock", required=False),
    )  # fmt: skip


BESIDE_EVERY_PATHWAY = (
    EvidenceType("secretary_of_state_direction", "Direction of the Secretary of State"),
)
"""Types of evidence that holds ask for and no gate does: each pathway has them, whether its text
names them or not, and they are no part of the text that is hashed."""


def _evidence_types(root: Node) -> tuple[EvidenceType, ...]:
    own = tuple(
        _read_evidence_type(n) for n in root.nodes("evidence_types", v.EVIDENCE_KEYS, "id")
    )
    named = {kind.id for kind in own}
    return own + tuple(kind for kind in BESIDE_EVERY_PATHWAY if kind.id not in named)


def _read_evidence_type(node: Node) -> EvidenceType:
    return EvidenceType(
        node.text("id"), node.text("title"), node.whole_number("shelf_life_months"),
        node.text("document", required=False), node.text("classification", required=False),
    )  # fmt: skip


def _read_gate(node: Node) -> Gate:
    ref = node.text("ref")
    return Gate(
        ref=ref,
        stage=node.text("stage"),
        title=node.text("title"),
        reason=node.text("reason"),
        blocks=node.texts("blocks"),
        criteria=tuple(
            _read_criterion(n, ref) for n in node.nodes("criteria", v.CRITERION_KEYS, "id")
        ),
        legal_latest=node.texts("legal_latest"),
        good=node.texts("good"),
        documents=node.texts("documents"),
        also_blocks=node.texts("also_blocks"),
        deferral_ends_once=node.text("deferral_ends_once", required=False),
    )


def _read_criterion(node: Node, gate: str) -> Criterion:
    return Criterion(
        gate=gate,
        id=node.text("id"),
        asks=node.text("asks"),
        force=node.choice("force", [f.value for f in Force]),
        waivers=tuple(_read_waiver(n) for n in node.nodes("waiver", v.WAIVER_KEYS, "means")),
        needs=tuple(_read_need(n) for n in node.nodes("needs", v.NEED_KEYS, "record")),
        guards=node.texts("guards"),
        attesters=_read_attesters(node),
        per=node.choice("per", v.PER, "case"),
        each_visit=node.flag("each_visit"),
        when=node.texts("when"),
        law=node.texts("law"),
        confidence=node.choice("confidence", v.CONFIDENCE),
        how=node.text("how"),
        every_regime=node.flag("every_regime"),
        flag=node.flag("flag"),
        at=node.texts("at"),
    )


def _read_waiver(node: Node) -> Waiver:
    return Waiver(node.choice("means", v.MEANS), node.texts("by"), node.texts("with"))


def _read_need(node: Node) -> Need:
    return Need(
        node.text("evidence", required=False), node.text("record", required=False),
        node.text("purpose", required=False), node.flag("optional"),
    )  # fmt: skip


def _read_attesters(node: Node) -> Attesters:
    value = node.values.get("attesters", "system")
    if value == "system":
        return Attesters(system=True)
    inner = Node(value, f"{node.path}.attesters", node.faults, ("all_of", "any_of"))
    return Attesters(inner.texts("all_of"), inner.texts("any_of"))

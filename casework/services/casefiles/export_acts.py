"""Versions of records as the acts that made them."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable
from functools import partial
from itertools import groupby
from typing import Any

from casework.domain.errors import CaseworkError
from casework.domain.facts import ABSENT, STATED, WITHDRAWN, RecordVersion
from casework.domain.records import get_kind
from casework.domain.records.fields import FieldType
from casework.domain.records.linked import REVERSED
from casework.domain.second_person import LETTERS_AND_MINUTES
from casework.domain.viewer import SYSTEM
from casework.services.casefiles.export_people import (
    assigned_act,
    cover_act,
    handed_over,
    role_act,
    written_by_name,
)
from casework.services.casefiles.exporting import Act, Exporting
from casework.services.casefiles.plain import plain_values
from casework.services.evidence import OF_ANOTHER_CASE
from casework.services.moving import LEFT_OPEN

MADE_FROM_FILE = ("sha256", "media_type", "size", "file_name", "sealed", "sealed_reason")
UNSAID = "Not kept"
PRIVILEGED = "Legally privileged: its text and file were not exported."
SEALED = "Kept sealed: its file was not exported."


def groups_of(versions: tuple[RecordVersion, ...]) -> list[tuple[RecordVersion, ...]]:
    """The versions that each verb wrote, in the order of the case's chain."""
    return [tuple(group) for _, group in groupby(versions, key=lambda v: v.position)]


def act_of(exporting: Exporting, group: tuple[RecordVersion, ...]) -> Act | None:
    """The act that wrote a group of versions; None where no act of a case file does."""
    record = written_by_name(group)
    write = _WRITERS.get(record.kind)
    if record.kind == "succession" and record.state != WITHDRAWN:
        write = partial(_succession, group)
    if write is None:
        own = get_kind(record.kind).stated_by_people
        write = _record if own else None
    if record.state == WITHDRAWN:
        by_hand = record.kind == "hold" and record.recorded_by != SYSTEM.person
        write = _hold_withdrawn if by_hand else _withdrawn
    act = write(exporting, record) if write else None
    if act is not None and act["act"] == "move":
        act |= _going_back(exporting, group)
    if act is not None:
        act |= handed_over(group)
    for version in group:
        exporting.before[version.reference] = version
    return None if act is None else _common(exporting, record, act)


def _common(exporting: Exporting, record: RecordVersion, act: Act) -> Act:
    """The act with its dates, its person and where it is stated."""
    name = act.pop("act")
    common: Act = {"act": name}
    if record.effective_on is not None:
        common["on"] = record.effective_on.text
    common["judged_on"] = record.judged_on.isoformat()
    common["by"] = exporting.recorder(record)
    said = record.state != WITHDRAWN and record.pin not in exporting.privileged
    stated = str(record.source) if record.source and said else ""
    unsaid = f"As recorded in {exporting.row.reference}"
    where: Act = {"assumed": True} if record.assumed else {"source": _sentence(stated) or unsaid}
    expected = {} if "expect" in act or act.get("happened_anyway") else {"expect": "accepted"}
    return {**common, **{k: v for k, v in act.items() if v not in ("", [], None)}, **where,
            **expected}  # fmt: skip


def _sentence(source: str) -> str:
    """A source as a text: one word alone would be read as the id of a source."""
    return f"Source: {source}" if source and " " not in source else source


def is_of_no_letter(record: RecordVersion) -> bool:
    """Whether it is the delivery of a pack or a paper: a case file knows those of letters only."""
    if record.kind != "delivery" or record.payload is None:
        return False
    return not str(record.payload.letter).startswith("letter/")


def _record(exporting: Exporting, record: RecordVersion) -> Act | None:
    kind = get_kind(record.kind)
    if is_of_no_letter(record):
        return None
    if record.state == ABSENT:
        return {"act": "absent", "kind": kind.name, "key": record.key}
    values = plain_values(kind, record.payload)
    for name, spec in kind.specs.items():
        if spec.type is FieldType.MANY_RECORDS:
            values[name] = [r for r in values.get(name, []) if _known(exporting, r)]
        elif spec.type is FieldType.RECORD and name in values and not _known(
            exporting, values[name]
        ):
            if spec.required:
                return None
            del values[name]
    return {
        "act": "record", "kind": kind.name, "key": "" if kind.single else record.key,
        "values": {k: v for k, v in values.items() if v != []}, "cites": list(record.cites),
        "on_behalf_of": record.on_behalf_of,
    }  # fmt: skip


def _known(exporting: Exporting, reference: str) -> bool:
    """Whether an act of the file writes the record: people state its kind, or it is `succeed`."""
    found = exporting.before.get(reference.partition("@")[0])
    return found is not None and (
        get_kind(found.kind).stated_by_people or found.kind == "succession"
    )


def _evidence(exporting: Exporting, record: RecordVersion) -> Act | None:
    if record.state == ABSENT:
        return {"act": "absent", "kind": "evidence", "key": record.key}
    payload = record.payload
    values = plain_values(get_kind("evidence"), payload)
    act: Act = {"act": "evidence", "key": record.key}
    act |= {k: v for k, v in values.items() if k not in (*MADE_FROM_FILE, *OF_ANOTHER_CASE)}
    if record.pin in exporting.privileged:
        kept = {k: v for k, v in act.items() if k not in ("description", "author", "address")}
        return {**kept, "title": "Legally privileged evidence", "withheld": PRIVILEGED}
    if payload.of_case:
        return _of_another_case(exporting, record, act)
    if payload.sealed:
        return {**act, "withheld": SEALED}
    if payload.sha256:
        exporting.files[payload.sha256] = payload
        return {**act, "file": payload.sha256, "file_name": _file_name(payload)}
    if not payload.address and not record.assumed:
        return {**act, "withheld": values.get("description") or "There was no file where this case "
                "was exported."}  # fmt: skip
    return act


def _of_another_case(exporting: Exporting, record: RecordVersion, act: Act) -> Act | None:
    """The paper without its file, and where that is; nothing for what the system noted of it."""
    before = exporting.before.get(record.reference)
    if before is not None and before.state == STATED and (
        before.payload.of_paper == record.payload.of_paper
    ):
        return None
    where = f"A paper of {record.payload.of_case} ({record.payload.of_paper}), used by reference."
    return {**act, "withheld": f"{where} Its file is exported with that case."}


def _file_name(payload: Any) -> str:
    """The name of the file; where that was erased, one with the ending of its type."""
    if payload.file_name.value:
        return str(payload.file_name)
    return f"evidence{mimetypes.guess_extension(payload.media_type) or ''}"


def _withdrawn(exporting: Exporting, record: RecordVersion) -> Act:
    return {"act": "withdraw", "record": record.reference, "reason": str(record.source)}


def _hold_withdrawn(exporting: Exporting, record: RecordVersion) -> Act:
    return {"act": "withdraw_hold", "key": record.key, "reason": str(record.source)}


def _attestation(exporting: Exporting, record: RecordVersion) -> Act:
    p = record.payload
    about = {"criterion": p.criterion, "role": p.role, "subject": p.subject}
    before = exporting.before.get(record.reference)
    if p.checked_by and before is not None and not before.payload.checked_by:
        return {"act": "check_sign_off", **about}
    papers = [pin for pin in p.relied_on if p.recorded_from and _is_paper(exporting, pin)]
    return {"act": "sign_off", **about, "statement": str(p.statement),
            "recorded_from": p.recorded_from, "papers": papers}  # fmt: skip


def _is_paper(exporting: Exporting, pin: str) -> bool:
    return pin.partition("/")[0] in LETTERS_AND_MINUTES and _known(exporting, pin)


def _second_check(exporting: Exporting, record: RecordVersion) -> Act:
    return {"act": "check_record", "record": record.payload.record.partition("@")[0]}


def _not_applicable(exporting: Exporting, record: RecordVersion) -> Act:
    p = record.payload
    if p.confirmed_by:
        return {"act": "confirm", "criterion": p.criterion, "subject": p.subject}
    return {"act": "set_aside", "criterion": p.criterion, "subject": p.subject,
            "means": "not_applicable", "reason": str(p.reason)}  # fmt: skip


def _waiver(exporting: Exporting, record: RecordVersion) -> Act:
    p = record.payload
    if p.confirmed_by:
        return {"act": "confirm", "criterion": p.criterion, "subject": p.subject}
    return {"act": "set_aside", "criterion": p.criterion, "subject": p.subject, "means": p.means,
            "reason": str(p.reason), "second_person": p.second_person,
            "recorded_from": p.recorded_from,
            "relied_on": list(p.relied_on)}  # fmt: skip


def _flag_answer(exporting: Exporting, record: RecordVersion) -> Act:
    p = record.payload
    return {"act": "answer", "criterion": p.criterion, "subject": p.subject,
            "answer": str(p.answer)}  # fmt: skip


def _deferral(exporting: Exporting, record: RecordVersion) -> Act:
    return {"act": "defer", "gate": record.payload.gate, "reason": str(record.payload.reason)}


def _move(exporting: Exporting, record: RecordVersion) -> Act:
    p = record.payload
    edge = exporting.definition.find_edge(p.origin, p.target)
    if edge is None:
        raise CaseworkError(f"Visit {p.visit} was entered by a move that the pathway lacks.")
    act = {"act": "move", "what": edge.id, "reason": str(p.reason)}
    # A condition that was not met leaves no trace in the record of a move that happened anyway.
    in_doubt = bool(edge.when) and exporting.row.replayed
    return {**act, **_anyway(p.unmet, in_doubt)}


def _going_back(exporting: Exporting, group: tuple[RecordVersion, ...]) -> Act:
    """What a move back says of who authorised it and what it puts in doubt."""
    for record in group:
        if record.kind == "stage_return":
            p = record.payload
            return {
                "authorised_by": p.authorised_by,
                "authorised_on": p.authorised_on.text if p.authorised_on else "",
                "authority": str(p.authority),
                "in_doubt": [pin for pin in p.in_doubt if _known(exporting, pin)],
            }
    return {}


def _named_act(exporting: Exporting, record: RecordVersion) -> Act:
    p = record.payload
    return {"act": "do", "what": p.act, "subject": p.subject, "reason": str(p.reason),
            **_anyway(p.unmet, False)}  # fmt: skip


def _anyway(unmet: tuple[str, ...], in_doubt: bool) -> Act:
    if not unmet:
        return {"happened_anyway": True} if in_doubt else {}
    refs = [_ref_of(ref) for ref in unmet]
    return {"happened_anyway": True,
            "expect": {"refused": {"blocked_by": list(dict.fromkeys(refs))}}}  # fmt: skip


def _ref_of(unmet: str) -> str:
    """What a case file calls a check, a hold or a matter left open by a succession."""
    for sort in ("hold:", f"{LEFT_OPEN}:"):
        unmet = unmet.removeprefix(sort)
    return unmet.partition(":")[0]


def _hold(exporting: Exporting, record: RecordVersion) -> Act:
    p, before = record.payload, exporting.before.get(record.reference)
    if before is not None and before.state != WITHDRAWN and _is_corrected(before.payload, p):
        return {
            "act": "correct_hold", "key": record.key, "started": p.started_on.text,
            "ended": p.ended_on.text if p.ended_on is not None else "",
            "outcome": str(p.outcome), "way_out": p.ended_as, "falls": list(p.falls),
            "reason": str(record.source),
        }  # fmt: skip
    if p.ended_on is not None:
        return {
            "act": "end_hold", "key": record.key, "outcome": str(p.outcome),
            "way_out": p.ended_as, "falls": list(p.falls),
        }  # fmt: skip
    return {"act": "start_hold", "hold": p.hold, "key": record.key, "reason": str(p.reason)}


def _is_corrected(before: Any, after: Any) -> bool:
    """Whether a hold was corrected, and not ended, from one version to the next."""
    return before.ended_on is not None or before.started_on != after.started_on


def _linked_case(exporting: Exporting, record: RecordVersion) -> Act | None:
    """The act that opened the other case, or the link as it is told of one that need not be there;
    how the other ended is written by its own last move."""
    p = record.payload
    if p.ended_as:
        return None
    if p.relation in REVERSED:
        return {"act": "open_linked", "relation": p.relation, "reference": p.case,
                "title": exporting.row.title, "reason": str(p.reasons),
                "parts": exporting.parts.get(record.position, [])}  # fmt: skip
    return {"act": "relate", "reference": p.case, "reason": str(p.reasons) or UNSAID,
            "pathway": p.pathway, "stage": p.stage,
            "relation": "" if p.relation == "related" else p.relation}  # fmt: skip


def _version(exporting: Exporting, record: RecordVersion) -> Act:
    p = record.payload
    if p.undoes:
        return {"act": "undo_version", "reason": str(p.reason)}
    return {"act": "change_version", "version": p.version, "reason": str(p.reason)}


def _succession(
    group: tuple[RecordVersion, ...], exporting: Exporting, record: RecordVersion
) -> Act:
    """All bodies that one act succeeded and that held something; in a split, with the successors
    of each line. Of one body alone the key is that of its record, which others name."""
    found = [r.payload for r in group if r.kind == "succession"]
    p = record.payload
    act: Act = {
        "act": "succeed", "key": p.plan if len(found) > 1 else record.key, "sort": p.sort,
        "bodies": [f.predecessor for f in found],
        "to": list(p.successors), "instrument": str(p.instrument) or UNSAID,
        "confirmed_by": p.confirmed_by,
    }  # fmt: skip
    passes: dict[str, list[str]] = {}
    persons: dict[str, str] = {}
    for row in (row for f in found for row in f.passed):
        role = exporting.before.get(row["what"])
        if role is not None and role.kind == "role":
            persons[role.payload.person] = row["to"]
        elif len(p.successors) > 1 and not row["what"].startswith(("gate/", "date/")):
            passes.setdefault(row["what"], []).append(row["to"])
    single = len(p.successors) == 1 and set(persons.values()) <= set(p.successors)
    return {**act, "passes": passes or "", "persons": "" if single else persons}


_WRITERS: dict[str, Callable[[Exporting, RecordVersion], Act | None]] = {
    "evidence": _evidence,
    "attestation": _attestation,
    "second_check": _second_check,
    "not_applicable": _not_applicable,
    "waiver": _waiver,
    "deferral": _deferral,
    "flag_answer": _flag_answer,
    "stage_move": _move,
    "act": _named_act,
    "hold": _hold,
    "role": role_act,
    "cover": cover_act,
    "handover": assigned_act,
    "linked_case": _linked_case,
    "pathway_version": _version,
}

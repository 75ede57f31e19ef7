"""Exporting a case as a case file that replays to the same stage, holds, checks and blockers.

Privileged notes never leave; nor do the texts and files of legally privileged or sealed evidence,
of which only stays that something was put in. Kept dry runs are no part of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import Connection

from casework.domain.dates import FactDate, london_date
from casework.domain.errors import Conflict, NotFound
from casework.domain.facts import WITHDRAWN, CaseFacts, RecordVersion
from casework.domain.hold_dates import MAY_BE_PLANNED
from casework.domain.hold_standing import PAUSED
from casework.domain.organisations import ORGANISATION_KINDS
from casework.domain.permissions import is_privileged
from casework.domain.records import get_kind
from casework.domain.roles import role_title
from casework.domain.schemes import TAKEN_OVER
from casework.domain.viewer import SYSTEM, Viewer
from casework.engine.definition import Definition
from casework.services.casefiles.act_reading import MAY_LIE_AHEAD
from casework.services.casefiles.acts import DATED
from casework.services.casefiles.export_acts import act_of, groups_of, is_of_no_letter
from casework.services.casefiles.exporting import Exporting
from casework.services.casefiles.format import FILE_NAME, FORMAT_VERSION, OVERSIGHT
from casework.services.definitions import definition_of
from casework.services.evidence import read_stored
from casework.services.holds_behind import IS_A
from casework.services.office import Office
from casework.services.reading import get_case, keys_in, today_of
from casework.store.accounts import find_account
from casework.store.copies import parts_copied
from casework.store.facts import every_version, texts_of_case, with_texts
from casework.store.originals import facts_now
from casework.store.parties import find_organisation, find_person
from casework.store.programmes import find_programme_key
from casework.store.transaction import find_case_row

OF_THE_HEAD = ("particulars", "role", "stage_before", "stage_move")
UNKNOWN_BODY = "organisation-not-recorded"
LEFT_OUT = ("request", "document", "pack", "share", "dry_run", "highlight_report", "paper_used",
            "scheme_taken_over")


@dataclass(frozen=True)
class Exported:
    """What was written: the case file, its evidence by SHA-256, and what was left out."""

    path: Path
    files: tuple[str, ...]
    left_out: dict[str, int]


def export_case(office: Office, viewer: Viewer, reference: str, folder: Path) -> Exported:
    """Write a case file with its evidence into a folder that is new or empty.

    Raises NotFound if the viewer may not see the case, Conflict if the folder holds something.
    """
    get_case(office, viewer, reference)
    if folder.exists() and any(folder.iterdir()):
        raise Conflict(f"The folder {folder} is not empty.", "Name a new one with --output.")
    with office.database.reading(one_moment=True) as connection:
        row = find_case_row(connection, reference)
        if row is None:
            raise NotFound(f"There is no case {reference}.")
        texts = texts_of_case(connection, row.id)
        stored = every_version(connection, row.id)
        versions = with_texts(_of_the_case(stored), texts, privileged=False)
        definition = definition_of(office, connection, row.definition_hash)
        facts = facts_now(connection, row, today_of(office, row))
        exporting = Exporting(
            row, definition, _stand_in(versions), privileged=_privileged_now(facts, versions)
        )
        exporting.parts.update(parts_copied(connection, row.reference))
        content = _case_file(office, connection, exporting, versions)
    folder.mkdir(parents=True, exist_ok=True)
    for payload in exporting.files.values():
        found = read_stored(office, reference, payload)
        (folder / found.sha256).write_bytes(found.content)
    left_out = _left_out((*versions, *_dry_runs_told_of(stored)))
    (folder / FILE_NAME).write_text(_comment(row, left_out) + _yaml(content), encoding="utf-8")
    return Exported(folder / FILE_NAME, tuple(exporting.files), left_out)


def _of_the_case(versions: tuple[RecordVersion, ...]) -> tuple[RecordVersion, ...]:
    """The versions of what gates look at: what is kept apart leaves no trace in a case file."""
    return tuple(v for v in versions if not get_kind(v.kind).kept_apart)


def _dry_runs_told_of(versions: tuple[RecordVersion, ...]) -> tuple[RecordVersion, ...]:
    """The newest version of each kept dry run that may be counted where anybody may read it: none
    that was ever marked as made for legal advice."""
    kept = [v for v in versions if v.kind == "dry_run"]
    secret = {v.reference for v in kept if v.payload.made_for_legal_advice}
    newest = {v.reference: v for v in kept if v.reference not in secret}
    return tuple(newest.values())


def _privileged_now(facts: CaseFacts, versions: tuple[RecordVersion, ...]) -> frozenset[str]:
    """The versions of evidence that are legally privileged now, here or where they come from."""
    return frozenset(v.pin for v in versions if v.kind == "evidence" and is_privileged(facts, v))


def _stand_in(versions: tuple[RecordVersion, ...]) -> str:
    """Who does in the file what the system did, with the oversight that it takes."""
    roles = [v.payload for v in versions if v.kind == "role" and v.payload is not None]
    named = [r.person for code in ("GOV", "PM", "SRO") for r in roles if r.role == code]
    return named[0] if named else versions[0].recorded_by


def _case_file(
    office: Office, connection: Connection, exporting: Exporting,
    versions: tuple[RecordVersion, ...],
) -> dict[str, Any]:
    row, definition = exporting.row, exporting.definition
    opening, *rest = groups_of(versions)
    exporting.before.update({v.reference: v for v in opening})
    acts = [_not_ahead(act) for group in (*_began_with(opening), *_one_by_one(rest))
            if (act := act_of(exporting, group)) is not None]  # fmt: skip
    last = max([today_of(office, row), *(v.judged_on for v in versions)])
    acts.append({"act": "note", "judged_on": last.isoformat(), "by": exporting.stand_in,
                 "text": "The case as exported, judged on this day."})  # fmt: skip
    persons = _persons(connection, exporting, versions)
    return {
        **_header(connection, row, definition, opening, exporting, versions),
        "organisations": _organisations(connection, versions, persons, row.organisation),
        "persons": persons,
        "roles": [{"person": r.payload.person, "role": r.payload.role}
                  for r in opening if r.kind == "role"],
        "acts": acts,
    }  # fmt: skip


def _began_with(opening: tuple[RecordVersion, ...]) -> Iterator[tuple[RecordVersion, ...]]:
    """What a case that was opened from another had from its first day, each by itself; what the
    head of a case file says is left out."""
    return ((v,) for v in opening if v.kind not in OF_THE_HEAD)


def _one_by_one(
    groups: Iterable[tuple[RecordVersion, ...]],
) -> Iterator[tuple[RecordVersion, ...]]:
    """The groups of records that were written together; of those that a replay took away
    together, each by itself, since an act takes one away. A hold goes with its own record, and what
    goes with a hold goes with that. The powers that came from a body's own scheme go each by
    itself: in a file they are the case's own."""
    for group in groups:
        if any(version.kind == TAKEN_OVER for version in group):
            yield from ((version,) for version in group)
            continue
        by_itself = [v for v in group if v.kind != "hold" or group[0].kind not in IS_A]
        if group[0].kind == "hold":  # with the terms of a pause that was begun in error
            by_itself = [v for v in group if v.kind == "hold"]
        if len(by_itself) > 1 and all(version.state == WITHDRAWN for version in group):
            yield from ((version,) for version in group)
        else:
            yield group


def _not_ahead(act: dict[str, Any]) -> dict[str, Any]:
    """The act without a date that lay ahead when it was recorded: a case file takes none.

    Where the act needs a date it is given that day; the date that lay ahead stays in its words.
    """
    on = FactDate.parse(act["on"]) if "on" in act else None
    may = act["act"] in MAY_LIE_AHEAD and act.get("hold", PAUSED) in MAY_BE_PLANNED
    if may or on is None or on.earliest is None:
        return act
    if on.earliest <= date.fromisoformat(act["judged_on"]):
        return act
    kept = {name: value for name, value in act.items() if name != "on"}
    if act["act"] not in DATED:
        return kept
    said = "outcome" if act["act"] == "end_hold" else "reason"
    words = " ".join(part for part in (act.get(said, ""), f"Recorded for {on.text}.") if part)
    return {**kept, "on": act["judged_on"], said: words}


def _header(
    connection: Connection, row: Any, definition: Definition,
    opening: tuple[RecordVersion, ...], exporting: Exporting,
    versions: tuple[RecordVersion, ...],
) -> dict[str, Any]:
    first = {record.kind: record.payload for record in opening}
    header = {
        "casefile": FORMAT_VERSION,
        "reference": row.reference.upper(),
        "title": str(first["particulars"].title),
        "summary": str(first["particulars"].summary),
        "pathway": definition.pathway,
        "version": _first_version(versions, definition),
        "programme": find_programme_key(connection, row.programme_id),
        "organisation": row.organisation,
        "opened_on": row.opened_on,
        "opened_judged_on": opening[0].judged_on.isoformat(),
        "opened_by": exporting.person(opening[0].recorded_by),
    }
    if "stage_before" in first:
        header["stage"] = first["stage_before"].stage
        header["what_went_before"] = str(first["stage_before"].reason)
    return {name: value for name, value in header.items() if value != ""}


def _first_version(versions: tuple[RecordVersion, ...], definition: Definition) -> int:
    """The version with which the case was opened; each change of it is an act."""
    changed = [v.payload.before for v in versions if v.kind == "pathway_version"]
    return changed[0] if changed else definition.version


def _persons(
    connection: Connection, exporting: Exporting, versions: tuple[RecordVersion, ...]
) -> list[dict[str, Any]]:
    """Persons by key and job title; names stay where they are."""
    keys = keys_in(versions)[1] - {SYSTEM.person, ""} | {exporting.stand_in}
    return [_person(connection, key, versions, exporting.stand_in) for key in sorted(keys)]


def _person(
    connection: Connection, key: str, versions: tuple[RecordVersion, ...], stand_in: str
) -> dict[str, Any]:
    found, account = find_person(connection, key), find_account(connection, person=key)
    held = [v.payload.role for v in versions if v.kind == "role" and v.payload.person == key]
    title = found.job_title if found is not None and found.job_title else ""
    person: dict[str, Any] = {
        "key": key,
        "job_title": title or ", ".join(dict.fromkeys(map(role_title, held))) or "Person",
        "organisation": found.organisation if found and found.organisation else UNKNOWN_BODY,
    }
    held_apart = account.system_roles.split() if account is not None else []
    if key == stand_in:
        held_apart.append("governance")
    oversight = [role for role in OVERSIGHT if role in held_apart]
    return {**person, "oversight": oversight} if oversight else person


def _organisations(
    connection: Connection, versions: tuple[RecordVersion, ...],
    persons: list[dict[str, Any]], sponsor: str,
) -> list[dict[str, Any]]:
    keys = keys_in(versions)[0] | {person["organisation"] for person in persons} | {sponsor}
    return [_organisation(connection, key) for key in sorted(keys - {""})]


def _organisation(connection: Connection, key: str) -> dict[str, Any]:
    row = find_organisation(connection, key)
    if row is None:
        name = "Not recorded" if key == UNKNOWN_BODY else key
        return {"key": key, "name": name, "kind": "other"}
    kind = row.kind if row.kind in ORGANISATION_KINDS else "other"
    body = {"key": key, "name": row.name, "kind": kind, "code_system": row.code_system,
            "code": row.code, "source": row.source,
            "valid_from": row.valid_from.isoformat() if row.valid_from else "",
            "valid_to": row.valid_to.isoformat() if row.valid_to else ""}  # fmt: skip
    return {name: value for name, value in body.items() if value != ""}


def _left_out(versions: tuple[RecordVersion, ...]) -> dict[str, int]:
    counts = {kind: sum(1 for v in versions if v.kind == kind) for kind in LEFT_OUT}
    counts["delivery_of_a_pack_or_paper"] = sum(1 for v in versions if is_of_no_letter(v))
    return {kind: count for kind, count in counts.items() if count}


def _comment(row: Any, left_out: dict[str, int]) -> str:
    what = "a replayed case, which was never live" if row.replayed else "a live case"
    lines = [f"Exported from {what}, opened here on {london_date(row.opened_at).isoformat()}.",
             "Privileged notes are not exported; nor are texts and files of privileged or sealed",
             "evidence."]  # fmt: skip
    if left_out:
        counts = ", ".join(f"{kind.replace('_', ' ')} ({n})" for kind, n in left_out.items())
        lines.append(f"Left out, since no act of a case file makes them: {counts}.")
    return "".join(f"# {line}\n" for line in lines)


def _yaml(content: dict[str, Any]) -> str:
    return yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=96)

"""The audit trail of a case, for investigators: filtered, in pages, newest first."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Connection

from casework.domain.chain import ChainEntry
from casework.domain.errors import NotFound
from casework.domain.facts import CaseFacts
from casework.domain.permissions import can_read_privileged, can_read_record
from casework.domain.viewer import Viewer
from casework.engine.definition import Definition
from casework.services.audit import integrity_sentence
from casework.services.decision_record import SECRET_TITLE
from casework.services.definitions import definition_of
from casework.services.office import Office
from casework.services.reading import today_of
from casework.services.record_titles import title_of_record
from casework.store.facts import (
    texts_of_case,
    versions_of_kind,
    with_texts,
)
from casework.store.listing import find_visible_case
from casework.store.names import Names
from casework.store.originals import facts_now
from casework.store.parties import names_of_persons
from casework.store.trail import (
    TrailFilter,
    kinds_and_actors,
    list_entries,
    names_in_chain,
)

PAGE = 50
MOST_EXPORTED = 100_000
KEPT_DRY_RUN = "dry_run"


@dataclass(frozen=True, slots=True)
class TrailWords:
    """Words for the keys in entries, as far as the viewer may read them.

    ``titles`` are those of records by `kind/key`, as they are called now; ``codes`` gives the
    contact's key and the pin of a share code.
    """

    names: Names = field(default_factory=Names)
    contacts: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[int, tuple[str, str]] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    definition: Definition | None = None


@dataclass(frozen=True, slots=True)
class TrailPage:
    """One page of entries; ``next_before`` leads to older ones, 0 if there are none.

    ``kinds`` and ``actors`` are what the trail may be narrowed to; ``integrity`` says whether the
    record is intact, as last checked; ``words`` is empty for a file.
    """

    case: Any
    entries: tuple[ChainEntry, ...]
    kinds: tuple[str, ...]
    actors: Names
    next_before: int = 0
    integrity: str = ""
    words: TrailWords = field(default_factory=TrailWords)


def audit_trail(
    office: Office, viewer: Viewer, reference: str, narrowed: TrailFilter
) -> TrailPage:
    """One page of a case's chain. Raises NotFound if the viewer may not see the case."""
    with office.database.reading() as connection:
        case = _visible(office, connection, viewer, reference)
        facts = _facts(office, connection, case)
        hidden = _hidden(connection, viewer, case, facts)
        narrowed = replace(narrowed, without=hidden)
        entries = list_entries(connection, reference, narrowed, PAGE + 1)
        shown = tuple(entries[:PAGE])
        kinds, actors = kinds_and_actors(connection, reference, hidden)
        actors |= {entry.actor for entry in shown}
        words = _words(office, connection, viewer, case, facts, shown, actors)
        integrity = integrity_sentence(connection, reference)
    older = shown[-1].position if len(entries) > PAGE else 0
    persons = {key: words.names.person(key) for key in sorted(actors)}
    return TrailPage(
        case, shown, tuple(kinds), Names({}, persons), older, integrity, words
    )


def export_trail(
    office: Office, viewer: Viewer, reference: str, narrowed: TrailFilter
) -> TrailPage:
    """The trail as narrowed, for a file. Raises NotFound if the viewer may not see the case."""
    with office.database.reading() as connection:
        case = _visible(office, connection, viewer, reference)
        facts = _facts(office, connection, case)
        hidden = _hidden(connection, viewer, case, facts)
        narrowed = replace(narrowed, without=hidden)
        entries = list_entries(connection, reference, narrowed, MOST_EXPORTED)
        actors = {entry.actor for entry in entries} | _covered(facts)
        named = names_of_persons(connection, actors)
    return TrailPage(case, tuple(entries), (), Names({}, named))


def _visible(office: Office, connection: Connection, viewer: Viewer, reference: str) -> Any:
    row = find_visible_case(connection, viewer, office.clock.today(), reference)
    if row is None:
        raise NotFound(f"There is no case {reference}.")
    return row


def _facts(office: Office, connection: Connection, case: Any) -> CaseFacts:
    return facts_now(connection, case, today_of(office, case))


def _hidden(
    connection: Connection, viewer: Viewer, case: Any, facts: CaseFacts
) -> frozenset[int]:
    """Positions of the entries by which dry runs were kept or marked that are not for the viewer.

    Who may not read what was made for legal advice may not learn that it is there.
    """
    if not any(r.kind == KEPT_DRY_RUN for r in facts.records):
        return frozenset()
    versions = versions_of_kind(connection, case.id, KEPT_DRY_RUN)
    return frozenset(v.position for v in versions if not can_read_record(facts, viewer, v))


def _words(
    office: Office, connection: Connection, viewer: Viewer, case: Any, facts: CaseFacts,
    entries: tuple[ChainEntry, ...], actors: set[str],
) -> TrailWords:
    bodies = [json.loads(entry.body) for entry in entries if entry.body]
    texts = texts_of_case(connection, case.id)
    privileged = can_read_privileged(facts, viewer)
    shown = with_texts(facts.records, texts, privileged=privileged)
    stated = {name: _said(bodies, name) for name in ("organisation", "subject", "contact")}
    found = names_in_chain(
        connection, case.id,
        persons=actors | _covered(facts),
        organisations=stated["organisation"] | stated["subject"]
        | {entry.on_behalf_of for entry in entries} | {r.subject for r in shown},
        contacts=stated["contact"],
        codes={body["code"] for body in bodies if isinstance(body.get("code"), int)},
    )  # fmt: skip
    names = Names(found.organisations, found.persons)
    titles = {
        r.reference: title_of_record(r, names) if can_read_record(facts, viewer, r)
        else SECRET_TITLE
        for r in shown
    }  # fmt: skip
    definition = definition_of(office, connection, case.definition_hash)
    return TrailWords(names, found.contacts, found.codes, titles, definition)


def _covered(facts: CaseFacts) -> set[str]:
    """Everybody for whom anybody ever covered on the case."""
    return {r.payload.covered for r in facts.current("cover")}


def _said(bodies: list[dict[str, Any]], name: str) -> set[str]:
    return {body[name] for body in bodies if isinstance(body.get(name), str) and body[name]}

"""Names for what a person's list of work speaks of: bodies, records and what requests ask."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from casework.domain.facts import RecordVersion
from casework.domain.own_words import own_words
from casework.domain.records.codec import commitments_in
from casework.domain.viewer import Viewer
from casework.engine.definition import Definition
from casework.engine.vocabulary import PER_RECORD
from casework.services.record_titles import NOT_SHOWN, Find, record_in_words
from casework.store import listing
from casework.store.facts import with_texts
from casework.store.names import Names
from casework.store.parties import names_of_organisations

_ORGANISATION = re.compile(r"\{org:([^}]+)\}")
_RECORD = re.compile(r"\{rec:([^{}]+)\}")


@dataclass(frozen=True, slots=True)
class WorkNames:
    """``organisations`` by key; ``own`` the words of what lines are about, and ``records`` what
    those are called that reasons name, each by case and reference of the record."""

    organisations: Mapping[str, str]
    own: Mapping[tuple[str, str], str]
    records: Mapping[tuple[str, str], str]

    def organisation(self, key: str) -> str:
        """The body's name; the key of one that is not known."""
        return self.organisations.get(key, key)

    def fill(self, case: str, reason: str) -> str:
        """A reason with names in the place of keys, as the page of the case has it."""
        filled = _ORGANISATION.sub(lambda m: self.organisation(m[1]), reason)
        return _RECORD.sub(lambda m: self.records.get((case, m[1]), NOT_SHOWN), filled)


def names_in_work(
    connection: Connection, viewer: Viewer, rows: list[Any], definitions: Mapping[str, Definition]
) -> WorkNames:
    """The names for these lines, in three statements however many they are."""
    organisations = names_of_organisations(connection, _keys_in(rows))
    wanted = {
        (row.case_id, named) for row in rows
        if (named := record_named(definitions[row.reference], row))
        and (row.criterion == named or not viewer.outside)
    }  # fmt: skip
    in_reasons = set() if viewer.outside else {
        (row.case_id, reference) for row in rows for reference in _RECORD.findall(row.reason)
    }  # fmt: skip
    if not wanted | in_reasons:
        return WorkNames(organisations, {}, {})
    return _with_records(connection, rows, organisations, wanted | in_reasons)


def _with_records(
    connection: Connection, rows: list[Any], organisations: Mapping[str, str],
    wanted: set[tuple[int, str]],
) -> WorkNames:
    cases = {row.case_id: row.reference for row in rows}
    records = listing.list_named_records(connection, wanted)
    texts = listing.values_of_texts(
        connection, {found for _, r in records for found in commitments_in(r.payload)}
    )
    shown = {
        (cases[case_id], each.reference): each for case_id, record in records
        for each in with_texts((record,), texts, privileged=False)
    }  # fmt: skip
    names = Names(organisations)
    return WorkNames(
        organisations,
        {key: _own(record) for key, record in shown.items()},
        {
            (case, reference): record_in_words(record, _finding(shown, case), names)
            for (case, reference), record in shown.items()
        },
    )  # fmt: skip


def _finding(shown: Mapping[tuple[str, str], RecordVersion], case: str) -> Find:
    return lambda reference: shown.get((case, reference))


def _own(record: RecordVersion) -> str:
    return str(record.payload.what) if record.kind == "request" else own_words(record)


def record_named(definition: Definition, row: Any) -> str:
    """The record that a line is about: a request, or what a check is asked of."""
    if row.criterion.startswith("request/"):
        return str(row.criterion)
    criterion = definition.find_criterion(row.criterion) if row.subject else None
    of_records = criterion is not None and criterion.per in PER_RECORD
    return f"{criterion.per}/{row.subject}" if criterion and of_records else ""


def _keys_in(rows: Iterable[Any]) -> set[str]:
    keys: set[str] = set()
    for row in rows:
        keys.update(_ORGANISATION.findall(row.reason))
        if row.subject:
            keys.add(row.subject)
    return keys

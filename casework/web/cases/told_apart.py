"""Choices of records that read alike, told apart by what differs between them."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable

from casework.domain.dates import long_date
from casework.domain.facts import RecordVersion
from casework.domain.records import get_kind
from casework.domain.records.fields import FieldType
from casework.services.reading import CaseView
from casework.web.cases.record_links import link_to_pin, title_of
from casework.web.cases.words import fact_date_words

LONGEST = 80
TELLING = (
    FieldType.CODE, FieldType.RECORD, FieldType.TEXT, FieldType.DATE, FieldType.ORGANISATION,
    FieldType.CHOICE, FieldType.PERSON, FieldType.NUMBER,
)  # fmt: skip
"""Types of field by how well they tell one record from its like."""


def told_apart(view: CaseView, records: Iterable[RecordVersion]) -> list[tuple[RecordVersion, str]]:
    """Records with their titles; those of one title also with the first of their fields in which
    all of them differ, else with the day on which they were recorded and their key."""
    titled = [(record, title_of(record, view.names)) for record in records]
    counts = Counter(title for _, title in titled)
    details: dict[str, str] = {}
    for title in (title for title, count in counts.items() if count > 1):
        details |= _details(view, [record for record, own in titled if own == title])
    return [
        (r, f"{title} ({details[r.pin]})" if r.pin in details else title) for r, title in titled
    ]


def _details(view: CaseView, alike: list[RecordVersion]) -> dict[str, str]:
    if len({r.kind for r in alike}) == 1 and all(r.payload is not None for r in alike):
        specs = get_kind(alike[0].kind).specs
        ranked = [name for wanted in TELLING for name, s in specs.items() if s.type is wanted]
        for name in ranked:
            if not all(str(getattr(r.payload, name) or "") for r in alike):
                continue
            words = [_words(view, r, name) for r in alike]
            if len(set(words)) == len(words):
                return {r.pin: each for r, each in zip(alike, words, strict=True)}
    return {r.pin: f"recorded on {long_date(r.judged_on)}, {r.key}" for r in alike}


def _words(view: CaseView, record: RecordVersion, name: str) -> str:
    spec, value = get_kind(record.kind).specs[name], getattr(record.payload, name)
    in_words = {
        FieldType.RECORD: lambda: link_to_pin(view, value).text,
        FieldType.DATE: lambda: fact_date_words(value),
        FieldType.ORGANISATION: lambda: view.names.organisation(value),
        FieldType.PERSON: lambda: view.names.person(value),
        FieldType.CHOICE: lambda: spec.choices.get(value, value),
    }
    words = in_words.get(spec.type, lambda: str(value))()
    return textwrap.shorten(words, LONGEST, placeholder=" …")

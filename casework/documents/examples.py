"""Fictional contexts on which every template is tried: full, empty and worst case.

They carry roles and no people, and no fact of any real programme.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields
from datetime import UTC, date, datetime
from typing import Any

from casework.documents import facts, highlights, rows, temporary, turns
from casework.documents.context import DocumentContext
from casework.documents.impact_chapters import CHAPTERS
from casework.documents.manifest import Manifest
from casework.domain.dates import FactDate

Text = Callable[[str], str]
PRINTED = (facts, highlights, rows, temporary, turns)
"""The modules whose classes documents print."""
MADE_AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
_HOSTILE = "Fish & chips <b>\"bold\"</b> 'quoted' {{ 7 * 7 }} {% if %} \x0b\ud800 £ – é "


def empty_context() -> DocumentContext:
    """A case of which only reference, title and audit position are known."""
    case = facts.CaseIdentity(reference="CASE-0001", title="Example proposal", version=1)
    return DocumentContext(case=case, made_at=MADE_AT)


def full_context(manifest: Manifest) -> DocumentContext:
    """Every fact recorded, in text of ordinary length, for two councils."""
    return _context(manifest, authorities=2, text=_ordinary_text)


def worst_context(manifest: Manifest) -> DocumentContext:
    """Forty councils, long texts, and every character that could break a Word file."""
    return _context(manifest, authorities=40, text=_hostile_text)


def _ordinary_text(label: str) -> str:
    return f"{label[:1].upper()}{label[1:]}, as recorded for the example case"


def _hostile_text(label: str) -> str:
    return f"{label}: {_HOSTILE * 8}\n\nSecond paragraph of {label}\nwith a second line."


def _context(manifest: Manifest, authorities: int, text: Text) -> DocumentContext:
    keys = [f"authority-{number}" for number in range(1, authorities + 1)]
    key = {
        "affected_authority": keys[0],
        "council_or_healthwatch": keys[0],
        "told_of_turns": keys[0],
        "healthwatch": "healthwatch-1",
    }.get(manifest.per, "icb")
    lists = {
        "authorities": tuple(_made(facts.AffectedAuthority, text, key=k) for k in keys),
        "all_recommendations": tuple(
            _made(facts.Recommendation, text, authority_key=k, number=str(n))
            for k in keys
            for n in (1, 2)
        ),
        "healthwatch": (_made(facts.Healthwatch, text, key="healthwatch-1"),),
        "responsible_bodies": (
            _made(facts.ResponsibleBody, text, key="icb", is_lead=True),
            _made(facts.ResponsibleBody, text, key="trust", is_lead=False),
        ),
        "options": (
            _made(rows.Option, text, reference="A", is_discarded=False),
            _made(rows.Option, text, reference="B", is_discarded=True),
        ),
        "temporary_changes": (
            _made(temporary.TemporaryChange, text),
            _made(temporary.TemporaryChange, text, ended_on=None, ended_as=None),
        ) if manifest.turn else (_made(temporary.TemporaryChange, text),),
        "impacts": tuple(
            _made(rows.Impact, text, chapter=chapter, group=group)
            for chapter, groups in CHAPTERS.items()
            for group in groups or ("Everyone concerned",)
        ),
    }
    return _made(
        DocumentContext,
        text,
        case=_made(facts.CaseIdentity, text, reference="CASE-0001", version=128, replayed=True),
        made_at=MADE_AT,
        made_for=key,
        addressee=_made(facts.Addressee, text, key=key),
        regime=_made(facts.Regime, text, code="R24"),
        pack=_made(
            facts.PackContents,
            text,
            parts=tuple(_made(facts.PackLine, text, number=n) for n in (1, 2, 3)),
        ),
        sections={
            field.source.split(".")[1]: text(field.label)
            for field in manifest.fields
            if field.source.startswith("sections.")
        },
        **lists,
    )


def _made(kind: type, text: Text, **given: object) -> Any:
    """An instance of a facts class with every attribute filled, by its type."""
    values = {f.name: _value(f.name, str(f.type), text) for f in fields(kind)}
    return kind(**(values | given))


def _value(name: str, hint: str, text: Text) -> object:
    if hint.startswith("tuple[str"):
        return (text("first address line"), text("second address line"))
    for kind in (k for module in PRINTED for k in vars(module).values()):
        if isinstance(kind, type) and _name_in_hints(kind) in re.split(r"[\[\], ]", hint):
            row = _made(kind, text)
            return (row,) if hint.startswith("tuple") else row
    if "When" in hint:
        return FactDate.parse("2027-03") if "received" in name else FactDate.on(date(2027, 1, 12))
    return {"bool": True, "date": date(2026, 11, 1), "int": 1}.get(
        hint.split(" ")[0], text(name.replace("_", " "))
    )


def _name_in_hints(kind: type) -> str:
    """How the annotations of the context name a class: `facts.Meeting`, `rows.Option`."""
    return f"{kind.__module__.rpartition('.')[2]}.{kind.__name__}"

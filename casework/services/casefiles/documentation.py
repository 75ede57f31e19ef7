"""The generated part of the page on case files: acts, kinds of record, codes, with examples."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from casework.domain.organisations import ORGANISATION_KINDS
from casework.domain.records import Kind, list_kinds
from casework.domain.records.codec import range_in_words
from casework.domain.records.fields import Column, ColumnType, FieldSpec, FieldType
from casework.domain.roles import ROLES
from casework.engine.definition import Criterion, Definition
from casework.engine.library import Library
from casework.engine.reading import parse_text_yaml
from casework.services.casefiles.acts import ACTS, COMMON, ActField
from casework.services.opening import MAIN_PATHWAY

BEGIN, END = "<!-- generated: begin -->", "<!-- generated: end -->"
_GENERATED = re.compile(f"{re.escape(BEGIN)}.*{re.escape(END)}", re.DOTALL)
EXAMPLE_BODY, EXAMPLE_DAY = "example-council", "2025-07-04"


def with_tables(page: str, pathways: Sequence[Definition]) -> str:
    """The page with its generated part written anew. Raises ValueError if it marks none."""
    if not _GENERATED.search(page):
        raise ValueError(f"the page has no part between {BEGIN} and {END}")
    return _GENERATED.sub(lambda _: f"{BEGIN}\n{tables(pathways)}\n{END}", page)


def tables(pathways: Sequence[Definition]) -> str:
    """Every table, in Markdown, with the codes of each of the pathways."""
    codes = (line for d in pathways for line in _codes(d))
    return "\n".join([*_acts(), *_kinds(), *_people_and_bodies(), *codes])


def newest_of_each(library: Library) -> list[Definition]:
    """The newest version of each pathway, the full one first."""
    names = library.names()
    names.sort(key=lambda name: name != MAIN_PATHWAY)
    return [library.newest(name) for name in names]


def _acts() -> Iterable[str]:
    yield "\n## Fields of each act\n"
    yield "Every act takes these:\n"
    yield from _act_fields(COMMON)
    for kind in ACTS.values():
        yield f"\n`{kind.name}`: {kind.says}\n"
        yield from _act_fields(kind.fields)


def _act_fields(fields: Iterable[ActField]) -> Iterable[str]:
    yield "| field | what it says | needed |"
    yield "|---|---|---|"
    for field in fields:
        yield f"| `{field.name}` | {field.says} | {'yes' if field.required else ''} |"


def _kinds() -> Iterable[str]:
    yield "\n## Kinds of record\n"
    yield "Records that an example names stand before it. Where a kind has few fields, its example "
    yield "gives those that are needed, and no more.\n"
    for kind in _in_order_of_reference():
        yield from _kind(kind)


def _in_order_of_reference() -> list[Kind]:
    """The kinds that people state, each after those that its example names."""
    waiting = [k for k in list_kinds() if k.stated_by_people and k.name != "evidence"]
    found: list[Kind] = []
    while waiting:
        named = {k.name for k in waiting}
        ready = [k for k in waiting if not (_named_by(k) - {k.name}) & named]
        found += ready or waiting
        waiting = [k for k in waiting if k not in found]
    return found


def _named_by(kind: Kind) -> set[str]:
    """The kinds of the records that an example names."""
    values = _examples().get(kind.name, {})
    named: set[str] = set()
    for name, spec in kind.specs.items():
        if spec.type in (FieldType.RECORD, FieldType.MANY_RECORDS) and name in values:
            given = values[name]
            for reference in given if isinstance(given, list) else [given]:
                named.add(reference.partition("/")[0])
    return named


@lru_cache(maxsize=1)
def _examples() -> Mapping[str, Mapping[str, Any]]:
    """Written examples by kind."""
    path = Path(__file__).with_name("examples.yaml")
    written: Mapping[str, Mapping[str, Any]] = parse_text_yaml(path.read_text(encoding="utf-8"))
    return written


def _kind(kind: Kind) -> Iterable[str]:
    once = " A case has one: give no key." if kind.single else ""
    yield f"\n### `{kind.name}`\n"
    yield f"{kind.title}.{once}\n"
    yield "```yaml"
    yield from _example(kind)
    yield "```\n"
    yield "| field | what it holds | how it is written | needed |"
    yield "|---|---|---|---|"
    for name, spec in kind.specs.items():
        needed = "yes" if spec.required else ""
        yield f"| `{name}` | {spec.label} | {_written(spec)} | {needed} |"


def _example(kind: Kind) -> Iterable[str]:
    yield "- act: record"
    yield f"  kind: {kind.name}"
    if not kind.single:
        yield "  key: example"
    yield "  values:"
    written = _examples().get(kind.name)
    if written is not None:
        dumped = yaml.safe_dump(dict(written), sort_keys=False, allow_unicode=True, width=90)
        yield from (f"    {line}" for line in dumped.splitlines())
        yield "  source: PAPER"
        return
    needed = {n: s for n, s in kind.specs.items() if s.required} or dict([*kind.specs.items()][:1])
    for name, spec in needed.items():
        yield f"    {name}: {_example_value(name, spec)}"
    yield "  source: PAPER"


def _example_value(name: str, spec: FieldSpec) -> str:
    if spec.type is FieldType.CHOICE:
        return next(iter(spec.choices))
    if spec.type is FieldType.RECORD:
        return f"{name}/example"
    if spec.type is FieldType.ROWS:
        return f"[{_example_row(spec)}]"
    return {
        FieldType.ORGANISATION: EXAMPLE_BODY,
        FieldType.DATE: EXAMPLE_DAY,
        FieldType.YES_NO: "true",
        FieldType.NUMBER: "1",
    }.get(spec.type, "In a few words")


def _example_row(spec: FieldSpec) -> str:
    cells = {
        ColumnType.CHOICE: lambda c: next(iter(c.choices)),
        ColumnType.FIGURE: lambda c: "12",
        ColumnType.WORD: lambda c: "In a word",
    }
    return "{" + ", ".join(f"{c.name}: {cells[c.type](c)}" for c in spec.columns) + "}"


def _written(spec: FieldSpec) -> str:
    if spec.type is FieldType.ROWS:
        return f"a list of rows: {'; '.join(_column(c) for c in spec.columns)}"
    if spec.choices:
        several = "a list of " if spec.type is FieldType.MANY_CODES else ""
        return several + ", ".join(f"`{choice}`" for choice in spec.choices)
    return {
        FieldType.TEXT: "text",
        FieldType.CODE: "a code",
        FieldType.YES_NO: "`true` or `false`; left out: not known",
        FieldType.DATE: "a date, perhaps imprecise",
        FieldType.NUMBER: f"a whole number {range_in_words(spec)}",
        FieldType.ORGANISATION: "the key of an organisation",
        FieldType.PERSON: "the key of a person",
        FieldType.RECORD: "a record, as `kind/key`",
        FieldType.MANY_TEXTS: "a list of texts",
        FieldType.MANY_CODES: "a list of codes",
        FieldType.MANY_ORGANISATIONS: "a list of keys of organisations",
        FieldType.MANY_PERSONS: "a list of keys of persons",
        FieldType.MANY_RECORDS: "a list of records, as `kind/key`",
    }[spec.type]


def _column(column: Column) -> str:
    needed = " (needed)" if column.required else ""
    if column.type is ColumnType.CHOICE:
        return f"`{column.name}`{needed}, {column.label.lower()}: " + ", ".join(
            f"`{choice}`" for choice in column.choices
        )
    kind = "a figure" if column.type is ColumnType.FIGURE else "a few words"
    return f"`{column.name}`{needed}, {column.label.lower()}: {kind}"


def _people_and_bodies() -> Iterable[str]:
    yield "\n## Codes of every pathway"
    yield from _table("Roles", ((r.code, r.title) for r in ROLES.values()))
    yield from _table("Kinds of organisation", ORGANISATION_KINDS.items())


def _codes(d: Definition) -> Iterable[str]:
    yield f"\n## Codes of the pathway {d.pathway}, version {d.version}\n"
    yield f"{d.title}. Begin a file with `pathway: {d.pathway}`."
    of = f"of {d.pathway}"
    yield from _table(f"Stages {of}", ((s.id, s.title) for s in d.stages))
    yield from _table(f"Moves {of}", ((e.id, e.title) for e in d.edges))
    if d.acts:
        yield from _table(f"Named acts {of}", ((a.id, a.title) for a in d.acts))
    yield from _table(f"Holds {of}", ((h.id, h.title) for h in d.holds))
    yield from _table(f"Types of evidence {of}", ((e.id, e.title) for e in d.evidence_types))
    yield f"\n### Gates and their checks {of}\n"
    yield "A check of which the facts alone decide takes no sign-off.\n"
    yield "| check | what it asks | once per | signed by |"
    yield "|---|---|---|---|"
    for gate in d.gates:
        yield f"| **{gate.ref}** | {gate.title} | | |"
        for c in gate.criteria:
            yield f"| `{c.ref}` | {c.asks} | {c.per.replace('_', ' ')} | {_signers(c)} |"


def _signers(c: Criterion) -> str:
    if c.attesters.any_of:
        return " or ".join(c.attesters.any_of)
    return " and ".join(c.attesters.all_of) or "facts alone"


def _table(title: str, rows: Iterable[tuple[str, str]]) -> Iterable[str]:
    yield f"\n### {title}\n"
    yield "| code | meaning |"
    yield "|---|---|"
    for code, meaning in rows:
        yield f"| `{code}` | {meaning} |"

"""The JSON Schema of a case file, derived from the acts and from the kinds of case record."""

from __future__ import annotations

from typing import Any

from casework.domain.organisations import CODE_SYSTEMS, ORGANISATION_KINDS
from casework.domain.records import Kind, list_kinds
from casework.domain.records.codec import MANY
from casework.domain.records.fields import Column, ColumnType, FieldSpec, FieldType
from casework.domain.roles import ROLES
from casework.services.casefiles import acts, format
from casework.services.casefiles.acts import ACTS, COMMON, ActField, ActKind

DRAFT = "https://json-schema.org/draft/2020-12/schema"
TEXT = {"type": "string"}
DAY = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
FACT_DATE = {
    "oneOf": [
        {"type": "integer", "minimum": 1800, "maximum": 2199},
        {
            "type": "string",
            "pattern": "^(unknown|((by|from) [0-9]{4}-[0-9]{2}-[0-9]{2})|"
            "([0-9]{4}(-[0-9]{2}){0,2})|(about [0-9]{4}(-[0-9]{2})?))$",
        },
    ]
}
TEXTS = {"type": "array", "items": TEXT}


def _expected(outcome: str, *names: str) -> dict[str, Any]:
    return _closed({outcome: _closed(dict.fromkeys(names, TEXTS), names[:1])}, (outcome,))


def _closed(properties: dict[str, Any], required: tuple[str, ...]) -> dict[str, Any]:
    closed: dict[str, Any] = {
        "type": "object", "properties": properties, "additionalProperties": False,
    }  # fmt: skip
    return {**closed, "required": list(required)} if required else closed


EXPECTATION = {
    "oneOf": [
        {"enum": ["accepted", "refused"]},
        _expected("refused", "blocked_by", "flagged_by"),
        _expected("accepted", "flagged_by"),
    ]
}
_BY_TYPE: dict[str, Any] = {
    acts.TEXT: TEXT,
    acts.KEY: TEXT,
    acts.LIST: TEXTS,
    acts.FLAG: {"type": "boolean"},
    acts.DATE: FACT_DATE,
    acts.VALUES: {"type": "object"},
    acts.NUMBER: {"type": "integer", "minimum": 1},
}
_SPECIAL: dict[str, Any] = {
    "judged_on": DAY,
    "source": {"oneOf": [TEXT, {**TEXTS, "minItems": 1}]},
    "expect": EXPECTATION,
    "expect_assuming": EXPECTATION,
}


def case_file_schema() -> dict[str, Any]:
    """The schema of a case file, its YAML read with dates left as text."""
    return {
        "$schema": DRAFT,
        "title": "Case file",
        "description": "A programme's history as dated acts, to be replayed.",
        **_closed(_header(), ("casefile", "reference", "title", "organisations", "persons",
                              "roles", "acts")),
        "anyOf": [{"required": ["opened_on"]}, {"required": ["base"]}],
        "$defs": {f"{kind.name}_values": _values(kind) for kind in _stated_kinds()},
    }  # fmt: skip


def _header() -> dict[str, Any]:
    texts = ("title", "summary", "pathway", "programme", "organisation", "opened_by", "stage",
             "what_went_before")  # fmt: skip
    return {
        "casefile": {"const": format.FORMAT_VERSION},
        "reference": {"type": "string", "pattern": "^[A-Z0-9][A-Z0-9-]{2,38}$"},
        "version": {"type": "integer", "minimum": 1},
        "opened_on": FACT_DATE,
        "opened_judged_on": DAY,
        "base": {"const": format.COMPLIANT},
        "base_judged_on": DAY,
        "source": _SPECIAL["source"],
        "organisations": _list(_organisation()),
        "persons": _list(_person()),
        "roles": _list(_role()),
        "sources": _list(_closed({"id": TEXT, "title": TEXT, "address": TEXT}, ("id", "title"))),
        "acts": _list({"oneOf": [_act(kind) for kind in ACTS.values()]}),
        **{name: TEXT for name in texts},
    }


def _organisation() -> dict[str, Any]:
    return _closed(
        {"key": TEXT, "name": TEXT, "kind": {"enum": list(ORGANISATION_KINDS)},
         "code_system": {"enum": list(CODE_SYSTEMS)}, "code": TEXT, "valid_from": DAY,
         "valid_to": DAY, "source": TEXT},
        ("key", "name", "kind"),
    )  # fmt: skip


def _person() -> dict[str, Any]:
    oversight = {"type": "array", "items": {"enum": list(format.OVERSIGHT)}}
    return _closed(
        {"key": TEXT, "job_title": TEXT, "organisation": TEXT, "oversight": oversight},
        ("key", "job_title", "organisation"),
    )


def _role() -> dict[str, Any]:
    return _closed(
        {"person": TEXT, "role": {"enum": list(ROLES)}, "since": FACT_DATE, "until": FACT_DATE},
        ("person", "role"),
    )


def _act(kind: ActKind) -> dict[str, Any]:
    fields = (*COMMON, *kind.fields)
    properties = {field.name: _act_field(field) for field in fields}
    properties["act"] = {"const": kind.name}
    if kind.name not in ("move", "do"):
        del properties["happened_anyway"]
    required = ["act", *(f.name for f in kind.fields if f.required)]
    if kind.name in acts.DATED:
        required.append("on")
    schema = {"description": kind.says, **_closed(properties, tuple(required))}
    conditions: list[dict[str, Any]] = []
    if kind.needs_source:
        conditions.append({"oneOf": [{"required": ["source"]}, {"required": ["assumed"]}]})
    if kind.name == "record":
        properties["kind"] = {"enum": [k.name for k in _stated_kinds()]}
        conditions += [{"oneOf": [{"required": ["values"]}, {"required": ["changes"]}]},
                       *(_values_of(k) for k in _stated_kinds())]  # fmt: skip
    return {**schema, "allOf": conditions} if conditions else schema


def _act_field(field: ActField) -> dict[str, Any]:
    shape: dict[str, Any] = _SPECIAL.get(field.name) or _BY_TYPE[field.type]
    return {**shape, "description": field.says}


def _values_of(kind: Kind) -> dict[str, Any]:
    reference = {"$ref": f"#/$defs/{kind.name}_values"}
    return {
        "if": {"properties": {"kind": {"const": kind.name}}},
        "then": {"properties": {"values": {**reference, **_required(kind)}, "changes": reference}},
    }


def _required(kind: Kind) -> dict[str, Any]:
    needed = [name for name, spec in kind.specs.items() if spec.required]
    return {"required": needed} if needed else {}


def _values(kind: Kind) -> dict[str, Any]:
    properties = {name: field_schema(spec) for name, spec in kind.specs.items()}
    return {"title": kind.title, **_closed(properties, ())}


def field_schema(spec: FieldSpec) -> dict[str, Any]:
    """The schema of one field of a case record."""
    shape: dict[str, Any] = dict(TEXT)
    if spec.type in MANY:
        items = {"enum": list(spec.choices)} if spec.choices else TEXT
        shape = {"type": "array", "items": items}
    elif spec.type is FieldType.ROWS:
        cells = {c.name: _cell_schema(c) for c in spec.columns}
        needed = tuple(c.name for c in spec.columns if c.required)
        shape = {"type": "array", "items": _closed(cells, needed)}
    elif spec.type is FieldType.CHOICE:
        shape = {"enum": list(spec.choices)}
    elif spec.type is FieldType.YES_NO:
        shape = {"oneOf": [{"type": "boolean"}, {"enum": ["yes", "no", "unknown"]}]}
    elif spec.type is FieldType.DATE:
        shape = dict(FACT_DATE)
    elif spec.type is FieldType.NUMBER:
        shape = {"type": "integer", "minimum": spec.least, "maximum": spec.most}
    return {**shape, "description": spec.label}


def _cell_schema(column: Column) -> dict[str, Any]:
    if column.type is ColumnType.CHOICE:
        return {"enum": list(column.choices), "description": column.label}
    return {"type": ["string", "number"], "description": column.label}


def _stated_kinds() -> list[Kind]:
    """The kinds that the act `record` takes."""
    return [k for k in list_kinds() if k.stated_by_people and k.name != "evidence"]


def _list(item: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": item}


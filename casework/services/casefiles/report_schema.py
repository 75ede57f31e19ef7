"""The JSON Schema of a replay's report, derived from the dataclasses that the report is."""

from __future__ import annotations

import dataclasses
import types
import typing
from enum import StrEnum
from typing import Any

from casework.engine.results import BLOCKING
from casework.services.casefiles.report import REPORT_VERSION, Blocker, ReplayReport
from casework.services.casefiles.schema import DRAFT

_PLAIN: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    types.NoneType: {"type": "null"},
}
NUMBERS = {"type": "array", "items": {"type": "integer"}}


def report_schema() -> dict[str, Any]:
    """The schema of what `replay --json` prints. Every field is always there."""
    shape = _dataclass(ReplayReport)
    shape["properties"] = {
        "casefile_report": {"const": REPORT_VERSION},
        "replayed": {"const": True},
        **shape["properties"],
        "exit_code": {"enum": [0, 1, 3]},
        "expectations": {
            "type": "object",
            "properties": {"held": {"type": "integer"}, "failed": NUMBERS},
            "required": ["held", "failed"],
            "additionalProperties": False,
        },
        "unexpected": NUMBERS,
        "filled_gates": {"type": "array", "items": {"type": "string"}},
    }
    shape["required"] = list(shape["properties"])
    return {"$schema": DRAFT, "title": "Report of a replayed case file", **shape}


def _dataclass(class_: type) -> dict[str, Any]:
    hints = typing.get_type_hints(class_)
    names = [field.name for field in dataclasses.fields(class_)]
    properties = {name: _shape(hints[name]) for name in names}
    if class_ is Blocker:
        properties["state"] = {"enum": sorted(state.value for state in BLOCKING)}
    return {
        "type": "object", "properties": properties, "required": names,
        "additionalProperties": False,
    }  # fmt: skip


def _shape(hint: Any) -> dict[str, Any]:
    if typing.get_origin(hint) is tuple:
        return {"type": "array", "items": _shape(typing.get_args(hint)[0])}
    if isinstance(hint, types.UnionType):
        return {"oneOf": [_shape(part) for part in typing.get_args(hint)]}
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return {"enum": [member.value for member in hint]}
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return _dataclass(hint)
    return dict(_PLAIN[hint])

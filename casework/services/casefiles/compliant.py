"""Reading the table of values that meet the checks which ask for them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from casework.engine.definition import Need
from casework.engine.reading import parse_text_yaml

TABLE = Path(__file__).with_name("compliant.yaml")
_DAY = re.compile(r"\{on(?:([+-])([0-9]+))?\}\Z")
_BRACES = re.compile(r"\{([a-z:/_+0-9-]+)\}\Z")


@lru_cache(maxsize=1)
def _table() -> Mapping[str, Any]:
    table: Mapping[str, Any] = parse_text_yaml(TABLE.read_text(encoding="utf-8"))
    return table


def values_for(need: Need) -> Mapping[str, Any] | None:
    """The compliant values for a needed record, unfilled; None where the table has none.

    A need without a purpose is met by the first purpose of the kind.
    """
    records = _table()["records"]
    name = f"{need.record}/{need.purpose}" if need.purpose else need.record
    if name in records:
        found: Mapping[str, Any] = records[name]
        return found
    return next((v for k, v in records.items() if k.startswith(f"{need.record}/")), None)


def remedy_of(guard: str) -> Mapping[str, Any] | None:
    """What supplies a guard that its check's needs do not: a record, perhaps changed."""
    found: Mapping[str, Any] | None = _table()["guards"].get(guard)
    return found


def kinds_asked_about_by(guard: str) -> list[str]:
    """Kinds of record on which a question that a guard raises rests."""
    return list(_table()["questions"].get(guard, ()))


def kinds_read_by(guard: str) -> list[tuple[str, str]]:
    """Kind and purpose (or empty) of the records that a guard reads beyond its check's needs."""
    remedy = remedy_of(guard)
    if remedy is None or remedy.get("each"):
        return []
    kind, _, purpose = str(remedy["record"]).partition("/")
    return [(kind, purpose)]


def fill_in(values: Mapping[str, Any], day: date, word: Callable[[str], Any]) -> dict[str, Any]:
    """The values with every `{...}` replaced; ``word`` answers what is not a day."""
    return {name: _filled(value, day, word) for name, value in values.items()}


def days_of(values: Mapping[str, Any]) -> dict[str, Any]:
    """Those of the values, unfilled, that are days counted from the day of filling."""
    return {name: value for name, value in values.items() if _offset(value) is not None}


def _filled(value: Any, day: date, word: Callable[[str], Any]) -> Any:
    if isinstance(value, list):
        return [found for item in value if (found := _filled(item, day, word)) != ""]
    match = _BRACES.match(value) if isinstance(value, str) else None
    if match is None:
        return value
    offset = _offset(value)
    return word(match[1]) if offset is None else (day + offset).isoformat()


def _offset(value: Any) -> timedelta | None:
    """How long after the day of filling a value lies, as `{on-14}` says; None for any other."""
    match = _DAY.match(value) if isinstance(value, str) else None
    if match is None:
        return None
    days = int(match[2] or 0)
    return timedelta(days=-days if match[1] == "-" else days)

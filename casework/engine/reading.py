"""Reading YAML with every fault collected, each as `file: path: what, expected`."""

from __future__ import annotations

import re
import reprlib
from collections.abc import Collection, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml

# The loader in C reads the same YAML ten times as fast; it is not in every build of PyYAML.
_SafeLoader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _StrictLoader(_SafeLoader):  # type: ignore[misc, valid-type]
    """A safe loader that refuses a key given twice in one mapping."""


def _mapping_without_doubles(loader: _StrictLoader, node: yaml.MappingNode) -> dict[Any, Any]:
    seen: set[Any] = set()
    for key_node, _ in node.value:
        key = loader.construct_object(key_node)  # type: ignore[no-untyped-call]
        if not isinstance(key, str | int | float | bool | date):
            raise yaml.constructor.ConstructorError(
                None, None, "a key that is not plain text", key_node.start_mark
            )
        if key in seen:
            raise yaml.constructor.ConstructorError(
                None, None, f"key {key!r} is given twice", key_node.start_mark
            )
        seen.add(key)
    return _SafeLoader.construct_mapping(loader, node, deep=True)


_StrictLoader.add_constructor(
    yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping_without_doubles
)


MOST_VALUES = 200_000
"""How many values a document may hold once every alias is written out."""

_brief = reprlib.Repr()
_brief.maxlevel = 3
_brief.maxdict = _brief.maxlist = _brief.maxtuple = _brief.maxset = 4
_brief.maxstring = _brief.maxother = _brief.maxlong = 60


def read_yaml(path: Path, faults: Faults) -> Any:
    """The document in ``path``, or None with a fault if it cannot be read."""
    try:
        return parse_yaml(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        faults.add("", "no such file", "a YAML file")
    except UnicodeDecodeError:
        faults.add("", "not UTF-8 text", "a YAML file in UTF-8")
    except (yaml.YAMLError, RecursionError, ValueError) as fault:
        faults.add("", " ".join(str(fault).split()), "valid YAML")
    return None


def parse_yaml(text: str) -> Any:
    """Plain values from YAML text; doubled keys and tags beyond plain values are refused, and
    aliases that unpack to more than ``MOST_VALUES``, with a YAMLError."""
    return _load(text, _StrictLoader)


def _load(text: str, loader: type[_StrictLoader]) -> Any:
    """Raises YAMLError also for a few lines whose aliases unpack to more than ``MOST_VALUES``."""
    document = yaml.load(text, Loader=loader)  # noqa: S506  (a SafeLoader)
    if values_in(document) > MOST_VALUES:
        raise yaml.YAMLError(f"it unpacks to too many values: more than {MOST_VALUES:,}")
    return document


def values_in(document: Any) -> int:
    """How many values a document holds with every alias written out, itself included.

    Each list and mapping is walked once, however many aliases lead to it. One that holds itself
    has no end, and is reported as more than ``MOST_VALUES``.
    """
    known: dict[int, int] = {}

    def count(value: Any) -> int:
        if not isinstance(value, dict | list | tuple | set):
            return 1
        if id(value) not in known:
            known[id(value)] = MOST_VALUES + 1  # stands while it is counted: met again, no end
            parts = value.values() if isinstance(value, dict) else value
            known[id(value)] = 1 + sum(count(part) for part in parts)
        return known[id(value)]

    return count(document)


class _TextLoader(_StrictLoader):
    """A strict loader that leaves dates, and words such as `on` and `no`, as the text they are."""


_TextLoader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("bool", r"(?:true|false)\Z", "tf"),
    ("int", r"(?:0|[1-9][0-9]*)\Z", "0123456789"),
    ("null", r"(?:~|null|)\Z", ["~", "n", ""]),
):
    _TextLoader.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), list(_first)
    )


def parse_text_yaml(text: str) -> Any:
    """As ``parse_yaml``, with dates left as text: whoever reads them says which one is wrong."""
    return _load(text, _TextLoader)


class Faults:
    """Every fault of one file, in the order found."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.found: list[str] = []

    def add(self, path: str, what: str, expected: str) -> None:
        """Note one fault at ``path`` within the file."""
        self.found.append(f"{self.file}: {path or '(file)'}: {what}, expected {expected}")


class Node:
    """One mapping of the file, with its path, that notes what is wrong and reads on."""

    def __init__(self, value: Any, path: str, faults: Faults, known: Collection[str]) -> None:
        self.path = path
        self.faults = faults
        self.values: dict[str, Any] = {}
        if not isinstance(value, dict):
            faults.add(path, f"{shown(value)}", "a mapping")
            return
        self.values = value
        for key in value:
            if key not in known:
                faults.add(path, f"unknown key {key!r}", f"one of {', '.join(known)}")

    def _at(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key

    def text(self, key: str, *, required: bool = True) -> str:
        """Text, stripped; a required one may not be empty."""
        value = self.values.get(key)
        if value is None or value == "":
            if required:
                self.faults.add(self._at(key), "missing", "text")
            return ""
        if not isinstance(value, str):
            self.faults.add(self._at(key), shown(value), "text")
            return ""
        return " ".join(value.split())

    def choice(self, key: str, allowed: Collection[str], default: str = "") -> str:
        """One of a closed list."""
        value = self.values.get(key, default)
        if value not in allowed:
            self.faults.add(self._at(key), shown(value), f"one of {', '.join(allowed)}")
            return default
        return str(value)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; absent means empty."""
        value = self.values.get(key) or []
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.faults.add(self._at(key), shown(value), "a list of texts")
            return ()
        return tuple(" ".join(item.split()) for item in value)

    def flag(self, key: str) -> bool:
        """True or false; absent means false."""
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            self.faults.add(self._at(key), shown(value), "true or false")
            return False
        return value

    def whole_number(self, key: str) -> int | None:
        """A whole number above 0, or None if absent."""
        value = self.values.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or value < 1:
            self.faults.add(self._at(key), shown(value), "a whole number above 0")
            return None
        return value

    def day(self, key: str) -> date | None:
        """A date, or None if absent."""
        value = self.values.get(key)
        if value is None:
            return None
        if not isinstance(value, date) or isinstance(value, datetime):
            self.faults.add(self._at(key), shown(value), "a date written 2024-01-31")
            return None
        return value

    def nodes(self, key: str, known: Collection[str], named_by: str) -> Iterator[Node]:
        """The mappings of a list, each with a path that uses its own name."""
        value = self.values.get(key) or []
        if not isinstance(value, list):
            self.faults.add(self._at(key), shown(value), "a list")
            return
        for index, item in enumerate(value):
            name = item.get(named_by, index) if isinstance(item, dict) else index
            yield Node(item, f"{self._at(key)}[{name}]", self.faults, known)


def shown(value: Any) -> str:
    """A value as a fault shows it: the beginning of it, and no more of it is written out."""
    text = _brief.repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."
